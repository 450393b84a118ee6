import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { readDescription } from "./description/read-description.ts";
import {
  describeOperation,
  type Received,
  run,
  startItems,
  summarize,
} from "./testing/items-server.test-support.ts";

const describeBody = (value: unknown, more = {}) => {
  const schema = { type: "object", required: ["value"], additionalProperties: false, properties: { value } };
  return describeOperation({
    requestBody: { required: true, content: { "application/json": { schema } } },
    ...more,
  });
};

/** Starts a server that validates bodies as the description says. */
function startStrict(spec: string, errorStatus = { json: 400, schema: 400 }) {
  const description = readDescription(spec);
  const pointer = description.operations[0]?.requestBody?.schemaPointer ?? "#";
  const validate = ({ body, headers }: Received) => {
    if (headers["content-type"]?.split(";")[0]?.trim().toLowerCase() !== "application/json") return 415;
    try {
      if (body.includes("\ufffd")) return errorStatus.json;
      return description.problems(pointer, JSON.parse(body)).length === 0 ? 200 : errorStatus.schema;
    } catch {
      return errorStatus.json;
    }
  };
  return startItems(validate, "POST");
}

describe("a valid body is found for", () => {
  it.each<[string, object | boolean]>([
    ["a pattern", { type: "string", pattern: "^[A-Z]{2}-[0-9]{3}$" }],
    ["lookaheads", { type: "string", pattern: "^(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9]{8,12}$" }],
    ["a lookbehind", { type: "string", pattern: "^[A-Z]{3}(?<!ABC)$" }],
    ["a long text", { type: "string", minLength: 300, maxLength: 310 }],
    ["a very long text", { type: "string", minLength: 5_000, maxLength: 5_001 }],
    ["a date with a pattern", { type: "string", format: "date", pattern: "^2026" }],
    ["a list longer than usual", { type: "array", minItems: 8, maxItems: 9, items: { type: "integer" } }],
    ["distinct items", { type: "array", minItems: 2, uniqueItems: true, items: { type: "string" } }],
    ["a fraction", { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 }],
    ["a multiple", { type: "integer", multipleOf: 7, minimum: 8, maximum: 20 }],
    ["a schema that is true", true],
  ])("%s", async (_, value) => {
    const spec = describeBody(value);
    const { baseUrl, received } = await startStrict(spec);
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings)).toEqual([]);
    expect(report.outcome).toBe("passed");
    expect(received.length).toBeGreaterThan(10);
  });
});

describe("no valid body is found, and the run ends, for", () => {
  it.each<[string, object | boolean]>([
    ["limits that contradict each other", { type: "integer", minimum: 5, maximum: 2 }],
    ["lengths that contradict each other", { type: "string", minLength: 5, maxLength: 2 }],
    ["an email address that is too short", { type: "string", format: "email", maxLength: 5 }],
    [
      "too few distinct items",
      { type: "array", minItems: 3, uniqueItems: true, items: { enum: ["a", "b"] } },
    ],
    ["a negated type", { type: "string", not: { type: "string" } }],
    ["a schema that is false", false],
  ])("%s", async (_, value) => {
    const spec = describeBody(value);
    const { baseUrl } = await startStrict(spec);
    const { outcome, incompleteReason, findings } = await run({ baseUrl, spec });
    expect(summarize(findings)).toEqual([]);
    expect(outcome).toBe("incomplete");
    expect(incompleteReason).toContain(
      "useItems was not tested, because no valid request body was found, and it has no valid example",
    );
  });
});

describe("a body", () => {
  const cat = {
    type: "object",
    required: ["kind", "lives"],
    additionalProperties: false,
    properties: { kind: { const: "cat" }, lives: { type: "integer", minimum: 1, maximum: 9 } },
  };
  const dog = {
    type: "object",
    required: ["kind", "tag"],
    additionalProperties: false,
    properties: { kind: { const: "dog" }, tag: { type: "string", minLength: 2, maxLength: 5 } },
  };

  it.each<[string, object]>([
    ["a list of numbers", { type: "array", maxItems: 3, items: { type: "integer", minimum: 1 } }],
    ["a list of objects", { type: "array", minItems: 1, items: cat }],
    ["an empty list", { type: "array", maxItems: 0 }],
    ["a text", { type: "string", minLength: 2, maxLength: 5 }],
    ["a number", { type: "integer", minimum: 10, maximum: 20 }],
    ["a boolean", { type: "boolean" }],
    ["an object without required properties", { type: "object", additionalProperties: false }],
    ["one of two objects", { oneOf: [cat, dog] }],
    ["any of a list and an object", { anyOf: [{ type: "array", items: dog }, cat] }],
  ])("can be %s", async (_, schema) => {
    const spec = describeOperation({
      requestBody: { required: true, content: { "application/json": { schema } } },
    });
    const { baseUrl } = await startStrict(spec);
    const report = await run({ baseUrl, spec });
    expect(summarize(report.findings)).toEqual([]);
    expect(report.outcome).toBe("passed");
    const keywords = report.coverage.dimensions.find(({ kind }) => kind === "keywords");
    expect(keywords?.missing).toEqual([]);
  });

  it("in a list or an alternative is tested for each rule, and reproduced", async () => {
    const schema = { oneOf: [{ type: "array", items: cat }, dog] };
    const spec = describeOperation({
      requestBody: { required: true, content: { "application/json": { schema } } },
    });
    const { baseUrl } = await startItems(({ body }) => (/^[[{]/.test(body) ? 200 : 400), "POST");
    const { findings } = await run({ baseUrl, spec });
    const accepted = findings.filter(({ check }) => check === "negative_data_rejection");
    const texts = accepted.map(({ message }) => message).join("\n");
    expect(texts).toContain("items: lives: maximum");
    expect(texts).toContain("alternative 2: tag: maxLength");
    expect(accepted.flatMap(({ reproduce }) => reproduce).join("\n")).toContain(
      `--data-binary '[{"kind":"cat"`,
    );
  });
});

it("expects 400 for malformed JSON where only default documents it", async () => {
  const error = { description: "Rejected.", content: { "application/json": { schema: { type: "object" } } } };
  const ok = { description: "Done.", content: { "application/json": { schema: { type: "object" } } } };
  const spec = describeBody({ type: "integer" }, { responses: { "200": ok, "422": error, default: error } });
  const right = await startStrict(spec, { json: 400, schema: 422 });
  expect(summarize((await run({ baseUrl: right.baseUrl, spec })).findings)).toEqual([]);
  const wrong = await startStrict(spec, { json: 409, schema: 422 });
  const { findings } = await run({ baseUrl: wrong.baseUrl, spec });
  expect(findings.map(({ message }) => message)).toContain("returns 409: the body is not valid JSON");
});

it("says that no server responds, also without an operation that can be probed", async () => {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await new Promise((closed) => server.close(closed));
  await expect(run({ baseUrl, spec: describeBody({ type: "integer" }) })).rejects.toThrow(
    `No server responds at ${baseUrl}`,
  );
});
