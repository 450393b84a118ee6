import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient, type Fetch, type HeadersInput, NotFoundError } from "@rolewright/client";
import { createResilientFetch } from "@rolewright/client/fetch";
import crossFetch, { Headers as CrossHeaders } from "cross-fetch";
import nodeFetch, { Headers as NodeFetchHeaders } from "node-fetch";
import { fetch as undiciFetch, Headers as UndiciHeaders } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const team = { "x-team": "platform" };

/** The compiler accepts each function and each `Headers` without a cast. */
const functions: Record<string, { fetch: Fetch; headers: HeadersInput }> = {
  "the platform": { fetch: globalThis.fetch, headers: new Headers(team) },
  undici: { fetch: undiciFetch, headers: new UndiciHeaders(team) },
  "node-fetch": { fetch: nodeFetch, headers: new NodeFetchHeaders(team) },
  "cross-fetch": { fetch: crossFetch, headers: new CrossHeaders(team) },
};

describe.each(Object.entries(functions))(
  "a client with the fetch and the Headers of %s",
  (_, { fetch, headers }) => {
    let server: Server;
    let baseUrl: string;
    let status = 200;
    const received: IncomingMessage[] = [];

    beforeAll(async () => {
      server = createServer((request, response) => {
        received.push(request);
        const body =
          status === 200
            ? { success: true, data: { role: { id: "r1" }, projects: [] } }
            : { success: false, error: "not found" };
        response.writeHead(status, { "content-type": "application/json", "x-request-id": "req-1" });
        request.resume().on("end", () => response.end(JSON.stringify(body)));
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });

    beforeEach(() => {
      received.length = 0;
      status = 200;
    });

    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    it("sends the key, the headers and the body, and reads the response", async () => {
      const client = createClient({ apiKey: "test", baseUrl, fetch, headers });
      const { data, requestId } = await client.organization.roles
        .create({ name: "Auditor", policyIds: [] })
        .withResponse();
      expect([data.id, requestId]).toEqual(["r1", "req-1"]);
      expect(received[0]?.headers).toMatchObject({
        confident_api_key: "test",
        "content-type": "application/json",
        "x-team": "platform",
      });
    });

    it("accepts them for one call", async () => {
      const client = createClient({ apiKey: "test", baseUrl });
      expect(await client.projects.list({ fetch, headers })).toEqual([]);
      expect(received[0]?.headers["x-team"]).toBe("platform");
    });

    it("throws the error of a status, after one request", async () => {
      status = 404;
      const client = createClient({ apiKey: "test", baseUrl, fetch });
      await expect(client.project("p").delete()).rejects.toThrow(NotFoundError);
      expect(received).toHaveLength(1);
    });

    it("works below a resilient fetch", async () => {
      const resilientFetch = createResilientFetch({ fetch });
      const response = await resilientFetch(`${baseUrl}/v1/projects`, { headers: headers as Headers });
      expect([response.status, received[0]?.headers["x-team"]]).toEqual([200, "platform"]);
    });
  },
);
