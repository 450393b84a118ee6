import type { Operation } from "../description/operation.ts";
import type { Rules } from "./rules.ts";

/**
 * Returns the statuses with which an operation may reject a valid request, because of the state that other requests left: a job
 * is running, or a rotation.
 */
export function listToleratedStatuses({ jobs, resources }: Rules, operation: Operation): readonly number[] {
  const job = jobs.find(({ create }) => create === operation);
  if (job) return [...job.emptyStatuses, ...(job.isExclusive ? conflictStatuses : [])];
  return resources.some(({ credential }) => credential?.rotate === operation) ? conflictStatuses : [];
}

const conflictStatuses = [409];
