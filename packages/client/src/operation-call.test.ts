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

describe("the input of an operation", () => {
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
    expect((await catchError(send(optional, null))).message).toContain("`input` is null.");
  });
});
