import type { OperationId, operations } from "@rolewright/types";
import type { QueryDefaults } from "../generated/query-defaults.ts";

/** The query parameters of an operation. Those with a default are always there. */
export type QueryParams<Operation, Defaulted = never> = Operation extends {
  parameters: { query?: infer Query };
}
  ? [NonNullable<Query>] extends [never]
    ? Record<never, never>
    : NonNullable<Query> & Required<Pick<NonNullable<Query>, Defaulted & keyof NonNullable<Query>>>
  : Record<never, never>;

type PathParams<Operation> = Operation extends { parameters: { path: infer Path } }
  ? Path
  : Record<never, never>;

/** The parsed JSON, the text of a `text/…` body, or the bytes of any other body. */
type BodyOf<Content> = Content extends { "application/json": infer Body }
  ? Body
  : keyof Content extends `text/${string}`
    ? string
    : Buffer;

type RequestBody<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? BodyOf<Content>
  : Operation extends { requestBody?: { content: infer Content } }
    ? BodyOf<Content> | undefined
    : undefined;

/** The validated input of an operation of any description. */
export interface InputOf<Operation, Defaulted = never> {
  /** The organization of the API key. */
  organizationId: string;
  /** The path parameters. */
  params: PathParams<Operation>;
  /** The query parameters. */
  query: QueryParams<Operation, Defaulted>;
  /** The body, or `undefined` if there is none. */
  body: RequestBody<Operation>;
  /** The current time, as responses show it. */
  now: string;
  /** Creates an ID that sorts after all earlier ones. */
  createId: () => string;
}

/** The query parameters of an operation that have a default. */
export type DefaultedParams<Id, Defaults> = Id extends keyof Defaults ? Defaults[Id] : never;

/** The validated input of an operation. */
export type OperationInput<Id extends OperationId> = InputOf<
  operations[Id],
  DefaultedParams<Id, QueryDefaults>
>;
