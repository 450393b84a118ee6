import { expect, it } from "vitest";
import { describeOperation, run, startItems } from "./testing/items-server.test-support.ts";

const optional = { in: "query", required: false };
const path = { in: "path", required: true };

/** Parameters, the keywords that no text can violate, and those that one can. Paths are those of the schema. */
const parameters: [string, { in: string; required: boolean }, object, string[], string[]][] = [
  ["a string", optional, { type: "string" }, ["type"], []],
  ["a string or null", optional, { type: ["string", "null"] }, ["type"], []],
  ["a string that is not empty", optional, { type: "string", minLength: 1 }, ["type", "minLength"], []],
  ["a path segment", path, { type: "string", minLength: 1 }, ["type", "minLength"], []],
  ["a header", { in: "header", required: false }, { type: "string" }, ["type"], []],
  ["a string of two characters", optional, { type: "string", minLength: 2 }, ["type"], ["minLength"]],
  ["a short string", optional, { type: "string", maxLength: 5 }, ["type"], ["maxLength"]],
  ["an integer", optional, { type: "integer" }, [], ["type"]],
  ["a boolean", optional, { type: "boolean" }, [], ["type"]],
  ["one of two values", optional, { type: "string", enum: ["a", "b"] }, ["type"], ["enum"]],
  [
    "a list of strings",
    optional,
    { type: "array", minItems: 1, items: { type: "string" } },
    ["type", "minItems", "items/type"],
    [],
  ],
  [
    "a list of two or more integers",
    optional,
    { type: "array", minItems: 2, items: { type: "integer" } },
    ["type"],
    ["minItems", "items/type"],
  ],
  [
    "an integer or any string",
    optional,
    { anyOf: [{ type: "integer" }, { type: "string" }] },
    ["anyOf/0/type", "anyOf/1/type"],
    [],
  ],
  [
    "an integer or a value",
    optional,
    { anyOf: [{ type: "integer" }, { type: "string", enum: ["latest"] }] },
    ["anyOf/1/type"],
    ["anyOf/0/type", "anyOf/1/enum"],
  ],
];

it.each(parameters)(
  "counts what no text of %s can violate as unreachable",
  async (_, place, schema, ...keywords) => {
    const [unreachable, reachable] = keywords;
    const parameter = { name: "value", ...place, schema };
    const template = place.in === "path" ? "/items/{value}" : "/items";
    const operation = {
      operationId: "useItems",
      parameters: [parameter],
      responses: { "200": { description: "Done." } },
    };
    const spec = describeOperation({}, { paths: { [template]: { get: operation } } });
    const { baseUrl } = await startItems(() => 200);
    const { coverage } = await run({ baseUrl, spec, maxExamples: 10 });
    const at = `#/paths/${template.replaceAll("/", "~1")}/get/parameters/0/schema/`;
    const listInvalid = (kind: string) => {
      const { missing = [], unreachable: never = [] } =
        coverage.dimensions.find((each) => each.kind === kind) ?? {};
      return { missing, never: never.map(({ item }) => item).filter((item) => item.endsWith(" invalid")) };
    };
    const found = listInvalid("keywords");
    expect(found.never.toSorted()).toEqual(
      unreachable.map((keyword) => `${at}${keyword} invalid`).toSorted(),
    );
    // The server accepts everything, so that each of the others is missing.
    expect(found.missing.filter((item) => item.endsWith(" invalid")).toSorted()).toEqual(
      reachable.map((keyword) => `${at}${keyword} invalid`).toSorted(),
    );
    expect(listInvalid("parameters").never).toEqual(reachable.length === 0 ? ["useItems value invalid"] : []);
  },
);

it.each([
  [
    "application/x-www-form-urlencoded",
    ["properties/name/minLength"],
    [
      "type",
      "properties/name/type",
      "properties/tags/type",
      "properties/tags/minItems",
      "properties/tags/items/type",
    ],
  ],
  ["application/json", ["type", "properties/name/type", "properties/name/minLength"], []],
])("counts what no text of %s can violate as unreachable", async (mediaType, reachable, unreachable) => {
  const schema = {
    type: "object",
    properties: {
      name: { type: "string", minLength: 1 },
      tags: { type: "array", minItems: 1, items: { type: "string" } },
    },
  };
  const spec = describeOperation({ requestBody: { content: { [mediaType]: { schema } } } });
  const { baseUrl } = await startItems(() => 200, "POST");
  const { coverage } = await run({ baseUrl, spec, maxExamples: 10 });
  const keywords = coverage.dimensions.find(({ kind }) => kind === "keywords");
  const at = `#/paths/~1items/post/requestBody/content/${mediaType.replace("/", "~1")}/schema/`;
  const never = keywords?.unreachable.map(({ item }) => item) ?? [];
  expect(never.toSorted()).toEqual(unreachable.map((keyword) => `${at}${keyword} invalid`).toSorted());
  expect(keywords?.missing).toEqual(
    expect.arrayContaining(reachable.map((keyword) => `${at}${keyword} invalid`)),
  );
});

it("counts a keyword that a body shares as missing", async () => {
  const schema = { type: "string" };
  const requestBody = {
    content: {
      "application/json": {
        schema: {
          type: "object",
          properties: { name: { $ref: "#/paths/~1items/post/parameters/0/schema" } },
        },
      },
    },
  };
  const spec = describeOperation({ parameters: [{ name: "value", ...optional, schema }], requestBody });
  const { baseUrl } = await startItems(() => 200, "POST");
  const { coverage } = await run({ baseUrl, spec, maxExamples: 10 });
  const keywords = coverage.dimensions.find(({ kind }) => kind === "keywords");
  const item = "#/paths/~1items/post/parameters/0/schema/type invalid";
  expect(keywords?.unreachable.map((each) => each.item)).not.toContain(item);
  expect(keywords?.missing).toContain(item);
});
