import openapiTS, { astToString } from "openapi-typescript";
import { describe, expect, it } from "vitest";

/** Generates the type declarations of a description, one line each, without comments. */
async function generateTypes(file: string): Promise<string[]> {
  const description = new URL(import.meta.resolve(`@rolewright/spec/${file}`));
  const nodes = await openapiTS(description, { alphabetize: false, defaultNonNullable: false });
  return astToString(nodes)
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/** Known differences of the OpenAPI 3.0 version: the reason, the file to normalize, and the normalization. */
const differences: [
  reason: string,
  file: "openapi.json" | "openapi-3.0.json",
  normalize: (types: string) => string,
][] = [
  [
    "OpenAPI 3.0 has no `unevaluatedProperties`, so open responses have an index signature",
    "openapi-3.0.json",
    (types) => types.replaceAll("} & {\n[key: string]: unknown;\n};", "};"),
  ],
  [
    "OpenAPI 3.0 version has no `default` responses, because progenitor treats them as successes",
    "openapi.json",
    (types) => types.replaceAll(/^default: components\["responses"\]\["UnexpectedError"\];\n/gm, ""),
  ],
  [
    "only `default` responses use `UnexpectedError` and its header `Allow`",
    "openapi.json",
    (types) =>
      types.replace(/^UnexpectedError: \{\n[\s\S]*?\n\};\n\};\n/m, "").replace(/^Allow: string;\n/m, ""),
  ],
];

/** Generates the types of a file, without the known differences. */
async function generateComparableTypes(file: "openapi.json" | "openapi-3.0.json"): Promise<string[]> {
  const types = (await generateTypes(file)).join("\n");
  const own = differences.filter(([, side]) => side === file);
  return own.reduce((normalized, [, , normalize]) => normalize(normalized), types).split("\n");
}

describe("the OpenAPI 3.0 version", () => {
  it("has the types of the description, apart from the known differences", async () => {
    expect(await generateComparableTypes("openapi-3.0.json")).toEqual(
      await generateComparableTypes("openapi.json"),
    );
  });

  it.each(differences)("differs as documented: %s", async (_, file, normalize) => {
    const types = (await generateTypes(file)).join("\n");
    expect(normalize(types)).not.toBe(types);
  });

  it("has a literal `success` in successes and errors", async () => {
    const literals = (await generateTypes("openapi-3.0.json")).filter((line) => line.startsWith("success:"));
    expect(new Set(literals)).toEqual(new Set(["success: true;", "success: false;"]));
  });
});

describe("the bundled description", () => {
  it("has the same types as openapi.yaml", async () => {
    expect(await generateTypes("openapi.json")).toEqual(await generateTypes("openapi.yaml"));
  });
});
