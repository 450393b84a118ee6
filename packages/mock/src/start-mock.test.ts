import { connect } from "node:net";
import { once } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type MockServer, type MockOptions, PortInUseError, startMock } from "./index.ts";

const running: MockServer[] = [];

const start = async (options?: MockOptions) => {
  const mock = await startMock(options);
  running.push(mock);
  return mock;
};

afterEach(async () => {
  await Promise.all(running.splice(0).map((mock) => mock.close()));
});

const key = { CONFIDENT_API_KEY: "any" };

describe("startMock", () => {
  it("listens on a free port of this machine by default", async () => {
    const first = await start();
    const second = await start({ port: 0 });
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(second.url).not.toBe(first.url);
    expect((await fetch(`${second.url}/v1/projects`, { headers: key })).status).toBe(200);
  });

  it("names the version of Node that it requires", async () => {
    vi.stubGlobal("process", { ...process, versions: { ...process.versions, node: "20.20.2" } });
    try {
      await expect(startMock()).rejects.toThrow(
        "startMock requires Node 24.18 or newer, and this is Node 20.20.2. Update Node.",
      );
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("names the port in use", async () => {
    const port = Number(new URL((await start()).url).port);
    const error: unknown = await startMock({ port }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PortInUseError);
    expect(error).toMatchObject({
      port,
      message: expect.stringContaining(`Port ${port} on 127.0.0.1 is already in use`),
    });
  });

  it("frees the port when closed, even with open connections", async () => {
    const mock = await startMock();
    const port = Number(new URL(mock.url).port);
    const idle = connect(port, "127.0.0.1");
    await once(idle, "connect");
    const ended = once(idle, "close");
    await mock.close();
    await ended;
    await expect(start({ port })).resolves.toMatchObject({ url: mock.url });
  });

  it("generates responses in dynamic mode, and equal ones for equal seeds", async () => {
    const read = async (seed: string) => {
      const { url } = await start({ dynamic: true, seed });
      return (await fetch(`${url}/v1/organization/roles`, { headers: key })).text();
    };
    const [one, again, other] = [await read("1"), await read("1"), await read("2")];
    expect(JSON.parse(one)).toMatchObject({ success: true, data: { roles: expect.any(Array) } });
    expect(again).toBe(one);
    expect(other).not.toBe(one);
  });

  it("generates short lists only", async () => {
    const { url } = await start({ dynamic: true });
    for (let request = 0; request < 20; request += 1) {
      const text = await (await fetch(`${url}/v1/organization/roles`, { headers: key })).text();
      expect(text.length).toBeLessThan(50_000);
    }
  });
});

describe("a mock", () => {
  it("allows cross-origin calls from any page", async () => {
    const { url } = await start();
    const preflight = await fetch(`${url}/v1/organization/roles`, {
      method: "OPTIONS",
      headers: {
        Origin: "http://127.0.0.1:4030",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "confident_api_key,content-type",
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("confident_api_key,content-type");
    const rejected = await fetch(`${url}/v1/organization/roles`, {
      headers: { Origin: "http://127.0.0.1:4030" },
    });
    expect([rejected.status, rejected.headers.get("access-control-allow-origin")]).toEqual([401, "*"]);
  });

  it("returns JSON to a browser that accepts HTML", async () => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/projects`, { headers: { ...key, Accept: "text/html" } });
    expect([response.status, response.headers.get("content-type")]).toEqual([
      200,
      "application/json; charset=utf-8",
    ]);
  });

  it("replaces null characters in error texts", async () => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/organization/roles`, {
      method: "POST",
      headers: { ...key, "Content-Type": "application/json" },
      body: JSON.stringify({ name: "Auditor", policyIds: [], "a\0b": 1 }),
    });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 422,
      body: { success: false, error: expect.stringContaining("a\ufffdb") },
    });
  });

  it("describes an invalid body in the envelope and in a header for programs", async () => {
    const { url } = await start();
    const response = await fetch(`${url}/v1/organization/roles`, {
      method: "POST",
      headers: { ...key, "Content-Type": "application/json" },
      body: JSON.stringify({ name: "Auditor", policyIds: "policy-uuid-2" }),
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toEqual({
      success: false,
      error: "Request body property policyIds must be array.",
    });
    expect(JSON.parse(response.headers.get("sl-violations") ?? "")).toMatchObject([
      { path: ["body", "policyIds"] },
    ]);
  });

  it("ignores a body on operations without one", async () => {
    const { url } = await start();
    for (const type of ["application/json", "text/plain"]) {
      const headers = { ...key, "Content-Type": type };
      const response = await fetch(`${url}/v1/organization/roles/r`, {
        method: "DELETE",
        headers,
        body: "x".repeat(type === "text/plain" ? 5 : 0),
      });
      expect([type, response.status]).toEqual([type, 200]);
    }
  });

  it.each([
    ["bytes that are not HTTP", "GARBAGE\r\n\r\n", 400],
    ["a request without a Host header", "GET /v1/projects HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
    ["oversized headers", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ])("responds to %s in the envelope", async (_, bytes, status) => {
    const { url } = await start();
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    socket.write(bytes);
    await once(socket, "close");
    const [head, body] = text.split("\r\n\r\n");
    expect(head).toContain(`HTTP/1.1 ${status}`);
    expect(JSON.parse(body ?? "")).toEqual({ success: false, error: expect.any(String) });
  });

  it("accepts the absolute URL of a request through a proxy", async () => {
    const { url } = await start();
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    let text = "";
    socket.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    socket.write(
      `GET http://${host}/v1/projects HTTP/1.1\r\nHost: ${host}\r\nCONFIDENT_API_KEY: any\r\nConnection: close\r\n\r\n`,
    );
    await once(socket, "close");
    expect(text).toContain("HTTP/1.1 200 OK");
  });

  it("keeps running after requests that crash Prism's own server", async () => {
    const { url } = await start();
    for (const path of [
      "/v1/organization/roles/%zz",
      "/v1/projects/%",
      "/v1/projects/%E0%A4%A/roles",
      "/%zz",
      "//",
      "/v1/projects/%00",
    ]) {
      const response = await fetch(`${url}${path}`, { headers: key, signal: AbortSignal.timeout(1_000) });
      expect([path, response.status < 500, await response.json()]).toEqual([
        path,
        true,
        { success: false, error: expect.any(String) },
      ]);
    }
    expect((await fetch(`${url}/v1/projects`, { headers: key })).status).toBe(200);
  });
});
