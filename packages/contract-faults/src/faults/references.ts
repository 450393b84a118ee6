import {
  fetchCurrent,
  deletedResponse,
  replaceHandler,
  resourceId,
  transformList,
  collectionPath,
  fetchPath,
  errorResponse,
  parseResources,
  type Resource,
} from "../transforms.ts";
import type { ProxyRequest, Fault, NextHandler } from "../fault.ts";
import { createResponseFaults, type ResponseFaultRow } from "../fault-rows.ts";

/** Returns the roles that have the policy in the path of a request. */
async function fetchRolesWithPolicy(request: ProxyRequest, next: NextHandler): Promise<Resource[]> {
  const path = collectionPath(request).replace(/policies$/, "roles");
  const roles = parseResources(await fetchPath(request, path, next));
  return roles.filter(({ policies = [] }) => policies.some(({ id }) => id === resourceId(request)));
}

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["assigned-role-403", "referential_integrity", "deleteOrganizationRole", 409, "returns 403 instead of 409 for a role that a member has", (response) => ({ ...response, status: 403 })],
];

/** Policies that roles use, and roles that members have: deleted, or kept for too long. */
export const referenceFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  {
    name: "policy-in-use-rejected",
    description: "deleteProjectPolicy returns 409 for a policy that a role uses.",
    check: "referential_integrity",
    inject: replaceHandler("deleteProjectPolicy", async (request, next) =>
      (await fetchRolesWithPolicy(request, next)).length > 0
        ? errorResponse(409, "The policy is used by 1 role.")
        : next(request),
    ),
  },
  {
    name: "policy-in-use-deleted-with-role",
    description: "deleteOrganizationPolicy deletes a policy that a role uses, together with the role.",
    check: "referential_integrity",
    inject: replaceHandler("deleteOrganizationPolicy", async (request, next) => {
      const roles = await fetchRolesWithPolicy(request, next);
      const response = await next(request);
      if (response.status !== 200) return response;
      for (const role of roles) await next({ ...request, url: `/v1/organization/roles/${role.id}` });
      return response;
    }),
  },
  {
    name: "assigned-role-deleted",
    description: "deleteProjectRole deletes a role that a member has.",
    check: "referential_integrity",
    inject: () => {
      const deleted = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId === "deleteProjectRole" && response.status === 409) {
          deleted.add(resourceId(request));
          return deletedResponse(resourceId(request));
        }
        if (request.operationId !== "listProjectRoles" || response.status !== 200) return response;
        return transformList((roles) => roles.filter(({ id }) => !deleted.has(id)))(response, request);
      };
    },
  },
  {
    name: "policy-kept-by-deleted-role",
    description: "deleteOrganizationPolicy returns 409 for a policy that only a deleted role used.",
    check: "referential_integrity",
    inject: () => {
      const usedPolicies = new Set<string>();
      return async (request, next) => {
        if (request.operationId === "deleteOrganizationPolicy" && usedPolicies.has(resourceId(request)))
          return errorResponse(409, "The policy is used by 1 role.");
        const role =
          request.operationId === "deleteOrganizationRole" ? await fetchCurrent(request, next) : undefined;
        const response = await next(request);
        if (response.status === 200) for (const { id } of role?.policies ?? []) usedPolicies.add(id);
        return response;
      };
    },
  },
  {
    name: "policy-freed-by-one-of-two",
    description: "deleteProjectPolicy returns 409 for a policy after a role dropped it.",
    check: "referential_integrity",
    inject: () => {
      const dropped = new Set<string>();
      return async (request, next) => {
        if (request.operationId === "deleteProjectPolicy" && dropped.has(resourceId(request)))
          return errorResponse(409, "The policy is used by 1 role.");
        const isUpdate = request.operationId === "updateProjectRole";
        const before = isUpdate ? await fetchCurrent(request, next) : undefined;
        const response = await next(request);
        if (!isUpdate || response.status !== 200) return response;
        const remaining = parseResources(response)[0]?.policies ?? [];
        for (const { id } of before?.policies ?? [])
          if (!remaining.some((policy) => policy.id === id)) dropped.add(id);
        return response;
      };
    },
  },
  {
    name: "assigned-role-deletable-when-updated",
    description: "deleteOrganizationRole deletes an updated role that a member has.",
    check: "referential_integrity",
    inject: () => {
      const changed = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId === "updateOrganizationRole" && response.status === 200)
          changed.add(resourceId(request));
        const isAffected =
          request.operationId === "deleteOrganizationRole" && changed.has(resourceId(request));
        return isAffected && response.status === 409 ? deletedResponse(resourceId(request)) : response;
      };
    },
  },
];
