import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import * as esModules from "@rolewright/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callEveryOperation, everyResponse } from "./every-operation.ts";

// Imported before the tools, as in a program whose tests start them late.
const commonJs = createRequire(import.meta.url)("@rolewright/client") as typeof esModules;
const formats = { "ES modules": esModules, CommonJS: commonJs };

/** Intercepts the requests to a base URL. */
interface Interception {
  count(): number;
  stop(): void | Promise<void>;
}

const tools: Record<string, (baseUrl: string) => Promise<Interception>> = {
  nock: async (baseUrl) => {
    const { default: nock } = await import("nock");
    if (!nock.isActive()) nock.activate();
    let count = 0;
    for (const method of ["GET", "PUT", "POST", "DELETE"])
      nock(baseUrl)
        .persist()
        .intercept(/./, method)
        .reply(() => {
          count++;
          return [200, everyResponse];
        });
    const stop = () => {
      nock.cleanAll();
      nock.restore();
    };
    return { count: () => count, stop };
  },

  MSW: async (baseUrl) => {
    const { http, HttpResponse } = await import("msw");
    const { setupServer } = await import("msw/node");
    let count = 0;
    const server = setupServer(
      http.all(`${baseUrl}/*`, () => {
        count++;
        return HttpResponse.json(everyResponse);
      }),
    );
    server.listen({ onUnhandledFrame: "error" });
    return { count: () => count, stop: () => server.close() };
  },

  "undici's MockAgent": async (baseUrl) => {
    const { getGlobalDispatcher, MockAgent, setGlobalDispatcher } = await import("undici");
    const before = getGlobalDispatcher();
    const agent = new MockAgent();
    agent.disableNetConnect();
    let count = 0;
    for (const method of ["GET", "PUT", "POST", "DELETE"])
      agent
        .get(baseUrl)
        .intercept({ path: () => true, method })
        .reply(200, () => {
          count++;
          return everyResponse;
        })
        .persist();
    setGlobalDispatcher(agent);
    return {
      count: () => count,
      async stop() {
        setGlobalDispatcher(before);
        await agent.close();
      },
    };
  },
};

it("a network error of MSW is a failed connection, which is retried", async () => {
  const { http, HttpResponse } = await import("msw");
  const { setupServer } = await import("msw/node");
  const baseUrl = "https://api.example";
  let count = 0;
  const server = setupServer(
    http.all(`${baseUrl}/*`, () => (count++ === 0 ? HttpResponse.error() : HttpResponse.json(everyResponse))),
  );
  server.listen({ onUnhandledFrame: "error" });
  try {
    const client = esModules.createClient({ apiKey: "test", baseUrl });
    expect(await client.projects.list()).toBeInstanceOf(Array);
    expect(count).toBe(2);
    count = 0;
    await expect(client.projects.create({ name: "n" })).rejects.toMatchObject({
      kind: "connection",
      isUnsent: false,
      message: expect.stringContaining("failed: the connection failed. It may have been executed"),
    });
  } finally {
    server.close();
  }
});

describe.each(Object.keys(tools))("%s, started after the client is imported,", (tool) => {
  let server: Server;
  let baseUrl: string;
  let received = 0;

  beforeAll(async () => {
    server = createServer((_, response) => {
      received++;
      response.writeHead(500).end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => void server.close());

  it.each(Object.keys(formats) as (keyof typeof formats)[])(
    "stops every request of the %s",
    async (format) => {
      const client = formats[format].createClient({ apiKey: "test", baseUrl, maxRetries: 0 });
      const interception = await (tools[tool] as (typeof tools)[string])(baseUrl);
      try {
        const sent = await callEveryOperation(client);
        expect(interception.count()).toBe(sent);
        expect(received).toBe(0);
      } finally {
        await interception.stop();
      }
    },
  );

  it("is not needed for the server to receive requests", async () => {
    received = 0;
    const client = esModules.createClient({ apiKey: "test", baseUrl, maxRetries: 0 });
    await expect(client.projects.list()).rejects.toThrow(esModules.InternalServerError);
    expect(received).toBe(1);
  });
});
