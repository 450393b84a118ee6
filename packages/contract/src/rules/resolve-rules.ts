import { listPathParameterNames } from "@rolewright/openapi";
import { flatSchema } from "../data/flat-schema.ts";
import type { Description } from "../description/read-description.ts";
import { type ContractResource, formatError, type ParsedContract } from "./contract-file.ts";
import { toReference } from "./derived-rules.ts";
import { resolveCredential, resolveRenewal } from "./resolve-credentials.ts";
import { resolveJob } from "./resolve-jobs.ts";
import { resolveMembership } from "./resolve-memberships.ts";
import { findNamedOperation, type ReportError } from "./named-operation.ts";
import { InvalidContractError } from "./invalid-contract-error.ts";
import { findItem, hasProperty } from "./item-location.ts";
import { findValues } from "./query-parameters.ts";
import { connectParents, type Resource } from "./resource.ts";
import type { Rules } from "./rules.ts";

/**
 * Finds the operations and schemas that a contract file names.
 *
 * @throws {InvalidContractError} if the description does not have them. The message has a line for each error.
 */
export function resolveRules(parsed: ParsedContract, description: Description): Rules {
  const { contract } = parsed;
  const errors: string[] = [];
  const report = (path: string[], message: string) =>
    errors.push(formatError(parsed.name, parsed.locate(path), path, message));
  const entries = Object.entries(contract.resources ?? {});
  const resources = entries.flatMap(
    ([name, entry]) => resolveResource(description, name, entry, report) ?? [],
  );
  connectParents(resources);
  for (const resource of resources) {
    const references = contract.resources?.[resource.name]?.references ?? {};
    for (const [property, target] of Object.entries(references))
      resolveReference(description, resources, resource, [property, target], report);
  }
  const memberships = Object.entries(contract.memberships ?? {}).flatMap(
    ([name, entry]) => resolveMembership(description, resources, name, entry, report) ?? [],
  );
  const jobs = Object.entries(contract.jobs ?? {}).flatMap(
    ([name, entry]) => resolveJob(description, resources, name, entry, report) ?? [],
  );
  if (errors.length > 0) throw new InvalidContractError(errors.join("\n"));
  const { confirmed = [], responses = {}, ids = {}, tenant = "tenant" } = contract;
  return {
    resources,
    memberships,
    jobs,
    tenant,
    hasOpenResponses: responses.additionalFields ?? false,
    hasUniformErrors: responses.uniformErrors ?? false,
    hasUniformUnauthorized: responses.uniformUnauthorized ?? false,
    hasUniqueIdsPerKind: ids.uniqueWithin === "kind",
    ...(ids.caseSensitive !== undefined && { hasCaseSensitiveIds: ids.caseSensitive }),
    errors: contract.errors ?? {},
    source: {
      file: parsed.name,
      isConfirmed: (rule) => confirmed === "all" || confirmed.includes(rule),
      lineOf: (rule) => parsed.locate(rule.split(".")).line,
    },
  };
}

function resolveResource(
  description: Description,
  name: string,
  entry: ContractResource,
  report: ReportError,
): Resource | undefined {
  const find = (key: "create" | "list" | "get" | "update" | "delete") =>
    findNamedOperation(description, ["resources", name, key], entry[key], report);
  const [create, list, read, update, remove] = [
    find("create"),
    find("list"),
    find("get"),
    find("update"),
    find("delete"),
  ];
  if (!create) return undefined;
  const itemPath = (remove ?? read ?? update)?.path;
  const idParameter =
    entry.idParameter ?? (itemPath === undefined ? undefined : listPathParameterNames(itemPath).at(-1));
  const found = findItem(description, create, idParameter ?? name);
  const item = entry.item ?? found?.itemPointer;
  const idProperty = entry.idProperty ?? found?.idProperty;
  if (idParameter === undefined || item === undefined || idProperty === undefined) {
    report(
      ["resources", name],
      `set ${idParameter === undefined ? "idParameter" : "item and idProperty"}, which cannot be found in ${create.operationId}`,
    );
    return undefined;
  }
  if (!hasProperty(description, create, item, idProperty))
    report(
      ["resources", name, entry.item === undefined ? "idProperty" : "item"],
      `the response of ${create.operationId} documents no ${idProperty} at "${item}"`,
    );
  if (entry.order === "byUnique" && !entry.unique)
    report(["resources", name, "order"], "byUnique needs the rule unique, which names the property");
  for (const filter of entry.filters ?? [])
    if (findValues(list, filter) === undefined)
      report(["resources", name, "filters"], `the list has no query parameter "${filter}" with an enum`);
  return {
    name,
    create,
    ...(list && entry.listShows !== "some" && { list }),
    ...(read && { read }),
    ...(update && { update }),
    ...(remove && { remove }),
    idParameter,
    itemPointer: item,
    idProperty,
    references: {},
    acceptsOtherScopes: entry.acceptsOtherScopes ?? [],
    isAssignable: entry.assignable ?? false,
    hasLimit: (entry.limit ?? false) !== false,
    ...(typeof entry.limit === "number" && { limit: entry.limit }),
    ...(entry.itemOfRead !== undefined && { readPointer: entry.itemOfRead }),
    ...(entry.pages && { pages: entry.pages }),
    ...(entry.unique && {
      unique: {
        property: entry.unique.property,
        ignores: entry.unique.ignores ?? [],
        isReserved: entry.unique.reserved ?? false,
        isExact: entry.unique.exact ?? false,
      },
    }),
    ...(entry.readOnlyItems && { readOnlyItems: entry.readOnlyItems }),
    ...(entry.omittedFields && { omittedFields: entry.omittedFields }),
    ...(entry.whenUsed && { whenUsed: entry.whenUsed }),
    ...(entry.issuedKey !== undefined && { issuedKeyPointer: entry.issuedKey }),
    ...(entry.member !== undefined && { memberProperty: entry.member }),
    ...(entry.deletedId !== undefined && { deletedIdPointer: entry.deletedId }),
    ...(entry.uniqueList !== undefined && { uniqueListProperty: entry.uniqueList }),
    secrets: entry.secrets ?? {},
    ...(entry.order && { order: entry.order }),
    ...(entry.filters && { filters: entry.filters }),
    ...resolveCredential(description, name, entry.credential, report),
    ...resolveRenewal(description, name, entry.renew, report),
  };
}

function resolveReference(
  description: Description,
  resources: Resource[],
  resource: Resource,
  [property, target]: [string, string],
  report: ReportError,
): void {
  const path = ["resources", resource.name, "references", property];
  const named = resources.find(({ name }) => name === target);
  const list = named?.list ?? description.findOperation(target);
  if (!named && !list) return void report(path, `"${target}" is neither a resource nor an operationId`);
  const { properties } = flatSchema(description, resource.create.requestBody?.schemaPointer ?? "#");
  if (!properties.has(property))
    return void report(path, `the body of ${resource.create.operationId} has no property "${property}"`);
  resource.references[property] = {
    ...toReference(description, resources, resource.create, property, list),
    ...(named && { resource: named }),
  };
}
