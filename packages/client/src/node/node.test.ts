import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { type ClientOptions, createClient } from "../index.ts";
import { apiKey, problemOf } from "../given.test-support.ts";
import type { TransportAnswer } from "../transport.ts";
import { nodeTransport } from "./index.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server, and a transport to it. */
async function serving(listener: RequestListener) {
  const server: Server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const transport = nodeTransport();
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
    () => transport.close(),
  );
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, transport, baseUrl };
}

/** What the transport itself gives for an answer. */
async function answerOf(listener: RequestListener): Promise<TransportAnswer> {
  const { transport, baseUrl } = await serving(listener);
  return transport({
    method: "GET",
    url: `${baseUrl}/`,
    headers: {},
    body: undefined,
    signal: new AbortController().signal,
  });
}

async function clientFor(listener: RequestListener, options: ClientOptions = {}) {
  const { server, transport, baseUrl } = await serving(listener);
  return { server, client: createClient({ apiKey, baseUrl, transport, retries: 0, ...options }) };
}

const listed = '{"success":true,"data":{"roles":[{"id":"ü"}],"projects":[],"role":{"id":"r"}}}';

describe("the transport over node:http", () => {
  it("sends what fetch would, and reads the answer", async () => {
    let got = {};
    const { client } = await clientFor((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        const { method, url, headers } = request;
        got = {
          method,
          url,
          body,
          key: headers["confident_api_key"],
          type: headers["content-type"],
          length: headers["content-length"],
        };
        response.end(listed);
      });
    });
    const input = { name: "Prüfer", policyIds: [] };
    expect(await client.organization.roles.create(input)).toEqual({ id: "r" });
    const body = JSON.stringify(input);
    expect(got).toEqual({
      method: "POST",
      url: "/v1/organization/roles",
      body,
      key: apiKey,
      type: "application/json",
      length: String(Buffer.byteLength(body)),
    });
  });

  it("keeps its connections", async () => {
    const { client, server } = await clientFor((_, response) => response.end(listed));
    let connections = 0;
    server.on("connection", () => connections++);
    for (let n = 0; n < 5; n++) expect(await client.organization.roles.list()).toEqual([{ id: "ü" }]);
    expect(connections).toBe(1);
  });

  it("closes a connection that is idle for as long as the server says, before the server does", async () => {
    const { client, server } = await clientFor((_, response) =>
      response.writeHead(200, { "keep-alive": "timeout=2" }).end(listed),
    );
    const ends: Promise<unknown>[] = [];
    server.on("connection", (socket) => ends.push(once(socket, "end")));
    await client.organization.roles.list();
    await Promise.all(ends);
    expect(ends).toHaveLength(1);
  });

  it("gives the response when it is asked for", async () => {
    const { client } = await clientFor((_, response) =>
      response
        .writeHead(
          200,
          [
            ["x-a", "1"],
            ["x-a", "2"],
          ].flat(),
        )
        .end(listed),
    );
    const { response } = await client.organization.roles.list().withResponse();
    expect([response.status, response.headers.get("x-a"), await response.text()]).toEqual([
      200,
      "1, 2",
      listed,
    ]);
    expect(response.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/organization\/roles$/);
  });

  it.each([204, 409, 999])("gives the raw client a response of status %i", async (status) => {
    const { client } = await clientFor((_, response) =>
      response.writeHead(status).end(status === 204 ? undefined : '{"error":"x"}'),
    );
    const { response } = await client.raw.DELETE("/v1/projects/{projectId}", {
      params: { path: { projectId: "p" } },
    });
    expect(response.status).toBe(status === 999 ? 599 : status);
  });

  it.each([200, 204, 205, 304, 599, 600])(
    "makes a response of status %i before it is read",
    async (status) => {
      const answer = await answerOf((_, response) => response.writeHead(status).end());
      expect(answer).toMatchObject({ status, redirected: false });
      expect(answer.response.status).toBe(Math.min(status, 599));
      expect(await answer.response.text()).toBe("");
    },
  );

  it("gives one header, or all of them", async () => {
    const answer = await answerOf((_, response) =>
      response.writeHead(200, ["set-cookie", "a=1", "set-cookie", "b=2", "x-a", "1"]).end(),
    );
    expect(["set-cookie", "x-a", "x-b"].map((name) => answer.header(name))).toEqual(["a=1", "1", undefined]);
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect([...answer.headers.keys()]).toContain("x-a");
    expect(answer.headers).toBe(answer.headers);
  });

  it("reads text without the mark that some begin it with", async () => {
    const read = await (await answerOf((_, response) => response.end("\uFEFFa\uFEFFü"))).read(99);
    expect(read).toEqual({ text: "a\uFEFFü", fault: undefined });
  });

  it("reads as many bytes as there may be, and no more", async () => {
    const exact = await (await answerOf((_, response) => response.end("12345"))).read(5);
    expect(exact).toEqual({ text: "12345", fault: undefined });
    let closed = 0;
    const answer = await answerOf((request, response) => {
      request.socket.on("close", () => (closed += 1));
      response.write("123456");
    });
    expect(await answer.read(5)).toMatchObject({ fault: "It is longer than 5 bytes." });
    await expect.poll(() => closed).toBe(1);
  });

  it.each(["gzip", "GZIP, br"])(
    "says that a body is compressed, as %s, where it cannot be read",
    async (encoding) => {
      const headers = { "content-encoding": encoding, "content-type": "application/json" };
      const { client } = await clientFor((_, response) =>
        response.writeHead(200, headers).end(gzipSync(listed)),
      );
      expect(await problemOf(client.projects.list())).toMatchObject({
        kind: "answer",
        attempts: 1,
        message:
          "GET /v1/projects answered 200 with an unreadable body (see `cause`), not with this API's JSON. Check the base URL and proxies.",
        cause: `It is compressed: ${encoding}.`,
      });
    },
  );

  it("reads a body whose encoding is none", async () => {
    const { client } = await clientFor((_, response) =>
      response.writeHead(200, { "content-encoding": "identity" }).end(listed),
    );
    expect(await client.projects.list()).toEqual([]);
  });

  it("says that what broke off may come whole another time", async () => {
    const answer = await answerOf((_, response) => {
      response.writeHead(200, { "content-length": "999" }).write("12345", () => response.destroy());
    });
    expect(await answer.read(99)).toMatchObject({ text: "12345", fault: { code: "ECONNRESET" }, cut: true });
  });

  it("closes the connections that are kept when it is told to", async () => {
    let open = 0;
    const server = createServer((_, response) => response.end(listed)).listen(0, "127.0.0.1");
    await once(server, "listening");
    closing.push(() => server.close());
    server.on("connection", (socket) => {
      open += 1;
      socket.on("close", () => (open -= 1));
    });
    const transport = nodeTransport();
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await createClient({ apiKey, baseUrl, transport }).projects.list();
    expect(open).toBe(1);
    transport.close();
    await expect.poll(() => open).toBe(0);
  });

  it("reaches an address of IPv6", async ({ skip }) => {
    const server = createServer((_, response) => response.end(listed)).listen(0, "::1");
    const failed = await Promise.race([
      once(server, "error"),
      once(server, "listening").then(() => undefined),
    ]);
    skip(failed !== undefined, "This machine has no IPv6.");
    const transport = nodeTransport();
    closing.push(
      () => server.close(),
      () => transport.close(),
    );
    const baseUrl = `http://[::1]:${(server.address() as AddressInfo).port}`;
    expect(await createClient({ apiKey, baseUrl, transport }).projects.list()).toEqual([]);
  });

  it("encrypts where the URL says so", async () => {
    const first = Promise.withResolvers<number | undefined>();
    const server = createTcpServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", (bytes) => {
        first.resolve(bytes[0]);
        socket.destroy();
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const transport = nodeTransport();
    closing.push(
      () => server.close(),
      () => transport.close(),
    );
    const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createClient({ apiKey, baseUrl, transport, retries: 0 });
    expect(await problemOf(client.projects.list())).toMatchObject({ kind: "connection" });
    // What a TLS handshake begins with.
    expect(await first.promise).toBe(0x16);
  });

  it("follows no redirect", async () => {
    const { client } = await clientFor((_, response) => response.writeHead(302, { location: "/x" }).end());
    expect(await problemOf(client.projects.list())).toMatchObject({
      kind: "redirect",
      status: 302,
      location: "/x",
    });
  });

  it("says when a body broke off, and keeps what came", async () => {
    const { client } = await clientFor((_, response) => {
      response.writeHead(200, { "content-length": "999" }).write('{"success"', () => response.destroy());
    });
    expect(await problemOf(client.projects.list())).toMatchObject({
      kind: "answer",
      body: '{"success"',
      status: 200,
    });
  });

  it("reads up to a limit", async () => {
    const { client } = await clientFor((_, response) => response.end(Buffer.alloc(33 * 2 ** 20, 0x20)));
    expect(await problemOf(client.projects.list())).toMatchObject({
      kind: "answer",
      cause: "It is longer than 33554432 bytes.",
    });
  });

  it("ends at an abort, before and in a body, and keeps its reason", async () => {
    for (const head of [false, true]) {
      const controller = new AbortController();
      let closed = 0;
      const { client } = await clientFor((request, response) => {
        request.socket.on("close", () => (closed += 1));
        if (head) response.write("{", () => setImmediate(() => controller.abort("left")));
        else controller.abort("left");
      });
      expect(await problemOf(client.projects.list({ signal: controller.signal }))).toMatchObject({
        kind: "abort",
        cause: "left",
      });
      await expect.poll(() => closed).toBe(1);
    }
  });

  it("sends nothing when the signal has spoken before", async () => {
    const controller = new AbortController();
    let connections = 0;
    const { client, server } = await clientFor(() => {});
    server.on("connection", () => (connections += 1));
    const call = client.projects.list({ signal: controller.signal, onEvent: () => controller.abort("left") });
    expect(await problemOf(call)).toMatchObject({ kind: "abort", cause: "left" });
    await setTimeout(50);
    expect(connections).toBe(0);
  });

  it.each([
    [
      "switches to another protocol",
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
      "The server wants to switch to another protocol.",
    ],
    ["has the status 000", "HTTP/1.1 000 x\r\n\r\n", "The answer has the status 000."],
  ])("takes for no answer one that %s, and closes the connection", async (_, bytes, message) => {
    let closed = 0;
    const { client } = await clientFor(({ socket }) => {
      socket.on("close", () => (closed += 1));
      socket.write(bytes);
    });
    expect(await problemOf(client.projects.list())).toMatchObject({ kind: "connection", cause: { message } });
    await expect.poll(() => closed).toBe(1);
  });

  it("shows nothing of what came where it is not HTTP: the key may be in it", async () => {
    const { client } = await clientFor(({ socket }) => socket.end(`no HTTP ${apiKey}\r\n\r\n`));
    const { cause } = await problemOf(client.projects.list());
    expect(cause).toMatchObject({ code: "HPE_INVALID_CONSTANT" });
    expect(cause).not.toHaveProperty("rawPacket");
  });

  it("says itself where a request goes and ends, whatever headers it is given", async () => {
    let got: string[] = [];
    const { client } = await clientFor((request, response) => {
      got = request.rawHeaders.map((text) => text.toLowerCase());
      response.end(listed);
    });
    const headers = {
      host: "x.example",
      "content-length": "3",
      "transfer-encoding": "chunked",
      expect: "100-continue",
      upgrade: "x",
      "x-a": "1",
    };
    await client.organization.roles.create({ name: "n", policyIds: [] }, { headers });
    expect(got.filter((text) => text in headers).toSorted()).toEqual(["content-length", "host", "x-a"]);
    expect(got).not.toContain("x.example");
    expect(got).not.toContain("3");
  });

  it("gives a connection error its cause", async () => {
    const { client, server } = await clientFor(() => {});
    server.close();
    const error = await problemOf(client.projects.list());
    expect(error).toMatchObject({ kind: "connection", cause: { code: "ECONNREFUSED" } });
  });
});
