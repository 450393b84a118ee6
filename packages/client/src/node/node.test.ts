import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type ClientOptions, createClient } from "../index.ts";
import { apiKey, problemOf } from "../given.test-support.ts";
import { nodeTransport } from "./index.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function clientFor(listener: RequestListener, options: ClientOptions = {}) {
  const server: Server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  const transport = nodeTransport();
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
    () => transport.close(),
  );
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, client: createClient({ apiKey, baseUrl, transport, retries: 0, ...options }) };
}

const listed = '{"success":true,"data":{"roles":["ü"],"projects":[],"role":{"id":"r"}}}';

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
    for (let n = 0; n < 5; n++) expect(await client.organization.roles.list()).toEqual(["ü"]);
    expect(connections).toBe(1);
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
      const { client } = await clientFor((_, response) => {
        if (head) response.write("{", () => setImmediate(() => controller.abort("left")));
        else controller.abort("left");
      });
      expect(await problemOf(client.projects.list({ signal: controller.signal }))).toMatchObject({
        kind: "abort",
        cause: "left",
      });
    }
  });

  it("gives a connection error its cause", async () => {
    const { client, server } = await clientFor(() => {});
    server.close();
    const error = await problemOf(client.projects.list());
    expect(error).toMatchObject({ kind: "connection", cause: { code: "ECONNREFUSED" } });
  });
});
