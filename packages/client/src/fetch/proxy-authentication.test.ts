import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { catchError } from "../client-fixtures.test-support.ts";
import { createClient } from "../index.ts";

let count = 0;
const server = createServer((_, response) => {
  count += 1;
  response.writeHead(407, { "proxy-authenticate": "Basic" }).end();
}).listen(0, "127.0.0.1");
await once(server, "listening");

afterAll(() => {
  server.close();
});

describe("a response with 407, which is not one of a tunnel", () => {
  const client = createClient({
    apiKey: "confident_org_KEY",
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });

  it.each<[string, () => Promise<unknown>]>([
    ["GET", () => client.projects.list()],
    ["POST", () => client.projects.create({ name: "n" })],
  ])("is not retried for %s", async (_, call) => {
    count = 0;
    const error = await catchError(call());
    expect(error).toMatchObject({ kind: "connection", isTransient: false, isUnsent: true, attempts: 1 });
    expect(error.message).toMatch(/failed: 407 Proxy Authentication Required\. Nothing was sent\.$/);
    expect(count).toBe(1);
  });

  it("is not retried when a custom fetch returns it", async () => {
    count = 0;
    const fetch = async () => {
      count += 1;
      return new Response(null, { status: 407 });
    };
    const error = await catchError(client.projects.list({ fetch }));
    expect(error).toMatchObject({ kind: "api", status: 407, attempts: 1 });
    expect(count).toBe(1);
  });
});
