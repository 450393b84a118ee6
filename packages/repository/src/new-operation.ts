/** `pnpm new:operation ID`: writes the stubs of an operation of the description. */
import { join } from "node:path";
import { readDescription } from "@rolewright/openapi";
import { writeOperationStubs } from "./operation-stubs.ts";

const descriptions = [
  { version: "v1", file: "spec/openapi.yaml" },
  { version: "v2", file: "spec/openapi-v2.yaml" },
] as const;
const root = join(import.meta.dirname, "../../..");
const [operationId, ...others] = process.argv.slice(2);

try {
  if (operationId === undefined || others.length > 0) {
    throw new Error("Give the ID of one operation: npx -y pnpm@12 new:operation listOrganizationMembers");
  }
  const found = descriptions.flatMap(({ version, file }) => {
    const operation = readDescription(join(root, file), file).findOperation(operationId);
    return operation ? [{ version, operation }] : [];
  });
  if (found.length === 0) {
    const files = descriptions.map(({ file }) => file).join(" and ");
    throw new Error(`${files} have no operation "${operationId}". Add it to one of them first.`);
  }
  const files = found.flatMap(({ version, operation }) => writeOperationStubs(root, version, operation));
  console.log(
    files.length === 0
      ? `All stubs of ${operationId} exist.`
      : `Stubs of ${operationId}:\n${files.map((file) => `  ${file}`).join("\n")}\nComplete them: npx -y pnpm@12 typecheck names what is missing.`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
