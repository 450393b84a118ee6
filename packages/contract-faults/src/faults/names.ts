import { randomUUID } from "node:crypto";
import type { CheckName } from "@rolewright/contract";
import type { OperationId } from "@rolewright/types";
import {
  fetchCurrent,
  replaceHandler,
  transformJson,
  getApiKey,
  isBuiltIn,
  resourceId,
  collectionPath,
  fetchPath,
  errorResponse,
  parseRequestBody,
  parseResources,
  listResources,
  type Envelope,
  type Resource,
  delay,
  withBody,
  rewriteName,
} from "../transforms.ts";
import type { Fault, FaultInjector, ProxyHandler, ProxyRequest, ProxyResponse } from "../fault.ts";
import { createHandlerFaults, type HandlerFaultRow } from "../fault-rows.ts";

/** Returns whether an existing resource has a conflicting name. */
type ConflictRule = (existing: Resource, name: string) => boolean;

/** The documented comparison: NFKC, without invisible characters, trimmed, case-insensitive. */
const normalize = (name: string) => fold(name.normalize("NFKC").replaceAll(invisible, "")).normalize("NFKC");

const invisible = /\p{Default_Ignorable_Code_Point}/gu;

const fold = (name: string) => name.trim().toLowerCase().toUpperCase();

/** Compares names after `key` is applied to both. */
const equalBy =
  (key: (name: string) => string): ConflictRule =>
  (existing, name) =>
    key(existing.name) === key(name);

const equalNormalized = equalBy(normalize);

const equalCaseSensitive = equalBy((name) => name.normalize("NFC").trim());

const equalUntrimmed = equalBy((name) => name.normalize("NFC").toLowerCase());

const equalUnnormalized = equalBy((name) => name.trim().toLowerCase());

const neverEqual: ConflictRule = () => false;

/** Normalizes the new name only. */
const equalWhenNewIsNormalized: ConflictRule = (existing, name) =>
  existing.name.toLowerCase() === name.normalize("NFC").trim().toLowerCase();

/** Compares custom names by one rule and built-in names by another. */
const conflictWhen =
  (custom: ConflictRule, builtIn: ConflictRule = equalNormalized): ConflictRule =>
  (existing, name) =>
    (isBuiltIn(existing) ? builtIn : custom)(existing, name);

/**
 * Detects name conflicts by another rule, and writes after `gapMs`. The reference server still compares names correctly, so
 * that a name that it rejects is stored under a random name and replaced in every response.
 */
const detectConflicts =
  (operation: OperationId, conflicts: ConflictRule, gapMs = 0): FaultInjector =>
  () => {
    const namesById = new Map<string, string>();
    const restoreNames = (response: ProxyResponse, request: ProxyRequest) =>
      namesById.size === 0 || response.status !== 200
        ? response
        : transformJson((body: Envelope) => {
            for (const resource of listResources(body).flatMap((each) => [each, ...(each.policies ?? [])])) {
              resource.name = namesById.get(resource.id) ?? resource.name;
            }
          })(response, request);
    return async (request, next) => {
      const body = parseRequestBody(request);
      if (request.operationId !== operation || typeof body?.name !== "string") {
        return restoreNames(await next(request), request);
      }
      const { name } = body;
      const list = await fetchPath(request, collectionPath(request), next);
      const existing = list.status === 200 ? parseResources(await restoreNames(list, request)) : [];
      const hasConflict = existing.some(
        (resource) => resource.id !== resourceId(request) && conflicts(resource, name),
      );
      await delay(gapMs);
      let response = await next(request);
      if (response.status === 409 && !hasConflict) {
        response = await next(withBody(request, { ...body, name: randomUUID() }));
        const [resource] = response.status === 200 ? parseResources(response) : [];
        if (resource) namesById.set(resource.id, name);
      } else if (
        response.status === 409 &&
        existing.some((resource) => namesById.has(resource.id) && equalNormalized(resource, name))
      ) {
        return errorResponse(409, `The name "${name}" is taken.`);
      } else if (response.status === 200 && request.method === "PUT") {
        namesById.delete(resourceId(request));
      }
      return restoreNames(response, request);
    };
  };

/** Rejects names that are similar to an existing name but do not conflict. */
const rejectSimilarNames =
  (isSimilar: ConflictRule): ProxyHandler =>
  async (request, next) => {
    const { name } = parseRequestBody(request) ?? {};
    const list = await fetchPath(request, collectionPath(request), next);
    const existing = list.status === 200 ? parseResources(list) : [];
    const others = existing.filter(({ id }) => id !== resourceId(request));
    return typeof name === "string" && others.some((resource) => isSimilar(resource, name))
      ? errorResponse(409, "The name is taken.")
      : next(request);
  };

/** Rejects names even if no resource has them. */
const rejectNames =
  (rejected: string[]): ProxyHandler =>
  async (request, next) => {
    const { name } = parseRequestBody(request) ?? {};
    return typeof name === "string" && rejected.includes(normalize(name))
      ? errorResponse(409, "The name is reserved.")
      : next(request);
  };

const toLikePattern = (name: string) =>
  new RegExp(
    `^${name
      .replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
      .replaceAll("%", ".*")
      .replaceAll("_", ".")}$`,
    "i",
  );

/** Name conflicts that are detected by another rule: one operation each. */
// oxfmt-ignore
const conflictRows: [name: string, check: CheckName, operation: OperationId, effect: string, conflicts: ConflictRule, gapMs?: number][] = [
  ["names-not-unique", "name_uniqueness", "createProject", "accepts a duplicate name", conflictWhen(neverEqual)],
  ["names-not-unique-on-update", "name_uniqueness", "updateProjectRole", "accepts a duplicate name", conflictWhen(neverEqual)],
  ["names-case-sensitive", "name_uniqueness", "createProjectPolicy", "compares names case-sensitively", conflictWhen(equalCaseSensitive)],
  ["names-case-sensitive-on-update", "name_uniqueness", "updateOrganizationRole", "compares names case-sensitively", conflictWhen(equalCaseSensitive)],
  ["names-untrimmed", "name_uniqueness", "createOrganizationPolicy", "compares names without trimming them", conflictWhen(equalUntrimmed)],
  ["names-unnormalized", "name_uniqueness", "createOrganizationRole", "compares names without Unicode normalization", conflictWhen(equalUnnormalized)],
  ["names-untrimmed-at-end", "name_uniqueness", "updateProjectPolicy", "compares names without trimming trailing whitespace", conflictWhen(equalBy((name) => normalize(`${name.trimStart()}|`)))],
  ["names-trimmed-of-ascii-only", "name_uniqueness", "createOrganizationRole", "trims only ASCII spaces before it compares names", conflictWhen(equalBy((name) => normalize(`|${name.replaceAll(/^ +| +$/g, "")}|`)))],
  ["names-unnormalized-on-update", "name_uniqueness", "updateProject", "compares names without Unicode normalization", conflictWhen(equalUnnormalized)],
  ["names-normalized-when-new", "name_uniqueness", "createOrganizationPolicy", "normalizes the new name but not the existing names", conflictWhen(equalWhenNewIsNormalized)],
  ["names-without-compatibility", "name_uniqueness", "updateOrganizationRole", "treats a full-width letter as another letter", conflictWhen(equalBy((name) => fold(name.normalize("NFC").replaceAll(invisible, ""))))],
  ["names-with-invisible-characters", "name_uniqueness", "updateOrganizationPolicy", "compares zero-width characters in names", conflictWhen(equalBy((name) => fold(name.normalize("NFKC"))))],
  ["built-in-names-accepted", "name_uniqueness", "createProjectRole", "accepts the name of a built-in role", conflictWhen(equalNormalized, neverEqual)],
  ["built-in-names-accepted-in-other-case", "name_uniqueness", "createOrganizationRole", "accepts the name of a built-in role in another letter case", conflictWhen(equalNormalized, equalCaseSensitive)],
  ["built-in-names-accepted-on-update", "name_uniqueness", "updateOrganizationRole", "accepts the name of a built-in role", conflictWhen(equalNormalized, neverEqual)],
  ["double-create-under-race", "name_uniqueness_race", "createProjectRole", "accepts one name twice in concurrent requests", conflictWhen(equalNormalized), 10],
  ["double-project-under-race", "name_uniqueness_race", "createProject", "accepts one name twice in concurrent requests", conflictWhen(equalNormalized), 10],
  ["double-rename-under-race", "name_uniqueness_race", "updateOrganizationPolicy", "accepts one name twice in concurrent requests", conflictWhen(equalNormalized), 10],
];

// oxfmt-ignore
const handlerRows: HandlerFaultRow[] = [
  ["names-without-accents", "name_uniqueness", "createProject", "rejects a name that differs from another only by an accent", rejectSimilarNames(equalBy((name) => name.normalize("NFD").replaceAll(/\p{Mn}/gu, "")))],
  ["names-with-one-space", "name_uniqueness", "createProjectPolicy", "treats two spaces in a name as one", rejectSimilarNames(equalBy((name) => name.replaceAll(/ +/g, " ")))],
  ["names-as-patterns", "name_uniqueness", "createProjectRole", "compares names as LIKE patterns", rejectSimilarNames((existing, name) => toLikePattern(name).test(existing.name))],
  ["names-compared-at-the-start", "name_uniqueness", "updateProject", "compares only the first 250 characters of names", rejectSimilarNames(equalBy((name) => name.slice(0, 250)))],
  ["built-in-names-everywhere", "name_uniqueness", "createProject", "rejects the name of a built-in role", rejectNames(["OWNER", "ADMIN", "MEMBER"])],
  ["built-in-names-of-the-other-scope", "name_uniqueness", "updateProjectRole", "rejects the name of a built-in organization role", rejectNames(["ADMIN"])],
  ["blank-name-beyond-ascii", "negative_data_rejection", "updateProjectPolicy", "accepts a name of ideographic spaces", rewriteName((name) => (/^\u3000+$/.test(name) ? randomUUID() : name))],
  ["tab-in-name", "negative_data_rejection", "updateProject", "accepts a tab in a name", rewriteName((name) => name.replaceAll("\t", " "))],
  ["name-trimmed-too-early", "negative_data_rejection", "createProjectRole", "accepts a name that ends with a line break", rewriteName((name) => name.replace(/[\r\n]+$/, ""))],
];

/** Name conflicts that are missed or incorrect. */
export const nameFaults: Fault[] = [
  ...conflictRows.map(([name, check, operation, effect, conflicts, gapMs]): Fault => ({
    name,
    check,
    description: `${operation} ${effect}.`,
    inject: detectConflicts(operation, conflicts, gapMs),
  })),
  ...createHandlerFaults(handlerRows),
  {
    name: "names-case-sensitive-in-second-organization",
    description: "createOrganizationPolicy compares names case-sensitively in the second organization.",
    check: "name_uniqueness",
    inject: (context) => {
      const handler = detectConflicts("createOrganizationPolicy", conflictWhen(equalCaseSensitive))(context);
      return (request, next) =>
        getApiKey(request) === context.secondApiKey ? handler(request, next) : next(request);
    },
  },
  {
    name: "name-with-other-case-accepted",
    description: "createOrganizationPolicy accepts the name of a policy whose letter case was updated.",
    check: "name_uniqueness",
    inject: (context) => {
      const updatedIds = new Set<string>();
      const conflicts: ConflictRule = (existing, name) =>
        !updatedIds.has(existing.id) && equalNormalized(existing, name);
      const handler = detectConflicts("createOrganizationPolicy", conflictWhen(conflicts))(context);
      return async (request, next) => {
        if (request.operationId !== "updateOrganizationPolicy") return handler(request, next);
        const before = await fetchCurrent(request, next);
        const response = await handler(request, next);
        const { name } = parseRequestBody(request) ?? {};
        const hasOtherCase =
          before && typeof name === "string" && before.name !== name && equalNormalized(before, name);
        if (response.status === 200 && hasOtherCase) updatedIds.add(before.id);
        return response;
      };
    },
  },
  {
    name: "names-shared-by-scopes",
    description: "createOrganizationRole rejects the name of a project role.",
    check: "name_uniqueness",
    inject: () => {
      const projectRoleNames = new Set<string>();
      return async (request, next) => {
        const { name } = parseRequestBody(request) ?? {};
        if (request.operationId === "createOrganizationRole" && projectRoleNames.has(String(name))) {
          return errorResponse(409, "The name is taken.");
        }
        const response = await next(request);
        if (request.operationId === "createProjectRole" && response.status === 200)
          projectRoleNames.add(String(name));
        return response;
      };
    },
  },
  {
    name: "built-in-names-403",
    description: "createOrganizationRole returns 403 instead of 409 for the name of a built-in role.",
    check: "name_uniqueness",
    inject: replaceHandler("createOrganizationRole", async (request, next) => {
      const response = await next(request);
      const name = parseRequestBody(request)?.name;
      if (response.status !== 409 || typeof name !== "string") return response;
      const builtInRoles = parseResources(await fetchPath(request, request.url, next)).filter(isBuiltIn);
      const isAffected = builtInRoles.some((role) => equalNormalized(role, name));
      return isAffected ? { ...response, status: 403 } : response;
    }),
  },
  {
    name: "own-name-conflicts",
    description: "updateProjectPolicy returns 409 when the name stays the same.",
    check: "idempotent_put",
    inject: replaceHandler("updateProjectPolicy", async (request, next) => {
      const list = await fetchPath(request, collectionPath(request), next);
      const current =
        list.status === 200 ? parseResources(list).find(({ id }) => id === resourceId(request)) : undefined;
      const { name } = parseRequestBody(request) ?? {};
      return current && typeof name === "string" && equalNormalized(current, name)
        ? errorResponse(409, `A policy named "${name}" already exists in this project.`)
        : next(request);
    }),
  },
  {
    name: "own-name-in-other-case-conflicts",
    description: "updateProject returns 409 when only the letter case of the name changes.",
    check: "name_uniqueness",
    inject: replaceHandler("updateProject", async (request, next) => {
      const project = await fetchPath(request, request.url, next);
      const [current] = project.status === 200 ? parseResources(project) : [];
      const { name } = parseRequestBody(request) ?? {};
      return current && typeof name === "string" && current.name !== name && equalNormalized(current, name)
        ? errorResponse(409, `A project named "${name}" already exists.`)
        : next(request);
    }),
  },
  {
    name: "deleted-name-rejected",
    description: "createOrganizationRole rejects the name of a deleted role.",
    check: "use_after_free",
    inject: () => {
      const deletedNames = new Set<string>();
      return async (request, next) => {
        const { name } = parseRequestBody(request) ?? {};
        const isCreate = request.operationId === "createOrganizationRole";
        if (isCreate && typeof name === "string" && deletedNames.has(normalize(name))) {
          return errorResponse(409, `A role named "${name}" already exists in this organization.`);
        }
        if (request.operationId !== "deleteOrganizationRole") return next(request);
        const before = await fetchPath(request, collectionPath(request), next);
        const response = await next(request);
        if (response.status === 200) {
          const role = parseResources(before).find(({ id }) => id === resourceId(request));
          if (role) deletedNames.add(normalize(role.name));
        }
        return response;
      };
    },
  },
  {
    name: "names-shared-by-kinds",
    description: "createProjectRole rejects the name of a policy in the project.",
    check: "name_uniqueness",
    inject: replaceHandler("createProjectRole", async (request, next) => {
      const { name } = parseRequestBody(request) ?? {};
      const policies = await fetchPath(request, request.url.replace(/roles$/, "policies"), next);
      const hasConflict =
        policies.status === 200 && parseResources(policies).some((policy) => policy.name === name);
      return hasConflict ? errorResponse(409, `The name "${String(name)}" is taken.`) : next(request);
    }),
  },
  {
    name: "race-500",
    description: "createOrganizationRole returns 500 instead of 409 to concurrent requests with one name.",
    check: "not_a_server_error",
    inject: () => {
      const pending = new Set<string>();
      return async (request, next) => {
        const { name } = parseRequestBody(request) ?? {};
        if (request.operationId !== "createOrganizationRole" || typeof name !== "string")
          return next(request);
        const isRace = pending.has(normalize(name));
        pending.add(normalize(name));
        await delay(10);
        const response = await next(request);
        pending.delete(normalize(name));
        return isRace && response.status === 409 ? { ...response, status: 500 } : response;
      };
    },
  },
];
