import { DomainError } from "../domain/domain-error.ts";
import type { Operation } from "../openapi/operation.ts";
import { sql } from "../storage/statements.ts";
import { bindValues, queryBatch, type TransactionScript } from "../storage/store.ts";
import { type ApiError, apiErrors } from "./api-errors.ts";
import type { ParameterValues } from "./parameter-parsing.ts";
import type { RequestInput, StartScript } from "./request-input.ts";
import { createEntityTag, findListItem, findResource } from "./entity-tag.ts";

/** Checks the `If-Match` header of a write, in the transaction of the write. Returns the error if it does not match. */
export type CheckPrecondition = (input: RequestInput) => TransactionScript<ApiError<412> | undefined>;

/** An operation that reads a resource or a list. */
interface Reader {
  operation: Operation;
  startScript: StartScript;
}

/**
 * Creates the precondition of an operation that changes one resource. It compares the tags of the header with the tag of the
 * resource and the tag of the list that the resource is in, since most resources are only read in lists.
 *
 * @param findReader Returns the operation that reads a path.
 */
export function createPrecondition(
  { path }: Operation,
  findReader: (path: string) => Reader | undefined,
): CheckPrecondition | undefined {
  const [, listPath = "", idParam = ""] = /^(.*)\/\{([^{}]+)\}$/.exec(path) ?? [];
  const itemReader = findReader(path);
  const listReader = findReader(listPath);
  if (!itemReader && !listReader) return undefined;

  return function* checkPrecondition(input) {
    const { ifMatch } = input;
    if (ifMatch === undefined) return undefined;
    yield* lockRows(input, path);
    const item = itemReader && (yield* read(itemReader, input));
    const list = listReader && (yield* readPageWith(listReader, input, input.params[idParam]));
    const resource = itemReader ? findResource(item) : findListItem(list, input.params[idParam]);
    // The handler returns the error for a resource or a scope that does not exist. But a list with filters may lack the resource.
    if (!resource) return !itemReader && hasFilter(listReader) ? apiErrors.preconditionFailed() : undefined;
    if (ifMatch === "*" || ifMatch.has(createEntityTag(JSON.stringify(resource)))) return undefined;
    if (list && ifMatch.has(createEntityTag(JSON.stringify(list)))) return undefined;
    return apiErrors.preconditionFailed();
  };
}

/** Reads a list, or the page of its default size that has an item. Without such a page, returns the first one. */
function* readPageWith(
  reader: Reader,
  input: RequestInput,
  id: unknown,
): TransactionScript<object | undefined> {
  const first = yield* read(reader, input);
  if (!isPaged(reader)) return first;
  let page = first;
  for (let number = 2; hasItems(page); number += 1) {
    if (findListItem(page, id)) return page;
    page = yield* read(reader, input, { page: number });
  }
  return first;
}

const hasItems = (data: object | undefined): data is object =>
  Object.values(data ?? {}).some((value) => Array.isArray(value) && value.length > 0);

/** Reads a resource or a list. Returns `undefined` if it does not exist. */
function* read(
  { operation, startScript }: Reader,
  input: RequestInput,
  params: ParameterValues = {},
): TransactionScript<object | undefined> {
  const defaults = operation.queryParams.filter((parameter) => "default" in parameter);
  const query = Object.fromEntries(defaults.map(({ name, default: value }) => [name, value]));
  const data = yield* startScript({ ...input, query: { ...query, ...params }, body: undefined });
  return data instanceof DomainError ? undefined : (data as object);
}

const isPaged = ({ operation }: Reader) => operation.queryParams.some(({ name }) => name === "page");

/** Whether query parameters other than those of pages choose the items of a list. */
const hasFilter = (reader: Reader | undefined) =>
  reader?.operation.queryParams.some(({ name }) => name !== "page" && name !== "pageSize") ?? false;

/** Locks the rows that every write of a resource locks, so that no other write comes between the check and the change. */
function* lockRows({ organizationId, params }: RequestInput, path: string): TransactionScript<void> {
  const { projectId } = params;
  const isInProject = typeof projectId === "string" && /\{projectId\}\//.test(path);
  // The organization before the project, as for every change of people. Two orders could wait for each other.
  yield* queryBatch([
    ...(isInProject ? [] : [bindValues(sql.lockOrganization, organizationId)]),
    bindValues(sql.lockScope, organizationId, ""),
    ...(isInProject ? [bindValues(sql.lockScope, organizationId, projectId)] : []),
  ]);
}
