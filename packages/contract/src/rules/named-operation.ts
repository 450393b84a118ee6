import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";

/** Reports an error at a path of the contract file. */
export type ReportError = (path: string[], message: string) => void;

/** Finds an operation, and reports a name that the description does not have. */
export function findNamedOperation(
  description: Description,
  path: string[],
  operationId: string | undefined,
  report: ReportError,
): Operation | undefined {
  if (operationId === undefined) return undefined;
  const operation = description.findOperation(operationId);
  if (operation === undefined) report(path, unknownOperation(description, operationId));
  return operation;
}

function unknownOperation(description: Description, operationId: string): string {
  const similar = description.operations
    .map((operation) => operation.operationId)
    .find((known) => known.toLowerCase().includes(operationId.toLowerCase().slice(0, 8)));
  const hint = similar === undefined ? "" : `. Did you mean ${similar}?`;
  return `${description.file} has no operation "${operationId}"${hint}`;
}
