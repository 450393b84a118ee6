/** An operation in the generated types of a version: `operations["createProject"]`. */
export interface DocumentedOperation {
  responses: object;
}

/** A status code that an operation documents. */
export type DocumentedStatus<Documented extends DocumentedOperation> = keyof Documented["responses"];

/** The body of a documented response. It is `never` if the response has none. */
export type DocumentedBody<
  Documented extends DocumentedOperation,
  Status extends DocumentedStatus<Documented>,
> = Documented["responses"][Status] extends { content: { "application/json": infer Body } } ? Body : never;

/** The facts about an operation that a call needs. They are generated from the description. */
export interface OperationFacts {
  /** In upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  /** The media type of the request body, if there is one. */
  requestType?: string;
  /** Whether a JSON request body is an array. Otherwise, it is an object. */
  takesArray?: true;
  isInputOptional?: true;
  /** The query parameters whose items are one text: `id=a,b` instead of `id=a&id=b`. */
  commaLists?: readonly string[];
  response: OperationResponse;
  /** How further pages are requested. */
  pagination?: Pagination;
  /** The secrets in the data. */
  secrets?: readonly SecretPath[];
}

/** Where a secret is in the data. */
export interface SecretPath {
  /** The names of the fields. `*` stands for each item of an array. */
  path: readonly string[];
  /** A field of the data. If it is not `null`, the data is another variant, in which the text is no secret. */
  ifNull?: string;
}

/** An operation with the types of its data and of its responses. Both are only in types. */
export interface Operation<Data, Documented extends DocumentedOperation> extends OperationFacts {
  data?: Data;
  documented?: Documented;
}

/** What is checked of a field. Arrays contain no `null`. */
export type FieldCheck = "array" | "object" | "true";

/** JSON. Without `field`, the data of the call is the whole `data`. */
export interface JsonResponse {
  kind: "json";
  field?: string;
  fields: Readonly<Record<string, FieldCheck>>;
}

/** What a successful response contains. */
export type OperationResponse =
  | JsonResponse
  /** A download. */
  | { kind: "stream"; type: string }
  | { kind: "empty" }
  | { kind: "redirect" };

/** How the numbered pages of a list are requested: the names of fields of the data, and of query parameters. */
export interface Pagination {
  items: string;
  page: string;
  pageSize?: string | undefined;
  total?: string | undefined;
}

/** What a method passes to its operation. */
export interface OperationInput {
  path?: Record<string, string | number>;
  query?: object | undefined;
  body?: unknown;
}
