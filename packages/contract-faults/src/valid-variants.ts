/** Correct servers that behave differently from the reference server. The kit must not report a finding on them. */
import { startArrayServer } from "./array-server/server.ts";
import { randomBytes } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { FaultContext, FaultInjector, ProxyRequest, ProxyResponse, ValidVariant } from "./fault.ts";
import { isDocumentedPath, parsePath } from "./operation-matcher.ts";
import {
  delay,
  eachResource,
  errorResponse,
  parseRequestBody,
  type ResponseTransform,
  setHeader,
  transformJson,
  withBody,
  passThrough,
} from "./transforms.ts";

/** Transforms every response with a body to a documented path. */
const transformEvery =
  (transform: ResponseTransform): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    const isAffected = response.body.length > 0 && isDocumentedPath(request.url);
    return isAffected ? transform(response, request) : response;
  };

/** Transforms every object in the JSON of a response. */
const transformObjects = (
  transform: (object: Record<string, unknown>) => Record<string, unknown>,
): ResponseTransform =>
  transformJson((body: unknown) => {
    const visit = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(visit);
      if (typeof value !== "object" || value === null) return value;
      const fields = Object.entries(value).map(([name, inner]) => [name, visit(inner)]);
      return transform(Object.fromEntries(fields));
    };
    return visit(body);
  });

/** Rewrites the text of every body. */
const rewriteEveryBody = (rewrite: (json: string) => string): FaultInjector =>
  transformEvery((response) => ({ ...response, body: Buffer.from(rewrite(response.body.toString())) }));

const escapeNonAscii = (text: string) =>
  text.replaceAll(/[^ -~]/g, (char) => String.raw`\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

const reverseList = (value: unknown) => (Array.isArray(value) ? value.toReversed() : value);

/** Encodes an id of the reference server as another id, with characters that a path must escape. */
const encodeId = (id: string) => (id === "" ? id : `${id.split("").toReversed().join("")}:/?#%`);
const decodeId = (id: string) =>
  id.endsWith(":/?#%") ? id.slice(0, -5).split("").toReversed().join("") : id;

const idFields = ["id", "organizationId", "projectId"];

const encodeIds = transformObjects((object) =>
  Object.fromEntries(
    Object.entries(object).map(([name, value]) => [
      name,
      idFields.includes(name) && typeof value === "string" ? encodeId(value) : value,
    ]),
  ),
);

function decodeIds(request: ProxyRequest): ProxyRequest {
  let segments: string[];
  try {
    segments = parsePath(request.url).split("/").map(decodeURIComponent);
  } catch {
    // The reference server rejects an invalid percent escape.
    return request;
  }
  const hasEncodedId = segments.some((segment) => segment !== decodeId(segment));
  const url = hasEncodedId
    ? segments.map((segment) => encodeURIComponent(decodeId(segment))).join("/")
    : request.url;
  const body = parseRequestBody(request);
  const field = ["policyIds", "permissionIds"].find((name) => Array.isArray(body?.[name]));
  // A body above the size limit stays as it is: with decoded ids it may be below the limit.
  if (!body || field === undefined || request.body.length > 100_000) return { ...request, url };
  const ids = (body[field] as unknown[]).map((id) => (typeof id === "string" ? decodeId(id) : id));
  return { ...withBody(request, { ...body, [field]: ids }), url, headers: request.headers };
}

async function createResource({ apiKey, next }: FaultContext, url: string, fields: object): Promise<string> {
  const headers = { confident_api_key: apiKey, "content-type": "application/json" };
  const body = Buffer.from(JSON.stringify(fields));
  const response = await next({ method: "POST", url, headers, body, operationId: undefined });
  const { data } = JSON.parse(response.body.toString()) as { data: Record<string, { id: string }> };
  return Object.values(data)[0]?.id ?? "";
}

async function fillOrganization(context: FaultContext): Promise<void> {
  for (let index = 1; index <= 3; index += 1) {
    const project = await createResource(context, "/v1/projects", { name: `Existing project ${index}` });
    await createPolicyAndRole(context, `/v1/projects/${project}`, "");
  }
  for (let index = 1; index <= 60; index += 1) {
    await createPolicyAndRole(context, "/v1/organization", ` ${index}`);
  }
}

async function createPolicyAndRole(context: FaultContext, path: string, suffix: string): Promise<void> {
  const policy = { name: `Existing policy${suffix}`, permissionIds: [] };
  const policyId = await createResource(context, `${path}/policies`, policy);
  const role = { name: `Existing role${suffix}`, policyIds: [policyId] };
  await createResource(context, `${path}/roles`, role);
}

/** Responds to every nth request with a temporary error. */
const rejectEvery =
  (count: number, createResponse: () => ProxyResponse): FaultInjector =>
  () => {
    let requests = 0;
    return async (request, next) =>
      request.operationId !== undefined && ++requests % count === 0 ? createResponse() : next(request);
  };

/** The reference server without a change. */
export const unchangedReference: ValidVariant = {
  name: "reference",
  description: "The proxy changes nothing.",
  inject: passThrough,
};

export const validVariants: ValidVariant[] = [
  unchangedReference,
  {
    name: "array-server",
    description:
      "A second implementation: regular expressions, one array, and rules that are written by hand.",
    inject: passThrough,
    startBase: () => startArrayServer(),
  },
  {
    name: "additional-fields",
    description: "Every object has undocumented fields.",
    inject: transformEvery(
      transformObjects((object) => ({ ...object, updated_at: 1_767_603_600, tags: ["new"], parent: null })),
    ),
  },
  {
    name: "request-ids",
    description: "Every error has a request id, a time and a path.",
    inject: transformEvery((response, request) => {
      if (response.status < 400) return response;
      const id = randomBytes(15).toString("base64url");
      return transformJson((body: { error: string }) => ({
        ...body,
        error: `${body.error} (reference: ${id})`,
        trace: { id, timestamp: new Date().toISOString(), instance: parsePath(request.url) },
      }))(response, request);
    }),
  },
  {
    name: "versions",
    description: "Every resource has a version and an etag that change with each response.",
    inject: () => {
      let version = 0;
      return async (request, next) => {
        const response = await next(request);
        if (response.status !== 200 || !isDocumentedPath(request.url)) return response;
        return eachResource((resource) => {
          version += 1;
          Object.assign(resource, { version, etag: `W/"${version}"`, updated_at: Date.now() });
        })(response, request);
      };
    },
  },
  {
    name: "queries-rejected",
    description: "Any query returns 400 before other checks.",
    inject: () => async (request, next) =>
      request.operationId !== undefined && request.url.includes("?")
        ? errorResponse(400, "There are no query parameters here.")
        : next(request),
  },
  {
    name: "idle-closed",
    description: "Connections close after 20 ms without a request.",
    inject: () => async (request, next) => ({
      ...(await next(request)),
      write(output, { status, headers, body }) {
        const { socket } = output;
        output.writeHead(status, { ...headers, "content-length": body.length });
        output.end(body);
        const read = socket?.bytesRead;
        setTimeout(() => socket?.bytesRead === read && socket?.destroy(), 20);
      },
    }),
  },
  {
    name: "other-key-order",
    description: "Object keys are in reverse order.",
    inject: transformEvery(
      transformObjects((object) => Object.fromEntries(Object.entries(object).toReversed())),
    ),
  },
  {
    name: "other-ids",
    description: "Ids are not UUIDs and have characters that paths must escape.",
    assignedRoles: [],
    inject: () => async (request, next) => {
      const response = await next(decodeIds(request));
      return response.status === 200 && isDocumentedPath(request.url)
        ? encodeIds(response, request)
        : response;
    },
  },
  {
    name: "other-messages",
    description: "Error texts only name the status, with an emoji.",
    inject: transformEvery((response, request) =>
      response.status < 400
        ? response
        : transformJson((body: { error: string }) => {
            body.error = `Error: ${STATUS_CODES[response.status] ?? "error"} 🚫`;
          })(response, request),
    ),
  },
  {
    name: "empty-messages",
    description: "Error texts are empty.",
    inject: transformEvery((response, request) =>
      response.status < 400
        ? response
        : transformJson((body: { error: string }) => void (body.error = ""))(response, request),
    ),
  },
  {
    name: "slower",
    description: "Every response takes 100 ms longer.",
    inject: () => async (request, next) => {
      await delay(100);
      return next(request);
    },
  },
  {
    name: "chunked",
    description: "Bodies are sent in chunks, the first hundred of seven bytes.",
    inject: () => async (request, next) => ({
      ...(await next(request)),
      write(output, { status, headers, body }) {
        output.writeHead(status, headers);
        for (let at = 0; at < 700; at += 7) output.write(body.subarray(at, at + 7));
        // Long lists in small chunks would exceed the maximum response time on a busy machine.
        for (let at = 700; at < body.length; at += 4_093) output.write(body.subarray(at, at + 4_093));
        output.end();
      },
    }),
  },
  {
    name: "additional-headers",
    description: "Every response has undocumented headers.",
    inject: () => async (request, next) => {
      const response = await next(request);
      const added = {
        "set-cookie": ["session=1; HttpOnly", "region=eu"],
        "strict-transport-security": "max-age=63072000",
        "cache-control": "no-store",
        "x-powered-by": "something else",
        ...(response.status === 401 && { "www-authenticate": 'ApiKey realm="roles"' }),
      };
      return { ...response, headers: { ...response.headers, ...added } };
    },
  },
  {
    name: "pretty-printed",
    description: "JSON is indented and ends with a line break.",
    inject: rewriteEveryBody((body) => `${JSON.stringify(JSON.parse(body), undefined, 2)}\r\n`),
  },
  {
    name: "escaped-json",
    description: "JSON is ASCII with escaped slashes, and numbers are written as 1.0e0.",
    inject: rewriteEveryBody((body) =>
      escapeNonAscii(body)
        .replaceAll("/", String.raw`\/`)
        .replaceAll(/"id":(\d+)/g, '"id":$1.0e0'),
    ),
  },
  {
    name: "other-content-type",
    description: "The content type is in mixed case with a quoted charset.",
    inject: transformEvery(setHeader("content-type", 'Application/JSON;charset="UTF-8"')),
  },
  {
    name: "no-charset",
    description: "The content type has no charset.",
    inject: transformEvery(setHeader("content-type", "application/json")),
  },
  {
    name: "reverse-lists",
    description: "Lists except that of projects, and the items of roles and policies, are in reverse order.",
    inject: transformEvery(
      transformObjects((object) =>
        Object.fromEntries(
          Object.entries(object).map(([name, value]) => [
            name,
            name === "projects" ? value : reverseList(value),
          ]),
        ),
      ),
    ),
  },
  {
    name: "full-organization",
    description: "The organization already has 60 roles, 60 policies and three projects.",
    prepare: fillOrganization,
    inject: () => (request, next) => next(request),
  },
  {
    name: "connections-closed",
    description: "The connection closes after each response.",
    inject: () => async (request, next) => {
      const response = await next(request);
      return { ...response, headers: { ...response.headers, connection: "close" } };
    },
  },
  {
    name: "compressed",
    description: "Responses are compressed for clients that accept gzip.",
    inject: () => async (request, next) => {
      const response = await next(request);
      const acceptsGzip = String(request.headers["accept-encoding"] ?? "").includes("gzip");
      if (!acceptsGzip || response.body.length === 0) return response;
      const headers = { ...response.headers, "content-encoding": "gzip", vary: "Accept-Encoding" };
      return { ...response, headers, body: await promisify(gzip)(response.body) };
    },
  },
  {
    name: "names-normalized",
    description: "Names are stored trimmed and in Unicode NFC.",
    inject: () => (request, next) => {
      const body = parseRequestBody(request);
      if (typeof body?.name !== "string") return next(request);
      const name = body.name.normalize("NFC").trim();
      // The reference server rejects a name that is blank, too long, or has control characters.
      const isValid = name !== "" && [...body.name].length <= 255 && !/\p{Cc}/u.test(body.name);
      if (!isValid || name === body.name) return next(request);
      return next({ ...withBody(request, { ...body, name }), headers: request.headers });
    },
  },
  {
    name: "other-dates",
    description: "Dates have microseconds and an offset.",
    inject: transformEvery(
      eachResource((resource) => {
        const { created_at: date } = resource;
        if (typeof date === "string") resource["created_at"] = date.replace(/\.(\d{3})Z$/, ".$1000+00:00");
      }),
    ),
  },
  {
    name: "deprecated-and-linked",
    description: "Every response has deprecated, and every success has a link.",
    inject: transformEvery((response, request) =>
      transformJson((body: Record<string, unknown>) => {
        body["deprecated"] = response.status === 200;
        if (response.status === 200) body["link"] = "https://app.confident-ai.com/roles?tab=1#own";
      })(response, request),
    ),
  },
  {
    name: "allow-with-head-and-options",
    description: "Allow lists HEAD and OPTIONS, in another order.",
    inject: () => async (request, next) => {
      const response = await next(request);
      const { allow } = response.headers;
      if (typeof allow !== "string" || ["HEAD", "OPTIONS"].includes(request.method)) return response;
      const methods = ["OPTIONS", "HEAD", ...allow.split(", ").toReversed()].join(",");
      return { ...response, headers: { ...response.headers, allow: methods } };
    },
  },
  {
    name: "rate-limited-sometimes",
    description: "Every 97th request gets a 429 with a Retry-After of one second.",
    inject: rejectEvery(97, () => errorResponse(429, "Too many requests.", { "retry-after": "1" })),
  },
  {
    name: "unavailable-sometimes",
    description: "Every 301st request gets a 503 with a Retry-After of zero.",
    inject: rejectEvery(301, () => errorResponse(503, "Try again at once.", { "retry-after": "0" })),
  },
];
