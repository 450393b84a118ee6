import type { AnswerOf, OperationId, operations, StatusOf } from "@rolewright/types";
import type { Refusal } from "../refusals.ts";
import type { Unit } from "../store.ts";

/** One call of an operation, checked against the description, by somebody who may make it. */
export interface CallOf<Id extends OperationId> {
  /** The organization of the key. */
  organizationId: string;
  /** The path's parameters. */
  params: operations[Id]["parameters"] extends { path: infer Path } ? Path : Record<never, never>;
  /** The body, where the operation takes one. */
  body: operations[Id] extends { requestBody: { content: { "application/json": infer Body } } }
    ? Body
    : undefined;
  /** When it is, as it is written into answers. */
  now: string;
  /** A new id, later than those before it. */
  newId: () => string;
}

/** The `data` that an operation answers with when it succeeds. */
type DataOf<Id extends OperationId> =
  AnswerOf<Id, 200 & StatusOf<Id>> extends { data: infer Data } ? Data : never;

/** A handler of each operation. One that is missing, answers another shape, or refuses as is not documented, does not compile. */
export type Handlers = {
  [Id in OperationId]: (
    call: CallOf<Id>,
  ) => Unit<DataOf<Id> | Refusal<Extract<Exclude<StatusOf<Id>, 200>, number>>>;
};
