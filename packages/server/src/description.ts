import { readFileSync } from "node:fs";
import type { OperationId } from "@rolewright/types";
import { parse } from "yaml";

/** A documented answer, as far as the server looks into it. */
export interface DocumentedResponse {
  content: { "application/json": { examples: Record<string, { value: unknown }> } };
}

/** One operation, with what routing and validation need. */
export interface Operation {
  operationId: OperationId;
  /** Upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  /** The schema of each path parameter; `undefined` where the path has none. */
  params?: object;
  /** The schema of the body; `undefined` where the operation takes none. */
  body?: object;
  /** By status or `default`, references resolved. */
  responses: Record<string, DocumentedResponse>;
}

interface Document {
  paths: Record<string, PathItem>;
  components: object;
}

interface Parameter {
  name: string;
  schema: object;
}

interface PathItem {
  parameters?: { $ref: string }[];
  [method: string]: unknown;
}

interface RawOperation {
  operationId: OperationId;
  requestBody?: { content: { "application/json": { schema: object } } };
  responses: Record<string, DocumentedResponse | { $ref: string }>;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** The description that the server follows: routes, validation, words and demo data all come from it. */
export const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as Document;

/** Every operation, in the description's order. */
export const operations: Operation[] = Object.entries(description.paths).flatMap(([path, item]) =>
  methods
    .filter((method) => method in item)
    .map((method) => operation(path, item, method, item[method] as RawOperation)),
);

/** The `data` of an operation's first documented success. */
export function exampleData<Data>(operationId: OperationId): Data {
  const { responses } = operations.find((each) => each.operationId === operationId) as Operation;
  const [first] = Object.values(responses["200"]?.content["application/json"].examples ?? {});
  if (!first) throw new Error(`The description has no example of a success of ${operationId}.`);
  return (first.value as { data: Data }).data;
}

function operation(path: string, item: PathItem, method: string, raw: RawOperation): Operation {
  const { operationId, requestBody, responses } = raw;
  const parameters = (item.parameters ?? []).map((parameter) => resolve<Parameter>(parameter));
  const body = requestBody?.content["application/json"].schema;
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    ...(parameters.length > 0 && { params: paramsSchema(parameters) }),
    ...(body && { body }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, resolve<DocumentedResponse>(response)]),
    ),
  };
}

function paramsSchema(parameters: Parameter[]): object {
  return {
    type: "object",
    required: parameters.map(({ name }) => name),
    properties: Object.fromEntries(parameters.map(({ name, schema }) => [name, schema])),
  };
}

/** What a local reference refers to; anything else as it is. */
function resolve<T extends object>(node: T | { $ref: string }): T {
  if (!("$ref" in node)) return node;
  const steps = node.$ref.slice(2).split("/");
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], description) as T;
}
