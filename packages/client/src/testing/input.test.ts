import { describe, expect, it } from "vitest";
import { createFake } from "./fake-api.ts";
import type { RequestSchema } from "./request-schema.ts";
import type { Route } from "./router.ts";

/** Sends a query to a fake operation that returns the query which it received. */
async function search(schemas: Record<string, RequestSchema>, query: string, route: Partial<Route> = {}) {
  const { status, body } = await searchRecorded(schemas, query, route);
  return { status, body };
}

/** As above, with the query that the fake API recorded. */
async function searchRecorded(schemas: Record<string, RequestSchema>, query: string, route: Partial<Route>) {
  const { api } = createFake({
    routes: {
      searchRoles: { method: "GET", path: "/v1/roles", success: 200, query: schemas, ...route },
    },
    handlers: { searchRoles: (request) => ({ query: request.query.toString() }) },
  });
  const headers = { confident_api_key: "test" };
  const response = await api.fetch(`https://api.example/v1/roles${query}`, { headers });
  const body = (await response.json()) as { data?: unknown; error?: string };
  return { status: response.status, body, recorded: api.requests[0]?.query };
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
    ["?permissionId=abc", "permissionId=abc", { permissionId: "abc" }],
    ["?permissionId=abc,d%2Cf", "permissionId=abc&permissionId=d%2Cf", { permissionId: ["abc", "d,f"] }],
    ["?permissionId=", "", {}],
    ["?sort=a,b&permissionId=abc,def", "sort=a%2Cb&permissionId=abc&permissionId=def", expect.anything()],
  ])("accepts the list in one text %s", async (query, received, recorded) => {
    const found = await searchRecorded({ permissionId, sort: {} }, query, { commaLists: ["permissionId"] });
    expect(found).toMatchObject({ body: { success: true, data: { query: received } }, recorded });
  });

  it("counts the items of a list in one text", async () => {
    const { body } = await search({ permissionId }, "?permissionId=abc,def,ghi", {
      commaLists: ["permissionId"],
    });
    expect(body.error).toBe("permissionId has 3 items, above the maximum of 2.");
  });

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
    [{ sort: { enum: ["name", "-name"] } }, "?sort=size", 'sort is "size", not one of "name", "-name".'],
    [{ level: { type: "integer", enum: [1, 2] } }, "?level=3", "level is 3, not one of 1, 2."],
    [{ ratio: { type: "number", exclusiveMinimum: 0 } }, "?ratio=0", "ratio is 0, not above 0."],
    [{ ratio: { type: "number", exclusiveMaximum: 1 } }, "?ratio=1", "ratio is 1, not below 1."],
    [{ size: { type: "integer", multipleOf: 5 } }, "?size=7", "size is 7, not a multiple of 5."],
    [
      { page: { type: "integer", format: "int32" } },
      "?page=2147483648",
      "page is 2147483648, above the maximum of 2147483647.",
    ],
    [{ limit: { type: "integer" } }, "?limit=1.5", "limit is string, not integer."],
    [{ ratio: { type: "number" } }, "?ratio=half", "ratio is string, not number."],
    [{ active: { type: "boolean" } }, "?active=yes", "active is string, not boolean."],
  ])("with the schemas %j rejects %s", async (schemas, query, error) => {
    expect(await search(schemas, query)).toEqual({ status: 422, body: { success: false, error } });
  });

  it.each<[RequestSchema, string[], [string, string][]]>([
    [
      { type: "string", minLength: 2, maxLength: 3, pattern: "^a" },
      ["ab", "abc", "a\u{1f511}b"],
      [
        ["a", "value has 1 characters, below the minimum of 2."],
        ["abcd", "value has 4 characters, above the maximum of 3."],
        ["bcd", "value does not match ^a."],
      ],
    ],
    [
      { type: "integer", minimum: -1, maximum: 12 },
      ["-1", "0", "12"],
      [
        ["-2", "value is -2, below the minimum of -1."],
        ["13", "value is 13, above the maximum of 12."],
        ["x12", "value is string, not integer."],
        ["12x", "value is string, not integer."],
      ],
    ],
    [
      { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
      ["0.25", "0.75"],
      [
        ["0", "value is 0, not above 0."],
        ["-0.5", "value is -0.5, not above 0."],
        ["1", "value is 1, not below 1."],
        ["1.5", "value is 1.5, not below 1."],
        ["x0.5", "value is string, not number."],
        ["0.5x", "value is string, not number."],
        ["0.", "value is string, not number."],
      ],
    ],
    [
      { type: "string", pattern: "^\\p{Lu}.$" },
      ["\u00c9a", "A\u{1f511}"],
      [["\u00e9a", "value does not match ^\\p{Lu}.$."]],
    ],
    [{ type: "number" }, ["12.5", "-10.25", "7"], [["1.2.3", "value is string, not number."]]],
    [{ type: "integer", multipleOf: 5 }, ["0", "5", "-10"], [["6", "value is 6, not a multiple of 5."]]],
    [
      { type: "integer", format: "int32" },
      ["2147483647", "-2147483648"],
      [["-2147483649", "value is -2147483649, below the minimum of -2147483648."]],
    ],
    [
      { type: "integer", format: "int64" },
      ["9007199254740991", "-9007199254740991"],
      [["9007199254740992", "value is 9007199254740992, above the maximum of 9007199254740991."]],
    ],
    [
      { type: "boolean" },
      ["true", "false"],
      [
        ["1true", "value is string, not boolean."],
        ["false1", "value is string, not boolean."],
      ],
    ],
    [
      { type: "array", minItems: 2, maxItems: 3, uniqueItems: true, items: { type: "integer" } },
      ["1&value=2", "1&value=2&value=3"],
      [
        ["1", "value has 1 items, below the minimum of 2."],
        ["1&value=2&value=3&value=4", "value has 4 items, above the maximum of 3."],
        ["1&value=1", "value has the same item twice."],
      ],
    ],
    [
      { type: "array", items: { type: "integer" } },
      ["1&value=1"],
      [["1&value=x", "value.1: is string, not integer."]],
    ],
  ])("is checked by each limit of %j", async (value, valid, invalid) => {
    for (const text of valid)
      expect([text, await search({ value }, `?value=${text}`)]).toMatchObject([text, { status: 200 }]);
    for (const [text, error] of invalid)
      expect([text, await search({ value }, `?value=${text}`)]).toEqual([
        text,
        { status: 422, body: { success: false, error } },
      ]);
  });

  it("accepts the booleans that the description names", async () => {
    const schemas = { active: { type: "boolean", enum: [true] } };
    expect(await search(schemas, "?active=true")).toMatchObject({ status: 200 });
    expect((await search(schemas, "?active=false")).body.error).toBe("active is false, not one of true.");
  });

  it("is required if the description says so", async () => {
    const schemas = { mode: { type: "string" }, limit: { type: "integer" } };
    expect(await search(schemas, "?limit=1", { requiredQuery: ["mode"] })).toEqual({
      status: 422,
      body: { success: false, error: "The query parameter mode is missing." },
    });
    expect(await search(schemas, "?mode=all", { requiredQuery: ["mode"] })).toMatchObject({ status: 200 });
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

describe("a format of the fake API", () => {
  const uuid = "0b8f6c1e-4a77-4c1d-9e5f-0a1b2c3d4e5f";
  const dateTime = "2026-02-28T23:59:59";

  it.each<[string, string[], string[]]>([
    ["email", ["a@b", "a.b+c@d.example"], ["a", "a@", "@b", "a@b@c", "a b@c", "a@b c", " a@b", "a@b "]],
    [
      "date",
      ["2026-02-28", "2028-02-29"],
      [
        "1",
        "x2026-02-28",
        "2026-02-28x",
        "2026-13-01",
        "2026-02-30",
        "2027-02-29",
        "2026-2-28",
        "2026-02",
        "2026-02-28T00:00:00.000Z",
        "+02026-02-28",
        "28/02/2026",
        "26-02-28",
      ],
    ],
    [
      "date-time",
      ["Z", "z", ".1Z", ".123456Z", "+02:00", "-11:30"]
        .map((end) => dateTime + end)
        .concat("2026-02-28t00:00:00Z"),
      ["", ".Z", ".xZ", "+2:00", "+02:0", "x02:00", "+0200", "Z ", "+99:99"]
        .map((end) => dateTime + end)
        .concat("2026-02-30T00:00:00Z", "2026-02-28 00:00:00Z", "2026-02-28", "x2026-02-28T00:00:00Z")
        .concat("2026-02-28T25:00:00Z", "2026-02-28T0:00:00Z", "2026-02-28T00:00Z", "2026-02-28Tx00:00:00Z"),
    ],
    ["uri", ["https://a.example/b?c#d", "urn:a:b"], ["a", "/a", "//a.example"]],
    [
      "uuid",
      [uuid, uuid.toUpperCase()],
      [
        "a",
        `x${uuid}`,
        `${uuid}x`,
        uuid.slice(1),
        uuid.slice(0, -1),
        uuid.replaceAll("-", ""),
        uuid.replace("-4", "-"),
        uuid.replace("-4a77", ""),
        uuid.replace("b", "g"),
        uuid.replace("c1d", "g1d"),
        uuid.replace("5f", "5g"),
      ],
    ],
  ])("%s is checked as JSON Schema defines it", async (format, valid, invalid) => {
    const schemas = { value: { type: "string", format } };
    for (const text of valid)
      expect([text, await search(schemas, `?value=${encodeURIComponent(text)}`)]).toMatchObject([
        text,
        { status: 200 },
      ]);
    for (const text of invalid)
      expect([text, await search(schemas, `?value=${encodeURIComponent(text)}`)]).toEqual([
        text,
        { status: 422, body: { success: false, error: `value does not have the format ${format}.` } },
      ]);
  });
});

describe("a body of the fake API", () => {
  /** Sends a body to a fake operation that returns the body which it received. */
  async function send(route: Partial<Route>, body: string | null) {
    const { api } = createFake({
      routes: { setTags: { method: "PUT", path: "/v1/tags", success: 200, ...route } },
      handlers: { setTags: (request) => ({ body: request.body === undefined ? "none" : request.body }) },
    });
    const init = { method: "PUT", headers: { confident_api_key: "test" }, body };
    const response = await api.fetch("https://api.example/v1/tags", init as RequestInit);
    return { status: response.status, body: await response.json() };
  }

  const tags = { type: "array", items: { type: "string", enum: ["billing", "support"] } };

  it("may be omitted if it is optional", async () => {
    expect(await send({ body: tags, isBodyOptional: true }, null)).toEqual({
      status: 200,
      body: { success: true, data: { body: "none" } },
    });
    expect(await send({ body: tags, isBodyOptional: true }, '["other"]')).toMatchObject({ status: 422 });
    expect(await send({ body: tags }, null)).toMatchObject({ status: 422 });
  });

  it("is a text if the description has no JSON", async () => {
    expect(await send({}, "123")).toMatchObject({ body: { data: { body: "123" } } });
  });

  const unique = { type: "array", uniqueItems: true, items: { type: "string", minLength: 1 } };
  const group = {
    type: "object",
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 2,
    properties: { name: { type: "string", maxLength: 3 }, tags: unique, any: {} },
  };

  it.each<[unknown, string | undefined]>([
    [{ name: "abc" }, undefined],
    [{ name: "abc", tags: [] }, undefined],
    [{ any: { x: 1 } }, undefined],
    [{ any: null }, undefined],
    [{}, "The request body has 0 fields, below the minimum of 1."],
    [{ name: "a", tags: [], any: 1 }, "The request body has 3 fields, above the maximum of 2."],
    [{ color: "red" }, "color: is not a field of this request."],
    [{ name: "abcd", color: "red" }, "name: has 4 characters, above the maximum of 3."],
    [{ name: 7, color: "red" }, "name: is number, not string."],
    [{ tags: ["a", "a"] }, "tags: has the same item twice."],
    [{ tags: ["a", ""] }, "tags.1: has 0 characters, below the minimum of 1."],
  ])("has fields with the described limits: %j", async (body, error) => {
    expect(await send({ body: group }, JSON.stringify(body))).toMatchObject(
      error === undefined ? { status: 200 } : { status: 422, body: { success: false, error } },
    );
  });

  it("has items with the described values", async () => {
    expect(await send({ body: tags }, '["billing"]')).toMatchObject({ status: 200 });
    expect(await send({ body: tags }, '["billing","other"]')).toEqual({
      status: 422,
      body: { success: false, error: '1: is "other", not one of "billing", "support".' },
    });
  });
});
