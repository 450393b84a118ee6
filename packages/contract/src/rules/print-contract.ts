import { stringify } from "yaml";
import type { ContractResource } from "./contract-file.ts";
import type { GuessedContract, GuessedResource } from "./guess-contract.ts";

/** Formats a guessed contract as YAML, with a comment for each guess, and examples of the rules that cannot be guessed. */
export function printContract(contract: GuessedContract, spec: string): string {
  const { title, serverUrl, auth, acceptsNewFields, hasUuids, resources, omitted } = contract;
  return [
    "# yaml-language-server: $schema=./node_modules/@rolewright/contract/contract.schema.json",
    `# The rules of ${title.replaceAll(/\s+/g, " ")}. Each comment "guess" says why a line is here: check the line, and correct or delete it.`,
    "# If responses contradict a rule ten times, the run asks whether the rule is right.",
    `spec: ${toYaml(spec)}`,
    "server:",
    `  url: ${toYaml(serverUrl)} # guess: the path is the one of the first server`,
    ...(auth
      ? [
          "auth:",
          `  type: ${auth.type} # guess: the first security scheme`,
          `  env: ${auth.env} # the environment variable with ${credentialForms[auth.type]}`,
          `  # secondEnv: SECOND_${auth.env} # the same for another tenant, which tenant_isolation needs`,
        ]
      : []),
    "# tenant: account # what the credentials belong to, for messages",
    "responses:",
    `  additionalFields: ${acceptsNewFields} # guess: whether the response schemas accept additional fields`,
    "ids:",
    `  uniqueWithin: ${hasUuids ? "kind" : "list"} # guess: ${hasUuids ? "IDs are UUIDs" : "IDs are not UUIDs"}`,
    ...(resources.length === 0
      ? ["resources: {} # no path such as /items and /items/{itemId} creates and names items"]
      : ["resources:", ...resources.flatMap(printResource)]),
    ...omitted.map(({ operationId, reason }) => `# ${operationId} is not a resource, because ${reason}.`),
    "# confirmed: [resources.NAME.RULE] # rules that are certainly right. Then contradictions are findings",
    "# accepted: # findings that do not fail the run",
    "#   - { check: malformed_request, operation: NAME, reason: why it stays }",
    "",
  ].join("\n");
}

const credentialForms = { apiKey: "the API key", bearer: "the token", basic: "USER:PASS" };

const facts = new Set(["create", "list", "get", "update", "delete"]);

function printResource({ name, entry, reasons }: GuessedResource): string[] {
  const lines = Object.entries(entry).map(([field, value]) => {
    const reason = reasons[field as keyof ContractResource];
    const comment = reason === undefined ? (facts.has(field) ? "" : " # guess") : ` # guess: ${reason}`;
    return `    ${field}: ${toYaml(value)}${comment}`;
  });
  return [
    `  ${name}: # guess: ${entry.create} and the paths below it`,
    ...lines,
    ...printMissingRules(entry),
  ];
}

/** Examples of rules that the description does not suggest. */
function printMissingRules({ unique, list, update, omittedFields }: ContractResource): string[] {
  return [
    ...(unique ? [] : ["    # unique: { property: name, ignores: [case, whitespace, unicodeForm] }"]),
    ...(update !== undefined && omittedFields === undefined ? ["    # omittedFields: kept"] : []),
    ...(list === undefined ? [] : ["    # readOnlyItems: { where: { isDefault: true } }"]),
    "    # limit: 100 # the number of items that a collection can have, or true if it can be full",
  ];
}

/** Formats a value in one line. */
const toYaml = (value: unknown): string =>
  stringify(value, { collectionStyle: "flow", flowCollectionPadding: true, lineWidth: 0 }).trimEnd();
