import { parseDescription } from "@rolewright/openapi";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { createEngine, type Engine, type EngineResponse } from "./engine.ts";
import { createServer } from "./server.ts";

const json = (example: unknown) => ({ "application/json": { schema: {}, example } });
const ok = (content: object, more = {}) => ({ 200: { description: "OK.", content, ...more } });
const invalid = { description: "Invalid.", content: json({ success: false, error: "Invalid." }) };
const pages = ["page", "pageSize"].map((name) => ({ name, in: "query", schema: { type: "integer" } }));
const header = (example: string) => ({ schema: { type: "string" }, example });

const description = parseDescription(
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Responses", version: "1" },
    paths: {
      "/tags": {
        get: {
          operationId: "listTags",
          parameters: pages,
          responses: ok(json({ data: { tags: ["a", "b", "c"] } })),
        },
      },
      "/tags/{tag-id}": {
        parameters: [{ name: "tag-id", in: "path", required: true, schema: { type: "integer" } }],
        get: {
          operationId: "getTag",
          parameters: [...pages, { name: "since", in: "query", schema: { type: "integer" } }],
          responses: { ...ok(json({ data: { tag: "a" } })), 422: invalid },
        },
      },
      "/reports": {
        get: {
          operationId: "getReport",
          responses: ok(
            { ...json({ rows: [1] }), "text/csv": { schema: { type: "string" }, example: "id\n1\n" } },
            {
              headers: {
                Sunset: header("Sat, 07 Mar 2026 12:00:00 GMT"),
                "X-Api-Key-Warning": header("rotate"),
                "X-Sunset": header("kept"),
                "Sunset-Note": header("kept"),
              },
            },
          ),
        },
      },
      "/count": {
        get: { operationId: "count", responses: ok({ "text/plain": { schema: {}, example: 7 } }) },
      },
      "/moved": {
        get: {
          operationId: "getMoved",
          responses: {
            default: { description: "An error.", content: json({ success: false, error: "An error." }) },
            302: { description: "Found.", headers: { Location: header("https://files.example/1.csv") } },
          },
        },
      },
      "/words": {
        post: {
          operationId: "addWords",
          requestBody: {
            required: true,
            content: {
              "application/json": {
                schema: {
                  type: "object",
                  additionalProperties: false,
                  properties: { number: { type: "integer" } },
                },
              },
            },
          },
          responses: { ...ok(json({ success: true })), 422: invalid },
        },
      },
    },
  }),
  "responses.json",
);
const server = createServer([{ description, engine: await createEngine(description, { dynamic: false }) }]);

afterAll(() => server.close());

const addWords = (body: unknown) =>
  server.inject({
    method: "POST",
    url: "/words",
    headers: { "content-type": "application/json" },
    payload: JSON.stringify(body),
  });

describe("a page", () => {
  it.each([
    ["", ["a", "b", "c"]],
    ["?page=2", ["a", "b", "c"]],
    ["?pageSize=1", ["a", "b", "c"]],
    ["?page=2&pageSize=2", ["c"]],
    ["?page=1&pageSize=2", ["a", "b"]],
  ])("is selected if its number and size are known: %s", async (query, tags) => {
    expect((await server.inject(`/tags${query}`)).json()).toEqual({ data: { tags } });
  });

  it("of a body without a list is the body", async () => {
    expect((await server.inject("/tags/7?page=1&pageSize=1")).json()).toEqual({ data: { tag: "a" } });
  });

  it("is not selected from an error", async () => {
    const engine = async (): Promise<EngineResponse> => ({
      status: 300,
      headers: { "content-type": "application/json" },
      body: { data: { tags: ["a", "b"] } },
      violations: [],
    });
    const choices = createServer([{ description, engine }]);
    const response = await choices.inject("/tags?page=2&pageSize=1");
    expect([response.statusCode, response.json()]).toEqual([300, { data: { tags: ["a", "b"] } }]);
  });
});

describe("the media type of a response", () => {
  it.each([
    [undefined, "application/json; charset=utf-8", '{"rows":[1]}'],
    ["*/*", "application/json; charset=utf-8", '{"rows":[1]}'],
    ["text/html", "application/json; charset=utf-8", '{"rows":[1]}'],
    ["application/json", "application/json; charset=utf-8", '{"rows":[1]}'],
    ["text/csv", "text/csv", "id\n1\n"],
    ["text/html, text/csv;q=0.9", "text/csv", "id\n1\n"],
  ])("is a documented one that the request accepts: %s", async (accept, type, body) => {
    const response = await server.inject({ url: "/reports", headers: { ...(accept && { accept }) } });
    expect([response.statusCode, response.headers["content-type"], response.body]).toEqual([200, type, body]);
  });

  it("of an error is JSON", async () => {
    const response = await server.inject({ url: "/tags/x", headers: { accept: "text/csv" } });
    expect(response.headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(response.json()).toEqual({ success: false, error: expect.any(String) });
  });

  it("may be text for a value that is not", async () => {
    const response = await server.inject({ url: "/count", headers: { "content-type": "text/plain" } });
    expect([response.statusCode, response.body]).toEqual([200, "7"]);
  });
});

describe("headers of a response", () => {
  it("omit only those for the outgoing value of a rotated API key", async () => {
    const { headers } = await server.inject("/reports");
    expect(headers).toMatchObject({ "x-sunset": "kept", "sunset-note": "kept" });
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(["sunset"]));
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(["x-api-key-warning"]));
  });

  it("redirect where no other success is documented", async () => {
    const response = await server.inject("/moved");
    expect([response.statusCode, response.headers.location]).toEqual([302, "https://files.example/1.csv"]);
    expect((await server.inject({ url: "/moved", headers: { prefer: "code=404" } })).statusCode).toBe(404);
  });

  it("list violations in ASCII, within the length that clients accept", async () => {
    const short = await addWords({ é: 1 });
    expect(short.headers["sl-violations"]).toContain("'?'");
    const long = await addWords({ ["x".repeat(5_000)]: 1 });
    expect(String(long.headers["sl-violations"])).toHaveLength(4_000);
    expect(long.json().error).toHaveLength(501);
  });
});

describe("a violation", () => {
  it("in a path is a 400, also beside one in the query", async () => {
    const response = await server.inject("/tags/x?since=y");
    expect(response.statusCode).toBe(400);
    expect(response.json().error).toBe(
      "Request query parameter since must be integer. Request path parameter tag-id must be integer.",
    );
    expect((await server.inject("/tags/7?since=y")).statusCode).toBe(422);
  });

  it("is reported once where Prism and the mock find it", async () => {
    const { error } = (await server.inject("/tags/7?since=y")).json();
    expect(error).toBe("Request query parameter since must be integer.");
  });

  it("is not looked for in a query parameter with the name of one in the path", async () => {
    expect((await server.inject("/tags/7?tag-id=x")).statusCode).toBe(200);
  });

  it("of a whole body has the path of the body", async () => {
    const response = await addWords([]);
    expect([response.statusCode, response.json()]).toEqual([
      422,
      { success: false, error: "Request body must be object." },
    ]);
    expect(JSON.parse(String(response.headers["sl-violations"]))).toEqual([
      { path: ["body"], message: "Request body must be object" },
    ]);
  });
});

describe("an error of the engine", () => {
  afterEach(() => void vi.restoreAllMocks());

  it.each([new Error("out of memory"), Object.assign(new Error("out of memory"), { statusCode: 503 })])(
    "is logged, and returned as one of the mock",
    async (error) => {
      const log = vi.spyOn(console, "error").mockReturnValue();
      const engine = vi.fn<Engine>().mockRejectedValue(error);
      const broken = createServer([{ description, engine }]);
      const response = await broken.inject("/count");
      expect([response.statusCode, response.json()]).toEqual([
        500,
        {
          success: false,
          error: "The mock could not create a response. This is an error in the mock, not in the request.",
        },
      ]);
      expect(log).toHaveBeenCalledExactlyOnceWith(error);
    },
  );
});
