import { once } from "node:events";
import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createClientAddressReader } from "./client-address.ts";
import { rolesApis } from "./roles-api.ts";
import { type RunningServer, seedDemo, type ServerOptions, startServer } from "../index.ts";
import { createLog, type Log } from "../observability/log.ts";
import { openStore } from "../storage/open-store.ts";
import { createServer } from "./server.ts";
import { sql } from "../storage/statements.ts";
import { queryOne, type Store, StoreUnavailableError } from "../storage/store.ts";

const running: RunningServer[] = [];
const built: Server[] = [];

async function demo(options: ServerOptions = {}) {
  const server = await startServer(options);
  running.push(server);
  const { apiKey } = await seedDemo(server.store);
  const call = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${server.url}${path}`, { ...init, headers: { CONFIDENT_API_KEY: apiKey, ...init.headers } });
  return { ...server, apiKey, call };
}

/** Sends a text unchanged, and returns everything that the server sends until it closes the connection. */
async function sendRaw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").setEncoding("utf8");
  let received = "";
  socket.on("data", (chunk: string) => (received += chunk));
  socket.write(text);
  await once(socket, "close");
  return received;
}

/** Starts a server on a store whose functions a test can replace. */
async function startOnStore(
  change: (store: Store) => Partial<Store>,
  settings: Partial<Parameters<typeof createServer>[0]> = {},
) {
  const store = await openStore(":memory:");
  const { apiKey } = await seedDemo(store);
  const { server } = createServer({
    apis: rolesApis,
    store: { ...store, ...change(store) },
    bodyLimit: 100_000,
    maxConcurrentRequests: 1_000,
    rateLimit: undefined,
    requestTimeoutMs: 30_000,
    corsOrigin: undefined,
    readClientAddress: createClientAddressReader([]),
    docsUrl: undefined,
    preferHeader: false,
    responseDelayMs: 0,
    errorRate: 0,
    log: createLog("silent"),
    ...settings,
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  built.push(server);
  const { port } = server.address() as AddressInfo;
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const remove = (path: string) =>
    fetch(`http://127.0.0.1:${port}${path}`, { method: "DELETE", headers: { CONFIDENT_API_KEY: apiKey } });
  const call = (method: "GET" | "POST", body?: object, key = apiKey) =>
    fetch(`http://127.0.0.1:${port}/v1/organization/roles`, {
      method,
      headers: { CONFIDENT_API_KEY: key, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { get, call, remove };
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
  for (const server of built.splice(0)) await once(server.close(), "close");
});

describe("an error response without a handler", () => {
  it.each([
    ["a request that is not HTTP", "nonsense\r\n\r\n", 400],
    ["a CONNECT request", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n", 400],
    [
      "a request with two hosts",
      "GET /livez HTTP/1.1\r\nConnection: close\r\nHost: a\r\nHost: b\r\n\r\n",
      400,
    ],
    ["too large headers", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["a request that does not arrive", "POST /v1/projects HTTP/1.1\r\nHost: x\r\n", 408],
    [
      "a body that does not arrive",
      "POST /v1/projects HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: KEY\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
      408,
    ],
  ])("to %s has the envelope and a request ID", async (_what, text, status) => {
    const { url, apiKey } = await demo({ requestTimeoutMs: 400 });
    const response = await sendRaw(url, text.replace("KEY: KEY", `KEY: ${apiKey}`));
    expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(response).toMatch(/^x-request-id: \S+\r$/im);
    expect(JSON.parse(response.split("\r\n\r\n").at(-1) ?? "")).toEqual({
      success: false,
      error: expect.stringMatching(status === 408 ? /did not arrive in time/ : /first line and headers/),
    });
  });

  it("follows the responses to earlier requests of the connection", async () => {
    const { url, apiKey } = await demo();
    const body = JSON.stringify({ name: "Auditor", policyIds: [] });
    const create = `POST /v1/organization/roles HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: ${apiKey}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const responses = await sendRaw(url, `${create}${create}nonsense\r\n\r\n`);
    expect(responses.match(/HTTP\/1.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 409", "HTTP/1.1 400"]);
  });

  it.each(["Content-Length: 20000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n1312d00\r\n"])(
    "to a far too large body reaches a client that is still sending (%j)",
    async (header) => {
      const { url, apiKey } = await demo();
      const socket = connect(Number(new URL(url).port), "127.0.0.1").setEncoding("utf8");
      socket.write(
        `POST /v1/projects HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: ${apiKey}\r\nContent-Type: application/json\r\n${header}`,
      );
      const response = once(socket, "data");
      // The connection stays open until everything was sent.
      await new Promise<void>((resolve, reject) => {
        socket.write("x".repeat(20_000_000), (error) => (error ? reject(error) : resolve()));
      });
      expect((await response)[0]).toMatch(/^HTTP\/1.1 413 /);
      socket.destroy();
    },
  );

  it("to a body over a configured limit names the limit", async () => {
    const { call } = await demo({ bodyLimit: 50 });
    const body = JSON.stringify({ name: "x".repeat(100), policyIds: [] });
    const response = await call("/v1/organization/roles", {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json" },
    });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 413,
      body: { success: false, error: "The request body exceeds 50 bytes. Send a smaller body." },
    });
  });
});

describe("a body that is not sent plainly", () => {
  it("is rejected by the name of its content coding with 415", async () => {
    const { call } = await demo();
    const response = await call("/v1/organization/roles", {
      method: "POST",
      body: JSON.stringify({ name: "x", policyIds: [] }),
      headers: { "Content-Type": "application/json", "Content-Encoding": "gzip" },
    });
    expect([response.status, response.headers.get("accept-encoding")]).toEqual([415, "identity"]);
    expect(await response.text()).toContain('The Content-Encoding \\"gzip\\" is not supported');
  });

  it.each(["gzip, chunked", "identity, chunked", "chunked, chunked"])(
    "with Transfer-Encoding: %s is rejected, and the connection is closed",
    async (encoding) => {
      const { url, apiKey } = await demo();
      const response = await sendRaw(
        url,
        `POST /v1/projects HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: ${apiKey}\r\nContent-Type: application/json\r\n` +
          `Transfer-Encoding: ${encoding}\r\n\r\nf\r\n{"name":"Zipped"}\r\n0\r\n\r\n`,
      );
      expect(response).toMatch(/^HTTP\/1.1 (400|501) /);
      expect(response).toMatch(/^connection: close\r$/im);
    },
  );
});

describe("a caller that waits for 100 Continue", () => {
  const head = (apiKey: string, length: number) =>
    `POST /v1/projects HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: ${apiKey}\r\nContent-Type: application/json\r\n` +
    `Expect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`;

  it.each([
    ["an invalid API key", "KEY", 17, 401],
    ["a body that is too large", undefined, 200_000, 413],
  ])("is not asked for the body with %s", async (_what, key, length, status) => {
    const { url, apiKey } = await demo();
    const response = await sendRaw(url, head(key ?? apiKey, length));
    expect(response).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(response).toMatch(/^connection: close\r$/im);
  });

  it("is asked for the body if the headers are valid", async () => {
    const { url, apiKey } = await demo();
    const socket = connect(Number(new URL(url).port), "127.0.0.1").setEncoding("utf8");
    socket.write(head(apiKey, 17));
    expect((await once(socket, "data"))[0]).toBe("HTTP/1.1 100 Continue\r\n\r\n");
    socket.write('{"name":"Waited"}');
    expect((await once(socket, "data"))[0]).toMatch(/^HTTP\/1.1 200 /);
    socket.destroy();
  });
});

describe("a response", () => {
  it("is never stored by a cache, since it may contain a secret", async () => {
    const { url, call } = await demo();
    for (const response of [
      await call("/v1/projects", {
        method: "POST",
        body: JSON.stringify({ name: "Search" }),
        headers: { "Content-Type": "application/json" },
      }),
      await call("/v1/projects"),
      await fetch(`${url}/v1/projects`),
    ]) {
      expect(response.headers.get("cache-control")).toBe("no-store");
    }
  });
});

describe("the audit log", () => {
  it("has one line for each write, with who changed what, and no secret", async () => {
    const lines: Record<string, unknown>[] = [];
    const log: Log = {
      isInfo: true,
      isDebug: false,
      error() {},
      debug() {},
      info: (fields, message) => lines.push({ ...fields, message }),
    };
    const { call } = await startOnStore(() => ({}), { log });
    await call("GET");
    const created = await call("POST", { name: "Auditor", policyIds: [] });
    await call("POST", { name: "Auditor", policyIds: [] });
    await call("POST", { name: "Auditor", policyIds: [] }, "confident_org_unknown");
    const { data } = (await created.json()) as { data: { role: { id: string } } };
    const common = {
      message: "audit",
      operationId: "createOrganizationRole",
      requestId: expect.stringMatching(/\S/),
      projectId: undefined,
      ipAddress: "127.0.0.1",
    };
    const caller = { organizationId: "ORGANIZATION-ID", apiKeyId: expect.stringMatching(/^\d{1,15}$/) };
    expect(lines).toEqual([
      { ...common, ...caller, resourceId: data.role.id, statusCode: 200, outcome: "success" },
      { ...common, ...caller, resourceId: undefined, statusCode: 409, outcome: "rejected" },
      {
        ...common,
        organizationId: undefined,
        apiKeyId: undefined,
        resourceId: undefined,
        statusCode: 401,
        outcome: "rejected",
      },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/confident_/);
  });

  it("has a line for each deletion, without an API key that was sent as an ID", async () => {
    const lines: object[] = [];
    const log: Log = {
      isInfo: true,
      isDebug: false,
      error() {},
      debug() {},
      info: (fields) => lines.push(fields),
    };
    const { remove } = await startOnStore(() => ({}), { log });
    await remove("/v1/organization/roles/Confident_org_secret");
    await remove(`/v1/projects/PROJECT-ID/roles/${"a".repeat(200)}`);
    expect(lines).toMatchObject([
      { operationId: "deleteOrganizationRole", resourceId: "[redacted]", statusCode: 404 },
      { operationId: "deleteProjectRole", projectId: "PROJECT-ID", resourceId: "a".repeat(128) },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/confident_org/i);
  });

  it("says that the outcome of a failed write is unknown, and that of an unavailable store is not", async () => {
    const lines: object[] = [];
    const log: Log = {
      isInfo: true,
      isDebug: false,
      error() {},
      debug() {},
      info: (fields) => lines.push(fields),
    };
    for (const error of [new Error("broken"), new StoreUnavailableError("The disk is full.")]) {
      const { call } = await startOnStore(() => ({ write: () => Promise.reject(error) }), { log });
      await call("POST", { name: "Auditor", policyIds: [] });
    }
    expect(lines).toMatchObject([
      { statusCode: 500, outcome: "unknown" },
      { statusCode: 503, outcome: "unavailable" },
    ]);
  });
});

describe("an error that quotes the request", () => {
  it("contains no null character", async () => {
    const { call } = await demo();
    const response = await call("/v1/organization/roles", {
      method: "POST",
      body: JSON.stringify({ name: "x", policyIds: [], "a\0b": 1 }),
      headers: { "Content-Type": "application/json" },
    });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 422,
      body: { success: false, error: "a\ufffdb: is not a field of this request. Remove it." },
    });
  });
});

describe("an internal failure", () => {
  it("results in a 500 without its details", async () => {
    const { call } = await startOnStore(() => ({ write: () => Promise.reject(new Error("secret detail")) }));
    const response = await call("POST", { name: "x", policyIds: [] });
    expect(response.status).toBe(500);
    expect(response.headers.get("x-request-id")).toMatch(/\S/);
    const text = await response.text();
    expect(text).not.toContain("secret");
    expect(JSON.parse(text)).toEqual({
      success: false,
      error: expect.stringContaining("An internal error occurred"),
    });
  });

  it("results in a 503 with Retry-After if nothing was written", async () => {
    const { call } = await startOnStore(() => ({
      write: () => Promise.reject(new StoreUnavailableError("The disk is full.")),
    }));
    const response = await call("POST", { name: "x", policyIds: [] });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await response.text()).not.toContain("disk");
  });
});

describe("limits", () => {
  it("reject too many concurrent requests with 503, and accept later ones", async () => {
    const waiting: (() => void)[] = [];
    const { call } = await startOnStore(
      (store) => ({
        read: async (unit) => {
          await new Promise<void>((resolve) => waiting.push(resolve));
          return store.read(unit);
        },
      }),
      { maxConcurrentRequests: 2 },
    );
    const pending = [call("GET"), call("GET")];
    while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
    const rejected = await call("GET");
    expect([rejected.status, rejected.headers.get("retry-after")]).toEqual([503, "1"]);
    const release = setInterval(() => waiting.splice(0).forEach((resolve) => resolve()), 1);
    expect((await Promise.all(pending)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await call("GET")).status).toBe(200);
    clearInterval(release);
  });

  it("reject too many requests of a key in a minute with 429", async () => {
    const { call } = await demo({ rateLimit: 3 });
    const responses = [];
    for (let count = 0; count < 8; count += 1) responses.push(await call("/v1/projects"));
    const rejected = responses.filter(({ status }) => status === 429);
    // A new minute may start once in between.
    expect(rejected.length).toBeGreaterThanOrEqual(2);
    expect(Number(rejected[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("reject the thousand-and-first role, policy and project with 409", async () => {
    const { call } = await demo();
    for (const [path, body] of [
      ["/v1/organization/roles", { policyIds: [] }],
      ["/v1/organization/policies", { permissionIds: [] }],
      ["/v1/projects", {}],
    ] as const) {
      const create = (name: string) =>
        call(path, {
          method: "POST",
          body: JSON.stringify({ ...body, name }),
          headers: { "Content-Type": "application/json" },
        });
      const statuses = [];
      for (let index = 0; index < 11; index += 1) {
        const group = await Promise.all(Array.from({ length: 91 }, (_, at) => create(`${index} ${at}`)));
        statuses.push(...group.map(({ status }) => status));
      }
      const inDemo = { "/v1/organization/roles": 1, "/v1/organization/policies": 2, "/v1/projects": 1 }[path];
      expect(statuses.filter((status) => status === 200)).toHaveLength(1_000 - inDemo);
      const rejected = await create("one more");
      expect(rejected.status).toBe(409);
      expect(await rejected.text()).toContain("This organization already has the maximum of 1,000");
    }
  });
});

describe("probes", () => {
  it("respond without an API key", async () => {
    const { url, call } = await demo();
    await call("/v1/projects");
    for (const path of ["/livez", "/readyz"]) expect((await fetch(`${url}${path}`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain(
      'http_requests_total{method="GET",route="/v1/projects",operation_id="listProjects",status_code="200"} 1',
    );
  });

  it("fail readiness, but not liveness, if the database is unavailable", async () => {
    const { get } = await startOnStore(() => ({
      write: () => Promise.reject(new StoreUnavailableError("PostgreSQL is away.")),
    }));
    expect((await get("/readyz")).status).toBe(503);
    expect((await get("/livez")).status).toBe(200);
  });
});

describe("a browser", () => {
  it("sees what the server is at /, with a link to the documentation", async () => {
    const { url } = await demo({ docsUrl: 'https://docs.example.com/"' });
    const response = await fetch(url);
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    const text = await response.text();
    expect(text).toContain("independent and unofficial");
    expect(text).toContain('<a href="https://docs.example.com/&#34;">Documentation</a>');
    for (const [, path] of text.matchAll(/href="(\/[^"]*)"/g)) {
      expect((await fetch(`${url}${path}`)).status).toBe(200);
    }
  });

  it.each(["/openapi", "/openapi-v2"])("gets the description at %s in YAML and JSON", async (path) => {
    const { url } = await demo();
    const yaml = await fetch(`${url}${path}.yaml`);
    expect(yaml.headers.get("content-type")).toBe("application/yaml; charset=utf-8");
    expect(await yaml.text()).toMatch(/^openapi: 3\.1\.0\n/);
    expect(await (await fetch(`${url}${path}.json`)).json()).toMatchObject({ openapi: "3.1.0" });
  });
});

describe("a database whose files are damaged while the server runs", () => {
  it.each<[string, (folder: string) => void]>([
    ["all files are deleted", (folder) => rmSync(folder, { recursive: true })],
    ["the log is deleted", (folder) => rmSync(join(folder, "roles.db-wal"))],
    // Another process would create a new one, and not see the locks of the server.
    ["the shared memory is deleted", (folder) => rmSync(join(folder, "roles.db-shm"))],
    ["the database is emptied", (folder) => truncateSync(join(folder, "roles.db"))],
  ])("results in 503 within two seconds if %s, before more writes are lost", async (_, damage) => {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-damaged-"));
    const { call, url } = await demo({ database: join(folder, "roles.db") });
    expect((await call("/v1/projects")).status).toBe(200);
    damage(folder);
    await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(503), {
      timeout: 2_000,
      interval: 50,
    });
    expect((await call("/v1/projects")).status).toBe(503);
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("an unknown Expect header", () => {
  it("is ignored", async () => {
    const { url } = await demo();
    const head = "GET /livez HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n";
    expect(await sendRaw(url, head)).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe("a caller that closes the connection", () => {
  it("is counted with status 499, and no longer as in flight", async () => {
    const { url, apiKey } = await demo();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      `POST /v1/projects HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: ${apiKey}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
    );
    const metrics = async () => (await fetch(`${url}/metrics`)).text();
    await vi.waitFor(async () => expect(await metrics()).toMatch(/^http_requests_in_flight 1$/m));
    socket.destroy();
    await vi.waitFor(async () => expect(await metrics()).toMatch(/^http_requests_in_flight 0$/m));
    expect(await metrics()).toContain(
      'http_requests_total{method="POST",route="/v1/projects",operation_id="createProject",status_code="499"} 1',
    );
  });
});

describe("X-Request-Id", () => {
  it("is that of the caller if it is valid, and else a new one", async () => {
    const { call } = await demo();
    const idFor = async (sent: string) =>
      (await call("/v1/projects", { headers: { "X-Request-Id": sent } })).headers.get("x-request-id");
    expect(await idFor("order-66")).toBe("order-66");
    expect(await idFor("a b")).toMatch(/^[\da-f-]{36}$/);
  });

  it("is never an API key, which would appear in the log", async () => {
    const { apiKey, call } = await demo();
    const response = await call("/v1/projects", { headers: { "X-Request-Id": apiKey } });
    expect(response.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  });
});

describe("--prefer-header", () => {
  it("selects a documented response, and has no effect", async () => {
    const { call } = await demo({ preferHeader: true });
    const create = (prefer: string) =>
      call("/v1/organization/roles", {
        method: "POST",
        body: JSON.stringify({ name: "Auditor", policyIds: [] }),
        headers: { "Content-Type": "application/json", Prefer: prefer },
      });
    const [conflict, system, default418, unknown, real] = [
      await create("code=409"),
      await create("example=builtInRoleName"),
      await create("code=418"),
      await create("code=299"),
      await create("respond-async"),
    ];
    expect([conflict.status, system.status, default418.status, unknown.status, real.status]).toEqual([
      409, 409, 418, 400, 200,
    ]);
    expect(await system.text()).toContain('\\"Admin\\" is the name');
    expect(await unknown.text()).toContain("builtInRoleName");
    expect((await create("code=503")).headers.get("retry-after")).toBe("30");
  });

  it("has no effect without the option", async () => {
    const { call } = await demo();
    expect((await call("/v1/projects", { headers: { Prefer: "code=503" } })).status).toBe(200);
  });
});

describe("testing options", () => {
  it("fail requests with 503 and no effect (--error-rate)", async () => {
    const server = await demo({ errorRate: 1 });
    const response = await server.call("/v1/projects/PROJECT-ID", { method: "DELETE" });
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
    const project = await server.store.read(() => queryOne(sql.project, "ORGANIZATION-ID", "PROJECT-ID"));
    expect(project).toMatchObject({ name: "Checkout assistant" });
  });

  it("delay responses (--response-delay)", async () => {
    const { call } = await demo({ responseDelayMs: 50 });
    const before = performance.now();
    await call("/v1/projects");
    expect(performance.now() - before).toBeGreaterThan(45);
  });
});

describe("web pages of another origin", () => {
  const preflight = {
    method: "OPTIONS",
    headers: {
      Origin: "http://127.0.0.1:4030",
      "Access-Control-Request-Method": "PUT",
      "Access-Control-Request-Headers": "confident_api_key,content-type",
    },
  };

  it.each(["/openapi.json", "/openapi-v2.json"])("can read each header that %s names", async (path) => {
    const { url } = await demo({ corsOrigin: "*" });
    const response = await fetch(url + path);
    const { components } = (await response.json()) as { components: { headers: object } };
    // Browsers evaluate this header themselves.
    const described = Object.keys(components.headers).filter(
      (name) => name !== "Access-Control-Allow-Origin",
    );
    const exposed = response.headers.get("access-control-expose-headers")?.split(", ");
    expect(exposed).toEqual(
      expect.arrayContaining([...described, "Content-Disposition", "ETag", "X-Request-Id"]),
    );
  });

  it("can read all responses, errors included, if the origin is allowed", async () => {
    const { url, call } = await demo({ corsOrigin: "http://127.0.0.1:4030" });
    const preflightResponse = await fetch(`${url}/v1/organization`, preflight);
    expect(preflightResponse.status).toBe(204);
    expect(preflightResponse.headers.get("access-control-allow-methods")).toContain("PUT");
    expect(preflightResponse.headers.get("access-control-allow-headers")).toContain("confident_api_key");
    for (const response of [
      preflightResponse,
      await call("/v1/projects"),
      await fetch(`${url}/v1/projects`),
    ]) {
      expect(response.headers.get("access-control-allow-origin")).toBe("http://127.0.0.1:4030");
      expect(response.headers.get("vary")).toBe("Origin");
    }
  });

  it("cannot read responses by default", async () => {
    const { url } = await demo();
    const preflightResponse = await fetch(`${url}/v1/organization`, preflight);
    expect([preflightResponse.status, preflightResponse.headers.get("access-control-allow-origin")]).toEqual([
      405,
      null,
    ]);
  });
});

describe("shutdown", () => {
  it("finishes requests in flight and accepts no new ones", async () => {
    const server = await demo({ responseDelayMs: 1_500 });
    const pending = server.call("/v1/projects");
    await vi.waitFor(async () => {
      expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^http_requests_in_flight 1$/m);
    });
    const closed = server.close();
    expect((await pending).status).toBe(200);
    await closed;
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow("fetch failed");
  });
});

describe("start", () => {
  it("fails if the handlers do not match the description", async () => {
    const [api] = rolesApis;
    if (!api) throw new Error("There is no version 1.");
    const { retrieveOrganization: _, ...others } = api.handlers;
    const handlers = { ...others, listMembers: others["listProjects"] };
    await expect(startOnStore(() => ({}), { apis: [{ ...api, handlers }] })).rejects.toThrow(
      /missing retrieveOrganization, unknown listMembers/,
    );
  });
});
