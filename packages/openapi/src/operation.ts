import type { Pointer } from "./json-pointer.ts";
import type { Schema, ValueType } from "./schema.ts";

/** An operation, with all references resolved except those inside schemas. */
export interface Operation {
  /** The one of the description, or `GET /v1/roles` if it has none. */
  operationId: string;
  /** Upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  pointer: Pointer;
  tags: string[];
  summary?: string;
  /** Markdown: the description of the path, then the one of the operation. */
  description?: string;
  externalDocs?: ExternalDocs;
  isDeprecated: boolean;
  /** Those of the operation, of its path, or of the description, whichever is the closest. */
  servers: Server[];
  /** The alternatives of authentication. Empty if the operation is public. */
  security: SecurityRequirement[];
  /** Those of the path and of the operation, which override them. */
  parameters: Parameter[];
  requestBody?: RequestBody;
  /** In the order of the description. */
  responses: DocumentedResponse[];
}

/** The location of a parameter in a request. */
export type ParameterLocation = "path" | "query" | "header" | "cookie";

/** A parameter of an operation, or a header of a response. */
export interface Parameter {
  name: string;
  in: ParameterLocation;
  pointer: Pointer;
  description?: string;
  isRequired: boolean;
  isDeprecated: boolean;
  /** The schema of the value, with a reference at the top resolved. */
  schema: Schema;
  schemaPointer: Pointer;
  /** The name of the schema, if it is a component. */
  schemaName?: string;
  /** `undefined` if the schema allows several types, or any. */
  type?: ValueType;
  /** The type of the items of an array. */
  itemType?: ValueType;
  /** How arrays and objects become text: `simple` in paths and headers, `form` in queries and cookies, by default. */
  style: string;
  /** Whether the items of an array are separate parameters (`id=a&id=b`) instead of one (`id=a,b`). */
  isExploded: boolean;
  /** The media type of the value, if the parameter has `content` instead of `schema`. */
  mediaType?: string;
  /** The value if the parameter is omitted. */
  default?: unknown;
  /** The first example, or that of the schema. */
  example?: unknown;
  /** By name. A single `example` has the name `example`. Those of the schema are not among them. */
  examples: Record<string, Example>;
}

/** A body in one media type. */
export interface MediaType {
  /** As in the description: `application/json`. */
  name: string;
  pointer: Pointer;
  /** The schema of the body, with a reference at the top resolved. `undefined` if none is described. */
  schema?: Schema;
  schemaPointer: Pointer;
  /** The name of the schema, if it is a component. */
  schemaName?: string;
  /** By name. A single `example` has the name `example`. */
  examples: Record<string, Example>;
}

/** A documented example with a value. */
export interface Example {
  summary?: string;
  description?: string;
  value: unknown;
  pointer: Pointer;
}

/** The body of a request. */
export interface RequestBody {
  pointer: Pointer;
  description?: string;
  isRequired: boolean;
  /** At least one. */
  content: MediaType[];
}

/** A documented response of an operation. */
export interface DocumentedResponse {
  /** As in the description: `200`, `4XX`, `default`. */
  status: string;
  pointer: Pointer;
  /** The name of the response, if it is a component. */
  name?: string;
  description: string;
  headers: Parameter[];
  /** Empty if the response has no body. */
  content: MediaType[];
  links: Link[];
}

/** An operation that can follow a response, with parameters from the request and the response. */
export interface Link {
  name: string;
  operationId: string;
  description?: string;
  parameters: Record<string, string>;
  pointer: Pointer;
}

/** A URL where the API is served. */
export interface Server {
  url: string;
  description?: string;
  variables?: Record<string, { default: string; description?: string; enum?: string[] }>;
}

/** A link to more documentation. */
export interface ExternalDocs {
  url: string;
  description?: string;
}

/**
 * Schemes that are needed together, with the scopes that the operation requires. Empty if no authentication is one of the
 * alternatives.
 */
export type SecurityRequirement = (SecurityScheme & { scopes: string[] })[];

/** A way of authentication. */
export interface SecurityScheme {
  /** The name of the component. */
  schemeName: string;
  pointer: Pointer;
  type: string;
  description?: string;
  /** Of an API key: the name of the header, query parameter or cookie. */
  name?: string;
  in?: "cookie" | "header" | "query";
  /** Of HTTP authentication: `bearer`, `basic`. */
  scheme?: string;
  bearerFormat?: string;
}

/** Whether a media type is JSON: `application/json`, `application/problem+json`. */
export const isJsonMediaType = (mediaType: string): boolean =>
  /^application\/(?:[\w.-]+\+)?json\b/i.test(mediaType);

/**
 * Finds the documented response of a status code: by its number, by its class, by `default`. `default` covers errors only,
 * so that an undocumented 201 stays undocumented.
 */
export const findResponse = (
  { responses }: Pick<Operation, "responses">,
  statusCode: number,
): DocumentedResponse | undefined =>
  responses.find(({ status }) => status === String(statusCode)) ??
  responses.find(({ status }) => status.toUpperCase() === `${Math.floor(statusCode / 100)}XX`) ??
  (statusCode >= 400 ? responses.find(({ status }) => status === "default") : undefined);

/** Lists the names of the parameters in a path, in order. */
export const listPathParameterNames = (path: string): string[] =>
  splitPath(path).filter((_, index) => index % 2 === 1);

/** Fills in the parameters of a path, percent-encoded. */
export const fillPath = (path: string, values: Record<string, string | number>): string =>
  splitPath(path)
    .map((part, index) => (index % 2 === 0 ? part : encodeURIComponent(values[part] ?? "")))
    .join("");

const partsByPath = new Map<string, readonly string[]>();

/** Splits a path into texts and names of parameters, in turn. There are few paths, and they are filled in often. */
function splitPath(path: string): readonly string[] {
  const parts = partsByPath.get(path) ?? path.split(/\{([^}]+)\}/);
  partsByPath.set(path, parts);
  return parts;
}
