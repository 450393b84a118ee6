/** A JSON Schema as a description writes it. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  minProperties?: number;
  maxProperties?: number;
  additionalProperties?: boolean | Schema;
  allOf?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  examples?: unknown[];
  example?: unknown;
  default?: unknown;
}

/** A place in the description: `#/components/schemas/Name/maxLength`. */
export type Pointer = string;

/** A documented example. */
export interface Example {
  value: unknown;
  pointer: Pointer;
}

/** A schema and its examples, of a body in one media type. */
export interface MediaType {
  /** As it is written: `application/json`. */
  name: string;
  schema: Schema;
  schemaPointer: Pointer;
  examples: Record<string, Example>;
}

/** A parameter, or a header of an answer. */
export interface Parameter {
  name: string;
  in: "path" | "query" | "header" | "cookie";
  required: boolean;
  schema: Schema;
  pointer: Pointer;
}

/** What can be called next, with parameters from what was asked and answered. */
export interface Link {
  name: string;
  operationId: string;
  parameters: Record<string, string>;
  pointer: Pointer;
}

/** What is documented for one status of one operation. */
export interface DocumentedResponse {
  /** As it is written: `200`, `4XX`, `default`. */
  status: string;
  description: string;
  pointer: Pointer;
  headers: Parameter[];
  content: MediaType[];
  links: Link[];
}

/** One operation, every reference resolved. */
export interface Operation {
  operationId: string;
  /** Upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  pointer: Pointer;
  parameters: Parameter[];
  requestBody?: MediaType & { required: boolean; pointer: Pointer };
  responses: DocumentedResponse[];
  /** The header that carries the key, where the operation wants one. */
  keyHeader?: string;
  /** Where the description says that it wants one. */
  keyPointer?: Pointer;
}

/** The response that a description documents for a status: by its number, by its class, by `default`. */
export const responseTo = ({ responses }: Operation, status: number): DocumentedResponse | undefined =>
  responses.find((response) => response.status === String(status)) ??
  responses.find((response) => response.status.toUpperCase() === `${Math.floor(status / 100)}XX`) ??
  // `default` stands for errors alone: an undocumented 201 is not covered by it.
  (status >= 400 ? responses.find((response) => response.status === "default") : undefined);

/** The names of a path's parameters, in order. */
export const pathNames = (path: string): string[] => partsOf(path).filter((_, index) => index % 2 === 1);

/** The path with its parameters filled in, each encoded. */
export const fillPath = (path: string, values: Record<string, string>): string =>
  partsOf(path)
    .map((part, index) => (index % 2 === 0 ? part : encodeURIComponent(values[part] ?? "")))
    .join("");

const known = new Map<string, readonly string[]>();

/** What stands between the parameters of a path, and their names, in turn. There are few paths, and they are asked for often. */
function partsOf(path: string): readonly string[] {
  const parts = known.get(path) ?? path.split(/\{([^}]+)\}/);
  known.set(path, parts);
  return parts;
}
