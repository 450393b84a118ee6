import openapiTS, { astToString } from "openapi-typescript";
import { describe, expect, it } from "vitest";

/** The type declarations that a description gives, without comments, a line each. */
async function typesOf(file: string): Promise<string[]> {
  const description = new URL(import.meta.resolve(`@rolewright/spec/${file}`));
  const nodes = await openapiTS(description, { alphabetize: false, defaultNonNullable: false });
  return astToString(nodes)
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** What the twin cannot say as the description does: the reason, and how it looks once it is undone. */
const differences: [reason: string, undo: (types: string) => string][] = [
  [
    "3.0 has no `unevaluatedProperties`: open answers are `additionalProperties: true`, an index signature here",
    (types) => types.replaceAll("} & {\n[key: string]: unknown;\n};", "};"),
  ],
  [
    "progenitor takes `default` for a success: the twin says 4XX and 5XX",
    (types) => types.replaceAll(/"4XX": (.*);\n"5XX": \1;/g, "default: $1;"),
  ],
];

describe("the 3.0 twin", () => {
  it("gives the same types as the description, but for the listed differences", async () => {
    const twin = (await typesOf("openapi-3.0.json")).join("\n");
    const undone = differences.reduce((types, [, undo]) => undo(types), twin);
    expect(undone.split("\n")).toEqual(await typesOf("openapi.json"));
  });

  it.each(differences)("differs, as listed: %s", async (_, undo) => {
    const twin = (await typesOf("openapi-3.0.json")).join("\n");
    expect(undo(twin)).not.toBe(twin);
  });

  it("keeps `success` a literal on both sides", async () => {
    const literals = (await typesOf("openapi-3.0.json")).filter((line) => line.startsWith("success:"));
    expect(new Set(literals)).toEqual(new Set(["success: true;", "success: false;"]));
  });
});

describe("the bundled description", () => {
  it("gives the same types as openapi.yaml", async () => {
    expect(await typesOf("openapi.json")).toEqual(await typesOf("openapi.yaml"));
  });
});
