declare module "openapi-to-postmanv2" {
  interface ConversionResult {
    result: boolean;
    /** Why the conversion failed. */
    reason?: string;
    output?: { type: string; data: unknown }[];
  }
  /** Converts an OpenAPI description into a Postman collection of format 2.1. */
  export function convertV2(
    input: { type: "json"; data: unknown },
    options: Record<string, string | boolean>,
    callback: (error: Error | null, result: ConversionResult) => void,
  ): void;
}
