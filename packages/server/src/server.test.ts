import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { handlers } from "./handlers/index.ts";
import { type RunningServer, seedDemo, type ServerOptions, startServer } from "./index.ts";
import { createLog } from "./log.ts";
import { openStore } from "./open-store.ts";
import { createServer } from "./server.ts";
import { sql } from "./sql.ts";
import { first, type Store, StoreUnavailableError } from "./store.ts";

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

/** Sends text as it is, and answers with all that comes back until the server closes the connection. */
async function sendRaw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1").setEncoding("utf8");
  let answer = "";
  socket.on("data", (chunk: string) => (answer += chunk));
  socket.write(text);
  await once(socket, "close");
  return answer;
}

/** A server on a store that may be made to fail. */
async function onStore(
  change: (store: Store) => Partial<Store>,
  settings: Partial<Parameters<typeof createServer>[0]> = {},
) {
  const store = await openStore(":memory:");
  const { apiKey } = await seedDemo(store);
  const { server } = createServer({
    handlers,
    store: { ...store, ...change(store) },
    bodyLimit: 100_000,
    maxInFlight: 1_000,
    rateLimit: undefined,
    requestTimeoutMs: 30_000,
    allowOrigin: undefined,
    mockPreferences: false,
    delayMs: 0,
    faultRate: 0,
    log: createLog("silent"),
    ...settings,
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  built.push(server);
  const { port } = server.address() as AddressInfo;
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const call = (method: "GET" | "POST", body?: object) =>
    fetch(`http://127.0.0.1:${port}/v1/organization/roles`, {
      method,
      headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
  return { get, call };
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
  for (const server of built.splice(0)) await once(server.close(), "close");
});

describe("an answer that no handler gave", () => {
  it.each([
    ["what is not HTTP", "nonsense\r\n\r\n", 400],
    ["what takes it for a proxy", "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n", 400],
    [
      "a request for two hosts",
      "GET /livez HTTP/1.1\r\nConnection: close\r\nHost: a\r\nHost: b\r\n\r\n",
      400,
    ],
    ["headers that are too large", `GET / HTTP/1.1\r\nHost: x\r\nA: ${"x".repeat(20_000)}\r\n\r\n`, 431],
    ["a request that does not arrive", "POST /v1/projects HTTP/1.1\r\nHost: x\r\n", 408],
    [
      "a body that does not arrive",
      "POST /v1/projects HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: KEY\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{",
      408,
    ],
  ])("to %s has the envelope and an id", async (_what, text, status) => {
    const { url, apiKey } = await demo({ requestTimeoutMs: 400 });
    const answer = await sendRaw(url, text.replace("KEY: KEY", `KEY: ${apiKey}`));
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/^x-request-id: \S+\r$/im);
    expect(JSON.parse(answer.split("\r\n\r\n").at(-1) ?? "")).toEqual({
      success: false,
      error: expect.any(String),
    });
  });

  it("comes after those that were asked for before it", async () => {
    const { url, apiKey } = await demo();
    const body = JSON.stringify({ name: "Auditor", policyIds: [] });
    const create = `POST /v1/organization/roles HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: ${apiKey}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const answers = await sendRaw(url, `${create}${create}nonsense\r\n\r\n`);
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 409", "HTTP/1.1 400"]);
  });

  it.each(["Content-Length: 20000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n1312d00\r\n"])(
    "to a body that is far too large reaches who is still sending it (%j)",
    async (header) => {
      const { url, apiKey } = await demo();
      const socket = connect(Number(new URL(url).port), "127.0.0.1").setEncoding("utf8");
      socket.write(
        `POST /v1/projects HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: ${apiKey}\r\nContent-Type: application/json\r\n${header}`,
      );
      const answer = once(socket, "data");
      // Nothing breaks while all of it is sent.
      await new Promise<void>((resolve, reject) => {
        socket.write("x".repeat(20_000_000), (error) => (error ? reject(error) : resolve()));
      });
      expect((await answer)[0]).toMatch(/^HTTP\/1.1 413 /);
      socket.destroy();
    },
  );

  it("to a body over the limit that was set names that limit", async () => {
    const { call } = await demo({ bodyLimit: 50 });
    const body = JSON.stringify({ name: "x".repeat(100), policyIds: [] });
    const answer = await call("/v1/organization/roles", {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json" },
    });
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 413,
      body: { success: false, error: "The body is larger than 50 bytes. Send less." },
    });
  });
});

describe("a refusal that quotes what was sent", () => {
  it("has no null character, as no error has", async () => {
    const { call } = await demo();
    const answer = await call("/v1/organization/roles", {
      method: "POST",
      body: JSON.stringify({ name: "x", policyIds: [], "a\0b": 1 }),
      headers: { "Content-Type": "application/json" },
    });
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 422,
      body: { success: false, error: "a\ufffdb: is not a field of this request. Leave it out." },
    });
  });
});

describe("a failure inside", () => {
  it("is a 500 that says nothing of it", async () => {
    const { call } = await onStore(() => ({ write: () => Promise.reject(new Error("secret detail")) }));
    const answer = await call("POST", { name: "x", policyIds: [] });
    expect(answer.status).toBe(500);
    expect(answer.headers.get("x-request-id")).toMatch(/\S/);
    const text = await answer.text();
    expect(text).not.toContain("secret");
    expect(JSON.parse(text)).toEqual({ success: false, error: expect.stringContaining("on our side") });
  });

  it("is a 503 with Retry-After when nothing was done", async () => {
    const { call } = await onStore(() => ({
      write: () => Promise.reject(new StoreUnavailableError("The disk is full.")),
    }));
    const answer = await call("POST", { name: "x", policyIds: [] });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await answer.text()).not.toContain("disk");
  });
});

describe("limits", () => {
  it("refuse more requests at once than there may be with 503, and take them afterwards", async () => {
    const waiting: (() => void)[] = [];
    const { call } = await onStore(
      (store) => ({
        read: async (unit) => {
          await new Promise<void>((resolve) => waiting.push(resolve));
          return store.read(unit);
        },
      }),
      { maxInFlight: 2 },
    );
    const begun = [call("GET"), call("GET")];
    while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
    const refused = await call("GET");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "1"]);
    const release = setInterval(() => waiting.splice(0).forEach((resolve) => resolve()), 1);
    expect((await Promise.all(begun)).map(({ status }) => status)).toEqual([200, 200]);
    expect((await call("GET")).status).toBe(200);
    clearInterval(release);
  });

  it("refuse more calls of one key than it may make in a minute with 429", async () => {
    const { call } = await demo({ rateLimit: 3 });
    const answers = [];
    for (let count = 0; count < 8; count += 1) answers.push(await call("/v1/projects"));
    const refused = answers.filter(({ status }) => status === 429);
    // The minute may turn in between, once.
    expect(refused.length).toBeGreaterThanOrEqual(2);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("refuse the thousand-and-first role, policy and project with 409", async () => {
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
      const refused = await create("one more");
      expect(refused.status).toBe(409);
      expect(await refused.text()).toContain("Limit reached: this organization has 1,000");
    }
  });
});

describe("probes", () => {
  it("answer without a key", async () => {
    const { url, call } = await demo();
    await call("/v1/projects");
    for (const path of ["/livez", "/readyz"]) expect((await fetch(`${url}${path}`)).status).toBe(200);
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('rolewright_answers_total{operation="listProjects",status="200"} 1');
  });

  it("say that the server is not ready when its database is not", async () => {
    const { get } = await onStore(() => ({
      read: () => Promise.reject(new StoreUnavailableError("PostgreSQL is away.")),
    }));
    expect((await get("/readyz")).status).toBe(503);
    expect((await get("/livez")).status).toBe(200);
  });
});

describe("a database file that is deleted under the server", () => {
  it("is answered with 503 within two seconds, before more is lost with it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-deleted-"));
    const { call, url } = await demo({ database: join(folder, "roles.db") });
    expect((await call("/v1/projects")).status).toBe(200);
    rmSync(folder, { recursive: true });
    await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(503), {
      timeout: 2_000,
      interval: 50,
    });
    expect((await call("/v1/projects")).status).toBe(503);
  });
});

describe("an Expect that nobody knows", () => {
  it("is ignored", async () => {
    const { url } = await demo();
    const head = "GET /livez HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n";
    expect(await sendRaw(url, head)).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe("a caller that goes away", () => {
  it("is counted as such, and no longer as one that is worked on", async () => {
    const { url, apiKey } = await demo();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.write(
      `POST /v1/projects HTTP/1.1\r\nHost: x\r\nCONFIDENT_API_KEY: ${apiKey}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
    );
    const metrics = async () => (await fetch(`${url}/metrics`)).text();
    await vi.waitFor(async () => expect(await metrics()).toMatch(/^rolewright_in_flight_requests 1$/m));
    socket.destroy();
    await vi.waitFor(async () => expect(await metrics()).toMatch(/^rolewright_in_flight_requests 0$/m));
    expect(await metrics()).toContain('rolewright_answers_total{operation="createProject",status="499"} 1');
  });
});

describe("X-Request-Id", () => {
  it("is the caller's where it can be one, and new where it cannot", async () => {
    const { call } = await demo();
    const idFor = async (sent: string) =>
      (await call("/v1/projects", { headers: { "X-Request-Id": sent } })).headers.get("x-request-id");
    expect(await idFor("order-66")).toBe("order-66");
    expect(await idFor("a b")).toMatch(/^[\da-f-]{36}$/);
  });

  it("is never a key, which would come into the log", async () => {
    const { apiKey, call } = await demo();
    const answer = await call("/v1/projects", { headers: { "X-Request-Id": apiKey } });
    expect(answer.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  });
});

describe("--mock-preferences", () => {
  it("gives the documented answer that is asked for, and carries nothing out", async () => {
    const { call } = await demo({ mockPreferences: true });
    const create = (prefer: string) =>
      call("/v1/organization/roles", {
        method: "POST",
        body: JSON.stringify({ name: "Auditor", policyIds: [] }),
        headers: { "Content-Type": "application/json", Prefer: prefer },
      });
    const [taken, system, default418, unknown, real] = [
      await create("code=409"),
      await create("example=systemName"),
      await create("code=418"),
      await create("code=299"),
      await create("respond-async"),
    ];
    expect([taken.status, system.status, default418.status, unknown.status, real.status]).toEqual([
      409, 409, 418, 400, 200,
    ]);
    expect(await system.text()).toContain('\\"Admin\\" is the name');
    expect(await unknown.text()).toContain("systemName");
    expect((await create("code=503")).headers.get("retry-after")).toBe("30");
  });

  it("is not heeded unless it is asked for", async () => {
    const { call } = await demo();
    expect((await call("/v1/projects", { headers: { Prefer: "code=503" } })).status).toBe(200);
  });
});

describe("faults on purpose", () => {
  it("answer with 503 and carry nothing out", async () => {
    const server = await demo({ faultRate: 1 });
    const answer = await server.call("/v1/projects/PROJECT-ID", { method: "DELETE" });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
    const project = await server.store.read(() => first(sql.project, "ORGANIZATION-ID", "PROJECT-ID"));
    expect(project).toMatchObject({ name: "Checkout assistant" });
  });

  it("hold answers back", async () => {
    const { call } = await demo({ delayMs: 50 });
    const before = performance.now();
    await call("/v1/projects");
    expect(performance.now() - before).toBeGreaterThan(45);
  });
});

describe("pages of another origin", () => {
  const preflight = {
    method: "OPTIONS",
    headers: {
      Origin: "http://127.0.0.1:4030",
      "Access-Control-Request-Method": "PUT",
      "Access-Control-Request-Headers": "confident_api_key,content-type",
    },
  };

  it("may call where that is allowed, refusals included", async () => {
    const { url, call } = await demo({ allowOrigin: "http://127.0.0.1:4030" });
    const asked = await fetch(`${url}/v1/organization`, preflight);
    expect(asked.status).toBe(204);
    expect(asked.headers.get("access-control-allow-methods")).toContain("PUT");
    expect(asked.headers.get("access-control-allow-headers")).toContain("confident_api_key");
    for (const answer of [asked, await call("/v1/projects"), await fetch(`${url}/v1/projects`)]) {
      expect(answer.headers.get("access-control-allow-origin")).toBe("http://127.0.0.1:4030");
      expect(answer.headers.get("vary")).toBe("Origin");
    }
  });

  it("may not where nothing was said", async () => {
    const { url } = await demo();
    const asked = await fetch(`${url}/v1/organization`, preflight);
    expect([asked.status, asked.headers.get("access-control-allow-origin")]).toEqual([405, null]);
  });
});

describe("stopping", () => {
  it("finishes what has begun, refuses what is new, and says so to the load balancer", async () => {
    const server = await demo({ delayMs: 1_500 });
    const begun = server.call("/v1/projects");
    await vi.waitFor(async () => {
      expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(
        /^rolewright_in_flight_requests 1$/m,
      );
    });
    const closed = server.close();
    expect((await begun).status).toBe(200);
    await closed;
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow("fetch failed");
  });
});

describe("starting", () => {
  it("refuses handlers that are not those of the description", async () => {
    const { retrieveOrganization: _, ...others } = handlers;
    const wrong = { ...others, listMembers: others.listProjects } as unknown as typeof handlers;
    await expect(onStore(() => ({}), { handlers: wrong })).rejects.toThrow(
      /missing retrieveOrganization, unknown listMembers/,
    );
  });
});
