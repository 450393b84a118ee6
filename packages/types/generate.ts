/** Writes src/generated/schema.ts from the description; with `--check` only says whether it is as it should be. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const description = new URL(import.meta.resolve("@rolewright/spec/openapi.yaml"));
const output = fileURLToPath(new URL("src/generated/schema.ts", import.meta.url));

const banner = `/** Generated from spec/openapi.yaml. Do not edit: run \`pnpm generate\`. */\n\n`;

const nodes = await openapiTS(description, { alphabetize: false, defaultNonNullable: false });
const wanted = banner + astToString(nodes.map((node) => withoutHeaderIndex(node)));

if (!process.argv.includes("--check")) {
  writeFileSync(output, wanted);
} else if (currentText() !== wanted) {
  console.error(firstDifference(currentText(), wanted));
  console.error(
    "src/generated/schema.ts is not what spec/openapi.yaml says. Run `pnpm generate` and commit the result.",
  );
  process.exitCode = 1;
}

/**
 * openapi-typescript gives the headers of every answer `[name: string]: unknown`, which hides misspelt names. It has no
 * option for that. An index signature anywhere else comes from the description and stays, so that the tests find it.
 */
function withoutHeaderIndex<T extends ts.Node>(node: T, inHeaders = false): T {
  return ts.visitEachChild(
    node,
    (child) => {
      if (inHeaders && ts.isIndexSignatureDeclaration(child)) return undefined;
      return withoutHeaderIndex(child, inHeaders || isHeaders(child));
    },
    undefined,
  );
}

function isHeaders(node: ts.Node): boolean {
  return ts.isPropertySignature(node) && ts.isIdentifier(node.name) && node.name.text === "headers";
}

function currentText(): string {
  try {
    return readFileSync(output, "utf8");
  } catch {
    return "";
  }
}

function firstDifference(current: string, next: string): string {
  const before = current.split("\n");
  const after = next.split("\n");
  const line = after.findIndex((text, index) => text !== before[index]);
  return line < 0
    ? `schema.ts goes on after line ${after.length}`
    : `schema.ts:${line + 1}\n- ${before[line] ?? "(nothing)"}\n+ ${after[line]}`;
}
