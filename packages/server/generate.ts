/** Writes src/generated/ from the description; with `--check` only says whether it is as it should be. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import ajvFormats from "ajv-formats";
import standaloneCode from "ajv/dist/standalone/index.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { build } from "esbuild";
import { parse } from "yaml";

interface Description {
  paths: Record<
    string,
    Record<string, { requestBody?: { content: { "application/json": { schema: Ref } } } }>
  >;
  components: { parameters: Record<string, { schema: Ref }> };
}
interface Ref {
  $ref: string;
}

const banner = `// @ts-nocheck
/** Generated from spec/openapi.yaml by Ajv. Do not edit: run \`pnpm generate\`. */
`;
const file = new URL("src/generated/validators.ts", import.meta.url);
const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as Description;

const wanted = banner + (await bundled(validators(description)));
if (!process.argv.includes("--check")) {
  mkdirSync(new URL(".", file), { recursive: true });
  writeFileSync(file, wanted);
} else if (currentText() !== wanted) {
  console.error(
    "src/generated/validators.ts is not what spec/openapi.yaml says. Run `pnpm generate` and commit the result.",
  );
  process.exitCode = 1;
}

function currentText(): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** A module with one validator for each schema of a body or a parameter, under the schema's name. */
function validators({ paths, components }: Description): string {
  // What a caller sent is judged as it is: nothing is converted, filled in or taken out.
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  // ajv-formats is CommonJS whose types say `default`; under Node that is the function itself.
  (ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
  // Words of OpenAPI, and our mark, that are no keywords of JSON Schema.
  ajv.addVocabulary(["components", "example", "x-ours"]);
  const text = JSON.stringify({ $id: "description", components });
  ajv.addSchema(JSON.parse(text.replaceAll('"#/components/', '"description#/components/')) as object);

  const bodies = Object.values(paths).flatMap((item) =>
    Object.values(item).flatMap(({ requestBody }) => requestBody?.content["application/json"].schema ?? []),
  );
  const parameters = Object.values(components.parameters).map(({ schema }) => schema);
  const references = new Set([...bodies, ...parameters].map(({ $ref }) => $ref));
  const names = [...references].map((ref) => [ref.split("/").at(-1), `description${ref}`]);
  // As in ajv-formats: CommonJS.
  const print = standaloneCode as unknown as typeof standaloneCode.default;
  return print(ajv, Object.fromEntries(names) as Record<string, string>);
}

/** The module with the few functions of Ajv that it calls, so that Ajv itself is not needed to run it. */
async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    // The text names the files that it is made of, as seen from here.
    absWorkingDir: import.meta.dirname,
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    legalComments: "inline",
  });
  return outputFiles[0]?.text ?? "";
}
