import type { Redactor } from "./fetch/redaction.ts";

/** What a response announces beside its data. */
export type Notice =
  | {
      type: "deprecation";
      link: string | undefined;
      deprecation: string | undefined;
      sunset: string | undefined;
    }
  | { type: "api-key-warning"; warning: string; sunset: string | undefined };

/** Reads the notices of a response from its headers and its body. */
export function readNotices(
  headers: Headers,
  json: Record<string, unknown> | undefined,
  { redactText }: Redactor,
): Notice[] {
  const redact = (value: unknown) => (typeof value === "string" ? redactText(value) : undefined);
  const sunset = redact(headers.get("sunset"));
  const deprecation = redact(headers.get("deprecation"));
  const warning = redact(headers.get("x-api-key-warning"));
  // Beside a warning, `Sunset` is the end of the key, and else the end of the operation.
  const operationSunset = warning === undefined ? sunset : undefined;
  const isDeprecated =
    json?.["deprecated"] === true || deprecation !== undefined || operationSunset !== undefined;
  return [
    ...(isDeprecated
      ? [
          {
            type: "deprecation" as const,
            link: redact(json?.["link"]),
            deprecation,
            sunset: operationSunset,
          },
        ]
      : []),
    ...(warning === undefined ? [] : [{ type: "api-key-warning" as const, warning, sunset }]),
  ];
}
