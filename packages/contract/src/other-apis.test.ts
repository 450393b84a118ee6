import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import type { ContractOptions } from "./options.ts";
import { runContract } from "./run-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-apis-"));
afterAll(() => rmSync(folder, { recursive: true }));

const problem = {
  description: "Rejected.",
  content: {
    "application/json": {
      schema: { type: "object", required: ["detail"], properties: { detail: { type: "string" } } },
    },
  },
};
const errors = { "400": problem, "401": problem, "404": problem, "415": problem };
const ok = {
  description: "Done.",
  content: {
    "application/json": {
      schema: { type: "object", required: ["ok"], properties: { ok: { type: "boolean" } } },
    },
  },
};

/** Writes a description with one operation, and returns its file. */
function describeOperation(
  operation: object,
  { security, ...more }: { security?: object } & object = {},
): string {
  const method = "requestBody" in operation ? "post" : "get";
  const file = join(folder, `${Math.random().toString(36).slice(2)}.json`);
  const securitySchemes = {
    basic: { type: "http", scheme: "basic" },
    token: { type: "http", scheme: "bearer" },
    query: { type: "apiKey", in: "query", name: "api_key" },
    cookie: { type: "apiKey", in: "cookie", name: "session" },
  };
  writeFileSync(
    file,
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "An API", version: "1" },
      ...(security !== undefined && { security: [security] }),
      paths: {
        "/items": {
          [method]: { operationId: "useItems", responses: { "200": ok, ...errors }, ...operation },
        },
      },
      components: { securitySchemes },
      ...more,
    }),
  );
  return file;
}

interface Received {
  query: URLSearchParams;
  search: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** Starts a server of `/items`. `validate` returns the status of a request. */
async function startItems(
  validate: (received: Received) => number,
  method = "GET",
): Promise<{ baseUrl: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const [path = "", search = ""] = (request.url ?? "").split("?");
    const respond = (status: number) => {
      response.writeHead(status, {
        "Content-Type": "application/json",
        ...(status === 405 && { Allow: method }),
      });
      response.end(JSON.stringify(status === 200 ? { ok: true } : { detail: "No." }));
    };
    if (path !== "/items") return respond(404);
    if (request.method !== method) return respond(405);
    const each = { query: new URLSearchParams(search), search, headers: request.headers, body };
    received.push(each);
    respond(validate(each));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const run = (options: Partial<ContractOptions> & { baseUrl: string; spec: string }) =>
  runContract({ apiKey: "a-key-of-the-tests", seed: 1, maxExamples: 40, ...options });

const summarize = (findings: { check: string; message: string; requests: string[]; actual: string }[]) =>
  findings.map(({ check, message, requests, actual }) => ({ check, message, requests, actual }));

describe("parameters", () => {
  it("sends header values that HTTP can carry, and ends", async () => {
    const spec = describeOperation({
      parameters: [
        {
          name: "X-Tenant",
          in: "header",
          required: true,
          schema: { type: "string", minLength: 2, maxLength: 9 },
        },
      ],
    });
    const { baseUrl } = await startItems(({ headers }) =>
      /^.{2,9}$/.test(String(headers["x-tenant"] ?? "")) ? 200 : 400,
    );
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings)).toEqual([]);
    expect(report.outcome).toBe("passed");
  });

  it("expects 422 for an invalid query beside 400 for a malformed ID", async () => {
    const examples = { malformedId: { value: { detail: "The ID is malformed." } } };
    const malformed = {
      ...problem,
      content: { "application/json": { ...problem.content["application/json"], examples } },
    };
    const spec = describeOperation({
      parameters: [
        { name: "ids", in: "query", schema: { type: "array", maxItems: 2, items: { type: "string" } } },
      ],
      responses: { "200": ok, "400": malformed, "404": problem, "422": problem },
    });
    const start = (status: number) =>
      startItems(({ query }) => (query.getAll("ids").length > 2 ? status : 200));
    const [right, wrong] = await Promise.all([start(422), start(404)]);
    expect(summarize((await run({ baseUrl: right.baseUrl, spec })).findings)).toEqual([]);
    const { findings } = await run({ baseUrl: wrong.baseUrl, spec });
    expect(findings.map(({ message }) => message)).toContain("returns 404: ids violates maxItems");
  });

  it("sends required cookies, and fails a server that does not need them", async () => {
    const spec = describeOperation({
      parameters: [
        { name: "region", in: "cookie", required: true, schema: { type: "string", enum: ["eu", "us"] } },
      ],
    });
    const strict = await startItems(({ headers }) =>
      /(?:^|; )region=(?:eu|us)(?:;|$)/.test(headers.cookie ?? "") ? 200 : 400,
    );
    expect(summarize((await run({ baseUrl: strict.baseUrl, spec })).findings)).toEqual([]);
    expect(strict.received.some(({ headers }) => headers.cookie === "region=us")).toBe(true);
    const lax = await startItems(() => 200);
    const { findings } = await run({ baseUrl: lax.baseUrl, spec });
    expect(findings.map(({ message }) => message)).toContain(
      "accepts an invalid request: region violates required",
    );
  });

  it.each([
    ["form", true, (query: URLSearchParams) => query.getAll("ids")],
    ["form", false, (query: URLSearchParams) => query.get("ids")?.split(",") ?? []],
    ["pipeDelimited", false, (query: URLSearchParams) => query.get("ids")?.split("|") ?? []],
  ] as const)("serializes arrays in the style %s with explode %s", async (style, explode, parse) => {
    const schema = { type: "array", items: { type: "integer", minimum: 1 }, minItems: 1, maxItems: 3 };
    const spec = describeOperation({
      parameters: [{ name: "ids", in: "query", required: true, style, explode, schema }],
    });
    const isValid = (ids: string[]) =>
      ids.length >= 1 && ids.length <= 3 && ids.every((id) => /^\d+$/.test(id) && Number(id) >= 1);
    const { baseUrl, received } = await startItems(({ query }) => (isValid(parse(query)) ? 200 : 400));
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings)).toEqual([]);
    expect(received.some(({ query }) => parse(query).length === 1)).toBe(true);
  });

  it("serializes objects in the style deepObject", async () => {
    const schema = {
      type: "object",
      required: ["size"],
      properties: { size: { type: "integer", minimum: 1 }, color: { type: "string" } },
    };
    const spec = describeOperation({
      parameters: [
        { name: "filter", in: "query", required: true, style: "deepObject", explode: true, schema },
      ],
    });
    const { baseUrl, received } = await startItems(({ query }) =>
      /^[1-9]\d*$/.test(query.get("filter[size]") ?? "") ? 200 : 400,
    );
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings)).toEqual([]);
    expect(received.some(({ query }) => query.get("filter[size]") === "1")).toBe(true);
  });
});

describe("request bodies", () => {
  const schema = {
    type: "object",
    required: ["title"],
    properties: {
      title: { type: "string", minLength: 1, maxLength: 20 },
      count: { type: "integer", minimum: 1 },
      id: { type: "string", readOnly: true },
    },
  };
  const isValid = (fields: Map<string, string>) =>
    !fields.has("id") &&
    /^.{1,20}$/su.test(fields.get("title") ?? "") &&
    (!fields.has("count") || /^[1-9]\d*$/.test(fields.get("count") ?? ""));

  it("sends forms", async () => {
    const spec = describeOperation({
      requestBody: { required: true, content: { "application/x-www-form-urlencoded": { schema } } },
    });
    const { baseUrl, received } = await startItems(
      ({ body, headers }) =>
        headers["content-type"] === "application/x-www-form-urlencoded" &&
        isValid(new Map(new URLSearchParams(body)))
          ? 200
          : 400,
      "POST",
    );
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings)).toEqual([]);
    expect(received.some(({ body }) => body.startsWith("title="))).toBe(true);
  });

  it("sends multipart forms", async () => {
    const spec = describeOperation({
      requestBody: { required: true, content: { "multipart/form-data": { schema } } },
    });
    const parse = async ({ body, headers }: Received) => {
      const form = await new Response(body, {
        headers: { "Content-Type": headers["content-type"] ?? "" },
      }).formData();
      return new Map([...form].map(([name, value]) => [name, String(value)]));
    };
    const { baseUrl, received } = await startItems(
      ({ headers, body }) =>
        headers["content-type"]?.startsWith("multipart/form-data; boundary=") === true &&
        body.includes('name="title"')
          ? 200
          : 400,
      "POST",
    );
    await run({ baseUrl, spec, checks: ["positive_data_acceptance"] });
    const first = received.find(({ body }) => body !== "");
    expect(isValid(await parse(first as Received))).toBe(true);
  });

  it("is incomplete if a body has another media type", async () => {
    const spec = describeOperation({
      requestBody: { required: true, content: { "application/octet-stream": { schema: {} } } },
    });
    const { baseUrl } = await startItems(() => 200, "POST");
    const { outcome, incompleteReason } = await run({ baseUrl, spec });
    expect(outcome).toBe("incomplete");
    expect(incompleteReason).toContain(
      "useItems was not tested, because its request body is application/octet-stream",
    );
  });

  it("omits readOnly properties, and does not require them", async () => {
    const spec = describeOperation({
      requestBody: {
        required: true,
        content: { "application/json": { schema: { ...schema, required: ["id", "title"] } } },
      },
    });
    const { baseUrl, received } = await startItems(() => 200, "POST");
    await run({ baseUrl, spec, checks: ["positive_data_acceptance"] });
    const bodies = received.flatMap(({ body }) => (body.startsWith("{") && body.endsWith("}") ? [body] : []));
    expect(bodies.length).toBeGreaterThan(3);
    expect(bodies.filter((body) => body.includes('"id"'))).toEqual([]);
  });
});

describe("credentials", () => {
  const basic = `Basic ${Buffer.from("ada:correct horse").toString("base64")}`;
  it.each([
    [
      "HTTP Basic",
      { basic: [] },
      { auth: "basic:ada:correct horse" },
      ({ headers }: Received) => headers.authorization === basic,
    ],
    [
      "a bearer token",
      { token: [] },
      { auth: "bearer:token-of-ada" },
      ({ headers }: Received) => headers.authorization === "Bearer token-of-ada",
    ],
    [
      "a query parameter",
      { query: [] },
      {},
      ({ query }: Received) => query.get("api_key") === "a-key-of-the-tests",
    ],
    [
      "a cookie",
      { cookie: [] },
      {},
      ({ headers }: Received) => /(?:^|; )session=a-key-of-the-tests(?:;|$)/.test(headers.cookie ?? ""),
    ],
  ])("sends %s", async (_, security, options, isAuthorized) => {
    const spec = describeOperation({}, { security });
    const { baseUrl } = await startItems((received) => (isAuthorized(received) ? 200 : 401));
    const report = await run({ baseUrl, spec, ...options });
    expect(summarize(report.findings)).toEqual([]);
    expect(report.checks.find(({ check }) => check === "ignored_auth")?.outcome).toBe("passed");
  });

  it("stops with one sentence if every request is unauthorized", async () => {
    const parameters = [{ name: "q", in: "query", required: true, schema: { type: "string" } }];
    const spec = describeOperation({ parameters }, { security: { token: [] } });
    const { baseUrl } = await startItems(() => 401);
    await expect(run({ baseUrl, spec })).rejects.toThrow(
      /^Every operation rejects the key \(status 401\)\. Set .*$/,
    );
  });

  it("sends additional headers, and hides their values", async () => {
    const spec = describeOperation({});
    const headers = { "X-Tenant": "tenant-of-the-tests" };
    const { baseUrl, received } = await startItems(() => 500);
    const report = await run({ baseUrl, spec, headers });
    expect(received.every((each) => each.headers["x-tenant"] === "tenant-of-the-tests")).toBe(true);
    expect(JSON.stringify(report)).not.toContain("tenant-of-the-tests");
  });
});

describe("invalid schemas", () => {
  it("are listed with line and JSON pointer", async () => {
    const schema = {
      type: "object",
      properties: { size: { type: "integer", exclusiveMinimum: true }, name: { nullable: true } },
    };
    const spec = describeOperation({ requestBody: { content: { "application/json": { schema } } } });
    const message = await run({ baseUrl: "http://127.0.0.1:9", spec }).catch((error: Error) => error.message);
    const lines = String(message).split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/:1 #\/paths\/~1items\/post\/.*\/size\/exclusiveMinimum: must be number$/);
    expect(lines[1]).toMatch(/\/name\/nullable: has no type; use type: \[T, "null"\]$/);
  });

  it("does not print warnings about unknown formats, but notes them", async () => {
    const spec = describeOperation({
      parameters: [{ name: "q", in: "query", schema: { type: "string", format: "stock-symbol" } }],
    });
    const { baseUrl } = await startItems(() => 200);
    const { notes } = await run({ baseUrl, spec, checks: ["unsupported_method"] });
    expect(notes).toEqual(["Formats that are not validated, because they are unknown: stock-symbol."]);
  });
});

describe("references to files", () => {
  const describeWith = (schema: object) =>
    describeOperation({ requestBody: { required: true, content: { "application/json": { schema } } } });

  it("are resolved within the folder of the description", async () => {
    writeFileSync(
      join(folder, "order.yaml"),
      'Order: { type: object, required: [size], properties: { size: { $ref: "#/Size" } } }\nSize: { type: integer, minimum: 2 }\n',
    );
    const spec = describeWith({ $ref: "./order.yaml#/Order" });
    const { baseUrl, received } = await startItems(() => 200, "POST");
    const { findings } = await run({ baseUrl, spec });
    expect(received.some(({ body }) => body === '{"size":2}')).toBe(true);
    expect(findings.map(({ message }) => message)).toContain(
      "accepts an invalid request: the body violates size: minimum",
    );
  });

  it.each([
    ["another host", "https://api.example/order.yaml", "Other hosts are not contacted"],
    ["another folder", "../order.yaml", "outside of its folder"],
    ["a missing file", "missing.yaml", "cannot be read (ENOENT)"],
  ])("to %s are rejected", async (_, ref, message) => {
    const spec = describeWith({ $ref: ref });
    await expect(run({ baseUrl: "http://127.0.0.1:9", spec })).rejects.toThrow(message);
  });
});

it("ends soon after --max-time if the server does not respond", async () => {
  const server = createServer(() => {});
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const spec = describeOperation({
    parameters: [{ name: "q", in: "query", required: true, schema: { type: "string" } }],
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const report = await run({ baseUrl, spec, maxTimeMs: 300, requestTimeoutMs: 600 });
  expect(report.durationMs).toBeLessThan(10_000);
  expect(report.outcome).toBe("failed");
});
