import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type Description,
  findBundledDescription,
  readDescription,
} from "../description/read-description.ts";
import type { BundledApi } from "./bundled-apis.ts";
import { type ContractFile, formatError, type ParsedContract, readContract } from "./contract-file.ts";
import { deriveRules } from "./derived-rules.ts";
import { InvalidContractError } from "./invalid-contract-error.ts";
import { resolveRules } from "./resolve-rules.ts";
import type { Rules } from "./rules.ts";
import { readWaivers, type Waiver } from "./waivers.ts";

/** Where the description and the rules come from. */
export interface ContractSources {
  api?: BundledApi | undefined;
  contract?: string | undefined;
  spec?: string | undefined;
  /** A file with accepted findings. */
  accepted?: string | undefined;
}

/** A description, its rules, and the contract file that states them. */
export interface LoadedContract {
  description: Description;
  rules: Rules;
  contract: ContractFile;
  /** The findings that the files accept. */
  waivers: Waiver[];
}

/**
 * Loads a description and its rules: from a contract file, from the links and example names of a description, or the bundled
 * ones.
 *
 * @throws {InvalidContractError | InvalidDescriptionError} if a file is missing or invalid.
 */
export function loadContract({ accepted, ...sources }: ContractSources): LoadedContract {
  const loaded = loadRules(sources);
  const more = accepted === undefined ? [] : readWaivers(readContract(accepted));
  return { ...loaded, waivers: [...loaded.waivers, ...more] };
}

function loadRules({ api, contract: path, spec }: ContractSources): LoadedContract {
  if (path !== undefined) return loadFile(path, spec);
  if (api === undefined && spec !== undefined) {
    const description = readDescription(spec);
    return { description, rules: deriveRules(description), contract: {}, waivers: [] };
  }
  return loadBundled(api ?? "v1", spec);
}

function loadFile(path: string, spec: string | undefined): LoadedContract {
  const parsed = readContract(path);
  const { contract } = parsed;
  if (contract.spec === undefined && spec === undefined)
    throw new InvalidContractError(
      formatError(
        parsed.name,
        parsed.locate([]),
        [],
        "spec is missing. Set it to the OpenAPI description, or use --spec",
      ),
    );
  const described = readDescription(spec ?? resolve(dirname(path), contract.spec ?? ""));
  const description = withoutUntested(described, parsed);
  return { description, rules: resolveRules(parsed, description), contract, waivers: readWaivers(parsed) };
}

function loadBundled(api: BundledApi, spec: string | undefined): LoadedContract {
  const name = api === "v1" ? "openapi.yaml" : "openapi-v2.yaml";
  const described = readDescription(spec ?? findBundledDescription(name), spec ?? name);
  const file = fileURLToPath(new URL(`../../contracts/${api}.yaml`, import.meta.url));
  const parsed = readContract(file, `contracts/${api}.yaml`);
  const description = withoutUntested(described, parsed);
  return { description, rules: resolveRules(parsed, description), contract: parsed.contract, waivers: [] };
}

/** Marks the operations that the contract file excludes. */
function withoutUntested(description: Description, { contract, name, locate }: ParsedContract): Description {
  const untested = contract.untested ?? {};
  const unknown = Object.keys(untested).find((each) => description.findOperation(each) === undefined);
  if (unknown !== undefined)
    throw new InvalidContractError(
      formatError(
        name,
        locate(["untested", unknown]),
        ["untested", unknown],
        `${description.file} has no such operation`,
      ),
    );
  if (Object.keys(untested).length === 0) return description;
  const operations = description.operations.map((operation) => {
    const reason = untested[operation.operationId];
    return reason === undefined ? operation : { ...operation, unsupported: reason };
  });
  const byId = new Map(operations.map((operation) => [operation.operationId, operation]));
  return { ...description, operations, findOperation: (operationId) => byId.get(operationId) };
}
