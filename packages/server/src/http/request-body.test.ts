import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { demo, sendRaw } from "./server.test-support.ts";

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
