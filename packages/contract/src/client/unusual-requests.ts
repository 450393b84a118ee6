import type { Description } from "../description/read-description.ts";
import type { Exchange } from "./exchange.ts";

/** Rates how unusual a request is. A body of another type is the most unusual one. */
export function rateUnusualness(
  description: Description,
  { request: { rawPath, raw, body, covers = [], operation } }: Exchange,
): number {
  const { requestBody } = operation;
  const problems = requestBody ? description.problems(requestBody.schemaPointer, body) : [];
  const isBroken = problems.length > 0 || covers.some(({ side }) => side === "invalid");
  const isAnotherType = problems.some(({ at, keyword }) => at === "" && keyword === "type");
  return (
    (rawPath === undefined ? 0 : 4) +
    (raw === undefined ? 0 : 2) +
    (isAnotherType ? 2 : 0) +
    (isBroken ? 1 : 0)
  );
}
