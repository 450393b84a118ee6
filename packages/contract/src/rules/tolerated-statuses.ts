import type { Operation } from "../description/operation.ts";
import { toItemPath } from "./resource.ts";
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

/**
 * Whether an operation acts on an item in a way that no rule describes, such as `/carts/{cartId}/checkout`. The state of the item may
 * not allow it.
 */
export function isAction({ resources, jobs, memberships }: Rules, operation: Operation): boolean {
  const described = [
    ...resources.flatMap(({ create, list, read, update, remove, credential, renewal }) => [
      create,
      list,
      read,
      update,
      remove,
      credential?.rotate,
      renewal?.operation,
    ]),
    ...jobs.flatMap(({ create, read, result }) => [create, read, result]),
    ...memberships.flatMap(({ list, update, remove }) => [list, update, remove]),
  ];
  return (
    !described.includes(operation) &&
    resources.some((resource) => operation.path.startsWith(`${toItemPath(resource)}/`))
  );
}

/** The status of an action that the state of its item does not allow: there is nothing to read, or it conflicts. */
export const stateStatus = ({ method }: Operation): number => (method === "GET" ? 404 : 409);

const conflictStatuses = [409];
