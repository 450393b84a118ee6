import { describe, expect, it } from "vitest";
import { createTestClient, recording, type SentRequest } from "./client-fixtures.test-support.ts";
import type { Client, ClientOptions, Fetch } from "./index.ts";
import { calls, type ExistingIds } from "./operation-calls.test-support.ts";

const scope = { permissionId: "perm 1", policyId: "policy/2", roleId: "role?3" };
const ids: ExistingIds = { organization: scope, projectId: "project-ü", project: scope };

/** Middleware that changes nothing makes the client create the `Request` and the `Response` of the platform. */
function addMiddleware(client: Client): Client {
  client.raw.use({ onRequest: () => undefined, onResponse: () => undefined });
  return client;
}

describe("without middleware", () => {
  it.each(Object.entries(calls))("%s sends the same request as with middleware", async (_, call) => {
    const options: ClientOptions = {
      headers: { "X-Team": " a ", accept: "text/plain" },
      userAgent: "tests/1",
      idempotencyKey: () => "key-1",
    };
    const send = async (prepare: (client: Client) => Client) => {
      const { client, sent } = recording({ success: true, data: {} }, options);
      await Promise.allSettled([call(prepare(client), ids)]);
      return sent.map(({ signal: _signal, headers, ...init }: SentRequest) => ({
        ...init,
        headers: { ...headers, "x-request-id": typeof headers["x-request-id"] },
      }));
    };
    const sent = await send((client) => client);
    expect(sent).toHaveLength(1);
    expect(sent).toEqual(await send(addMiddleware));
  });

  const json = { "content-type": "application/json" };
  const conflict = JSON.stringify({ success: false, error: "exists", extra: [1] });
  it.each<[string, string | null, ResponseInit]>([
    ["a list", JSON.stringify({ success: true, data: { projects: [{ id: "p" }] } }), { headers: json }],
    [
      "a list after a byte order mark",
      `\uFEFF${JSON.stringify({ success: true, data: { projects: [] } })}`,
      {},
    ],
    ["a list without the field", JSON.stringify({ success: true, data: {} }), { headers: json }],
    ["success: false", conflict, { headers: json }],
    ["no body", "", { headers: { ...json, "content-length": "0" } }],
    ["204", null, { status: 204 }],
    ["409", conflict, { status: 409, headers: { ...json, "x-request-id": "r-1" } }],
    ["409 without a body", "", { status: 409, headers: { "content-length": "0" } }],
    ["a page with 500", "<h1>Oops</h1>", { status: 500, headers: { "content-type": "text/html" } }],
    ["a redirect", null, { status: 302, headers: { location: "https://x.example/" } }],
    ["304", null, { status: 304 }],
  ])("%s has the same outcome as with middleware", async (_, body, init) => {
    const respond: Fetch = async () => new Response(body, init);
    const observe = async (prepare: (client: Client) => Client) => {
      const client = prepare(
        createTestClient(respond, { maxRetries: 0, headers: { "x-request-id": "sent" } }),
      );
      const { response, error, requestId, ...result } = await client.projects.list().asResult();
      const { name, message, status, headers, contentType } = { ...error, ...error?.toJSON() } as Record<
        string,
        unknown
      >;
      return {
        ...result,
        response: response && [response.status, [...response.headers], await response.text()],
        error: error && {
          name,
          status,
          message,
          contentType,
          body: error.body,
          headers: [...((headers as Headers) ?? [])],
        },
        requestId: typeof requestId,
      };
    };
    expect(await observe((client) => client)).toEqual(await observe(addMiddleware));
  });

  it("withResponse() returns a Response whose body can be read, the same each time", async () => {
    const { client } = recording({ success: true, data: { projects: [] } });
    const call = client.projects.list();
    const { response, ...others } = await call.withResponse();
    expect(response).toBeInstanceOf(Response);
    expect(await response.json()).toEqual({ success: true, data: { projects: [] } });
    expect((await call.withResponse()).response).toBe(response);
    expect((await call.asResult()).response).toBe(response);
    expect(others).toEqual({ data: [], requestId: expect.any(String) });
  });
});
