import { readFile } from "node:fs/promises";
import { parse } from "yaml";

/** The description as far as the mock looks into it. */
export interface Description {
  paths: Record<string, Record<string, unknown>>;
  components: {
    schemas: Record<string, Schema>;
    responses: Record<string, Response>;
  };
}

interface PathOperation {
  operationId: string;
  requestBody?: unknown;
  responses: Record<string, Response | { $ref: string }>;
}

interface Schema {
  additionalProperties?: unknown;
  properties?: Record<string, { maxItems?: number }>;
}

interface Response {
  content: { "application/json": { examples: Record<string, { value: unknown }> } };
}

/** One operation, with what the mock needs to know of it. */
export interface Operation {
  operationId: string;
  /** Upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  takesBody: boolean;
  /** The names of the examples, by status or `default`. */
  examples: Map<string, string[]>;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** Reads the description that the mock answers for. */
export async function readDescription(): Promise<Description> {
  const file = new URL(import.meta.resolve("@rolewright/spec/openapi.yaml"));
  return parse(await readFile(file, "utf8")) as Description;
}

/** Every operation of the description. */
export function operationsOf({ paths, components }: Description): Operation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods
      .filter((method) => method in item)
      .map((method) => {
        const { operationId, requestBody, responses } = item[method] as PathOperation;
        const examples = Object.entries(responses).map(([status, response]): [string, string[]] => {
          const resolved =
            "$ref" in response ? components.responses[response.$ref.split("/").at(-1) ?? ""] : response;
          return [status, Object.keys(resolved?.content["application/json"].examples ?? {})];
        });
        return {
          operationId,
          method: method.toUpperCase(),
          path,
          takesBody: requestBody !== undefined,
          examples: new Map(examples),
        };
      }),
  );
}
