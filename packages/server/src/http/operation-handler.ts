import type { operations } from "@rolewright/types";
import type { DomainError } from "../domain/domain-error.ts";
import type { QueryDefaults } from "../generated/query-defaults.ts";
import type { DefaultedParams, InputOf, QueryParams } from "../operations/operation-input.ts";
import type { TransactionScript } from "../storage/store.ts";
import type { DomainErrorCodeFor } from "./api-errors.ts";

/** The status codes of successes. Only these have a result that a handler returns. */
type SuccessStatusOf<Responses> = {
  [Status in keyof Responses]: `${Status & number}` extends `${2 | 3}${infer _}` ? Status : never;
}[keyof Responses & number];

/** The required headers of a response. */
type RequiredHeaders<Response> = Response extends { headers: infer Headers }
  ? {
      [
        Name in keyof Headers as Record<never, never> extends Pick<Headers, Name> ? never : Name
      ]: Headers[Name];
    }
  : Record<never, never>;

/** With required headers, a handler returns them beside the content. */
type WithHeaders<Response, Content> = [keyof RequiredHeaders<Response>] extends [never]
  ? Content
  : { headers: RequiredHeaders<Response>; content: Content };

/** What a handler returns for a response: the `data` of a JSON body, the content of any other body, or a location. */
type ResultFor<Response, Status> = Response extends { content: { "application/json": infer Body } }
  ? Body extends { data: infer Data }
    ? WithHeaders<Response, Data>
    : never
  : `${Status & number}` extends `3${infer _}`
    ? { location: string }
    : WithHeaders<
        Response,
        Response extends { content: Record<string, unknown> } ? string | Uint8Array : undefined
      >;

type ResultsByStatus<Responses> = {
  [Status in SuccessStatusOf<Responses>]: {
    statusCode: Status;
    result: ResultFor<Responses[Status], Status>;
  };
};

type IsUnion<Type, Member = Type> = Member extends Type ? ([Type] extends [Member] ? false : true) : never;

/** With several documented successes, a handler also says which one it is. */
type HandlerResult<Responses> =
  true extends IsUnion<SuccessStatusOf<Responses>>
    ? ResultsByStatus<Responses>[keyof ResultsByStatus<Responses>]
    : ResultsByStatus<Responses>[keyof ResultsByStatus<Responses>]["result"];

/** Runs an operation as a transaction. */
type RunHandler<Operation, Defaulted> = (
  input: InputOf<Operation, Defaulted>,
) => TransactionScript<
  Operation extends { responses: infer Responses }
    ? HandlerResult<Responses> | DomainError<DomainErrorCodeFor<keyof Responses>>
    : never
>;

/**
 * The handler of an operation with query parameters. It lists every parameter that it reads, so that a parameter that the
 * description adds does not compile until the handler supports it.
 */
interface QueryHandler<Operation, Defaulted> {
  queryParams: Record<keyof QueryParams<Operation, Defaulted>, true>;
  run: RunHandler<Operation, Defaulted>;
}

/** The handler of a read before which something may be due, such as a rotation whose grace period is over. */
interface CompletingHandler<Operation, Defaulted> {
  run: RunHandler<Operation, Defaulted>;
  /** Returns whether something is due. Runs in a read transaction, so that most reads need no write. */
  isDue: (input: InputOf<Operation, Defaulted>) => TransactionScript<boolean>;
  /** Writes what is due. */
  complete: (input: InputOf<Operation, Defaulted>) => TransactionScript<void>;
}

type HandlerOf<Operation, Defaulted> = [keyof QueryParams<Operation, Defaulted>] extends [never]
  ? RunHandler<Operation, Defaulted> | CompletingHandler<Operation, Defaulted>
  : QueryHandler<Operation, Defaulted>;

/**
 * The handlers of a description by operationId. A handler that is missing, ignores a query parameter, returns a result of
 * another shape, or returns an error whose status code is not documented, does not compile.
 */
export type HandlersOf<Operations, Defaults> = {
  [Id in keyof Operations]: HandlerOf<Operations[Id], DefaultedParams<Id, Defaults>>;
};

/** The handlers of this description. */
export type OperationHandlers = HandlersOf<operations, QueryDefaults>;
