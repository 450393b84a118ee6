/**
 * Prints the `redocly score` of each description, and fails when a part that depends on the texts and examples of an
 * operation is incomplete. The command prints scores but has no threshold option.
 *
 * The total is a report only: it includes the share of fields with limits and the depth of responses, which the vendor
 * decides. A new operation may lower it without a fault.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** The parts that each operation must have completely. `no-schema-keyword-that-tools-drop` covers polymorphism. */
const completeParts = ["documentationQuality", "exampleCoverage", "errorClarity", "identifierClarity"];

/** The file in `.bin` would be a batch file on Windows, which cannot be started without a shell. */
const redocly = join(import.meta.dirname, "../node_modules/@redocly/cli/bin/cli.js");

/** @typedef {{ operationId?: string, responses?: Record<string, { content?: object }> }} Operation */

const failures = ["openapi.yaml", "openapi-v2.yaml"].flatMap((file) => {
  const report = execFileSync(process.execPath, [redocly, "score", file, "--format", "json"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  /** @type {{ agentReadiness: number, operationScores: Record<string, { subscores: Record<string, number> }> }} */
  const { agentReadiness, operationScores } = JSON.parse(report);
  console.log(`redocly score of ${file}: ${agentReadiness}`);
  const withoutBody = findOperationsWithoutBody(file);
  return Object.entries(operationScores).flatMap(([operationId, { subscores }]) =>
    completeParts
      .filter((part) => (subscores[part] ?? 0) < 1)
      .filter((part) => part !== "exampleCoverage" || !withoutBody.has(operationId))
      .map((part) => `${file}: ${operationId} has ${subscores[part]} of 1 for ${part}.`),
  );
});
if (failures.length > 0) {
  console.error(
    [...failures, "Complete the descriptions and examples of these operations, then lint again."].join("\n"),
  );
  process.exitCode = 1;
}

/**
 * Finds the operations whose success has no body, such as redirects: they have no example.
 *
 * @param {string} file
 * @returns {Set<string | undefined>}
 */
function findOperationsWithoutBody(file) {
  /** @type {{ paths: Record<string, Record<string, Operation>> }} */
  const { paths } = parse(readFileSync(file, "utf8"));
  const operations = Object.values(paths).flatMap((item) => Object.values(item));
  const hasBody = (/** @type {Operation} */ { responses = {} }) =>
    Object.entries(responses).some(([status, { content }]) => /^[23]/.test(status) && content !== undefined);
  return new Set(operations.filter((operation) => !hasBody(operation)).map(({ operationId }) => operationId));
}
