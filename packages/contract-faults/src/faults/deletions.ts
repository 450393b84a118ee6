import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  toRequestBody,
  fetchCurrent,
  isBuiltInRoleError,
  deletedResponse,
  successResponse,
  replaceHandler,
  getApiKey,
  resourceId,
  transformList,
  collectionPath,
  fetchPath,
  errorResponse,
  parseRequestBody,
  eachResource,
  parseResources,
  delay,
  withBody,
  withApiKey,
  type Resource,
} from "../transforms.ts";
import type { ProxyResponse, ProxyRequest, Fault, NextHandler, FaultInjector } from "../fault.ts";
import { createResponseFaults, type ResponseFaultRow } from "../fault-rows.ts";

/** Shows deleted resources in a list. */
const keepInList =
  (remove: OperationId, list: OperationId): FaultInjector =>
  () => {
    const deleted = new Map<string, { resource: Resource; path: string }>();
    return async (request, next) => {
      if (request.operationId === remove) {
        const resource = await fetchCurrent(request, next);
        const response = await next(request);
        if (response.status === 200 && resource)
          deleted.set(resource.id, { resource, path: collectionPath(request) });
        return response;
      }
      const response = await next(request);
      if (request.operationId !== list || response.status !== 200) return response;
      const stillListed = [...deleted.values()].filter(({ path }) => path === request.url);
      return transformList((existing) => [...existing, ...stillListed.map(({ resource }) => resource)])(
        response,
        request,
      );
    };
  };

/** Returns the roles that have the policy in the path of a request. */
async function fetchRolesWithPolicy(request: ProxyRequest, next: NextHandler): Promise<Resource[]> {
  const path = collectionPath(request).replace(/policies$/, "roles");
  const roles = parseResources(await fetchPath(request, path, next));
  return roles.filter(({ policies = [] }) => policies.some(({ id }) => id === resourceId(request)));
}

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["delete-returns-other-id", "use_after_free", "deleteOrganizationPolicy", 200, "returns an unknown id", () => deletedResponse(randomUUID())],
  ["assigned-role-403", "referential_integrity", "deleteOrganizationRole", 409, "returns 403 instead of 409 for a role that a member has", (response) => ({ ...response, status: 403 })],
  ["built-in-roles-not-listed", "read_only_items_immutable", "listProjectRoles", 200, "omits the built-in roles", transformList((roles) => roles.filter((role) => role["projectId"] !== null))],
];

/** Deletions without effect or with side effects, and changes to built-in roles. */
export const deletionFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  {
    name: "delete-has-no-effect",
    description: "deleteProjectPolicy returns 200 but deletes nothing.",
    check: "use_after_free",
    inject: replaceHandler("deleteProjectPolicy", async (request, next) => {
      const policy = await fetchCurrent(request, next);
      return policy ? deletedResponse(policy.id) : next(request);
    }),
  },
  {
    name: "delete-also-deletes-next",
    description: "deleteProjectRole also deletes the next role in the list.",
    check: "read_your_writes",
    inject: replaceHandler("deleteProjectRole", async (request, next) => {
      const roles = parseResources(await fetchPath(request, collectionPath(request), next));
      const following = roles[roles.findIndex(({ id }) => id === resourceId(request)) + 1];
      const response = await next(request);
      if (response.status === 200 && following) {
        await next({ ...request, url: `${collectionPath(request)}/${encodeURIComponent(following.id)}` });
      }
      return response;
    }),
  },
  {
    name: "deleted-stays-in-list",
    description: "listOrganizationRoles still shows a deleted role.",
    check: "use_after_free",
    inject: keepInList("deleteOrganizationRole", "listOrganizationRoles"),
  },
  {
    name: "deleted-policy-stays-in-list",
    description: "listProjectPolicies still shows a deleted policy.",
    check: "use_after_free",
    inject: keepInList("deleteProjectPolicy", "listProjectPolicies"),
  },
  {
    name: "deleted-policy-updatable",
    description: "updateOrganizationPolicy accepts a deleted policy.",
    check: "use_after_free",
    inject: () => {
      const deleted = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        const id = resourceId(request);
        if (request.operationId === "deleteOrganizationPolicy" && response.status === 200) deleted.add(id);
        const isDeleted =
          request.operationId === "updateOrganizationPolicy" && response.status === 404 && deleted.has(id);
        const { name, description = null } = parseRequestBody(request) ?? {};
        return isDeleted ? successResponse({ policy: { id, name, description, permissions: [] } }) : response;
      };
    },
  },
  {
    name: "deleted-project-readable",
    description: "retrieveProject returns a deleted project.",
    check: "use_after_free",
    inject: () => {
      const last = new Map<string, ProxyResponse>();
      return async (request, next) => {
        if (request.operationId === "deleteProject") {
          const before = await fetchPath(request, request.url, next);
          const response = await next(request);
          if (response.status === 200) last.set(`${getApiKey(request)} ${request.url}`, before);
          return response;
        }
        const response = await next(request);
        const isDeleted = request.operationId === "retrieveProject" && response.status === 404;
        return (isDeleted && last.get(`${getApiKey(request)} ${request.url}`)) || response;
      };
    },
  },
  {
    name: "deleted-project-roles-readable",
    description: "listProjectRoles returns the roles of a deleted project.",
    check: "use_after_free",
    inject: () => {
      const last = new Map<string, ProxyResponse>();
      return async (request, next) => {
        const roles = `${request.url}/roles`;
        const before =
          request.operationId === "deleteProject" ? await fetchPath(request, roles, next) : undefined;
        const response = await next(request);
        if (before?.status === 200 && response.status === 200)
          last.set(`${getApiKey(request)} ${roles}`, before);
        const isDeleted = request.operationId === "listProjectRoles" && response.status === 404;
        return (isDeleted && last.get(`${getApiKey(request)} ${request.url}`)) || response;
      };
    },
  },
  {
    name: "deleted-twice",
    description: "deleteOrganizationRole returns 200 for a role that is already deleted.",
    check: "use_after_free",
    inject: () => {
      const deleted = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId !== "deleteOrganizationRole") return response;
        const name = `${getApiKey(request)} ${request.url}`;
        if (response.status === 200) deleted.add(name);
        return response.status === 404 && deleted.has(name) ? deletedResponse(resourceId(request)) : response;
      };
    },
  },
  {
    name: "deleted-410",
    description: "deleteProjectPolicy returns 410 instead of 404 for a deleted policy.",
    check: "use_after_free",
    inject: () => {
      const deleted = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId === "deleteProjectPolicy" && response.status === 200)
          deleted.add(request.url);
        return response.status === 404 && deleted.has(request.url) ? { ...response, status: 410 } : response;
      };
    },
  },
  {
    name: "project-key-outlives-project",
    description: "The API key of a deleted project gets 403 instead of 401.",
    check: "ignored_auth",
    inject: () => {
      const keys = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId === "createProject" && response.status === 200) {
          const [, key] = parseResources(response);
          keys.add(String(key?.["value"]));
        }
        return response.status === 401 && keys.has(getApiKey(request))
          ? errorResponse(
              403,
              "This operation requires an organization API key, but the key is a project API key.",
            )
          : response;
      };
    },
  },
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
    name: "double-delete-race",
    description: "deleteOrganizationRole returns 200 to concurrent deletions of one role.",
    check: "use_after_free",
    inject: () => {
      const deleted = new Map<string, number>();
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId !== "deleteOrganizationRole") return response;
        const now = performance.now();
        if (response.status === 200) deleted.set(request.url, now);
        const wasJustDeleted = response.status === 404 && now - (deleted.get(request.url) ?? -Infinity) < 30;
        if (response.status === 200) await delay(30);
        return wasJustDeleted ? successResponse({ id: resourceId(request) }) : response;
      };
    },
  },
  {
    name: "deleted-project-name-rejected",
    description: "createProject rejects the name of a deleted project.",
    check: "use_after_free",
    inject: () => {
      const deletedNames = new Set<unknown>();
      return async (request, next) => {
        if (request.operationId === "createProject" && deletedNames.has(parseRequestBody(request)?.name))
          return errorResponse(409, "A project with this name already exists.");
        const project =
          request.operationId === "deleteProject" ? await fetchCurrent(request, next) : undefined;
        const response = await next(request);
        if (response.status === 200 && project) deletedNames.add(project.name);
        return response;
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
  {
    name: "delete-by-name",
    description: "deleteProjectPolicy also deletes policies of the same name in other projects.",
    check: "scope_isolation",
    inject: replaceHandler("deleteProjectPolicy", async (request, next) => {
      const policy = await fetchCurrent(request, next);
      const response = await next(request);
      if (response.status !== 200) return response;
      for (const project of parseResources(await fetchPath(request, "/v1/projects", next))) {
        const url = `/v1/projects/${project.id}/policies`;
        for (const other of parseResources(await fetchPath(request, url, next)))
          if (other.name === policy?.name) await next({ ...request, url: `${url}/${other.id}` });
      }
      return response;
    }),
  },
  {
    name: "description-restored",
    description: "createOrganizationPolicy restores the description of a deleted policy with the same name.",
    check: "use_after_free",
    inject: () => {
      const last = new Map<unknown, unknown>();
      return async (request, next) => {
        const body = parseRequestBody(request);
        if (request.operationId === "createOrganizationPolicy" && last.has(body?.name))
          return next(withBody(request, { description: last.get(body?.name), ...body }));
        const policy =
          request.operationId === "deleteOrganizationPolicy" ? await fetchCurrent(request, next) : undefined;
        const response = await next(request);
        if (policy && response.status === 200) last.set(policy.name, policy.description);
        return response;
      };
    },
  },
  {
    name: "policies-restored",
    description: "createProject restores the policies of a deleted project with the same name.",
    check: "use_after_free",
    inject: () => {
      const last = new Map<string, Resource[]>();
      return async (request, next) => {
        const [project] =
          request.operationId === "deleteProject"
            ? parseResources(await fetchPath(request, request.url, next))
            : [];
        const policies = project && (await fetchPath(request, `${request.url}/policies`, next));
        const response = await next(request);
        if (response.status !== 200) return response;
        if (policies?.status === 200) last.set(project?.name ?? "", parseResources(policies));
        const [created] = request.operationId === "createProject" ? parseResources(response) : [];
        for (const policy of last.get(created?.name ?? "") ?? []) {
          const url = `${request.url}/${created?.id}/policies`;
          await next(withBody({ ...request, url }, toRequestBody(policy)));
        }
        return response;
      };
    },
  },
  {
    name: "update-restores-deleted",
    description: "listProjectRoles shows a role that is updated and deleted concurrently.",
    check: "use_after_free",
    inject: () => {
      const back = new Map<string, { path: string; role: Resource }>();
      return async (request, next) => {
        const role =
          request.operationId === "updateProjectRole" ? await fetchCurrent(request, next) : undefined;
        if (role) await delay(10);
        const response = await next(request);
        if (role && response.status === 404) back.set(role.id, { path: collectionPath(request), role });
        if (request.operationId !== "listProjectRoles" || response.status !== 200) return response;
        const restored = [...back.values()].filter(({ path }) => path === request.url);
        return transformList((roles) => [...roles, ...restored.map((each) => each.role)])(response, request);
      };
    },
  },
];
