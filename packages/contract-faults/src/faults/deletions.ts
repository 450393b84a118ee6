import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  toRequestBody,
  fetchCurrent,
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
  parseResources,
  createMeeting,
  withBody,
  type Resource,
} from "../transforms.ts";
import type { ProxyResponse, Fault, FaultInjector } from "../fault.ts";
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

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["delete-returns-other-id", "use_after_free", "deleteOrganizationPolicy", 200, "returns an unknown id", () => deletedResponse(randomUUID())],
];

/** Deletions without effect or with side effects. */
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
    name: "double-delete-race",
    description: "deleteOrganizationRole returns 200 to concurrent deletions of one role.",
    check: "use_after_free",
    inject: () => {
      const meet = createMeeting();
      const unanswered = new Map<string, Promise<ProxyResponse>>();
      return async (request, next) => {
        if (request.operationId !== "deleteOrganizationRole") return next(request);
        const key = `${getApiKey(request)} ${request.url}`;
        const first = unanswered.get(key);
        const deletion = first ?? next(request);
        unanswered.set(key, deletion);
        const response = await deletion;
        if (response.status === 200) await meet(key);
        if (!first) unanswered.delete(key);
        return response;
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
      const meet = createMeeting();
      const back = new Map<string, { path: string; role: Resource }>();
      return async (request, next) => {
        const role =
          request.operationId === "updateProjectRole" ? await fetchCurrent(request, next) : undefined;
        if (role) await meet(request.url);
        const response = await next(request);
        if (request.operationId === "deleteProjectRole" && response.status === 200) await meet(request.url);
        if (role && response.status === 404) back.set(role.id, { path: collectionPath(request), role });
        if (request.operationId !== "listProjectRoles" || response.status !== 200) return response;
        const restored = [...back.values()].filter(({ path }) => path === request.url);
        return transformList((roles) => [...roles, ...restored.map((each) => each.role)])(response, request);
      };
    },
  },
];
