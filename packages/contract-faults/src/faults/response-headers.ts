import {
  transformResponse,
  compose,
  setHeader,
  transformJson,
  errorResponse,
  setStatus,
  transformText,
  type Resource,
} from "../transforms.ts";
import type { ProxyResponse, Fault, FaultInjector } from "../fault.ts";
import { createResponseFaults, type ResponseFaultRow } from "../fault-rows.ts";
import { parsePath } from "../operation-matcher.ts";

/** Transforms the 405 responses of a path. */
const transformMethodNotAllowed =
  (path: RegExp, transform: (response: ProxyResponse, method: string) => ProxyResponse): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    const isAffected = response.status === 405 && path.test(parsePath(request.url));
    return isAffected ? transform(response, request.method) : response;
  };

const omitHeader = (
  name: string,
  { headers: { [name]: _, ...headers }, ...response }: ProxyResponse,
): ProxyResponse => ({
  ...response,
  headers,
});

const projectRoles = /^\/v1\/projects\/[^/]+\/roles$/;
const projectPolicy = /^\/v1\/projects\/[^/]+\/policies\/[^/]+$/;

/** Replaces every nth response of an operation. */
const replaceEvery =
  (count: number, operationId: string, createResponse: () => ProxyResponse): FaultInjector =>
  () => {
    let requests = 0;
    return (request, next) =>
      request.operationId === operationId && ++requests % count === 0
        ? Promise.resolve(createResponse())
        : next(request);
  };

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["no-content-type", "content_type_conformance", "listProjectRoles", 200, "omits Content-Type", setHeader("content-type", undefined)],
  ["no-content-type-in-error", "content_type_conformance", "createProjectPolicy", 409, "omits Content-Type in a conflict", setHeader("content-type", undefined)],
  ["text-plain", "content_type_conformance", "createOrganizationRole", 200, "returns text/plain", setHeader("content-type", "text/plain; charset=utf-8")],
  ["text-html", "content_type_conformance", "updateProject", 200, "returns JSON as text/html", setHeader("content-type", "text/html; charset=utf-8")],
  ["problem-json", "content_type_conformance", "createProject", 422, "returns a validation error as application/problem+json", setHeader("content-type", "application/problem+json")],
  ["content-type-malformed", "content_type_conformance", "deleteOrganizationRole", 200, 'returns the malformed content type "json"', setHeader("content-type", "json")],
  ["charset-latin-1", "content_type_conformance", "listOrganizationPolicies", 200, "declares iso-8859-1 but sends UTF-8", setHeader("content-type", "application/json; charset=iso-8859-1")],
  ["bytes-latin-1", "body_integrity", "updateProjectRole", 200, "sends Latin-1 bytes", (response) => ({ ...response, body: Buffer.from(response.body.toString(), "latin1") })],
  ["bytes-utf-16", "body_integrity", "deleteOrganizationPolicy", 200, "sends UTF-16", (response) => ({ ...response, body: Buffer.from(response.body.toString(), "utf16le") })],
  ["gzip-declared-only", "body_integrity", "listProjectPermissions", 200, "declares gzip but does not compress", setHeader("content-encoding", "gzip")],
];

/** Response headers that are not the documented ones. */
export const responseHeaderFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  {
    name: "allow-missing",
    description: "A 405 for a project's roles omits Allow.",
    check: "unsupported_method",
    inject: transformMethodNotAllowed(projectRoles, (response) => omitHeader("allow", response)),
  },
  {
    name: "allow-wrong",
    description: "A 405 for a project policy lists the rejected method in Allow.",
    check: "unsupported_method",
    inject: transformMethodNotAllowed(projectPolicy, (response, method) => ({
      ...response,
      headers: { ...response.headers, allow: `${String(response.headers["allow"])}, ${method}` },
    })),
  },
  {
    name: "allow-incomplete",
    description: "A 405 for an organization role omits DELETE in Allow.",
    check: "unsupported_method",
    inject: transformMethodNotAllowed(/^\/v1\/organization\/roles\/[^/]+$/, (response) => ({
      ...response,
      headers: { ...response.headers, allow: "PUT" },
    })),
  },
  {
    name: "method-404",
    description: "An unsupported method on a project returns 404.",
    check: "unsupported_method",
    inject: transformMethodNotAllowed(/^\/v1\/projects\/[^/]+$/, (response) => ({
      ...omitHeader("allow", response),
      status: 404,
    })),
  },
  {
    name: "method-501",
    description: "An unsupported method on organization permissions returns 501.",
    check: "not_a_server_error",
    inject: transformMethodNotAllowed(/^\/v1\/organization\/permissions$/, (response) => ({
      ...response,
      status: 501,
    })),
  },
  {
    name: "patch-accepted",
    description: "PATCH on a project policy works like PUT.",
    check: "unsupported_method",
    inject: () => (request, next) =>
      next(
        request.method === "PATCH" && projectPolicy.test(parsePath(request.url))
          ? { ...request, method: "PUT" }
          : request,
      ),
  },
  {
    name: "delete-of-list",
    description: "DELETE on the list of organization policies returns 200.",
    check: "unsupported_method",
    inject: transformMethodNotAllowed(/^\/v1\/organization\/policies$/, (response, method) =>
      method === "DELETE"
        ? {
            ...omitHeader("allow", response),
            status: 200,
            body: Buffer.from('{"success":true,"data":{"id":"all","deleted":true}}'),
          }
        : response,
    ),
  },
  {
    name: "method-405-without-envelope",
    description: "A 405 for the list of projects has no body.",
    check: "body_integrity",
    inject: transformMethodNotAllowed(/^\/v1\/projects$/, (response) => ({
      ...response,
      body: Buffer.alloc(0),
    })),
  },
  {
    name: "too-many-without-retry-after",
    description: "listOrganizationRoles returns every third response as a 429 omitHeader Retry-After.",
    check: "response_headers_conformance",
    inject: replaceEvery(3, "listOrganizationRoles", () => errorResponse(429, "Too many requests.")),
  },
  {
    name: "retry-after-invalid",
    description: "updateProjectRole returns every third response as a 503 with an invalid Retry-After.",
    check: "response_headers_conformance",
    inject: replaceEvery(3, "updateProjectRole", () =>
      errorResponse(503, "The service is not available.", { "retry-after": "soon" }),
    ),
  },
  {
    name: "key-echoed",
    description: "listOrganizationRoles returns an invalid API key in the error text.",
    check: "api_key_not_exposed",
    inject: transformResponse("listOrganizationRoles", 401, (_response, { headers }) =>
      errorResponse(401, `The API key "${String(headers["confident_api_key"] ?? "")}" is not valid.`),
    ),
  },
  {
    name: "key-echoed-in-header",
    description: "createProjectPolicy returns the API key in a header.",
    check: "api_key_not_exposed",
    inject: transformResponse("createProjectPolicy", 200, (response, { headers }) => ({
      ...response,
      headers: { ...response.headers, "x-caller": String(headers["confident_api_key"]) },
    })),
  },
  {
    name: "key-echoed-in-success",
    description: "retrieveOrganization returns the API key.",
    check: "api_key_not_exposed",
    inject: transformResponse(
      "retrieveOrganization",
      200,
      transformJson<{ data: { organization: Resource } }>(
        ({ data }, { headers }) => void (data.organization["apiKey"] = headers["confident_api_key"]),
      ),
    ),
  },
  {
    name: "html-for-too-large",
    description:
      "createOrganizationRole and createProjectRole return an HTML page for a body that is too large.",
    check: "content_type_conformance",
    inject: transformResponse(
      ["createOrganizationRole", "createProjectRole"],
      413,
      compose(
        setStatus(413),
        compose(
          setHeader("content-type", "text/html"),
          transformText(() => "<h1>413 Request Entity Too Large</h1>"),
        ),
      ),
    ),
  },
];
