import { describe, expect, it } from "vitest";
import { createClientCore } from "./client-core.ts";
import { apiKey, catchError } from "./client-fixtures.test-support.ts";
import type { FetchInit } from "./index.ts";
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
  }));
}

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

describe("the input of an operation", () => {
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
    expect(await send(taking, ["a", "b"])).toEqual([{ body: '["a","b"]', contentType: "application/json" }]);
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
    expect(await send(optional, undefined)).toEqual([{ body: undefined, contentType: null }]);
    expect(await send(optional, { a: 1 })).toEqual([{ body: '{"a":1}', contentType: "application/json" }]);
    expect((await catchError(send(optional, null))).message).toBe(
      "`input` is null. Use an object of JSON values.",
    );
    expect((await catchError(send(optional, []))).message).toBe(
      "`input` is array. Use an object of JSON values.",
    );
  });
});
