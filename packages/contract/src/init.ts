import { existsSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { readDescription } from "./description/read-description.ts";
import { ContractSetupError } from "./options.ts";
import { parseContract } from "./rules/contract-file.ts";
import { guessContract } from "./rules/guess-contract.ts";
import { printContract } from "./rules/print-contract.ts";
import { resolveRules } from "./rules/resolve-rules.ts";

/**
 * Writes a contract file with the resources and rules that a description suggests. Returns what it found, for people.
 *
 * @throws {ContractSetupError} if the file exists.
 */
export function initContract(spec: string, output: string): string {
  if (existsSync(output))
    throw new ContractSetupError(
      `${output} exists already. Delete it, or choose another file with --output.`,
    );
  const description = readDescription(spec);
  const guess = guessContract(description);
  // The file is shared with machines of other systems. On Windows, the separator is a backslash.
  const path = relative(dirname(resolve(output)), resolve(spec)).replaceAll(sep, "/");
  const text = printContract(guess, path);
  // A contract that cannot be read would be a fault of the guesses.
  resolveRules(parseContract(text, output), description);
  writeFileSync(output, text);
  const { resources, auth } = guess;
  return [
    `${output} describes ${resources.length === 0 ? "no resources" : resources.map(({ name }) => name).join(", ")}.`,
    `Check its guesses, then start the server and run: ${auth ? `${auth.env}=… ` : ""}rolewright-contract${output === "contract.yaml" ? "" : ` --contract ${output}`}`,
  ].join("\n");
}
