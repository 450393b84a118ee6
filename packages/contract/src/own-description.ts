import type { OperationId } from "@rolewright/types";
import type { Operation } from "./description/operation.ts";
import { readDescription } from "./description/read-description.ts";

/** The description that the tests of this repository hold everything to. */
export const description = readDescription();

/** An operation by its id, which the compiler knows. */
export function operationNamed(operationId: OperationId): Operation {
  const operation = description.operation(operationId);
  if (operation === undefined) throw new Error(`The description has no operation "${operationId}".`);
  return operation;
}
