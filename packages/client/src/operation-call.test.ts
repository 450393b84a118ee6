import { describe, expect, it } from "vitest";
import { createClientCore } from "./client-core.ts";
import { apiKey, catchError } from "./client-fixtures.test-support.ts";
import type { Fetch, FetchInit } from "./index.ts";
import type { Operation } from "./operation.ts";

/** An operation whose request body is of a shape that no operation of the description has. */
const reorder: Operation<unknown, { responses: object }> = {
  method: "PATCH",
  path: "/v9/order",
  requestType: "application/json",
  response: { kind: "json", fields: {} },
};

/** Calls the operation, and returns what was sent. */
async function send(operation: typeof reorder, body: unknown) {
  const sent: FetchInit[] = [];
  const { caller } = createClientCore({
    apiKey,
    fetch: async (_url, init) => {
      sent.push(init);
      return Response.json({ success: true, data: {} });
    },
  });
  await caller.call(operation, { body }, undefined);
  return sent.map((init) => ({
    body: init.body,
    contentType: new Headers(init.headers).get("content-type"),
    accept: new Headers(init.headers).get("accept"),
  }));
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe("the query of an operation", () => {
  it("has each list as the description says", async () => {
    const urls: string[] = [];
    const { caller } = createClientCore({
      apiKey,
      fetch: async (url) => {
        urls.push(url);
        return Response.json({ success: true, data: {} });
      },
    });
    const search: Operation<unknown, { responses: object }> = {
      method: "GET",
      path: "/v9/roles",
      commaLists: ["policyId", "permissionId"],
      response: { kind: "json", fields: {} },
    };
    const query = {
      policyId: ["a", "b,c"],
      roleId: ["d", "e&f"],
      permissionId: [],
      page: 2,
      sort: undefined,
    };
    await caller.call(search, { query }, undefined);
    await caller.call(search, { query: undefined }, undefined);
    expect(urls.map((url) => url.split("/v9")[1])).toEqual([
      "/roles?policyId=a,b%2Cc&roleId=d&roleId=e%26f&page=2",
      "/roles",
    ]);
  });
});

describe("a response without content to a DELETE", () => {
  it.each([
    [{ deleted: "true" }, { id: "r", deleted: true }],
    [{}, { id: "r" }],
  ] as const)("has the data that the description names: %o", async (fields, data) => {
    const { caller } = createClientCore({ apiKey, fetch: async () => new Response(null, { status: 204 }) });
    const remove: Operation<unknown, { responses: object }> = {
      method: "DELETE",
      path: "/v9/projects/{projectId}/roles/{roleId}",
      response: { kind: "json", fields },
    };
    const path = { projectId: "p", roleId: "r" };
    expect(await caller.call(remove, { path }, undefined)).toEqual(data);
  });
});

describe("a success that the description leaves empty", () => {
  it.each([
    () => new Response(null, { status: 204 }),
    () => new Response("", { status: 200 }),
    () => Response.json({ success: true }, { status: 202 }),
  ])("has no data, whatever it contains", async (respond) => {
    const { caller } = createClientCore({ apiKey, fetch: async () => respond() });
    const touch = { ...reorder, response: { kind: "empty" } } as const;
    expect(await caller.call(touch, { body: {} }, undefined)).toBeUndefined();
  });
});

describe("a download of an operation", () => {
  const download: Operation<ReadableStream, { responses: object }> = {
    method: "GET",
    path: "/v9/report",
    response: { kind: "stream", type: "text/csv" },
  };
  const read = (fetch: Fetch) =>
    createClientCore({ apiKey, fetch, maxRetries: 0 }).caller.call(download, {}, undefined);

  it("is requested with its media type, and returned before it ends", async () => {
    const accepted: unknown[] = [];
    const stream = await read(async (_url, { headers }) => {
      accepted.push(headers["accept"]);
      return new Response(new ReadableStream({ start: (controller) => controller.enqueue(bytes("a,b\n")) }));
    });
    const { value } = await stream.getReader().read();
    expect([accepted, value]).toEqual([["text/csv"], bytes("a,b\n")]);
  });

  it("is an error if the API rejects it", async () => {
    const error = await catchError(
      read(async () => Response.json({ success: false, error: "no rows" }, { status: 409 })),
    );
    expect(error).toMatchObject({ name: "ConflictError", body: { error: "no rows" } });
  });
});

describe("a redirect of an operation", () => {
  const find: Operation<string, { responses: object }> = {
    method: "GET",
    path: "/v9/file",
    response: { kind: "redirect" },
  };
  const headers = { location: "https://files.example/a" };
  const locate = (respond: () => Response) =>
    createClientCore({ apiKey, fetch: async () => respond(), maxRetries: 0 }).caller.call(
      find,
      {},
      undefined,
    );

  it.each([301, 302, 303, 307, 308])("of status %i is its data", async (status) => {
    expect(await locate(() => new Response(null, { status, headers }))).toBe(headers.location);
  });

  it("is an error without a location", async () => {
    const error = await catchError(locate(() => new Response(null, { status: 302 })));
    expect(error).toMatchObject({ name: "RedirectError", status: 302, location: undefined });
  });

  it.each([304, 404, 503])("is the error of status %i, also with a location", async (status) => {
    const error = await catchError(locate(() => new Response(null, { status, headers })));
    expect(error).toMatchObject({ kind: "api", status });
  });

  it.each<[string, () => Response]>([
    ["JSON", () => Response.json({ success: true, data: {} }, { headers })],
    ["a page", () => new Response("<html>", { headers: { "content-type": "application/json" } })],
  ])("is an error if a success is %s instead", async (_, respond) => {
    const error = await catchError(locate(respond));
    expect(error).toMatchObject({ name: "InvalidResponseError", status: 200 });
    expect(error.message).toBe(
      "GET /v9/file returned 200 with application/json, not a redirect. Check the base URL and proxies.",
    );
  });
});

describe("the input of an operation", () => {
  it("is sent with the media type of the description, and JSON is accepted", async () => {
    const patch = { ...reorder, requestType: "application/merge-patch+json" };
    expect(await send(patch, { a: 1 })).toEqual([
      { body: '{"a":1}', contentType: "application/merge-patch+json", accept: "application/json" },
    ]);
  });

  it("can be a form, whose boundary the platform adds", async () => {
    const upload = { ...reorder, requestType: "multipart/form-data" };
    const form = new FormData();
    form.set("a", "1");
    const [sent] = await send(upload, form);
    expect(sent?.contentType).toMatch(/^multipart\/form-data; boundary=/);
    expect(new TextDecoder().decode(sent?.body as Uint8Array)).toContain('name="a"\r\n\r\n1\r\n');
    for (const missing of [undefined, null])
      expect((await catchError(send(upload, missing))).message).toContain(`\`input\` is ${missing}.`);
  });

  it("is an array if the description says so", async () => {
    const taking = { ...reorder, takesArray: true as const };
    expect(await send(taking, ["a", "b"])).toMatchObject([
      { body: '["a","b"]', contentType: "application/json" },
    ]);
    for (const [input, type] of [
      [{ 0: "a" }, "object"],
      [undefined, "undefined"],
    ]) {
      const { message } = await catchError(send(taking, input));
      expect(message).toBe(`\`input\` is ${type as string}. Use an array of JSON values.`);
    }
  });

  it("can be omitted if it is optional", async () => {
    const optional = { ...reorder, isInputOptional: true as const };
    expect(await send(optional, undefined)).toMatchObject([{ body: undefined, contentType: null }]);
    expect(await send(optional, { a: 1 })).toMatchObject([
      { body: '{"a":1}', contentType: "application/json" },
    ]);
    expect((await catchError(send(optional, null))).message).toBe(
      "`input` is null. Use an object of JSON values.",
    );
    expect((await catchError(send(optional, []))).message).toBe(
      "`input` is array. Use an object of JSON values.",
    );
  });
});
