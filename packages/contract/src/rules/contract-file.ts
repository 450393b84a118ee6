import { readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { isMap, isNode, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";
import { checkNames } from "../check-names.ts";
import { InvalidContractError } from "./invalid-contract-error.ts";
import type { ErrorStatuses, ListOrder, Pages, ReadOnlyItems, UniqueRule } from "./resource.ts";

/** A contract file, as it is written. `contract.schema.json` describes each field. */
export interface ContractFile {
  spec?: string;
  server?: { url: string };
  auth?: ContractAuth;
  tenant?: string;
  ids?: { uniqueWithin?: "kind" | "list"; caseSensitive?: boolean };
  responses?: { additionalFields?: boolean; uniformErrors?: boolean; uniformUnauthorized?: boolean };
  errors?: ErrorStatuses;
  resources?: Record<string, ContractResource>;
  memberships?: Record<string, ContractMembership>;
  jobs?: Record<string, ContractJob>;
  untested?: Record<string, string>;
  confirmed?: "all" | string[];
  accepted?: AcceptedFinding[];
}

export interface ContractAuth {
  type: "apiKey" | "bearer" | "basic";
  env: string;
  secondEnv?: string;
}

export interface ContractResource {
  create: string;
  list?: string;
  get?: string;
  update?: string;
  delete?: string;
  idParameter?: string;
  idProperty?: string;
  item?: string;
  itemOfRead?: string;
  listShows?: "all" | "some";
  pages?: Pages;
  unique?: { property: string; ignores?: UniqueRule["ignores"]; reserved?: boolean; exact?: boolean };
  references?: Record<string, string>;
  acceptsOtherScopes?: string[];
  readOnlyItems?: ReadOnlyItems;
  omittedFields?: "kept" | "reset";
  whenUsed?: "rejected" | "detached";
  assignable?: boolean;
  limit?: boolean | number;
  issuedKey?: string;
  member?: string;
  deletedId?: string;
  uniqueList?: string;
  secrets?: Record<string, "once" | "always">;
  order?: ListOrder;
  filters?: string[];
  credential?: ContractCredential;
  renew?: { operation: string; secret: string };
}

export interface ContractCredential {
  property: string;
  probe: { operation: string; status: number };
  switch?: string;
  expiry?: { property: string; days: string };
  rotate?: string;
  grace?: { hours: string; until: string; next: string };
}

export interface ContractMembership {
  list: string;
  update: string;
  remove: string;
  role: { resource: string; property: string; body: string };
  email?: string;
  invitation: string;
  pages?: Pages;
  exclusiveRole?: { name: string; former: string };
  removedWith?: string;
}

export interface ContractJob {
  create: string;
  get: string;
  result?: string;
  item: string;
  status: { property: string; running: string; completed: string };
  resultProperty?: string;
  exclusive?: boolean;
  period?: [string, string];
  search?: string;
  empty?: number[];
}

/** A finding that does not fail the run. */
export interface AcceptedFinding {
  check: string;
  operation?: string;
  /** A part of the message. */
  message?: string;
  /** A part of the description of the request. */
  request?: string;
  reason: string;
}

/** A contract file with the location of each part. */
export interface ParsedContract {
  /** The file, for messages. */
  name: string;
  contract: ContractFile;
  /** Returns the line and column of a value, or of the nearest part around it. */
  locate(path: readonly (string | number)[]): { line: number; column: number };
}

/**
 * Reads a contract file.
 *
 * @throws {InvalidContractError} if it cannot be read or is invalid. The message has a line for each error.
 */
export function readContract(path: string, name = path): ParsedContract {
  try {
    return parseContract(readFileSync(path, "utf8"), name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new InvalidContractError(
      `${name} cannot be read (${code}). Write one with "rolewright-contract init --spec openapi.yaml".`,
      { cause: error },
    );
  }
}

/** Parses a contract. `name` is the file for messages. */
export function parseContract(text: string, name: string): ParsedContract {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [syntaxError] = document.errors;
  if (syntaxError) {
    const { line, col } = syntaxError.linePos?.[0] ?? { line: 1, col: 1 };
    throw new InvalidContractError(
      `${name}:${line}:${col}: ${syntaxError.message.split("\n", 1)[0]?.replace(/ at line .*$/, "")}`,
    );
  }
  const contract = (document.toJS() ?? {}) as ContractFile;
  const locate = (path: readonly (string | number)[]) => {
    const { line, col } = counter.linePos(findOffset(document, path));
    return { line, column: col };
  };
  const errors = [...findSchemaErrors(contract), ...findUnknownChecks(contract)];
  if (errors.length > 0)
    throw new InvalidContractError(
      errors.map(({ path, message }) => formatError(name, locate(path), path, message)).join("\n"),
    );
  return { name, contract, locate };
}

interface ContractError {
  path: (string | number)[];
  message: string;
}

/** Formats an error for one line: `contract.yaml:12:5: resources.book.creates: is unknown`. */
export const formatError = (
  name: string,
  { line, column }: { line: number; column: number },
  path: readonly (string | number)[],
  message: string,
): string => `${name}:${line}:${column}: ${path.length === 0 ? "" : `${path.join(".")}: `}${message}`;

function findSchemaErrors(contract: unknown): ContractError[] {
  const ajv = new Ajv2020({ allErrors: true, logger: false, verbose: true });
  const validate = ajv.compile(readSchema());
  if (validate(contract)) return [];
  // `oneOf` and `additionalProperties` of a branch repeat what the branches say.
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== "oneOf");
  return errors.map((error) => ({ path: toPath(error), message: describeError(error) }));
}

const readSchema = () =>
  JSON.parse(readFileSync(new URL("../../contract.schema.json", import.meta.url), "utf8")) as object;

function toPath({ instancePath, params }: ErrorObject): (string | number)[] {
  const path = instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const extra: unknown = params["additionalProperty"] ?? params["propertyName"];
  return typeof extra === "string" ? [...path, extra] : path;
}

function describeError({ keyword, params, message, parentSchema }: ErrorObject): string {
  if (keyword === "additionalProperties" || keyword === "propertyNames") {
    const known = Object.keys((parentSchema as { properties?: object } | undefined)?.properties ?? {});
    return known.length === 0 ? "is unknown" : `is unknown. Use one of ${known.join(", ")}`;
  }
  if (keyword === "enum") return `must be one of ${(params["allowedValues"] as unknown[]).join(", ")}`;
  return message ?? "is invalid";
}

const findUnknownChecks = ({ accepted = [] }: ContractFile): ContractError[] =>
  !Array.isArray(accepted)
    ? []
    : accepted.flatMap((entry, index) =>
        typeof entry?.check !== "string" || (checkNames as string[]).includes(entry.check)
          ? []
          : [{ path: ["accepted", index, "check"], message: `"${entry.check}" is no check. See --list` }],
      );

/** Returns the offset of a key, or of the nearest part around it. */
function findOffset({ contents }: Document, path: readonly (string | number)[]): number {
  let node: Node | null = contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isNode(item.key) && String(item.key) === String(key));
      if (pair === undefined) return offset;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      node = (node.items[Number(key)] as Node | undefined) ?? null;
      offset = node?.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}
