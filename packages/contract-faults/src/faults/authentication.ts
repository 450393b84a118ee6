import { randomUUID } from "node:crypto";
import type { OperationId } from "@rolewright/types";
import {
  transformResponse,
  setHeader,
  replaceHandler,
  getApiKey,
  errorResponse,
  setStatus,
  eachResource,
  parseResources,
  withApiKey,
} from "../transforms.ts";
import type { Fault, FaultInjector, ProxyRequest, ProxyResponse } from "../fault.ts";
import { createResponseFaults, type ResponseFaultRow } from "../fault-rows.ts";

type KeyPredicate = (key: string, validKey: string, headers: ProxyRequest["headers"]) => boolean;

/** Handles rejected requests with a matching key as if they had the first organization's key. */
const acceptKeys =
  (operation: OperationId, isAccepted: KeyPredicate): FaultInjector =>
  ({ apiKey }) =>
  async (request, next) => {
    const response = await next(request);
    if (request.operationId !== operation || ![401, 403].includes(response.status)) return response;
    const isAffected = isAccepted(getApiKey(request), apiKey, request.headers);
    return isAffected ? next(withApiKey(request, apiKey)) : response;
  };

/** Handles requests whose API key belongs to the project in the path. `apply` sends the request with a valid key. */
const handleOwnProjectKey =
  (
    operation: OperationId,
    handle: (apply: () => Promise<ProxyResponse>, rejection: ProxyResponse) => Promise<ProxyResponse>,
  ): FaultInjector =>
  ({ apiKey }) => {
    const projectIds = new Map<string, string>();
    return async (request, next) => {
      const response = await next(request);
      if (request.operationId === "createProject" && response.status === 200) {
        const [project, key] = parseResources(response);
        projectIds.set(String(key?.["value"]), project?.id ?? "");
      }
      const projectId = projectIds.get(getApiKey(request));
      const isAffected =
        request.operationId === operation && projectId !== undefined && request.url.includes(projectId);
      return isAffected && response.status === 403
        ? handle(() => next(withApiKey(request, apiKey)), response)
        : response;
    };
  };

/** Accepted API keys: one operation each. */
// oxfmt-ignore
const acceptedKeyRows: [name: string, operation: OperationId, effect: string, isAccepted: KeyPredicate][] = [
  ["no-key-needed", "listProjectPermissions", "accepts a request without an API key", (key) => key === ""],
  ["no-key-needed-to-write", "updateOrganizationPolicy", "accepts a request without an API key", (key) => key === ""],
  ["empty-key-accepted", "retrieveProject", "accepts an empty API key", (key, _validKey, headers) => key === "" && headers["confident_api_key"] !== undefined],
  ["any-key-accepted", "createOrganizationPolicy", "accepts any API key", (key) => key !== ""],
  ["any-well-formed-key-accepted", "deleteProjectRole", "accepts any API key in a valid format", (key) => /^confident_(\w{2}_)?org_/.test(key)],
  ["key-prefix-accepted", "listProjects", "accepts a valid API key with a suffix", (key, validKey) => key.startsWith(validKey)],
  ["key-in-other-case-accepted", "listProjectRoles", "compares API keys case-insensitively", (key, validKey) => key.toLowerCase() === validKey.toLowerCase()],
  ["bearer-token-accepted", "updateProjectRole", "accepts the API key as a bearer token", (key, validKey, headers) => key === "" && headers.authorization === `Bearer ${validKey}`],
  ["x-api-key-accepted", "deleteOrganizationPolicy", "accepts the API key in X-API-Key", (key, validKey, headers) => key === "" && headers["x-api-key"] === validKey],
  ["cookie-accepted", "retrieveProject", "accepts the API key in a cookie", (key, validKey, headers) => key === "" && headers.cookie?.includes(validKey) === true],
];

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["project-key-401", "ignored_auth", "deleteProject", 403, "returns 401 instead of 403 for a project API key", setStatus(401)],
];

/** API keys that are not checked, or not completely. */
export const authenticationFaults: Fault[] = [
  ...acceptedKeyRows.map(([name, operation, effect, isAccepted]): Fault => ({
    name,
    check: "ignored_auth",
    description: `${operation} ${effect}.`,
    inject: acceptKeys(operation, isAccepted),
  })),
  ...createResponseFaults(responseRows),
  {
    name: "key-in-query-only",
    description: "retrieveOrganization reads the API key from the query instead of the header.",
    check: "positive_data_acceptance",
    inject: replaceHandler("retrieveOrganization", (request, next) => {
      const key = new URL(request.url, "http://localhost").searchParams.get("CONFIDENT_API_KEY") ?? "";
      return next(withApiKey(request, key));
    }),
  },
  {
    name: "project-key-accepted",
    description: "listOrganizationPolicies accepts a project API key.",
    check: "ignored_auth",
    inject:
      ({ apiKey }) =>
      async (request, next) => {
        const response = await next(request);
        const isAffected = request.operationId === "listOrganizationPolicies" && response.status === 403;
        return isAffected ? next(withApiKey(request, apiKey)) : response;
      },
  },
  {
    name: "missing-key-distinguishable",
    description:
      "listOrganizationRoles returns WWW-Authenticate for a missing API key but not for an invalid one.",
    check: "ignored_auth",
    inject: transformResponse("listOrganizationRoles", 401, (response, request) =>
      getApiKey(request) === "" ? setHeader("www-authenticate", "ApiKey")(response, request) : response,
    ),
  },
  {
    name: "own-project-readable",
    description: "listProjectRoles accepts the API key of the project in the path.",
    check: "ignored_auth",
    inject: handleOwnProjectKey("listProjectRoles", (apply) => apply()),
  },
  {
    name: "own-project-deleted",
    description: "deleteProject rejects the project's own API key but deletes the project.",
    check: "ignored_auth",
    inject: handleOwnProjectKey("deleteProject", async (apply, rejection) => {
      await apply();
      return rejection;
    }),
  },
  {
    name: "key-errors-distinguishable",
    description:
      "updateProjectRole returns different error texts for a missing and an invalid API key, next to a request id.",
    check: "ignored_auth",
    inject: transformResponse("updateProjectRole", 401, (_, request) =>
      errorResponse(
        401,
        `${getApiKey(request) === "" ? "There is no key" : "Nobody has this key"} (call ${randomUUID()}).`,
      ),
    ),
  },
  {
    name: "project-key-401-after-change",
    description: "The API key of an updated project gets 401 instead of 403.",
    check: "ignored_auth",
    inject: () => {
      const keys = new Map<string, string>();
      const changed = new Set<string>();
      return async (request, next) => {
        const response = await next(request);
        if (response.status !== 200)
          return changed.has(getApiKey(request)) ? setStatus(401)(response, request) : response;
        const [project, key] = /^(create|update)Project$/.test(request.operationId ?? "")
          ? parseResources(response)
          : [];
        if (project && key) keys.set(project.id, String(key["value"]));
        else if (project) changed.add(keys.get(project.id) ?? "none");
        return response;
      };
    },
  },
  {
    name: "new-key-was-used",
    description: "createProject returns a new API key with a lastUsed time.",
    check: "ignored_auth",
    inject: transformResponse(
      "createProject",
      200,
      eachResource((resource) => {
        if ("lastUsed" in resource) resource["lastUsed"] = resource["created_at"];
      }),
    ),
  },
  {
    name: "project-key-listed",
    description: "listProjects returns the API key of each project.",
    check: "api_key_not_exposed",
    inject: () => {
      const keys = new Map<string, unknown>();
      return async (request, next) => {
        const response = await next(request);
        if (response.status !== 200) return response;
        if (request.operationId === "createProject") {
          const [project, key] = parseResources(response);
          keys.set(project?.id ?? "", key?.["value"]);
        }
        if (request.operationId !== "listProjects") return response;
        return eachResource((project) => void (project["apiKey"] = keys.get(project.id)))(response, request);
      };
    },
  },
];
