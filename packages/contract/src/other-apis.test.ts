import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  describeOperation,
  ok,
  problem,
  type Received,
  listMessages,
  run,
  startItems,
  summarize,
} from "./testing/items-server.test-support.ts";
import { startRestServer } from "./testing/rest-server.test-support.ts";

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
    expect(listMessages(findings)).toContain("accepts an invalid request: region violates required");
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
    const { baseUrl, received } = await startItems(async (request) => {
      if (!request.headers["content-type"]?.startsWith("multipart/form-data; boundary=")) return 415;
      return isValid(await parse(request).catch(() => new Map<string, string>())) ? 200 : 400;
    }, "POST");
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings)).toEqual([]);
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

  it("violates each rule of a body, also if the description has readOnly properties", async () => {
    const spec = describeOperation({
      requestBody: { required: true, content: { "application/json": { schema } } },
    });
    const { baseUrl, received } = await startItems(() => 400, "POST");
    const report = await run({ baseUrl, spec, checks: ["negative_data_rejection"], maxExamples: 0 });
    const bodies = received.flatMap(({ body }) => (/^\{.*\}$/s.test(body) ? [JSON.parse(body)] : []));
    expect(bodies).toContainEqual({});
    expect(bodies.map(({ title }) => title)).toContain("");
    expect(bodies.map(({ count }) => count)).toContain(0);
    const keywords = report.coverage.dimensions.find(({ kind }) => kind === "keywords");
    expect(keywords?.missing.filter((each) => each.endsWith(" invalid"))).toEqual([]);
  });
});

describe("a conforming server passes", () => {
  it("that returns 406 for a media type that it does not have", async () => {
    const { baseUrl } = await startItems(({ headers }) => (headers.accept === "text/html" ? 406 : 200));
    const report = await run({ baseUrl, spec: describeOperation({}) });
    expect(summarize(report.findings)).toEqual([]);
  });

  it("whose numeric path parameters are not IDs, whose paths accept every text, and whose example is invalid", async () => {
    const parameter = (name: string, schema: object) => ({ name, in: "path", required: true, schema });
    const line = { type: "integer", minimum: 1, maximum: 3 };
    const responses = { "200": ok, "400": problem };
    const schema = { type: "object", required: ["count"], properties: { count: { type: "integer" } } };
    const examples = { unfinished: { value: { count: "many" } } };
    const spec = describeOperation(
      {},
      {
        paths: {
          "/tags/{tag}": {
            get: { operationId: "getTag", parameters: [parameter("tag", { type: "string" })], responses },
          },
          "/board/{row}/{column}": {
            get: {
              operationId: "getSquare",
              parameters: [parameter("row", line), parameter("column", line)],
              responses,
            },
          },
          "/orders": {
            post: {
              operationId: "order",
              requestBody: { required: true, content: { "application/json": { schema, examples } } },
              responses: { ...responses, "415": problem },
            },
          },
        },
      },
    );
    const success = { status: 200, type: "application/json", body: '{"ok":true}' };
    const server = await startRestServer({ spec, collections: [], other: () => success });
    onTestFinished(server.close);
    const report = await run({ baseUrl: server.url, spec, stateless: true, maxExamples: 400 });
    expect(summarize(report.findings)).toMatchObject([
      { check: "examples_valid", message: 'the example "unfinished" is invalid' },
    ]);
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
    const spec = describeWith({ $ref: "./order.yaml#/Order" });
    writeFileSync(
      join(dirname(spec), "order.yaml"),
      'Order: { type: object, required: [size], properties: { size: { $ref: "#/Size" } } }\nSize: { type: integer, minimum: 2 }\n',
    );
    const { baseUrl, received } = await startItems(() => 200, "POST");
    const { findings } = await run({ baseUrl, spec });
    expect(received.some(({ body }) => body === '{"size":2}')).toBe(true);
    expect(listMessages(findings)).toContain("accepts an invalid request: the body violates size: minimum");
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

it("reports a body that is not valid UTF-8", async () => {
  const text = Buffer.from('{"ok":true,"name":"caf\u00e9"}', "latin1");
  const { baseUrl } = await startItems(() => 200, "GET", { text });
  const { findings } = await run({ baseUrl, spec: describeOperation({}) });
  expect(findings.map(({ check, message }) => [check, message])).toContainEqual([
    "body_integrity",
    "is not valid UTF-8",
  ]);
});

describe("documented examples of a download", () => {
  const file = "id,name\n1,Iris\n";
  const describeDownload = (schema: object, value: string) =>
    describeOperation({
      responses: {
        "200": {
          description: "A file.",
          content: { "text/csv": { schema, examples: { small: { value } } } },
        },
        "4XX": problem,
      },
    });
  const start = (text: string) => startItems(() => 200, "GET", { type: "text/csv", text });
  const options = { stateless: true, usePreferHeader: true, checks: ["examples_valid" as const] };

  it("are compared with the response as text", async () => {
    const spec = describeDownload({ type: "string" }, file);
    const [right, wrong] = await Promise.all([start(file), start("id,name\r\n1,Iris\r\n")]);
    const passed = await run({ baseUrl: right.baseUrl, spec, ...options });
    expect(summarize(passed.findings)).toEqual([]);
    expect(passed.checks.find(({ check }) => check === "examples_valid")?.outcome).toBe("passed");
    expect(right.received.map(({ headers }) => headers["prefer"])).toContain("code=200, example=small");
    const failed = await run({ baseUrl: wrong.baseUrl, spec, ...options });
    expect(failed.findings.map(({ message }) => message)).toEqual([
      'does not return the example "small" that Prefer requests',
    ]);
  });

  it("are validated against their schema", async () => {
    const { baseUrl } = await start(file);
    const spec = describeDownload({ type: "string", maxLength: 10 }, file);
    const { findings } = await run({ baseUrl, spec, ...options });
    expect(findings.map(({ message }) => message)).toContain('the example "small" is invalid');
  });
});
