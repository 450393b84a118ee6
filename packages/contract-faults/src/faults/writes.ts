import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  transformResponse,
  toRequestBody,
  fetchCurrent,
  deletedResponse,
  replaceHandler,
  getApiKey,
  resourceId,
  transformList,
  collectionPath,
  errorResponse,
  parseRequestBody,
  eachResource,
  parseResources,
  delay,
  withBody,
  type Resource,
} from "../transforms.ts";
import type { ProxyResponse, Fault, ProxyHandler, FaultInjector } from "../fault.ts";
import {
  createHandlerFaults,
  createResponseFaults,
  type HandlerFaultRow,
  type ResponseFaultRow,
} from "../fault-rows.ts";

/** Caches the response of an operation for some time. */
const cacheFor =
  (operation: OperationId, ms: number): FaultInjector =>
  () => {
    const cache = new Map<string, { response: ProxyResponse; cachedAt: number }>();
    return async (request, next) => {
      if (request.operationId !== operation) return next(request);
      const key = `${getApiKey(request)} ${request.url}`;
      const cached = cache.get(key);
      if (cached && Date.now() - cached.cachedAt < ms) return cached.response;
      const response = await next(request);
      if (response.status === 200) cache.set(key, { response, cachedAt: Date.now() });
      return response;
    };
  };

/**
 * Responds to a create request before the resource is available to other requests. Even on a busy machine, the first request for
 * the resource comes too early.
 */
const respondBeforeCommit =
  (create: OperationId, kind: "Role" | "Policy", ms: number): FaultInjector =>
  () => {
    const pending = new Map<string, { until: number; isMissed: boolean }>();
    const isPending = (id: string) => {
      const commit = pending.get(id);
      if (!commit || (commit.isMissed && Date.now() >= commit.until)) return false;
      commit.isMissed = true;
      return true;
    };
    return async (request, next) => {
      if (/^(update|delete)/.test(request.operationId ?? "") && isPending(resourceId(request))) {
        return errorResponse(404, `${kind} not found. List them to see their ids.`);
      }
      const response = await next(request);
      if (response.status !== 200) return response;
      if (request.operationId === create)
        pending.set(parseResources(response)[0]?.id ?? "", { until: Date.now() + ms, isMissed: false });
      else if (request.method === "GET")
        return transformList((found) => found.filter(({ id }) => !isPending(id)))(response, request);
      return response;
    };
  };

/** Returns the updated resource but restores the previous one. */
const restoreAfterUpdate: ProxyHandler = async (request, next) => {
  const previous = await fetchCurrent(request, next);
  const response = await next(request);
  if (previous && response.status === 200) await next(withBody(request, toRequestBody(previous)));
  return response;
};

/** Gives new project roles the ids of deleted ones. */
const reuseIds = (): ProxyHandler => {
  const storedIds = new Map<string, string>();
  const freeIds = new Map<string, string[]>();
  const toShownId = (storedId: string) =>
    [...storedIds].find(([, other]) => other === storedId)?.[0] ?? storedId;
  return async (request, next) => {
    const id = resourceId(request);
    const hasId = request.operationId === "updateProjectRole" || request.operationId === "deleteProjectRole";
    const url = hasId
      ? `${collectionPath(request)}/${encodeURIComponent(storedIds.get(id) ?? id)}`
      : request.url;
    const response = await next({ ...request, url });
    if (response.status !== 200 || !request.operationId?.includes("ProjectRole")) return response;
    if (request.operationId === "deleteProjectRole") {
      storedIds.delete(id);
      freeIds.set(collectionPath(request), [...(freeIds.get(collectionPath(request)) ?? []), id]);
      return deletedResponse(id);
    }
    if (request.operationId === "createProjectRole") {
      const [created] = parseResources(response);
      const reused = freeIds.get(request.url)?.shift();
      if (created && reused !== undefined) storedIds.set(reused, created.id);
    }
    return eachResource((role) => void (role.id = toShownId(role.id)))(response, request);
  };
};

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["create-not-stored", "ensure_resource_availability", "createProjectPolicy", 200, "returns a policy that is not stored", eachResource((policy) => void (policy.id = randomUUID()))],
  ["list-truncated", "read_your_writes", "listOrganizationPolicies", 200, "returns at most 25 policies", transformList((policies) => policies.slice(0, 25))],
  ["list-duplicated", "read_your_writes", "listProjects", 200, "returns every project twice", transformList((projects) => [...projects, ...projects])],
  ["other-id-on-update", "read_your_writes", "updateOrganizationPolicy", 200, "returns a new id", eachResource((policy) => void (policy.id = randomUUID()))],
  ["policies-duplicated", "read_your_writes", "listOrganizationRoles", 200, "returns every policy of a role twice", eachResource((role) => void (role.policies = role.policies?.flatMap((policy) => [policy, policy]) ?? []))],
];

// oxfmt-ignore
const handlerRows: HandlerFaultRow[] = [
  ["update-not-stored", "read_your_writes", "updateProjectRole", "returns an update that is not stored", restoreAfterUpdate],
];

/** Writes that are lost, delayed or returned incorrectly. */
export const writeFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  ...createHandlerFaults(handlerRows),
  {
    name: "stale-list",
    description: "listOrganizationPolicies returns a list that is up to two seconds old.",
    check: "read_your_writes",
    inject: cacheFor("listOrganizationPolicies", 2_000),
  },
  {
    name: "stale-read",
    description: "retrieveProject returns a project that is up to two seconds old.",
    check: "read_your_writes",
    inject: cacheFor("retrieveProject", 2_000),
  },
  {
    name: "200-before-commit",
    description: "createOrganizationPolicy responds 150 ms before the policy is available.",
    check: "ensure_resource_availability",
    inject: respondBeforeCommit("createOrganizationPolicy", "Policy", 150),
  },
  {
    name: "200-before-commit-in-project",
    description: "createProjectRole responds 50 ms before the role is available.",
    check: "ensure_resource_availability",
    inject: respondBeforeCommit("createProjectRole", "Role", 50),
  },
  {
    name: "list-of-first-only",
    description: "listProjectRoles returns only the first custom role.",
    check: "read_your_writes",
    inject: transformResponse(
      "listProjectRoles",
      200,
      transformList((roles) => {
        const first = roles.find((role) => role["projectId"] !== null);
        return roles.filter((role) => role["projectId"] === null || role === first);
      }),
    ),
  },
  {
    name: "create-returns-previous-policies",
    description: "createProjectRole returns the policies of the previous request.",
    check: "read_your_writes",
    inject: () => {
      let previous: Resource[] | undefined;
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId !== "createProjectRole" || response.status !== 200) return response;
        return eachResource((role) => {
          const own = role.policies ?? [];
          role.policies = previous ?? own;
          previous = own;
        })(response, request);
      };
    },
  },
  {
    name: "policies-dropped",
    description: "createOrganizationRole stores only the first policy.",
    check: "read_your_writes",
    inject: replaceHandler("createOrganizationRole", (request, next) => {
      const body = parseRequestBody(request);
      const isList = Array.isArray(body?.policyIds) && body.policyIds.length > 1;
      return next(
        isList
          ? withBody(request, { ...body, policyIds: (body.policyIds as unknown[]).slice(0, 1) })
          : request,
      );
    }),
  },
  {
    name: "permissions-dropped-on-update",
    description: "updateProjectPolicy stores every permission except the last.",
    check: "read_your_writes",
    inject: replaceHandler("updateProjectPolicy", (request, next) => {
      const body = parseRequestBody(request);
      const isList = Array.isArray(body?.permissionIds) && body.permissionIds.length > 1;
      return next(
        isList
          ? withBody(request, { ...body, permissionIds: (body.permissionIds as unknown[]).slice(0, -1) })
          : request,
      );
    }),
  },
  {
    name: "policy-name-outdated-in-roles",
    description: "listProjectRoles returns the original names of renamed policies.",
    check: "read_your_writes",
    inject: () => {
      const originalNames = new Map<string, string>();
      return async (request, next) => {
        const response = await next(request);
        if (response.status !== 200) return response;
        if (request.operationId === "createProjectPolicy") {
          for (const { id, name } of parseResources(response)) originalNames.set(id, name);
        }
        if (request.operationId !== "listProjectRoles") return response;
        return eachResource(({ policies = [] }) => {
          for (const policy of policies) policy.name = originalNames.get(policy.id) ?? policy.name;
        })(response, request);
      };
    },
  },
  {
    name: "project-key-masked",
    description: "createProject returns a masked API key.",
    check: "ignored_auth",
    inject: transformResponse(
      "createProject",
      200,
      eachResource((resource) => {
        if (typeof resource["value"] === "string")
          resource["value"] = resource["value"].replace(/.{20}$/, "********");
      }),
    ),
  },
  {
    name: "id-reused",
    description: "createProjectRole reuses the id of a deleted role.",
    check: "use_after_free",
    inject: reuseIds,
  },
  {
    name: "lost-in-race",
    description: "createOrganizationPolicy loses some policies that are created concurrently.",
    check: "read_your_writes",
    inject: () => {
      let pending = 0;
      return async (request, next) => {
        if (request.operationId !== "createOrganizationPolicy") return next(request);
        const isSecond = pending > 0;
        pending += 1;
        await delay(5);
        const response = await next(request);
        pending -= 1;
        if (isSecond && response.status === 200) {
          const [policy] = parseResources(response);
          await next({
            ...request,
            method: "DELETE",
            url: `${request.url}/${policy?.id}`,
            body: Buffer.alloc(0),
          });
        }
        return response;
      };
    },
  },
  {
    name: "permission-misnamed",
    description: "createOrganizationPolicy returns permission names in lower case.",
    check: "read_your_writes",
    inject: transformResponse(
      "createOrganizationPolicy",
      200,
      eachResource((policy) => {
        for (const permission of policy.permissions ?? []) permission.name = permission.name.toLowerCase();
      }),
    ),
  },
  {
    name: "created-in-1970",
    description: "Every project response has a created_at in 1970.",
    check: "read_your_writes",
    inject: transformResponse(
      ["createProject", "listProjects", "retrieveProject", "updateProject"],
      200,
      eachResource((resource) => {
        if ("organizationId" in resource) resource["created_at"] = "1970-01-01T00:00:00.000Z";
      }),
    ),
  },
  {
    name: "list-omits-newest-sometimes",
    description: "listProjectPolicies omits the newest policy in every 80th response.",
    check: "read_your_writes",
    inject: () => {
      let count = 0;
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId !== "listProjectPolicies" || response.status !== 200) return response;
        count += 1;
        return count % 80 === 0
          ? transformList((policies) => policies.slice(0, -1))(response, request)
          : response;
      };
    },
  },
];
