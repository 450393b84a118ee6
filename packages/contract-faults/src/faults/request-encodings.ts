import { setHeader, replaceHandler, errorResponse, parseRequestBody, withBody } from "../transforms.ts";
import type { Fault, ProxyHandler, ProxyRequest, ProxyResponse } from "../fault.ts";
import {
  createHandlerFaults,
  createResponseFaults,
  type HandlerFaultRow,
  type ResponseFaultRow,
} from "../fault-rows.ts";

/** Returns the body with empty strings, so that patterns match only its structure. */
const stripStrings = ({ body }: ProxyRequest) =>
  body.toString("latin1").replaceAll(/"(?:\\.|[^"\\])*"/g, '""');

/** Rejects requests by the bytes of their body, as Latin-1 text, or by their headers. */
const rejectRequests =
  (
    isRejected: (body: string, headers: ProxyRequest["headers"]) => boolean,
    response: ProxyResponse,
  ): ProxyHandler =>
  async (request, next) =>
    isRejected(request.body.toString("latin1"), request.headers) ? response : next(request);

/** Rewrites the bytes of the body, as Latin-1 text. */
const rewriteBytes =
  (rewrite: (body: string, headers: ProxyRequest["headers"]) => string): ProxyHandler =>
  (request, next) => {
    const body = rewrite(request.body.toString("latin1"), request.headers);
    return next({ ...request, body: Buffer.from(body, "latin1") });
  };

/** Applies a repaired request although the response rejects it. */
const applyDespite =
  (status: number, repair: (request: ProxyRequest) => ProxyRequest): ProxyHandler =>
  async (request, next) => {
    const response = await next(request);
    if (response.status === status) await next(repair(request));
    return response;
  };

const isChunked = (headers: ProxyRequest["headers"]) => headers["transfer-encoding"] === "chunked";
const malformedJson = errorResponse(400, "The request body is not valid JSON.");
const unsupportedMediaType = errorResponse(415, "The Content-Type is not supported.");

const asJson = (request: ProxyRequest): ProxyRequest => ({
  ...request,
  headers: { ...request.headers, "content-type": "application/json" },
});

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["bad-query-500", "not_a_server_error", "listProjects", 200, "returns 500 for an invalid percent escape in the query", (response, { url }) => /\?.*%(?![\da-f]{2})/i.test(url) ? errorResponse(500, "URI malformed") : response],
];

// oxfmt-ignore
const handlerRows: HandlerFaultRow[] = [
  ["type-in-capitals-rejected", "positive_data_acceptance", "updateOrganizationRole", "compares the content type case-sensitively", rejectRequests((_body, headers) => /^[A-Z]/.test(headers["content-type"] ?? ""), unsupportedMediaType)],
  ["charset-in-quotes-rejected", "positive_data_acceptance", "createProjectRole", "rejects a quoted charset", rejectRequests((_body, headers) => headers["content-type"]?.includes('"') === true, unsupportedMediaType)],
  ["charset-in-capitals-rejected", "positive_data_acceptance", "updateProjectPolicy", "rejects the charset UTF-8 in upper case", rejectRequests((_body, headers) => headers["content-type"]?.includes("UTF-8") === true, unsupportedMediaType)],
  ["space-in-type-rejected", "positive_data_acceptance", "createProject", "rejects whitespace before the charset", rejectRequests((_body, headers) => headers["content-type"]?.includes(" ;") === true, unsupportedMediaType)],
  ["no-content-type-accepted", "missing_required_header", "updateOrganizationPolicy", "accepts a body without a content type", (request, next) => next(request.headers["content-type"] === undefined ? asJson(request) : request)],
  ["chunks-rejected", "positive_data_acceptance", "updateProject", "rejects a chunked body", rejectRequests((_body, headers) => isChunked(headers), malformedJson)],
  ["chunks-without-limit", "malformed_request", "createOrganizationRole", "accepts a chunked body above the size limit", rewriteBytes((body, headers) => (isChunked(headers) ? body.trim() : body))],
  ["too-large-by-a-byte-accepted", "malformed_request", "updateProjectRole", "accepts a body one byte above the size limit", rewriteBytes((body) => body.trim())],
  ["leading-whitespace-rejected", "positive_data_acceptance", "updateOrganization", "rejects whitespace before the body", rejectRequests((body) => /^\s+\{/.test(body), malformedJson)],
  ["escaped-slash-kept", "read_your_writes", "createOrganizationPolicy", "stores the backslash of an escaped slash", rewriteBytes((body) => body.replaceAll("\\/", String.raw`\\/`))],
  ["escaped-pair-broken", "read_your_writes", "updateProject", "decodes an escaped surrogate pair as two characters", rewriteBytes((body) => body.replaceAll(/\\ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}/gi, String.raw`\ufffd\ufffd`))],
  ["applied-despite-415", "rejected_request_has_no_effect", "updateOrganizationRole", "rejects a body sent as XML but applies it", applyDespite(415, asJson)],
  ["applied-despite-413", "rejected_request_has_no_effect", "updateProjectPolicy", "rejects a body above the size limit but applies it", applyDespite(413, (request) => ({ ...request, body: Buffer.from(request.body.toString().trim()) }))],
];

/** Unusual bodies, headers and queries that parsers, languages and databases handle incorrectly. */
export const requestEncodingFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  ...createHandlerFaults(handlerRows),
  {
    name: "deep-json-500",
    description: "createProject returns 500 for JSON that is nested 500 levels deep.",
    check: "not_a_server_error",
    inject: replaceHandler("createProject", (request, next) =>
      /\[{500}/.test(stripStrings(request))
        ? Promise.resolve(errorResponse(500, "Maximum call stack size exceeded"))
        : next(request),
    ),
  },
  {
    name: "huge-number-500",
    description: "updateProjectPolicy returns 500 for a number out of range.",
    check: "not_a_server_error",
    inject: replaceHandler("updateProjectPolicy", (request, next) =>
      /\de\d{3}|\d{20}/.test(stripStrings(request))
        ? Promise.resolve(errorResponse(500, "Number out of range"))
        : next(request),
    ),
  },
  {
    name: "lone-surrogate-500",
    description: "createProjectRole returns 500 for a lone surrogate.",
    check: "not_a_server_error",
    inject: replaceHandler("createProjectRole", (request, next) =>
      JSON.stringify(parseRequestBody(request) ?? {}).includes("\\ud8")
        ? Promise.resolve(errorResponse(500, "Invalid byte sequence"))
        : next(request),
    ),
  },
  {
    name: "proto-accepted",
    description: "updateOrganizationRole accepts the field `__proto__`.",
    check: "negative_data_rejection",
    inject: replaceHandler("updateOrganizationRole", (request, next) => {
      const fields = Object.entries(parseRequestBody(request) ?? {});
      const others = fields.filter(([name]) => name !== "__proto__");
      return next(others.length < fields.length ? withBody(request, Object.fromEntries(others)) : request);
    }),
  },
  {
    name: "json-patch-accepted",
    description: "createProjectPolicy accepts any content type that starts with application/json.",
    check: "malformed_request",
    inject: replaceHandler("createProjectPolicy", (request, next) =>
      next(
        request.headers["content-type"]?.startsWith("application/json") === true ? asJson(request) : request,
      ),
    ),
  },
  {
    name: "largest-rejected",
    description: "createOrganizationPolicy rejects a body of exactly the size limit.",
    check: "positive_data_acceptance",
    inject: replaceHandler(
      "createOrganizationPolicy",
      rejectRequests(
        (body) => body.length === 100_000,
        errorResponse(413, "The request body exceeds 100,000 bytes."),
      ),
    ),
  },
  {
    name: "escaped-keys-rejected",
    description: "updateProjectPolicy rejects escape sequences in field names.",
    check: "positive_data_acceptance",
    inject: replaceHandler(
      "updateProjectPolicy",
      rejectRequests(
        (body) => /"\w*\\u[\da-f]{4}\w*":/i.test(body),
        errorResponse(422, "There is a field that is not known."),
      ),
    ),
  },
  {
    name: "empty-body-accepted",
    description: "updateProjectPolicy returns 200 for an empty body.",
    check: "negative_data_rejection",
    inject: replaceHandler("updateProjectPolicy", async (request, next) => {
      const response = await next(request);
      const isEmpty = request.body.length === 0 && request.headers["content-type"] !== undefined;
      return isEmpty
        ? { ...response, status: 200, body: Buffer.from('{"success":true,"data":{}}') }
        : response;
    }),
  },
  {
    name: "applied-despite-400",
    description: "createProjectRole rejects a body with text after the JSON but creates the role.",
    check: "rejected_request_has_no_effect",
    inject: replaceHandler(
      "createProjectRole",
      applyDespite(400, (request) => ({
        ...request,
        body: Buffer.from(request.body.toString().replace(/\} and more$/, "}")),
      })),
    ),
  },
  {
    name: "html-for-browsers",
    description: "listProjectRoles returns text/html to clients that accept it.",
    check: "content_type_conformance",
    inject: replaceHandler("listProjectRoles", async (request, next) => {
      const response = await next(request);
      const isBrowser = request.headers.accept?.includes("text/html") === true;
      return isBrowser ? setHeader("content-type", "text/html; charset=utf-8")(response, request) : response;
    }),
  },
];
