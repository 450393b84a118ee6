import {
  fetchCurrent,
  isBuiltInRoleError,
  deletedResponse,
  successResponse,
  replaceHandler,
  getApiKey,
  resourceId,
  transformList,
  fetchPath,
  parseRequestBody,
  eachResource,
  parseResources,
  withApiKey,
  type Resource,
} from "../transforms.ts";
import type { Fault } from "../fault.ts";
import { createResponseFaults, type ResponseFaultRow } from "../fault-rows.ts";

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["built-in-roles-not-listed", "read_only_items_immutable", "listProjectRoles", 200, "omits the built-in roles", transformList((roles) => roles.filter((role) => role["projectId"] !== null))],
];

/** Built-in roles that change, or are missing or owned. */
export const builtInRoleFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  {
    name: "built-in-role-updated",
    description: "updateProjectRole updates the description of a built-in role.",
    check: "read_only_items_immutable",
    inject: () => {
      const changed = new Map<string, string | null>();
      return async (request, next) => {
        const response = await next(request);
        const fetchRole = async () => (await fetchCurrent(request, next)) as Resource;
        if (request.operationId === "updateProjectRole" && isBuiltInRoleError(response)) {
          const { description = null } = parseRequestBody(request) ?? {};
          const role = await fetchRole();
          changed.set(role.id, description as string | null);
          return successResponse({ role: { ...role, description } });
        }
        if (request.operationId !== "listProjectRoles" || response.status !== 200) return response;
        return eachResource((role) => {
          if (changed.has(role.id)) role.description = changed.get(role.id) ?? null;
        })(response, request);
      };
    },
  },
  {
    name: "built-in-role-updated-silently",
    description: "updateOrganizationRole rejects an update of a built-in role but applies it.",
    check: "read_only_items_immutable",
    inject: () => {
      const changed = new Map<string, string>();
      return async (request, next) => {
        const response = await next(request);
        const { description } = parseRequestBody(request) ?? {};
        if (request.operationId === "updateOrganizationRole" && isBuiltInRoleError(response)) {
          changed.set(resourceId(request), String(description ?? ""));
        }
        if (request.operationId !== "listOrganizationRoles" || response.status !== 200) return response;
        return eachResource(
          (role) => void (role.description = changed.get(role.id) ?? role.description ?? null),
        )(response, request);
      };
    },
  },
  {
    name: "built-in-role-deleted",
    description: "deleteOrganizationRole deletes a built-in role.",
    check: "read_only_items_immutable",
    inject: () => {
      const deleted = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId === "deleteOrganizationRole" && isBuiltInRoleError(response)) {
          deleted.add(resourceId(request));
          return deletedResponse(resourceId(request));
        }
        if (request.operationId !== "listOrganizationRoles" || response.status !== 200) return response;
        return transformList((roles) => roles.filter(({ id }) => !deleted.has(id)))(response, request);
      };
    },
  },
  {
    name: "built-in-roles-owned",
    description: "listOrganizationRoles returns built-in roles with the organization's id.",
    check: "read_only_items_immutable",
    inject:
      ({ apiKey }) =>
      async (request, next) => {
        const response = await next(request);
        if (request.operationId !== "listOrganizationRoles" || response.status !== 200) return response;
        const organization = await fetchPath(
          withApiKey(request, getApiKey(request) || apiKey),
          "/v1/organization",
          next,
        );
        const id = parseResources(organization)[0]?.id;
        return eachResource((role) => void (role["organizationId"] ??= id))(response, request);
      },
  },
  {
    name: "built-in-role-updated-with-same-name",
    description: "updateProjectRole accepts an update of a built-in role that keeps its name.",
    check: "read_only_items_immutable",
    inject: replaceHandler("updateProjectRole", async (request, next) => {
      const response = await next(request);
      const role = isBuiltInRoleError(response) ? await fetchCurrent(request, next) : undefined;
      return role && role.name === parseRequestBody(request)?.name ? successResponse({ role }) : response;
    }),
  },
];
