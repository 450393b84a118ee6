import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
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
  withBody,
  withApiKey,
} from "../transforms.ts";
import type { ProxyResponse, Fault, ProxyHandler, FaultInjector } from "../fault.ts";
import { acceptPolicies } from "./foreign-policies.ts";

/** Handles the second organization's requests that get a 404 as if the first organization had sent them. */
const ignoreTenant =
  (operation: OperationId): FaultInjector =>
  ({ apiKey, secondApiKey }) =>
  async (request, next) => {
    const response = await next(request);
    const isAffected = request.operationId === operation && getApiKey(request) === secondApiKey;
    return isAffected && response.status === 404 ? next(withApiKey(request, apiKey)) : response;
  };

/** Transforms the 404 that an organization gets for a resource of the first organization. */
const revealExistence =
  (operation: OperationId, transform: (response: ProxyResponse) => ProxyResponse): FaultInjector =>
  ({ apiKey }) =>
  async (request, next) => {
    const response = await next(request);
    const isAffected = request.operationId === operation && getApiKey(request) !== apiKey;
    if (!isAffected || response.status !== 404) return response;
    const { body, status } = await fetchPath(withApiKey(request, apiKey), collectionPath(request), next);
    return status === 200 && body.includes(`"${resourceId(request)}"`) ? transform(response) : response;
  };

/** Adds the first organization's resources to the second organization's list. */
const addFirstOrganization =
  (operation: OperationId): FaultInjector =>
  ({ apiKey, secondApiKey }) =>
  async (request, next) => {
    const response = await next(request);
    if (request.operationId !== operation || getApiKey(request) !== secondApiKey) return response;
    const others = parseResources(await fetchPath(withApiKey(request, apiKey), request.url, next));
    const custom = others.filter((resource) => resource["organizationId"] !== null);
    return transformList((own) => [...own, ...custom])(response, request);
  };

/** Replaces the handler of an operation in the second organization. */
const replaceHandlerInSecond =
  (operation: OperationId, handler: ProxyHandler): FaultInjector =>
  ({ secondApiKey }) =>
  (request, next) =>
    request.operationId === operation && getApiKey(request) === secondApiKey
      ? handler(request, next)
      : next(request);

/** Operations that ignore the organization of the API key: one row each. */
// oxfmt-ignore
const ignoredTenantRows: [name: string, operation: OperationId, effect: string][] = [
  ["tenant-reads", "retrieveProject", "returns another organization's project"],
  ["tenant-lists-project", "listProjectPolicies", "returns the policies of another organization's project"],
  ["tenant-updates-project-role", "updateProjectRole", "updates another organization's project role"],
  ["tenant-updates-policy", "updateOrganizationPolicy", "updates another organization's policy"],
  ["tenant-creates-in-project", "createProjectPolicy", "creates a policy in another organization's project"],
  ["tenant-deletes", "deleteOrganizationRole", "deletes another organization's role"],
];

/** Organizations that access each other's resources. */
export const tenancyFaults: Fault[] = [
  ...ignoredTenantRows.map(([name, operation, effect]): Fault => ({
    name,
    check: "tenant_isolation",
    description: `${operation} ${effect}.`,
    inject: ignoreTenant(operation),
  })),
  {
    name: "tenant-list-leaks",
    description: "listOrganizationRoles shows another organization the custom roles of the first.",
    check: "tenant_isolation",
    inject: addFirstOrganization("listOrganizationRoles"),
  },
  {
    name: "tenant-projects-leak",
    description: "listProjects shows another organization the projects of the first.",
    check: "tenant_isolation",
    inject: addFirstOrganization("listProjects"),
  },
  {
    name: "tenant-deletes-silently",
    description: "deleteProject returns 404 for another organization's project but deletes it.",
    check: "tenant_isolation",
    inject:
      ({ apiKey, secondApiKey }) =>
      async (request, next) => {
        const response = await next(request);
        const isAffected = request.operationId === "deleteProject" && getApiKey(request) === secondApiKey;
        if (isAffected && response.status === 404) await next(withApiKey(request, apiKey));
        return response;
      },
  },
  {
    name: "tenant-403",
    description: "deleteProjectPolicy returns 403 instead of 404 for another organization's policy.",
    check: "tenant_isolation",
    inject: revealExistence("deleteProjectPolicy", () =>
      errorResponse(403, "This policy is another organization's."),
    ),
  },
  {
    name: "tenant-other-error-text",
    description: "updateOrganizationRole returns another error text for another organization's role.",
    check: "tenant_isolation",
    inject: revealExistence("updateOrganizationRole", () =>
      errorResponse(404, "Role not found in your organization."),
    ),
  },
  {
    name: "tenant-other-field",
    description:
      "updateProject returns another error field for another organization's project, next to a request id.",
    check: "tenant_isolation",
    inject:
      ({ apiKey, secondApiKey }) =>
      async (request, next) => {
        const response = await next(request);
        if (request.operationId !== "updateProject" || response.status !== 404) return response;
        const own = await fetchPath(withApiKey(request, apiKey), request.url, next);
        const reason = getApiKey(request) === secondApiKey && own.status === 200 ? "forbidden" : "unknown";
        return transformJson<object>((body) => ({ ...body, reason, request: randomUUID() }))(
          response,
          request,
        );
      },
  },
  {
    name: "tenant-names-shared",
    description: "createOrganizationPolicy rejects a name that another organization uses.",
    check: "tenant_isolation",
    inject:
      ({ apiKey, secondApiKey }) =>
      async (request, next) => {
        const { name } = parseRequestBody(request) ?? {};
        if (request.operationId === "createOrganizationPolicy" && typeof name === "string") {
          const other = getApiKey(request) === apiKey ? secondApiKey : apiKey;
          const foreign = parseResources(await fetchPath(withApiKey(request, other), request.url, next));
          if (foreign.some((policy) => policy.name === name))
            return errorResponse(409, `The name "${name}" is taken.`);
        }
        return next(request);
      },
  },
  {
    name: "tenant-policy-used",
    description: "createOrganizationRole accepts another organization's policy.",
    check: "tenant_isolation",
    inject: acceptPolicies("createOrganizationRole", (path) => path === "/v1/organization/policies"),
  },
  {
    name: "second-organization-resets",
    description: "updateProjectPolicy resets an omitted description in the second organization.",
    check: "idempotent_put",
    inject: replaceHandlerInSecond("updateProjectPolicy", async (request, next) => {
      const body = parseRequestBody(request);
      return next(body ? withBody(request, { description: null, ...body }) : request);
    }),
  },
  {
    name: "second-organization-without-built-in-roles",
    description: "listProjectRoles omits the built-in roles in the second organization.",
    check: "read_only_items_immutable",
    inject: replaceHandlerInSecond("listProjectRoles", async (request, next) => {
      const response = await next(request);
      const own = transformList((roles) => roles.filter((role) => role["projectId"] !== null));
      return response.status === 200 ? own(response, request) : response;
    }),
  },
  {
    name: "second-organization-owner",
    description: "createProject returns the first organization's id in the second organization.",
    check: "read_your_writes",
    inject: (context) =>
      replaceHandlerInSecond("createProject", async (request, next) => {
        const response = await next(request);
        if (response.status !== 200) return response;
        const [first] = parseResources(
          await fetchPath(withApiKey(request, context.apiKey), "/v1/organization", next),
        );
        return eachResource((resource) => {
          if ("organizationId" in resource) resource["organizationId"] = first?.id;
        })(response, request);
      })(context),
  },
  {
    name: "organizations-share-name",
    description: "retrieveOrganization returns the first organization's name in the second organization.",
    check: "tenant_isolation",
    inject: ({ apiKey, secondApiKey }) => {
      let name: string | undefined;
      return async (request, next) => {
        const response = await next(request);
        if (
          request.operationId === "updateOrganization" &&
          getApiKey(request) === apiKey &&
          response.status === 200
        )
          name = parseResources(response)[0]?.name;
        const isAffected =
          request.operationId === "retrieveOrganization" && getApiKey(request) === secondApiKey;
        if (!isAffected || response.status !== 200) return response;
        return eachResource((organization) => void (organization.name = name ?? organization.name))(
          response,
          request,
        );
      };
    },
  },
  {
    name: "tenant-policy-name-exposed",
    description:
      "updateOrganizationRole returns the name of another organization's policy in the error text.",
    check: "tenant_isolation",
    inject:
      ({ apiKey }) =>
      async (request, next) => {
        const response = await next(request);
        const ids = parseRequestBody(request)?.policyIds;
        if (request.operationId !== "updateOrganizationRole" || response.status !== 422) return response;
        const foreign = parseResources(
          await fetchPath(withApiKey(request, apiKey), "/v1/organization/policies", next),
        );
        const policy = foreign.find(({ id }) => Array.isArray(ids) && ids.includes(id));
        return policy && getApiKey(request) !== apiKey
          ? errorResponse(422, `"${policy.name}" cannot be used.`)
          : response;
      },
  },
  {
    name: "tenant-project-422",
    description:
      "updateProjectRole returns 422 instead of 404 for an unknown policy in another organization's project.",
    check: "tenant_isolation",
    inject:
      ({ apiKey, secondApiKey }) =>
      async (request, next) => {
        const response = await next(request);
        const isAffected = request.operationId === "updateProjectRole" && getApiKey(request) === secondApiKey;
        if (!isAffected || response.status !== 404) return response;
        const ids = parseRequestBody(request)?.policyIds;
        const path = collectionPath(request).replace(/roles$/, "policies");
        const foreign = await fetchPath(withApiKey(request, apiKey), path, next);
        if (foreign.status !== 200 || !Array.isArray(ids)) return response;
        const foreignIds = parseResources(foreign).map(({ id }) => id);
        return ids.every((id) => foreignIds.includes(String(id)))
          ? response
          : errorResponse(422, "policyIds: unknown.");
      },
  },
  {
    name: "tenant-member",
    description: "createProject accepts the email address of another organization's member.",
    check: "tenant_isolation",
    inject: replaceHandlerInSecond("createProject", async (request, next) => {
      const { email, ...body } = parseRequestBody(request) ?? {};
      return next(email === "ada@fernhill.example" ? withBody(request, body) : request);
    }),
  },
  {
    name: "one-organization-for-all",
    description: "Every API key accesses the first organization.",
    check: "tenant_isolation",
    inject:
      ({ apiKey, secondApiKey }) =>
      (request, next) =>
        next(getApiKey(request) === secondApiKey ? withApiKey(request, apiKey) : request),
  },
];
