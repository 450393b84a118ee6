import {
  transformResponse,
  compose,
  deletedResponse,
  successResponse,
  setHeader,
  replaceHandler,
  transformJson,
  resourceId,
  collectionPath,
  fetchPath,
  isBuiltInRoleError,
  errorResponse,
  parseRequestBody,
  setStatus,
  transformText,
  parseResources,
  rejectsUnknownIds,
  withApiKey,
} from "../transforms.ts";
import type { Fault } from "../fault.ts";
import {
  createHandlerFaults,
  createResponseFaults,
  type HandlerFaultRow,
  type ResponseFaultRow,
} from "../fault-rows.ts";
import { isDocumentedPath } from "../operation-matcher.ts";

const html = "<!doctype html><title>Error</title><h1>Something went wrong</h1>";
const asHtml = compose(
  setHeader("content-type", "text/html; charset=utf-8"),
  transformText(() => html),
);

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["created-201", "status_code_conformance", "createProjectPolicy", 200, "returns 201 instead of 200", setStatus(201)],
  ["accepted-202", "status_code_conformance", "deleteProject", 200, "returns 202 instead of 200", setStatus(202)],
  ["deleted-204", "status_code_conformance", "deleteOrganizationPolicy", 200, "returns 204 instead of 200", () => ({ status: 204, headers: {}, body: Buffer.alloc(0) })],
  ["partial-206", "status_code_conformance", "listProjectPolicies", 200, "returns 206 instead of 200", setStatus(206)],
  ["teapot-418", "status_code_conformance", "listProjectPermissions", 200, "returns 418 in the error envelope", () => errorResponse(418, "I am a teapot.")],
  ["list-500", "not_a_server_error", "listProjects", 200, "returns 500 in the error envelope", () => errorResponse(500, "An internal error occurred.")],
  ["conflict-500", "not_a_server_error", "createProjectRole", 409, "returns 500 instead of 409", setStatus(500)],
  ["conflict-400", "name_uniqueness", "createProject", 409, "returns 400 instead of 409", setStatus(400)],
  ["conflict-422-on-update", "name_uniqueness", "updateOrganizationPolicy", 409, "returns 422 instead of 409", setStatus(422)],
  ["conflict-200", "response_schema_conformance", "updateProjectPolicy", 409, "returns a conflict with status 200", setStatus(200)],
  ["unknown-id-500", "not_a_server_error", "deleteOrganizationPolicy", 404, "returns 500 instead of 404", setStatus(500)],
  ["unknown-role-200", "resource_not_found", "deleteProjectRole", 404, "returns 200 for an unknown id", (_response, request) => deletedResponse(resourceId(request))],
  ["unknown-project-403", "resource_not_found", "retrieveProject", 404, "returns 403 instead of 404", setStatus(403)],
  ["unknown-id-400", "resource_not_found", "updateProjectPolicy", 404, "returns 400 instead of 404", setStatus(400)],
  ["unknown-project-empty-list", "resource_not_found", "listProjectRoles", 404, "returns an empty list for an unknown project", () => successResponse({ roles: [] })],
  ["empty-list-404", "positive_data_acceptance", "listProjectPolicies", 200, "returns 404 instead of an empty list", (response) => response.body.includes('"policies":[]') ? errorResponse(404, "There are no policies.") : response],
  ["built-in-role-403", "read_only_items_immutable", "deleteOrganizationRole", 404, "returns 403 instead of 404 for a built-in role", (response) => isBuiltInRoleError(response) ? { ...response, status: 403 } : response],
  ["invalid-400", "status_code_conformance", "createProjectPolicy", 422, "returns 400 instead of 422", setStatus(400)],
  ["malformed-json-500", "not_a_server_error", "createProject", 400, "returns 500 for malformed JSON", setStatus(500)],
  ["malformed-json-422", "malformed_request", "updateProjectRole", 400, "returns 422 instead of 400 for malformed JSON", setStatus(422)],
  ["media-type-400", "malformed_request", "createOrganizationPolicy", 415, "returns 400 instead of 415", setStatus(400)],
  ["too-large-500", "not_a_server_error", "updateOrganization", 413, "returns 500 instead of 413", setStatus(500)],
  ["redirect-to-list", "status_code_conformance", "createOrganizationRole", 200, "returns 303 with the address of the list", (response, { url }) => ({ ...response, status: 303, headers: { ...response.headers, location: url } })],
  ["invalid-key-403", "ignored_auth", "listProjectPolicies", 401, "returns 403 instead of 401 for an invalid API key", setStatus(403)],
  ["missing-key-500", "not_a_server_error", "updateProject", 401, "returns 500 instead of 401 without an API key", (response, { headers }) => headers["confident_api_key"] === undefined ? { ...response, status: 500 } : response],
  ["missing-key-redirect", "missing_required_header", "retrieveOrganization", 401, "redirects to a login page without an API key", () => errorResponse(302, "Log in.", { location: "/login" })],
  ["error-with-status-200", "response_schema_conformance", "listProjectPermissions", 404, "returns an error with status 200", compose(setStatus(200), transformJson(() => undefined))],
];

// oxfmt-ignore
const handlerRows: HandlerFaultRow[] = [
  ["longer-id-accepted", "resource_not_found", "deleteProjectPolicy", "ignores characters after the id", (request, next) => next({ ...request, url: request.url.replace(/([\da-f-]{36})[^/]+$/, "$1") })],
];

/** Status codes that are not the documented ones. */
export const statusCodeFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  ...createHandlerFaults(handlerRows),
  {
    name: "bad-gateway-502",
    description: "updateOrganizationRole returns every fifth response as a 502 with an HTML page.",
    check: "not_a_server_error",
    inject: () => {
      let requests = 0;
      return async (request, next) => {
        const response = await next(request);
        const isFifth = request.operationId === "updateOrganizationRole" && ++requests % 5 === 0;
        return isFifth ? asHtml({ ...response, status: 502 }, request) : response;
      };
    },
  },
  {
    name: "unknown-policy-404",
    description: "createProjectRole and updateProjectRole return 404 instead of 422 for an unknown policy.",
    check: "unknown_references_rejected",
    inject: replaceHandler(["createProjectRole", "updateProjectRole"], async (request, next) => {
      const response = await next(request);
      const isAffected = await rejectsUnknownIds(request, response, next);
      return isAffected ? { ...response, status: 404 } : response;
    }),
  },
  {
    name: "invalid-500",
    description: "updateProject returns 500 for a description that is not a string.",
    check: "not_a_server_error",
    inject: transformResponse("updateProject", 422, (response, request) => {
      const { description } = parseRequestBody(request) ?? {};
      const isInvalid = description !== undefined && description !== null && typeof description !== "string";
      return isInvalid ? { ...response, status: 500 } : response;
    }),
  },
  {
    name: "bad-path-500",
    description: "listProjectPolicies returns 500 for an invalid percent escape in the path.",
    check: "not_a_server_error",
    inject: () => async (request, next) => {
      const response = await next(request);
      const isAffected =
        /^\/v1\/projects\/[^/]*%zz[^/]*\/policies$/i.test(request.url) && response.status === 400;
      return isAffected ? { ...response, status: 500 } : response;
    },
  },
  {
    name: "unknown-path-200",
    description: "An unknown path returns 200 with an HTML page.",
    check: "path_not_found",
    inject: () => async (request, next) => {
      const response = await next(request);
      return isDocumentedPath(request.url) || response.status !== 404
        ? response
        : asHtml({ ...response, status: 200 }, request);
    },
  },
  {
    name: "unknown-path-html",
    description: "An unknown path returns 404 with an HTML page instead of the envelope.",
    check: "path_not_found",
    inject: () => async (request, next) => {
      const response = await next(request);
      return isDocumentedPath(request.url) || response.status !== 404 ? response : asHtml(response, request);
    },
  },
  {
    name: "redirect-elsewhere",
    description: "retrieveProject redirects to another host.",
    check: "status_code_conformance",
    inject: replaceHandler("retrieveProject", async ({ url }) =>
      errorResponse(307, "Moved.", { location: `http://127.0.0.1:9${url}` }),
    ),
  },
  {
    name: "missing-key-400",
    description: "listOrganizationPolicies returns 400 instead of 401 without an API key.",
    check: "missing_required_header",
    inject: transformResponse("listOrganizationPolicies", 401, (response, { headers }) =>
      headers["confident_api_key"] === undefined ? { ...response, status: 400 } : response,
    ),
  },
  {
    name: "unknown-id-before-authentication",
    description: "deleteProjectRole returns 404 instead of 401 for an unknown role without an API key.",
    check: "missing_required_header",
    inject:
      ({ apiKey }) =>
      async (request, next) => {
        const response = await next(request);
        if (request.operationId !== "deleteProjectRole" || response.status !== 401) return response;
        const path = request.url.replace(/\/[^/]*$/, "");
        const { body } = await next({ ...withApiKey(request, apiKey), method: "GET", url: path });
        return body.includes(`"${request.url.slice(path.length + 1)}"`)
          ? response
          : errorResponse(404, "Role not found.");
      },
  },
  {
    name: "trailing-slash-accepted",
    description: "The path of a project accepts a trailing slash.",
    check: "path_not_found",
    inject: () => (request, next) =>
      next({ ...request, url: request.url.replace(/^(\/v1\/projects\/[^/]+)\/$/, "$1") }),
  },
  {
    name: "path-case-insensitive",
    description: "The path of project policies is case-insensitive.",
    check: "path_not_found",
    inject: () => (request, next) =>
      next({ ...request, url: request.url.replace(/^(\/v1\/projects\/[^/]+\/)policies$/i, "$1policies") }),
  },
  {
    name: "id-prefix-accepted",
    description: "updateOrganizationRole accepts a prefix of an id.",
    check: "resource_not_found",
    inject: replaceHandler("updateOrganizationRole", async (request, next) => {
      const response = await next(request);
      if (response.status !== 404 || resourceId(request).length < 15) return response;
      const all = parseResources(await fetchPath(request, collectionPath(request), next));
      const found = all.find(({ id }) => id.startsWith(resourceId(request)));
      return found ? next({ ...request, url: `${collectionPath(request)}/${found.id}` }) : response;
    }),
  },
];
