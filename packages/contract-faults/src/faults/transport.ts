import { gzipSync } from "node:zlib";
import { delay, errorResponse, type ResponseTransform, transformResponse } from "../transforms.ts";
import type { Fault, ProxyResponse } from "../fault.ts";
import {
  createHandlerFaults,
  createResponseFaults,
  type HandlerFaultRow,
  type ResponseFaultRow,
} from "../fault-rows.ts";

/** A run on these faults fails after 500 ms, see `run-kit-on-fault.ts`. */
const slowMs = 1_500;

const formatHead = ({ status, headers }: ProxyResponse, length: number | undefined) =>
  `HTTP/1.1 ${status} Response\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}\r\n`)
    .join("")}${length === undefined ? "transfer-encoding: chunked" : `content-length: ${length}`}\r\n\r\n`;

/** Writes these bytes to the connection and closes it. */
const writeBytes =
  (toBytes: (response: ProxyResponse) => (string | Buffer)[]): ResponseTransform =>
  (response) => ({
    ...response,
    write({ socket }) {
      socket?.end(Buffer.concat(toBytes(response).map((part) => Buffer.from(part as string))));
    },
  });

const closeConnection: ResponseTransform = (response) => ({
  ...response,
  write: ({ socket }) => void socket?.destroy(),
});

const delayResponse: ResponseTransform = async (response) => {
  await delay(slowMs);
  return response;
};

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["slow", "max_response_time", "updateOrganizationPolicy", 200, "responds after the maximum response time", delayResponse],
  ["slow-error", "max_response_time", "updateProjectRole", 404, "rejects an update of an unknown or built-in role after the maximum response time", delayResponse],
  ["connection-closed", "body_integrity", "deleteOrganizationRole", 200, "closes the connection without a response", closeConnection],
  ["truncated", "body_integrity", "updateOrganizationRole", 200, "sends a body shorter than its Content-Length", writeBytes((response) => [formatHead(response, response.body.length), response.body.subarray(0, -10)])],
  ["truncated-chunks", "body_integrity", "listProjects", 200, "omits the last chunk", writeBytes((response) => [formatHead(response, undefined), `${response.body.length.toString(16)}\r\n`, response.body, "\r\n"])],
  ["content-length-too-short", "body_integrity", "createProjectPolicy", 200, "declares ten fewer bytes than it sends", writeBytes((response) => [formatHead(response, response.body.length - 10), response.body])],
  ["not-http", "body_integrity", "listProjectRoles", 200, "sends a response that is not HTTP", writeBytes((response) => [response.body])],
  ["error-truncated", "body_integrity", "createOrganizationPolicy", 422, "truncates the body of a validation error", writeBytes((response) => [formatHead(response, response.body.length), response.body.subarray(0, 20)])],
];

// oxfmt-ignore
const handlerRows: HandlerFaultRow[] = [
    ["hangs", "max_response_time", "deleteProjectPolicy", "never responds", () => new Promise(() => {})],
];

/** Responses that are missing, late or incomplete. */
export const transportFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  ...createHandlerFaults(handlerRows),
  {
    name: "slow-body",
    description: "listProjectPermissions sends 200 bytes per second.",
    check: "max_response_time",
    inject: transformResponse("listProjectPermissions", 200, (response) => ({
      ...response,
      async write(output, { status, headers, body }) {
        output.writeHead(status, { ...headers, "content-length": body.length });
        for (let at = 0; at < body.length && !output.destroyed; at += 200) {
          output.write(body.subarray(at, at + 200));
          await delay(1_000);
        }
        output.end();
      },
    })),
  },
  {
    name: "endless-body",
    description: "listOrganizationPermissions sends a body that never ends.",
    check: "body_integrity",
    inject: transformResponse("listOrganizationPermissions", 200, (response) => ({
      ...response,
      async write(output, { status, headers, body }) {
        output.writeHead(status, headers);
        output.write(body);
        while (!output.destroyed) {
          if (!output.write(" ".repeat(65_536))) await delay(5);
        }
      },
    })),
  },
  {
    name: "connection-closed-by-bad-path",
    description: "retrieveProject closes the connection for an invalid percent escape in the path.",
    check: "body_integrity",
    inject: () => async (request, next) => {
      const response = await next(request);
      const isAffected =
        request.method === "GET" && response.status === 400 && /^\/v1\/projects\/[^/]+$/.test(request.url);
      return isAffected ? closeConnection(response, request) : response;
    },
  },
  {
    name: "content-length-too-long",
    description: "retrieveOrganization declares ten more bytes than it sends and keeps the connection open.",
    check: "max_response_time",
    inject: transformResponse("retrieveOrganization", 200, (response) => ({
      ...response,
      write({ socket }) {
        socket?.write(
          Buffer.concat([Buffer.from(formatHead(response, response.body.length + 10)), response.body]),
        );
      },
    })),
  },
  {
    name: "overloaded-after-many",
    description: "createProjectPolicy returns 500 after 40 requests.",
    check: "not_a_server_error",
    inject: () => {
      let requests = 0;
      return (request, next) =>
        ++requests > 40 && request.operationId === "createProjectPolicy"
          ? Promise.resolve(errorResponse(500, "An internal error occurred."))
          : next(request);
    },
  },
  {
    name: "compressed-though-rejected",
    description: "listOrganizationPolicies compresses a response although the client rejects compression.",
    check: "body_integrity",
    inject: transformResponse("listOrganizationPolicies", 200, ({ headers, ...response }, request) =>
      request.headers["accept-encoding"]?.includes("identity") === true
        ? { ...response, headers: { ...headers, "content-encoding": "gzip" }, body: gzipSync(response.body) }
        : { ...response, headers },
    ),
  },
];
