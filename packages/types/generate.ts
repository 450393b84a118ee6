/** Generates src/generated/ from the descriptions. With `--check`, only reports whether it is up to date. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Description, readDescription, type Schema } from "@rolewright/openapi";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";
import { extractSchemaInterfaces } from "./schema-interfaces.ts";

await generate("openapi.yaml", { schema: "schema.ts", models: "models.ts" });
await generate("openapi-v2.yaml", { schema: "schema-v2.ts", models: "models-v2.ts" });

async function generate(description: string, names: { schema: string; models: string }): Promise<void> {
  const url = new URL(import.meta.resolve(`@rolewright/spec/${description}`));
  const banner = `/** Generated from spec/${description}. Do not edit: run \`pnpm generate\`. */\n\n`;
  const nodes = await openapiTS(url, { alphabetize: false, defaultNonNullable: false });
  const parsed = readDescription(url, `spec/${description}`);
  const optionalHeaders = listOptionalHeaders(parsed);
  const corrected = nodes.map((node) => correctHeaders(node, optionalHeaders));
  const schema = astToString(extractSchemaInterfaces(corrected));
  const models = printModels(parsed, names.schema);
  writeOrCheck(description, names.schema, banner + schema);
  writeOrCheck(description, names.models, banner + models);
}

function writeOrCheck(description: string, name: string, expected: string): void {
  const output = fileURLToPath(new URL(`src/generated/${name}`, import.meta.url));
  if (!process.argv.includes("--check")) {
    writeFileSync(output, expected);
    return;
  }
  const current = readCurrentText(output);
  if (current === expected) return;
  console.error(describeFirstDifference(name, current, expected));
  console.error(
    `src/generated/${name} is out of date with spec/${description}. Run \`pnpm generate\`, and commit the result.`,
  );
  process.exitCode = 1;
}

/** Prints a readable name for each object and each list of values. Envelopes are `ResponseBody`. */
function printModels({ file, schemas }: Description, schemaFile: string): string {
  const models = Object.entries(schemas).flatMap(([name, schema]) => {
    const model = toModelName(name, schema);
    return model === undefined ? [] : [{ model, name, schema }];
  });
  const duplicate = models.find(
    ({ model }, index) => models.findIndex((each) => each.model === model) < index,
  );
  if (duplicate !== undefined) {
    throw new Error(
      `${file}: the schema ${duplicate.name} gets the name of the schema ${duplicate.model}. Rename one of them.`,
    );
  }
  const imports = ["components", ...models.filter(isRenamedObject).map(({ name }) => name)];
  const lines = models.map((each) => `${printComment(each.schema)}${printModel(each)}\n`);
  return `import type { ${imports.join(", ")} } from "./${schemaFile}";\n\n${lines.join("")}`;
}

interface Model {
  model: string;
  /** The name of the schema. */
  name: string;
  schema: Schema;
}

function isRenamedObject({ model, name, schema }: Model): boolean {
  return model !== name && schema.properties !== undefined && schema.allOf === undefined;
}

/** An interface keeps its new name in editors and messages, and an alias does not. */
function printModel(each: Model): string {
  const { model, name, schema } = each;
  if (isRenamedObject(each)) return `export interface ${model} extends ${name} {}`;
  const type = `components["schemas"]["${name}"]`;
  const isNullable = [schema.type].flat().includes("null");
  return `export type ${model} = ${isNullable ? `NonNullable<${type}>` : type};`;
}

function printComment(schema: Schema): string {
  const texts = [schema.description, schema.enum && "New values may be added: keep a default case."];
  const comment = texts.filter(Boolean).join(" ").trim().replaceAll("\n", "\n * ");
  return comment && `/** ${comment} */\n`;
}

/**
 * Names the type of a schema. `undefined` for envelopes, for texts and numbers, and for data with one field, which the client
 * returns without its wrapper. Data with several fields loses its ending: `CreatedProjectData` becomes `CreatedProject`.
 */
function toModelName(name: string, schema: Schema): string | undefined {
  if (name === "ErrorResponse") return name;
  if (name.endsWith("Response") || isScalar(schema)) return undefined;
  if (!name.endsWith("Data")) return name;
  return Object.keys(schema.properties ?? {}).length === 1 ? undefined : name.slice(0, -"Data".length);
}

function isScalar({ type, enum: values }: Schema): boolean {
  return values === undefined && ["string", "integer", "number", "boolean"].includes(String(type));
}

/** Returns the names of the component headers that a response may omit. */
function listOptionalHeaders({ document }: Description): Set<string> {
  const { headers = {} } = (document["components"] ?? {}) as {
    headers?: Record<string, { required?: boolean }>;
  };
  return new Set(Object.keys(headers).filter((name) => headers[name]?.required !== true));
}

/**
 * Corrects the headers of every response, for which openapi-typescript has no options. It adds an index signature
 * `[name: string]: unknown`, which hides misspelled names, and it makes a header required if it is a reference. Other index
 * signatures stay, so that the tests find them.
 */
function correctHeaders<T extends ts.Node>(
  node: T,
  optionalHeaders: ReadonlySet<string>,
  inHeaders = false,
): T {
  return ts.visitEachChild(
    node,
    (child) => {
      if (inHeaders && ts.isIndexSignatureDeclaration(child)) return undefined;
      if (inHeaders && isReferenceToOptional(child, optionalHeaders)) return makeOptional(child);
      return correctHeaders(child, optionalHeaders, inHeaders || isHeaders(child));
    },
    undefined,
  );
}

function isHeaders(node: ts.Node): boolean {
  return ts.isPropertySignature(node) && ts.isIdentifier(node.name) && node.name.text === "headers";
}

function isReferenceToOptional(
  node: ts.Node,
  optionalHeaders: ReadonlySet<string>,
): node is ts.PropertySignature {
  if (!ts.isPropertySignature(node) || !node.type || !ts.isIndexedAccessTypeNode(node.type)) return false;
  const { indexType } = node.type;
  return (
    ts.isLiteralTypeNode(indexType) &&
    ts.isStringLiteral(indexType.literal) &&
    optionalHeaders.has(indexType.literal.text)
  );
}

function makeOptional({ modifiers, name, type }: ts.PropertySignature): ts.PropertySignature {
  const question = ts.factory.createToken(ts.SyntaxKind.QuestionToken);
  return ts.factory.createPropertySignature(modifiers, name, question, type);
}

function readCurrentText(output: string): string {
  try {
    return readFileSync(output, "utf8");
  } catch {
    return "";
  }
}

function describeFirstDifference(name: string, current: string, next: string): string {
  const before = current.split("\n");
  const after = next.split("\n");
  const line = after.findIndex((text, index) => text !== before[index]);
  return line < 0
    ? `${name} has extra lines after line ${after.length}`
    : `${name}:${line + 1}\n- ${before[line] ?? "(nothing)"}\n+ ${after[line]}`;
}
