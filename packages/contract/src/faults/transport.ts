import { gzipSync } from "node:zlib";
import { answers, instead, refusal, wait } from "./change.ts";
import type { Answer, Fault, Front } from "./fault.ts";

const head = ({ status, headers }: Answer, length: number | undefined) =>
  `HTTP/1.1 ${status} Answer\r\n${Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}\r\n`)
    .join("")}${length === undefined ? "transfer-encoding: chunked" : `content-length: ${length}`}\r\n\r\n`;

/** Writes bytes of our own making to the connection, and ends it. */
const raw = (bytes: (answer: Answer) => (string | Buffer)[]): ((answer: Answer) => Answer) => {
  return (answer) => ({
    ...answer,
    write({ socket }) {
      socket?.end(Buffer.concat(bytes(answer).map((part) => Buffer.from(part as string))));
    },
  });
};

const slow =
  (ms: number): Front =>
  async (call, next) => {
    await wait(ms);
    return next(call);
  };

/** Answers that do not come, come late, or come in pieces. */
export const transportFaults: Fault[] = [
  {
    name: "slow",
    what: "Changing an organization policy takes six seconds.",
    check: "max_response_time",
    plant: instead("updateOrganizationPolicy", slow(6_000)),
  },
  {
    name: "slow-refusal",
    what: "The refusal to change a global role takes six seconds.",
    check: "max_response_time",
    plant: answers("updateProjectRole", 403, async (answer) => {
      await wait(6_000);
      return answer;
    }),
  },
  {
    name: "hangs",
    what: "Deleting a project policy is never answered.",
    check: "max_response_time",
    plant: instead("deleteProjectPolicy", () => new Promise(() => {})),
  },
  {
    name: "slow-body",
    what: "The list of project permissions comes at 200 bytes a second.",
    check: "max_response_time",
    plant: answers("listProjectPermissions", 200, (answer) => ({
      ...answer,
      async write(response, { status, headers, body }) {
        response.writeHead(status, { ...headers, "content-length": body.length });
        for (let at = 0; at < body.length && !response.destroyed; at += 200) {
          response.write(body.subarray(at, at + 200));
          await wait(1_000);
        }
        response.end();
      },
    })),
  },
  {
    name: "endless-body",
    what: "The body of the list of organization permissions never ends.",
    check: "body_integrity",
    plant: answers("listOrganizationPermissions", 200, (answer) => ({
      ...answer,
      async write(response, { status, headers, body }) {
        response.writeHead(status, headers);
        response.write(body);
        while (!response.destroyed) {
          if (!response.write(" ".repeat(65_536))) await wait(5);
        }
      },
    })),
  },
  {
    name: "dropped",
    what: "The connection is closed instead of an answer to a deleted organization role.",
    check: "body_integrity",
    plant: answers("deleteOrganizationRole", 200, (answer) => ({
      ...answer,
      write: ({ socket }) => void socket?.destroy(),
    })),
  },
  {
    name: "dropped-by-bad-path",
    what: "The connection is closed by a bad percent escape in the path of a project.",
    check: "body_integrity",
    plant: () => async (call, next) => {
      const answer = await next(call);
      const isBad =
        call.method === "GET" && answer.status === 400 && /^\/v1\/projects\/[^/]+$/.test(call.url);
      return isBad ? { ...answer, write: ({ socket }) => void socket?.destroy() } : answer;
    },
  },
  {
    name: "truncated",
    what: "The body of a changed organization role is shorter than its Content-Length.",
    check: "body_integrity",
    plant: answers(
      "updateOrganizationRole",
      200,
      raw((answer) => [head(answer, answer.body.length), answer.body.subarray(0, -10)]),
    ),
  },
  {
    name: "truncated-chunks",
    what: "The chunks of the list of projects stop before the last.",
    check: "body_integrity",
    plant: answers(
      "listProjects",
      200,
      raw((answer) => [
        head(answer, undefined),
        `${answer.body.length.toString(16)}\r\n`,
        answer.body,
        "\r\n",
      ]),
    ),
  },
  {
    name: "content-length-too-long",
    what: "Retrieving the organization announces ten bytes more than come, and the connection stays open.",
    check: "max_response_time",
    plant: answers("retrieveOrganization", 200, (answer) => ({
      ...answer,
      write({ socket }) {
        socket?.write(Buffer.concat([Buffer.from(head(answer, answer.body.length + 10)), answer.body]));
      },
    })),
  },
  {
    name: "content-length-too-short",
    what: "The Content-Length of a created project policy is ten bytes too short.",
    check: "body_integrity",
    plant: answers(
      "createProjectPolicy",
      200,
      raw((answer) => [head(answer, answer.body.length - 10), answer.body]),
    ),
  },
  {
    name: "not-http",
    what: "The list of project roles is answered with something that is not HTTP.",
    check: "body_integrity",
    plant: answers(
      "listProjectRoles",
      200,
      raw((answer) => [answer.body]),
    ),
  },
  {
    name: "error-truncated",
    what: "The refusal of an invalid organization policy is cut off in the middle.",
    check: "body_integrity",
    plant: answers(
      "createOrganizationPolicy",
      422,
      raw((answer) => [head(answer, answer.body.length), answer.body.subarray(0, 20)]),
    ),
  },
  {
    name: "overloaded-after-many",
    what: "After 40 calls every creation of a project policy is answered with 500.",
    check: "not_a_server_error",
    plant: () => {
      let calls = 0;
      return (call, next) =>
        ++calls > 40 && call.operationId === "createProjectPolicy"
          ? Promise.resolve(refusal(500, "Something went wrong on our side."))
          : next(call);
    },
  },
  {
    name: "compressed-though-refused",
    what: "The list of organization policies is compressed for who refuses that.",
    check: "body_integrity",
    plant: answers("listOrganizationPolicies", 200, ({ headers, ...answer }, call) =>
      call.headers["accept-encoding"]?.includes("identity") === true
        ? { ...answer, headers: { ...headers, "content-encoding": "gzip" }, body: gzipSync(answer.body) }
        : { ...answer, headers },
    ),
  },
];
