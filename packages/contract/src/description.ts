import { readFileSync } from "node:fs";
import type { OperationId } from "@rolewright/types";
import { parse } from "yaml";

/** A JSON Schema as the description writes it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  additionalProperties?: boolean;
}

export interface Example {
  summary?: string;
  value: unknown;
}

interface MediaType {
  schema: Schema;
  examples: Record<string, Example>;
}

export interface DocumentedResponse {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content: Record<string, MediaType>;
  links?: Record<string, Link>;
}

/** What can be called next, with parameters from what was asked and answered. */
export interface Link {
  operationId: OperationId;
  parameters?: Record<string, string>;
}

export interface Operation {
  operationId: OperationId;
  /** Upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  /** The names of the path's parameters, in order. */
  parameters: string[];
  /** What it takes, if it takes a body. */
  requestBody?: MediaType;
  /** By status or `default`, references resolved. */
  responses: Record<string, DocumentedResponse>;
}

interface Document {
  openapi: string;
  paths: Record<string, Record<string, RawOperation>>;
  components: {
    schemas: Record<string, Schema>;
    headers: Record<string, { required?: boolean; schema: Schema }>;
    responses: Record<string, DocumentedResponse>;
  };
}

interface RawOperation {
  operationId?: OperationId;
  requestBody?: { content: Record<string, MediaType> };
  responses: Record<string, DocumentedResponse | { $ref: string }>;
}

/** The description that everything here is held to. */
export const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as Document;

/** Every operation, in the description's order. */
export const operations: Operation[] = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, raw]) =>
    raw.operationId === undefined ? [] : [operation(path, method, raw)],
  ),
);

export const operationsById = new Map(operations.map((each) => [each.operationId, each]));

function operation(
  path: string,
  method: string,
  { operationId, requestBody, responses }: RawOperation,
): Operation {
  const body = requestBody?.content["application/json"];
  return {
    operationId: operationId as OperationId,
    method: method.toUpperCase(),
    path,
    parameters: Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? ""),
    ...(body && { requestBody: body }),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, response]) => [status, resolve(response)]),
    ),
  };
}

/** What a local reference refers to; anything else as it is. */
export function resolve<T extends object>(node: T | { $ref: string }): T {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node as T;
  const target = node.$ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], description);
  return target as T;
}
