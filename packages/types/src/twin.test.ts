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

/** What the twin cannot say as the description does: the reason, on which side it is undone, and how the types look then. */
const differences: [
  reason: string,
  file: "openapi.json" | "openapi-3.0.json",
  undo: (types: string) => string,
][] = [
  [
    "3.0 has no `unevaluatedProperties`: open answers are `additionalProperties: true`, an index signature here",
    "openapi-3.0.json",
    (types) => types.replaceAll("} & {\n[key: string]: unknown;\n};", "};"),
  ],
  [
    "progenitor takes `default` for a success: the twin lists the single statuses alone",
    "openapi.json",
    (types) => types.replaceAll(/^default: components\["responses"\]\["UnexpectedError"\];\n/gm, ""),
  ],
  [
    "nothing but `default` has the response `UnexpectedError` and its header `Allow`",
    "openapi.json",
    (types) =>
      types.replace(/^UnexpectedError: \{\n[\s\S]*?\n\};\n\};\n/m, "").replace(/^Allow: string;\n/m, ""),
  ],
];

/** The types of one file, without the differences that are undone on its side. */
async function comparable(file: "openapi.json" | "openapi-3.0.json"): Promise<string[]> {
  const types = (await typesOf(file)).join("\n");
  const own = differences.filter(([, side]) => side === file);
  return own.reduce((undone, [, , undo]) => undo(undone), types).split("\n");
}

describe("the 3.0 twin", () => {
  it("gives the same types as the description, but for the listed differences", async () => {
    expect(await comparable("openapi-3.0.json")).toEqual(await comparable("openapi.json"));
  });

  it.each(differences)("differs, as listed: %s", async (_, file, undo) => {
    const types = (await typesOf(file)).join("\n");
    expect(undo(types)).not.toBe(types);
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
