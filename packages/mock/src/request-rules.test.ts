import { parseDescription } from "@rolewright/openapi";
import { afterAll, describe, expect, it } from "vitest";
import { createEngine } from "./engine.ts";
import { createServer } from "./server.ts";

const named = (examples: Record<string, unknown>) => ({
  schema: { type: "object" },
  examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
});
const failure = (error: string) => ({ success: false, error });
const respond = (examples: Record<string, unknown>) => ({
  description: "A response.",
  content: { "application/json": named(examples) },
});
const ok = { responses: { 200: respond({ ok: { ok: true } }) } };

const roles = {
  get: {
    operationId: "listRoles",
    parameters: [{ name: "pageSize", in: "query", schema: { type: "integer", maximum: 50 } }],
    responses: {
      200: respond({ two: { roles: [1, 2] }, none: { roles: [] } }),
      404: respond({ unknownProject: failure("No project.") }),
      409: respond({ nameTaken: failure("A name."), roleAssigned: failure("A member.") }),
      422: respond({ invalid: failure("Invalid.") }),
      default: respond({ methodNotAllowed: failure("No method.") }),
    },
  },
  post: {
    operationId: "createRole",
    requestBody: {
      content: {
        "application/json": {
          schema: { type: "object", required: ["a", "b", "c", "d", "e", "f", "g"] },
        },
        "Text/*": { schema: { type: "string" } },
      },
    },
    responses: { 200: respond({ ok: { ok: true } }), 422: respond({ invalid: failure("Invalid.") }) },
  },
};

/** An operation for each combination of credentials. */
const secured = (operationId: string, ...security: Record<string, string[]>[]) => ({
  get: { operationId, security, ...ok },
});

const description = parseDescription(
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Rules", version: "1" },
    security: [],
    components: {
      securitySchemes: {
        Key: { type: "apiKey", in: "header", name: "X-KEY" },
        Query: { type: "apiKey", in: "query", name: "key" },
        Bearer: { type: "http", scheme: "bearer" },
      },
    },
    paths: {
      "/roles": roles,
      "/any": {
        post: { operationId: "sendAny", requestBody: { content: { "*/*": { schema: {} } } }, ...ok },
      },
      "/both": secured("readBoth", { Key: [], Bearer: [] }),
      "/either": secured("readEither", { Key: [] }, { Bearer: [] }),
      "/query": secured("readQuery", { Query: [] }),
    },
  }),
  "rules.json",
);
const server = createServer([{ description, engine: await createEngine(description, { dynamic: false }) }]);

afterAll(() => server.close());

async function listRoles(prefer: string) {
  const response = await server.inject({ url: "/roles", headers: { prefer } });
  return [response.statusCode, response.json()];
}

describe("a Prefer header", () => {
  it.each([
    ["code=404", 404, failure("No project.")],
    ["code=409", 409, failure("A name.")],
    ["example=none", 200, { roles: [] }],
    ["example=roleAssigned", 409, failure("A member.")],
    ["code=409, example=roleAssigned", 409, failure("A member.")],
    ["code=409; example=roleAssigned", 409, failure("A member.")],
    ['CODE = "409" ,example="roleAssigned"', 409, failure("A member.")],
    ["code=418", 418, failure("No method.")],
    ["code=503, example=methodNotAllowed", 503, failure("No method.")],
    ["code=default", 405, failure("No method.")],
    ["example=methodNotAllowed", 405, failure("No method.")],
    ["respond-async, wait=10", 200, { roles: [1, 2] }],
    ["dynamic=false", 200, { roles: [1, 2] }],
    ["", 200, { roles: [1, 2] }],
  ])("selects a documented response: %s", async (prefer, status, body) => {
    expect(await listRoles(prefer)).toEqual([status, body]);
  });

  it.each([
    [
      "code=201",
      'Prefer: listRoles has no status "201". It documents 200, 404, 409, 422; any other status from 400 to 599 returns its default response.',
    ],
    ["code=4040", 'has no status "4040"'],
    ["code=1404", 'has no status "1404"'],
    ["code=600", 'has no status "600"'],
    ["code=4x4", 'has no status "4x4"'],
    [
      "example=nobody",
      'Prefer: listRoles has no example "nobody". It has two, none, unknownProject, nameTaken, roleAssigned, invalid, methodNotAllowed.',
    ],
    [
      "code=409, example=none",
      'Prefer: listRoles at 409 has no example "none". It has nameTaken, roleAssigned.',
    ],
    ["code=418, example=none", 'Prefer: listRoles at 418 has no example "none". It has methodNotAllowed.'],
    ["dynamic=yes", 'Prefer: dynamic is "yes". Write dynamic=true or dynamic=false.'],
    ["dynamic", 'Prefer: dynamic is "". Write dynamic=true or dynamic=false.'],
  ])("fails with 400 if nothing is documented for it: %s", async (prefer, message) => {
    expect(await listRoles(prefer)).toEqual([400, failure(expect.stringContaining(message))]);
  });

  it("generates a response of the schema, the same for each seed", async () => {
    const read = async (prefer: string) => (await server.inject({ url: "/roles", headers: { prefer } })).body;
    const generated = await read("dynamic=true, seed=1=2");
    expect(JSON.parse(generated)).not.toEqual({ roles: [1, 2] });
    expect(await read("dynamic=true, seed=1=2")).toBe(generated);
    expect(await read('dynamic=true, seed="1=2"')).toBe(generated);
    for (const other of ["1=3", "12", '"1=2', '1=2"']) {
      expect(await read(`dynamic=true, seed=${other}`)).not.toBe(generated);
    }
  });
});

describe("a rejected request", () => {
  const url = "/roles";
  it.each([
    [
      { url: "/rolls?x=1" },
      404,
      "Path not found: /rolls. Check the spelling, and remove any trailing slash.",
    ],
    [{ url: "/roles/" }, 404, "Path not found: /roles/."],
    [
      { url, method: "PUT" as const },
      405,
      "The method PUT is not supported for this path. Supported methods: GET, POST.",
    ],
    [
      { url, method: "POST" as const, headers: { "content-type": "application/json" }, payload: "{" },
      400,
      "The request body is not valid JSON. Check quotes, commas, and brackets.",
    ],
    [
      { url, method: "POST" as const, headers: { "content-type": "image/png" }, payload: "x" },
      415,
      'The Content-Type "image/png" is not supported. Send the body as application/json.',
    ],
    [
      { url, method: "POST" as const, payload: "x" },
      415,
      "The Content-Type is missing. Send the body as application/json.",
    ],
    [
      {
        url,
        method: "POST" as const,
        headers: { "content-type": "text/plain" },
        payload: "x".repeat(100_001),
      },
      413,
      "The request body exceeds 100,000 bytes. Send a smaller body.",
    ],
    ...["%zz", "%4", "%", "%4g", "%e0"].map((escape): [{ url: string }, number, string] => [
      { url: `/roles/${escape}` },
      400,
      `The path contains invalid percent-encoding: "${escape}". Encode a literal percent sign as %25.`,
    ]),
    [
      { url: "/any", method: "POST" as const, headers: { "content-type": "image" }, payload: "x" },
      415,
      'The Content-Type "image" is not supported. Send the body as application/json.',
    ],
    [{ url: "/either" }, 401, "The API key is missing or invalid. Send an organization API key in the"],
  ])("says what to do: %j", async (request, status, message) => {
    const response = await server.inject(request);
    expect([response.statusCode, response.json()]).toEqual([
      status,
      failure(expect.stringContaining(message)),
    ]);
  });

  it("lists the methods of the path in the Allow header of a 405", async () => {
    expect((await server.inject({ method: "DELETE", url })).headers["allow"]).toBe("GET, POST");
  });

  it("names a query parameter as the description writes it", async () => {
    const response = await server.inject({ url: "/roles?pageSize=51" });
    expect(response.json().error).toBe("Request query parameter pageSize must be <= 50.");
    const [violation] = JSON.parse(String(response.headers["sl-violations"]));
    expect([response.statusCode, violation.path]).toEqual([422, ["query", "pageSize"]]);
  });

  it("describes five violations and counts the others", async () => {
    const headers = { "content-type": "application/json" };
    const response = await server.inject({ method: "POST", url, headers, payload: "{}" });
    const { error } = response.json();
    expect([response.statusCode, error.match(/must have required property/g).length]).toEqual([422, 5]);
    expect(error).toMatch(/'e'\. And 2 more\.$/);
    expect(JSON.parse(String(response.headers["sl-violations"]))).toHaveLength(7);
  });
});

describe("a media type", () => {
  it.each([
    ["/roles", "text/plain"],
    ["/roles", " TEXT/Markdown ; charset=utf-8"],
    ["/any", "image/png"],
  ])("is accepted in a documented range: %s %s", async (url, type) => {
    const headers = { "content-type": type };
    expect((await server.inject({ method: "POST", url, headers, payload: "x" })).statusCode).not.toBe(415);
  });

  it.each([
    ["/roles", "texts/plain"],
    ["/roles", "application/jso"],
    ["/roles", ";charset=utf-8"],
    ["/any", ";charset=utf-8"],
    ["/any", undefined],
  ])("is rejected outside of it: %s %s", async (url, type) => {
    const headers = { ...(type && { "content-type": type }) };
    expect((await server.inject({ method: "POST", url, headers, payload: "x" })).statusCode).toBe(415);
  });
});

describe("credentials", () => {
  const key = { "x-key": "any" };
  const token = { authorization: "Bearer any" };
  it.each([
    ["/both", { ...key, ...token }, 200],
    ["/both", key, 401],
    ["/both", token, 401],
    ["/both", { ...key, authorization: " " }, 401],
    ["/either", key, 200],
    ["/either", token, 200],
    ["/either", { "x-key": "  " }, 401],
    ["/either", {}, 401],
    ["/query?key=any", {}, 200],
  ])("of %s are those of its requirements: %j", async (url, headers, status) => {
    expect((await server.inject({ url, headers })).statusCode).toBe(status);
  });
});
