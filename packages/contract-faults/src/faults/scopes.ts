import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  transformResponse,
  deletedResponse,
  replaceHandler,
  transformJson,
  getApiKey,
  resourceId,
  transformList,
  collectionPath,
  fetchPath,
  errorResponse,
  parseRequestBody,
  eachResource,
  parseResources,
  type Envelope,
  type Resource,
} from "../transforms.ts";
import type { ProxyRequest, Fault, ProxyHandler, NextHandler, FaultInjector } from "../fault.ts";
import { createHandlerFaults, type HandlerFaultRow } from "../fault-rows.ts";
import { createPathRecorder } from "./path-recorder.ts";
import { acceptPolicies } from "./foreign-policies.ts";

/** Finds a resource by its id alone. */
const ignoreProjectInPath =
  (operation: OperationId): FaultInjector =>
  () => {
    const { pathsById, record } = createPathRecorder();
    return async (request, next) => {
      const response = await next(request);
      record(request, response);
      if (request.operationId !== operation || response.status !== 404) return response;
      const path = pathsById.get(resourceId(request));
      return path === undefined
        ? response
        : next({ ...request, url: `${path}/${encodeURIComponent(resourceId(request))}` });
    };
  };

const fetchOtherProjectIds = async (request: ProxyRequest, next: NextHandler): Promise<string[]> => {
  const projects = parseResources(await fetchPath(request, "/v1/projects", next));
  return projects.map(({ id }) => id).filter((id) => !request.url.includes(`/${encodeURIComponent(id)}/`));
};

/** Adds the custom resources of every other project to a project's list. */
const addOtherProjects =
  (kind: "roles" | "policies"): ProxyHandler =>
  async (request, next) => {
    const response = await next(request);
    if (response.status !== 200) return response;
    const others: Resource[] = [];
    for (const id of await fetchOtherProjectIds(request, next)) {
      const list = await fetchPath(request, `/v1/projects/${encodeURIComponent(id)}/${kind}`, next);
      others.push(...parseResources(list).filter((resource) => resource["projectId"] !== null));
    }
    return transformList((own) => [...own, ...others])(response, request);
  };

/** Numbers the ids of organization roles, from 1 in each organization. */
const numberRoleIds = (): ProxyHandler => {
  const idsByKey = new Map<string, string[]>();
  return async (request, next) => {
    if (!/OrganizationRoles?$/.test(request.operationId ?? "")) return next(request);
    const ids = idsByKey.get(getApiKey(request)) ?? [];
    idsByKey.set(getApiKey(request), ids);
    const storedId = ids[Number(/^own-(\d+)$/.exec(resourceId(request))?.[1]) - 1];
    const url = storedId === undefined ? request.url : `${collectionPath(request)}/${storedId}`;
    const response = await next({ ...request, url });
    if (response.status !== 200) return response;
    if (request.method === "DELETE") return deletedResponse(resourceId(request));
    return eachResource((role) => {
      if (request.method === "POST") ids.push(role.id);
      const index = ids.indexOf(role.id);
      if (index >= 0) role.id = `own-${index + 1}`;
    })(response, request);
  };
};

// oxfmt-ignore
const handlerRows: HandlerFaultRow[] = [
  ["project-roles-leak", "scope_isolation", "listProjectRoles", "returns the custom roles of every project", addOtherProjects("roles")],
  ["project-policies-leak", "scope_isolation", "listProjectPolicies", "returns the policies of every project", addOtherProjects("policies")],
];

/** Projects that access each other's resources, and scopes that are mixed. */
export const scopeFaults: Fault[] = [
  ...createHandlerFaults(handlerRows),
  {
    name: "project-in-path-ignored",
    description: "updateProjectRole ignores the project in the path.",
    check: "scope_isolation",
    inject: ignoreProjectInPath("updateProjectRole"),
  },
  {
    name: "project-in-path-ignored-by-delete",
    description: "deleteProjectPolicy ignores the project in the path.",
    check: "scope_isolation",
    inject: ignoreProjectInPath("deleteProjectPolicy"),
  },
  {
    name: "project-policy-of-other-project",
    description: "createProjectRole accepts a policy of another project.",
    check: "unknown_references_rejected",
    inject: acceptPolicies(
      "createProjectRole",
      (path, request) =>
        path.startsWith("/v1/projects/") && path !== request.url.replace(/roles$/, "policies"),
    ),
  },
  {
    name: "project-policy-in-organization-role",
    description: "updateOrganizationRole accepts a project policy.",
    check: "unknown_references_rejected",
    inject: acceptPolicies("updateOrganizationRole", (path) => path.startsWith("/v1/projects/")),
  },
  {
    name: "organization-policy-in-project-role",
    description: "updateProjectRole accepts an organization policy.",
    check: "unknown_references_rejected",
    inject: acceptPolicies("updateProjectRole", (path) => path === "/v1/organization/policies"),
  },
  {
    name: "organization-permissions-in-project",
    description: "createProjectPolicy rejects organization permissions.",
    check: "positive_data_acceptance",
    inject: replaceHandler("createProjectPolicy", async (request, next) => {
      const permissionIds: unknown = parseRequestBody(request)?.permissionIds;
      const organizationPermissions = await fetchPath(request, "/v1/organization/permissions", next);
      const foreignIds = parseResources(organizationPermissions).map(({ id }) => id);
      const isAffected =
        Array.isArray(permissionIds) && permissionIds.some((id) => foreignIds.includes(String(id)));
      return isAffected ? errorResponse(422, "permissionIds: there is no such permission.") : next(request);
    }),
  },
  {
    name: "project-names-shared",
    description: "createProjectRole rejects a name that a role of another project has.",
    check: "name_uniqueness",
    inject: replaceHandler("createProjectRole", async (request, next) => {
      const { name } = parseRequestBody(request) ?? {};
      for (const id of await fetchOtherProjectIds(request, next)) {
        const roles = parseResources(
          await fetchPath(request, `/v1/projects/${encodeURIComponent(id)}/roles`, next),
        );
        const hasConflict = roles.some((role) => role["projectId"] !== null && role.name === name);
        if (hasConflict) return errorResponse(409, `A role named "${String(name)}" already exists.`);
      }
      return next(request);
    }),
  },
  {
    name: "wrong-project-shown",
    description: "listProjectRoles returns another project's id.",
    check: "read_your_writes",
    inject: transformResponse(
      "listProjectRoles",
      200,
      transformJson((body: Envelope) => {
        for (const role of [body.data?.["roles"] ?? []].flat()) {
          if (role["projectId"] !== null) role["projectId"] = randomUUID();
        }
      }),
    ),
  },
  {
    name: "ids-sequential-per-organization",
    description: "The ids of organization roles are sequential per organization.",
    check: "scope_isolation",
    inject: numberRoleIds,
  },
];
