import { readFile } from "node:fs/promises";

/** The description as far as its documentation looks into it. */
export interface Description {
  info: { title: string; version: string; description: string };
  servers: { url: string; description: string; variables?: Record<string, ServerVariable> }[];
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    securitySchemes: Record<string, { name: string; description: string }>;
  } & Record<string, Record<string, unknown>>;
}

interface ServerVariable {
  description?: string;
  default: string;
}

/** A schema, with the keywords that the documentation treats in a way of their own. */
export interface Schema extends Record<string, unknown> {
  $ref?: string;
  description?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  examples?: unknown[];
  "x-ours"?: string[];
}

export interface Example {
  summary?: string;
  value: unknown;
}

export interface MediaType {
  schema: Schema;
  examples?: Record<string, Example>;
}

export interface Parameter {
  name: string;
  description?: string;
  required?: boolean;
  schema: Schema;
  example?: unknown;
}

export interface Response {
  description: string;
  headers?: Record<string, Omit<Parameter, "name"> | Reference>;
  content?: Record<string, MediaType>;
  links?: Record<string, Link>;
}

/** What can be called next. */
export interface Link {
  description?: string;
  operationId: string;
  parameters?: Record<string, string>;
}

export interface RawOperation {
  tags: string[];
  summary: string;
  description: string;
  operationId: string;
  parameters?: (Parameter | Reference)[];
  requestBody?: { description?: string; required?: boolean; content: Record<string, MediaType> };
  responses: Record<string, Response | Reference>;
}

export type PathItem = { parameters?: (Parameter | Reference)[] } & Record<string, unknown>;

interface Reference {
  $ref: string;
}

/** Where the description is. */
export const descriptionFile = new URL(import.meta.resolve("@rolewright/spec/openapi.yaml"));

/** Reads the description, as text and as what the text means: from the bundle, since to parse YAML takes a tenth of a build. */
export async function readDescription(): Promise<{ text: string; description: Description }> {
  const [text, bundle] = await Promise.all([
    readFile(descriptionFile, "utf8"),
    readFile(new URL(import.meta.resolve("@rolewright/spec/openapi.json")), "utf8"),
  ]);
  return { text, description: JSON.parse(bundle) as Description };
}

/** Reads the same description in OpenAPI 3.0, for generators that refuse 3.1. */
export const readTwin = (): Promise<string> =>
  readFile(new URL(import.meta.resolve("@rolewright/spec/openapi-3.0.json")), "utf8");

/**
 * What a local reference refers to; anything else as it is. A `description` beside the reference wins.
 *
 * @throws {Error} when there is nothing at that place.
 */
export function resolve<T extends object>(node: T | Reference, { components }: Description): T {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node as T;
  const [, , kind = "", name = ""] = node.$ref.split("/");
  const target = components[kind]?.[name];
  if (target === undefined) throw new Error(`The description refers to ${node.$ref}, which is not in it.`);
  const { $ref: _, ...beside } = node;
  return { ...target, ...beside } as T;
}

/** The name of the component that a reference means: `Role` for `#/components/schemas/Role`. */
export function nameOf(node: { $ref?: string }): string | undefined {
  return node.$ref?.split("/").at(-1);
}
