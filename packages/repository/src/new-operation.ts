/** `pnpm new:operation ID`: writes the stubs of an operation of the description. */
import { join } from "node:path";
import { readDescription } from "@rolewright/openapi";
import { writeOperationStubs } from "./operation-stubs.ts";

const root = join(import.meta.dirname, "../../..");
const [operationId, ...others] = process.argv.slice(2);

try {
  if (operationId === undefined || others.length > 0) {
    throw new Error("Give the ID of one operation: npx -y pnpm@12 new:operation listOrganizationMembers");
  }
  const { operations } = readDescription(join(root, "spec/openapi.yaml"), "spec/openapi.yaml");
  const operation = operations.find((each) => each.operationId === operationId);
  if (!operation) {
    throw new Error(
      `spec/openapi.yaml has no operation "${operationId}". Add it there first. It has ${operations.map((each) => each.operationId).join(", ")}.`,
    );
  }
  const files = writeOperationStubs(root, operation);
  console.log(
    files.length === 0
      ? `All stubs of ${operationId} exist.`
      : `Stubs of ${operationId}:\n${files.map((file) => `  ${file}`).join("\n")}\nComplete them: npx -y pnpm@12 typecheck names what is missing.`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
