import { describe, expect, it } from "vitest";
import { createFake } from "./fake-api.ts";
import type { RequestSchema } from "./request-schema.ts";

/** Sends a query to a fake operation that returns the query which it received. */
async function search(schemas: Record<string, RequestSchema>, query: string, requiredQuery: string[] = []) {
  const { api } = createFake({
    routes: {
      searchRoles: { method: "GET", path: "/v1/roles", success: 200, query: schemas, requiredQuery },
    },
    handlers: { searchRoles: (request) => ({ query: request.query.toString() }) },
  });
  const headers = { confident_api_key: "test" };
  const response = await api.fetch(`https://api.example/v1/roles${query}`, { headers });
  return { status: response.status, body: await response.json() };
}

describe("a query parameter of the fake API", () => {
  const permissionId = { type: "array", maxItems: 2, items: { type: "string", minLength: 3 } };

  it.each(["?permissionId=abc", "?permissionId=abc&permissionId=def"])(
    "accepts the array %s",
    async (query) => {
      const { body } = await search({ permissionId }, query);
      expect(body).toEqual({ success: true, data: { query: query.slice(1) } });
    },
  );

  it.each([
    [
      { permissionId },
      "?permissionId=abc&permissionId=d",
      "permissionId.1: has 1 characters, below the minimum of 3.",
    ],
    [
      { permissionId },
      "?permissionId=abc&permissionId=def&permissionId=ghi",
      "permissionId has 3 items, above the maximum of 2.",
    ],
    [{ limit: { type: "integer" } }, "?limit=1.5", "limit is string, not integer."],
    [{ ratio: { type: "number" } }, "?ratio=half", "ratio is string, not number."],
    [{ active: { type: "boolean" } }, "?active=yes", "active is string, not boolean."],
  ])("with the schemas %j rejects %s", async (schemas, query, error) => {
    expect(await search(schemas, query)).toEqual({ status: 422, body: { success: false, error } });
  });

  it("accepts numbers and booleans", async () => {
    const schemas = { ratio: { type: "number" }, active: { type: "boolean" } };
    expect(await search(schemas, "?ratio=0.5&active=false")).toMatchObject({ status: 200 });
  });

  it("is required if the description says so", async () => {
    const schemas = { mode: { type: "string" }, limit: { type: "integer" } };
    expect(await search(schemas, "?limit=1", ["mode"])).toEqual({
      status: 422,
      body: { success: false, error: "The query parameter mode is missing." },
    });
    expect(await search(schemas, "?mode=all", ["mode"])).toMatchObject({ status: 200 });
  });

  it("has its default when it is omitted", async () => {
    const schemas = {
      limit: { type: "integer", default: 10 },
      sort: { type: "array", default: ["name", "id"] },
    };
    const { body } = await search(schemas, "");
    expect(body).toEqual({ success: true, data: { query: "limit=10&sort=name&sort=id" } });
  });
});
