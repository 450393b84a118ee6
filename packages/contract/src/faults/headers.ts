import { answers, both, header, json, refusal, status, text, type Thing } from "./change.ts";
import type { Answer, Fault, Plant } from "./fault.ts";
import { pathOf } from "./operation-of.ts";

/** Changes what a path answers to methods that it does not have. */
const wrongMethods =
  (path: RegExp, change: (answer: Answer, method: string) => Answer): Plant =>
  () =>
  async (call, next) => {
    const answer = await next(call);
    const isMeant = answer.status === 405 && path.test(pathOf(call.url));
    return isMeant ? change(answer, call.method) : answer;
  };

const without = (name: string, { headers: { [name]: _, ...headers }, ...answer }: Answer): Answer => ({
  ...answer,
  headers,
});

const projectRoles = /^\/v1\/projects\/[^/]+\/roles$/;
const projectPolicy = /^\/v1\/projects\/[^/]+\/policies\/[^/]+$/;

/** Every so many calls of one kind, another answer. */
const everySo =
  (count: number, operationId: string, answer: () => Answer): Plant =>
  () => {
    let calls = 0;
    return (call, next) =>
      call.operationId === operationId && ++calls % count === 0 ? Promise.resolve(answer()) : next(call);
  };

/** Headers that are not the documented ones. */
export const headerFaults: Fault[] = [
  {
    name: "no-content-type",
    what: "The list of project roles has no content type.",
    check: "content_type_conformance",
    plant: answers("listProjectRoles", 200, header("content-type", undefined)),
  },
  {
    name: "no-content-type-in-error",
    what: "The conflict of two project policies has no content type.",
    check: "content_type_conformance",
    plant: answers("createProjectPolicy", 409, header("content-type", undefined)),
  },
  {
    name: "text-plain",
    what: "A created organization role comes as text/plain.",
    check: "content_type_conformance",
    plant: answers("createOrganizationRole", 200, header("content-type", "text/plain; charset=utf-8")),
  },
  {
    name: "text-html",
    what: "JSON of a changed project comes as text/html.",
    check: "content_type_conformance",
    plant: answers("updateProject", 200, header("content-type", "text/html; charset=utf-8")),
  },
  {
    name: "problem-json",
    what: "An invalid project comes as application/problem+json.",
    check: "content_type_conformance",
    plant: answers("createProject", 422, header("content-type", "application/problem+json")),
  },
  {
    name: "content-type-malformed",
    what: "The content type of a deleted organization role is json.",
    check: "content_type_conformance",
    plant: answers("deleteOrganizationRole", 200, header("content-type", "json")),
  },
  {
    name: "charset-latin-1",
    what: "The list of organization policies says that it is Latin-1, and is UTF-8.",
    check: "content_type_conformance",
    plant: answers(
      "listOrganizationPolicies",
      200,
      header("content-type", "application/json; charset=iso-8859-1"),
    ),
  },
  {
    name: "bytes-latin-1",
    what: "A changed project role comes in the bytes of Latin-1.",
    check: "body_integrity",
    plant: answers("updateProjectRole", 200, (answer) => ({
      ...answer,
      body: Buffer.from(answer.body.toString(), "latin1"),
    })),
  },
  {
    name: "bytes-utf-16",
    what: "Deleting an organization policy answers in UTF-16.",
    check: "body_integrity",
    plant: answers("deleteOrganizationPolicy", 200, (answer) => ({
      ...answer,
      body: Buffer.from(answer.body.toString(), "utf16le"),
    })),
  },
  {
    name: "gzip-in-name-only",
    what: "The list of project permissions says that it is compressed, and is not.",
    check: "body_integrity",
    plant: answers("listProjectPermissions", 200, header("content-encoding", "gzip")),
  },
  {
    name: "allow-gone",
    what: "The 405 of a project's roles has no Allow.",
    check: "unsupported_method",
    plant: wrongMethods(projectRoles, (answer) => without("allow", answer)),
  },
  {
    name: "allow-wrong",
    what: "The 405 of a project policy allows the method that it refuses.",
    check: "unsupported_method",
    plant: wrongMethods(projectPolicy, (answer, method) => ({
      ...answer,
      headers: { ...answer.headers, allow: `${String(answer.headers["allow"])}, ${method}` },
    })),
  },
  {
    name: "allow-too-little",
    what: "The 405 of an organization role forgets DELETE in Allow.",
    check: "unsupported_method",
    plant: wrongMethods(/^\/v1\/organization\/roles\/[^/]+$/, (answer) => ({
      ...answer,
      headers: { ...answer.headers, allow: "PUT" },
    })),
  },
  {
    name: "method-404",
    what: "A method that a project does not have is answered with 404.",
    check: "unsupported_method",
    plant: wrongMethods(/^\/v1\/projects\/[^/]+$/, (answer) => ({
      ...without("allow", answer),
      status: 404,
    })),
  },
  {
    name: "method-501",
    what: "A method that the organization's permissions do not have is answered with 501.",
    check: "not_a_server_error",
    plant: wrongMethods(/^\/v1\/organization\/permissions$/, (answer) => ({ ...answer, status: 501 })),
  },
  {
    name: "patch-accepted",
    what: "PATCH of a project policy is taken for PUT.",
    check: "unsupported_method",
    plant: () => (call, next) =>
      next(
        call.method === "PATCH" && projectPolicy.test(pathOf(call.url)) ? { ...call, method: "PUT" } : call,
      ),
  },
  {
    name: "delete-of-list",
    what: "DELETE of the list of organization policies answers 200, as if it had deleted something.",
    check: "unsupported_method",
    plant: wrongMethods(/^\/v1\/organization\/policies$/, (answer, method) =>
      method === "DELETE"
        ? {
            ...without("allow", answer),
            status: 200,
            body: Buffer.from('{"success":true,"data":{"id":"all","deleted":true}}'),
          }
        : answer,
    ),
  },
  {
    name: "method-405-without-envelope",
    what: "The 405 of the list of projects is empty.",
    check: "body_integrity",
    plant: wrongMethods(/^\/v1\/projects$/, (answer) => ({ ...answer, body: Buffer.alloc(0) })),
  },
  {
    name: "too-many-without-retry-after",
    what: "Every third list of organization roles is answered with 429, without Retry-After.",
    check: "response_headers_conformance",
    plant: everySo(3, "listOrganizationRoles", () => refusal(429, "Too many requests.")),
  },
  {
    name: "retry-after-in-words",
    what: "Every third change of a project role is answered with 503 and a Retry-After in words.",
    check: "response_headers_conformance",
    plant: everySo(3, "updateProjectRole", () =>
      refusal(503, "The service is not available.", { "retry-after": "soon" }),
    ),
  },
  {
    name: "retry-after-too-long",
    what: "Every third list of project policies is answered with 429 and a Retry-After of a year.",
    check: "response_headers_conformance",
    plant: everySo(3, "listProjectPolicies", () =>
      refusal(429, "Too many requests.", { "retry-after": "31536000" }),
    ),
  },
  {
    name: "key-echoed",
    what: "The refusal of a wrong key of an organization's roles repeats the key.",
    check: "key_not_echoed",
    plant: answers("listOrganizationRoles", 401, (_answer, { headers }) =>
      refusal(401, `The API key "${String(headers["confident_api_key"] ?? "")}" is not valid.`),
    ),
  },
  {
    name: "key-echoed-in-header",
    what: "Creating a project policy answers with the key that was sent in a header.",
    check: "key_not_echoed",
    plant: answers("createProjectPolicy", 200, (answer, { headers }) => ({
      ...answer,
      headers: { ...answer.headers, "x-caller": String(headers["confident_api_key"]) },
    })),
  },
  {
    name: "key-echoed-in-success",
    what: "Retrieving the organization answers with the key that was sent.",
    check: "key_not_echoed",
    plant: answers(
      "retrieveOrganization",
      200,
      json<{ data: { organization: Thing } }>(
        ({ data }, { headers }) => void (data.organization["apiKey"] = headers["confident_api_key"]),
      ),
    ),
  },
  {
    name: "error-with-content-type-of-page",
    what: "A body that is too large is refused with a page of a proxy.",
    check: "content_type_conformance",
    plant: answers(
      ["createOrganizationRole", "createProjectRole"],
      413,
      both(
        status(413),
        both(
          header("content-type", "text/html"),
          text(() => "<h1>413 Request Entity Too Large</h1>"),
        ),
      ),
    ),
  },
];
