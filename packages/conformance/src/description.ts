import type { OperationId } from "@rolewright/types";
import { type Description, type Operation, readDescription } from "@rolewright/contract/internal";

/** The description that everything is tested against. */
export const description: Description = readDescription();

/** Returns an operation by its id. */
export function getOperation(operationId: OperationId): Operation {
  const operation = description.findOperation(operationId);
  if (operation === undefined) throw new Error(`The description has no operation "${operationId}".`);
  return operation;
}
