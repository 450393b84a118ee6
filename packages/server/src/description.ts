import { readFileSync } from "node:fs";
import type { OperationId } from "@rolewright/types";

/** A documented answer, as far as the server looks into it. */
export interface DocumentedResponse {
  content: { "application/json": { examples: Record<string, { value: unknown }> } };
}

/** A path's parameter. */
export interface Parameter {
  name: string;
  /** The name of its schema among the description's. */
  schema: string;
}

/** One operation, with what routing and validation need. */
export interface Operation {
  operationId: OperationId;
  /** Upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  params: Parameter[];
  /** The name of the body's schema among the description's; `undefined` where the operation takes none. */
  body?: string;
  /** By status or `default`, references resolved. */
  responses: Record<string, DocumentedResponse>;
}

interface Reference {
  $ref: string;
}

interface Document {
  paths: Record<string, PathItem>;
  components: object;
}

interface PathItem {
  parameters?: Reference[];
  [method: string]: unknown;
}

interface RawOperation {
  operationId: OperationId;
  requestBody?: { content: { "application/json": { schema: Reference } } };
  responses: Record<string, DocumentedResponse | Reference>;
}

const methods = ["get", "post", "put", "patch", "delete"];

/** The description that the server follows: routes, words and demo data come from it. JSON, because YAML takes 50 ms to read. */
const description = JSON.parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.json")), "utf8"),
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
  const body = requestBody?.content["application/json"].schema;
  return {
    operationId,
    method: method.toUpperCase(),
    path,
    params: (item.parameters ?? []).map((reference) => {
      const { name, schema } = resolve<{ name: string; schema: Reference }>(reference);
      return { name, schema: nameOf(schema) };
    }),
    ...(body && { body: nameOf(body) }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, resolve<DocumentedResponse>(response)]),
    ),
  };
}

/** The last part of a reference: the name of what it refers to. */
function nameOf({ $ref }: Reference): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

/** What a local reference refers to; anything else as it is. */
function resolve<T extends object>(node: T | Reference): T {
  if (!("$ref" in node)) return node;
  const steps = node.$ref.slice(2).split("/");
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], description) as T;
}
