import {
  toRequestBody,
  fetchCurrent,
  successResponse,
  replaceHandler,
  getApiKey,
  resourceId,
  transformList,
  collectionPath,
  fetchPath,
  errorResponse,
  parseRequestBody,
  type RequestBody,
  eachResource,
  parseResources,
  rejectsUnknownIds,
  delay,
  withBody,
} from "../transforms.ts";
import type { Fault, ProxyHandler } from "../fault.ts";

/** Merges the current resource into an update. */
const mergeCurrent =
  (merge: (current: ReturnType<typeof toRequestBody>, body: RequestBody) => object): ProxyHandler =>
  async (request, next) => {
    const body = parseRequestBody(request);
    // The reference server rejects invalid bodies.
    if (typeof body?.name !== "string") return next(request);
    const current = await fetchCurrent(request, next);
    return next(current ? withBody(request, merge(toRequestBody(current), body)) : request);
  };

/** Writes the name first and the other fields a moment later, with the name that is stored by then. */
const writeInTwoSteps = (): ProxyHandler => {
  const pendingUrls = new Set<string>();
  return async (request, next) => {
    const body = parseRequestBody(request);
    const isUpdate = request.operationId === "updateProjectRole";
    const current = isUpdate ? await fetchCurrent(request, next) : undefined;
    if (!current || typeof body?.name !== "string") return next(request);
    const renamed = await next(withBody(request, { ...toRequestBody(current), name: body.name }));
    if (renamed.status !== 200) return renamed;
    const isFirst = !pendingUrls.has(request.url);
    pendingUrls.add(request.url);
    await delay(isFirst ? 25 : 5);
    if (isFirst) pendingUrls.delete(request.url);
    const latest = await fetchCurrent(request, next);
    return next(latest ? withBody(request, { ...body, name: latest.name }) : request);
  };
};

/** Updates that merge instead of replacing, replace instead of merging, or are applied in part. */
export const updateFaults: Fault[] = [
  {
    name: "update-resets-description",
    description: "updateOrganizationPolicy resets an omitted description.",
    check: "idempotent_put",
    inject: replaceHandler(
      "updateOrganizationPolicy",
      mergeCurrent((_, body) => ({ description: null, ...body })),
    ),
  },
  {
    name: "update-keeps-null-description",
    description: "updateProjectRole keeps the description when null is sent.",
    check: "idempotent_put",
    inject: replaceHandler(
      "updateProjectRole",
      mergeCurrent(({ description }, body) => ({
        ...body,
        description: body.description ?? description,
      })),
    ),
  },
  {
    name: "update-adds-policies",
    description: "updateOrganizationRole adds to policyIds instead of replacing them.",
    check: "read_your_writes",
    inject: replaceHandler(
      "updateOrganizationRole",
      mergeCurrent(({ policyIds = [] }, body) => {
        const added = body.policyIds;
        if (!Array.isArray(added) || new Set(added).size < added.length) return body;
        return { ...body, policyIds: [...new Set([...policyIds, ...(added as string[])])] };
      }),
    ),
  },
  {
    name: "update-ignores-empty-list",
    description: "updateProjectPolicy ignores empty permissionIds.",
    check: "read_your_writes",
    inject: replaceHandler(
      "updateProjectPolicy",
      mergeCurrent(({ permissionIds }, body) => {
        const isEmpty = Array.isArray(body.permissionIds) && body.permissionIds.length === 0;
        return isEmpty ? { ...body, permissionIds } : body;
      }),
    ),
  },
  {
    name: "project-update-replaces",
    description: "updateProject resets an omitted description.",
    check: "idempotent_put",
    inject: replaceHandler("updateProject", (request, next) => {
      const body = parseRequestBody(request);
      const isName = typeof body?.name === "string" && body.description === undefined;
      return next(isName ? withBody(request, { ...body, description: null }) : request);
    }),
  },
  {
    name: "project-update-keeps-null",
    description: "updateProject keeps the description when null is sent.",
    check: "idempotent_put",
    inject: replaceHandler("updateProject", async (request, next) => {
      const body = parseRequestBody(request);
      if (body?.description !== null) return next(request);
      const response = await fetchPath(request, request.url, next);
      const [project] = response.status === 200 ? parseResources(response) : [];
      return next(project ? withBody(request, { ...body, description: project.description }) : request);
    }),
  },
  {
    name: "put-twice-409",
    description: "updateOrganizationRole returns 409 to a repeated request.",
    check: "idempotent_put",
    inject: () => {
      const lastBodies = new Map<string, string>();
      return async (request, next) => {
        if (request.operationId !== "updateOrganizationRole") return next(request);
        if (lastBodies.get(request.url) === request.body.toString())
          return errorResponse(409, "Nothing updatedAt.");
        const response = await next(request);
        if (response.status === 200) lastBodies.set(request.url, request.body.toString());
        return response;
      };
    },
  },
  {
    name: "put-creates",
    description: "updateOrganizationPolicy creates a policy for an unknown id.",
    check: "resource_not_found",
    inject: replaceHandler("updateOrganizationPolicy", async (request, next) => {
      const response = await next(request);
      if (response.status !== 404) return response;
      return next({ ...request, method: "POST", url: collectionPath(request) });
    }),
  },
  {
    name: "torn-update",
    description: "updateProjectRole mixes the fields of two concurrent requests.",
    check: "idempotent_put",
    inject: writeInTwoSteps,
  },
  {
    name: "rejected-but-created",
    description: "createOrganizationRole rejects an unknown policy but creates the role.",
    check: "rejected_request_has_no_effect",
    inject: replaceHandler("createOrganizationRole", async (request, next) => {
      const response = await next(request);
      if (!(await rejectsUnknownIds(request, response, next))) return response;
      await next(withBody(request, { ...parseRequestBody(request), policyIds: [] }));
      return response;
    }),
  },
  {
    name: "rejected-but-updated",
    description: "updateProjectPolicy rejects a name conflict but updates the description.",
    check: "rejected_request_has_no_effect",
    inject: replaceHandler("updateProjectPolicy", async (request, next) => {
      const response = await next(request);
      const before = response.status === 409 ? await fetchCurrent(request, next) : undefined;
      if (before) await next(withBody(request, { ...parseRequestBody(request), name: before.name }));
      return response;
    }),
  },
  {
    name: "rejected-but-removed",
    description: "deleteOrganizationPolicy returns 409 for a policy that a role uses but deletes it.",
    check: "referential_integrity",
    inject: replaceHandler("deleteOrganizationPolicy", async (request, next) => {
      const roles = parseResources(await fetchPath(request, "/v1/organization/roles", next));
      const isUsed = roles.some(({ policies = [] }) => policies.some(({ id }) => id === resourceId(request)));
      const response = await next(request);
      return isUsed && response.status === 200
        ? errorResponse(409, "The policy is used by 1 role.")
        : response;
    }),
  },
  {
    name: "update-returns-previous",
    description: "updateProjectPolicy returns the policy before the update.",
    check: "read_your_writes",
    inject: replaceHandler("updateProjectPolicy", async (request, next) => {
      const before = await fetchCurrent(request, next);
      const response = await next(request);
      return response.status === 200 ? successResponse({ policy: before }) : response;
    }),
  },
  {
    name: "update-affects-all",
    description: "updateOrganizationRole updates the description of every custom role.",
    check: "read_your_writes",
    inject: replaceHandler("updateOrganizationRole", async (request, next) => {
      const response = await next(request);
      if (response.status !== 200) return response;
      const roles = parseResources(await fetchPath(request, collectionPath(request), next));
      const others = roles.filter(
        (role) => role["organizationId"] !== null && role.id !== resourceId(request),
      );
      for (const role of others) {
        const url = `${collectionPath(request)}/${encodeURIComponent(role.id)}`;
        const { description = null } = parseRequestBody(request) ?? {};
        await next(withBody({ ...request, url }, { ...toRequestBody(role), description }));
      }
      return response;
    }),
  },
  {
    name: "update-renews-creation",
    description: "updateProject sets created_at to the time of the update.",
    check: "idempotent_put",
    inject: () => {
      const updatedAt = new Map<string, string>();
      return async (request, next) => {
        const response = await next(request);
        if (response.status !== 200 || !/Projects?$/.test(request.operationId ?? "")) return response;
        if (request.operationId === "updateProject")
          updatedAt.set(resourceId(request), new Date().toISOString());
        return eachResource((project) => {
          project["created_at"] = updatedAt.get(project.id) ?? project["created_at"];
        })(response, request);
      };
    },
  },
  {
    name: "organization-update-changes-plan",
    description: "updateOrganization also changes the plan.",
    check: "idempotent_put",
    inject: () => {
      const renamed = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        if (request.operationId === "updateOrganization" && response.status === 200)
          renamed.add(getApiKey(request));
        const isAffected = request.operationId?.endsWith("Organization") && renamed.has(getApiKey(request));
        if (!isAffected || response.status !== 200) return response;
        return eachResource((organization) => void (organization["plan"] = "FREE"))(response, request);
      };
    },
  },
  {
    name: "update-resets-in-another-project",
    description: "updateProjectPolicy resets an omitted description in every project except the oldest.",
    check: "idempotent_put",
    inject: replaceHandler("updateProjectPolicy", async (request, next) => {
      const [oldest] = parseResources(await fetchPath(request, "/v1/projects", next));
      const isAffected = oldest && !request.url.includes(oldest.id);
      const body = parseRequestBody(request);
      return next(isAffected && body ? withBody(request, { description: null, ...body }) : request);
    }),
  },
  {
    name: "project-rename-hides-policies",
    description: "listProjectPolicies returns an empty list for a renamed project.",
    check: "read_your_writes",
    inject: () => {
      const renamed = new Set<string>();
      return async (request, next) => {
        const before =
          request.operationId === "updateProject" ? await fetchCurrent(request, next) : undefined;
        const response = await next(request);
        if (before && response.status === 200 && parseResources(response)[0]?.name !== before.name)
          renamed.add(`${request.url}/policies`);
        const isAffected = request.operationId === "listProjectPolicies" && renamed.has(request.url);
        return isAffected && response.status === 200 ? transformList(() => [])(response, request) : response;
      };
    },
  },
];
