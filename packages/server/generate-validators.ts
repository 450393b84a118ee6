import ajvFormats from "ajv-formats";
import standaloneCode from "ajv/dist/standalone/index.js";
import { Ajv2020 } from "ajv/dist/2020.js";
import { appendKey, type Description, InvalidDescriptionError, type Operation } from "@rolewright/openapi";
import { build } from "esbuild";
import { collectInputSchemas, type InputSchemas, isValidated } from "./src/openapi/operation.ts";

/**
 * Generates a module with a validator for each input of each operation: `listRolesPath`, `listRolesQuery`,
 * `createRoleBody`. The module contains the functions of Ajv that it calls, so that Ajv is no dependency at run time.
 *
 * @throws {InvalidDescriptionError} if a schema of an input is not valid. The message names the operation and the location.
 */
export async function generateValidators(description: Description): Promise<string> {
  // Inputs are validated as they are: Ajv does not coerce, fill in or remove anything.
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    allowUnionTypes: true,
    code: { source: true, esm: true },
  });
  // The types of ajv-formats, which is CommonJS, say `default`. In Node the import is the function itself.
  (ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
  const { schemas, operations } = description;
  // Keywords of OpenAPI that JSON Schema does not have, and extensions, which do not constrain a value.
  ajv.addVocabulary([
    "components",
    "example",
    "xml",
    "externalDocs",
    ...listExtensions(description.document),
  ]);

  ajv.addSchema(qualifyReferences({ $id: "description", components: { schemas } }));
  const schemaIds: Record<string, string> = {};
  const aliases: string[] = [];
  const namesByText = new Map<string, string>();
  for (const operation of operations) {
    for (const [input, schema] of Object.entries(collectInputSchemas(operation))) {
      const name = `${operation.operationId}${input.charAt(0).toUpperCase()}${input.slice(1)}`;
      const text = JSON.stringify(schema);
      const equal = namesByText.get(text);
      if (equal === undefined) {
        namesByText.set(text, name);
        ajv.addSchema(qualifyReferences({ $id: name, ...schema }));
        compileInput(ajv, name, description, operation, input as keyof InputSchemas);
        schemaIds[name] = name;
      } else aliases.push(`export { ${equal} as ${name} };`);
    }
  }
  // As with ajv-formats.
  const printCode = standaloneCode as unknown as typeof standaloneCode.default;
  return bundle([printCode(ajv, schemaIds), ...aliases].join("\n"));
}

/** Lists the names of the extensions (`x-…`) in a document. */
function listExtensions(document: object): string[] {
  const names = new Set<string>();
  JSON.stringify(document, (key, value: unknown) => {
    if (key.startsWith("x-")) names.add(key);
    return value;
  });
  return [...names];
}

/** Compiles the schema of an input, so that an invalid one is reported with its location. */
function compileInput(
  ajv: Ajv2020,
  name: string,
  { file }: Description,
  operation: Operation,
  input: keyof InputSchemas,
): void {
  try {
    ajv.getSchema(name);
  } catch (error) {
    const { label, pointer } = locateInvalidInput(ajv, operation, input);
    throw new InvalidDescriptionError(
      `${file}: ${label} of ${operation.operationId} at ${pointer} has a schema that no validator can be generated from: ${(error as Error).message}. Correct the schema, or remove the keyword.`,
      { cause: error },
    );
  }
}

/** Finds the parameter whose own schema fails. The parameters of one location are compiled together. */
function locateInvalidInput(ajv: Ajv2020, { parameters, requestBody }: Operation, input: keyof InputSchemas) {
  if (input === "body") {
    const content = requestBody?.content.find(({ name }) => isValidated(name));
    return { label: "the request body", pointer: content?.schemaPointer ?? "#" };
  }
  const candidates = parameters.filter((parameter) => parameter.in === input);
  const invalid = candidates.find(({ schema }) => !canCompile(ajv, schema)) ?? candidates[0];
  return {
    label: `the ${input} parameter "${invalid?.name}"`,
    pointer: invalid?.schemaPointer ?? appendKey("#", "paths"),
  };
}

function canCompile(ajv: Ajv2020, schema: object): boolean {
  try {
    ajv.compile(qualifyReferences(schema));
    return true;
  } catch {
    return false;
  }
}

/** Makes references absolute, since the schemas of inputs are documents of their own. */
const qualifyReferences = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"description#/components/')) as object;

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    // esbuild writes the names of source files into comments, relative to this folder.
    absWorkingDir: import.meta.dirname,
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    legalComments: "inline",
  });
  return outputFiles[0]?.text ?? "";
}
