import type { DefinedError } from "ajv";
import {
  type Document,
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import { AccessError, type Problem } from "../errors.ts";
import { validateConfig } from "../generated/validate-config.ts";
import { findByName, suggestName, toEmailKey, toNameKey } from "../state/names.ts";
import {
  type Config,
  type ConfigPath,
  defaultBuiltInRoles,
  type LoadedConfig,
  type PolicyEntries,
  type ProjectEntry,
  type RoleEntries,
} from "./config.ts";

/** Larger files are rejected before they are parsed. */
const maxCharacters = 5_000_000;

// The generated module has no types.
const validate = validateConfig as ((data: unknown) => boolean) & { errors: DefinedError[] | null };

/**
 * Parses and validates a configuration file.
 *
 * @param source The YAML text.
 * @param file The file's name, for messages.
 * @throws {AccessError} with the line and column of each problem.
 * @example
 * const { config } = parseConfig(await readFile("rolewright.yaml", "utf8"), "rolewright.yaml");
 */
export function parseConfig(source: string, file: string): LoadedConfig {
  if (source.length > maxCharacters)
    throw new AccessError([
      { message: `${file} is larger than 5,000,000 characters. Split it by organization.` },
    ]);
  const lines = new LineCounter();
  const document = parseDocument(source, {
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
    version: "1.2",
  });
  const syntaxProblems = [...document.errors, ...document.warnings].map(({ code, message, pos }) => ({
    message: describeSyntaxError(code, message),
    ...toPlace(lines, pos[0]),
  }));
  const problemsOfNodes = syntaxProblems.length > 0 ? [] : findNodeProblems(document, lines);
  if (syntaxProblems.length + problemsOfNodes.length > 0)
    throw new AccessError(limitProblems([...syntaxProblems, ...problemsOfNodes]), file);
  const findOffset = createOffsetLookup(document);
  const locate = (path: ConfigPath) => toPlace(lines, findOffset(path));
  const data = toData(document, file);
  if (!validate(data))
    throw new AccessError(limitProblems(describeSchemaErrors(validate.errors ?? [], locate)), file);
  const config = toConfig(data as ConfigData);
  const problems = checkConfig(config).map(({ message, path }) => ({ message, ...locate(path) }));
  if (problems.length > 0) throw new AccessError(problems, file);
  return { config, file, locate };
}

function describeSyntaxError(code: ErrorCode, message: string): string {
  switch (code) {
    case "TAB_AS_INDENT":
      return "Tabs are not allowed as indentation. Indent with spaces.";
    case "MULTIPLE_DOCS":
      return "The file has several documents. Write one file for each organization.";
    default:
      return /call stack/.test(message) ? "The file is nested too deep." : `${message.replace(/\.$/, "")}.`;
  }
}

/** Finds what the parser does not check or permits: unknown aliases, keys that are lists or maps, and keys that exist twice. */
function findNodeProblems(document: Document, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  const report = (message: string, node: unknown) =>
    void problems.push({ message, ...toPlace(lines, (isNode(node) && node.range?.[0]) || 0) });
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) report(`There is no anchor &${alias.source} above this alias.`, alias);
    },
    // The parser compares every key with all others, which takes minutes for a large file.
    Map: (_, { items }) => {
      const keys = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) report("A key must be a text.", key);
        else if (keys.has(String(key.value))) report("This key exists twice. Remove one of them.", key);
        else keys.add(String(key.value));
      }
    },
  });
  return problems;
}

/** A broken file can have an error at every character. The first ones are enough to fix it. */
function limitProblems(problems: Problem[], count = 10): Problem[] {
  const rest = problems.length - count;
  return rest > 0 ? [...problems.slice(0, count), { message: `and ${rest} more problems` }] : problems;
}

function toPlace(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Converts the document to plain data. Keys such as `__proto__` and `2024` are ordinary texts. */
function toData(document: Document, file: string): unknown {
  try {
    return toPlainObjects(document.toJS({ mapAsMap: true, maxAliasCount: 100 }));
  } catch (error) {
    // The library throws a ReferenceError if aliases would expand to too many nodes. A RangeError is a full stack.
    const problem =
      error instanceof RangeError ? "An alias contains itself" : "Aliases expand to too many entries";
    throw new AccessError([{ message: `${file}: ${problem}. Write the entries without aliases.` }]);
  }
}

function toPlainObjects(value: unknown): unknown {
  if (value instanceof Map)
    return Object.fromEntries([...value].map(([key, each]) => [String(key), toPlainObjects(each)]));
  return Array.isArray(value) ? value.map(toPlainObjects) : value;
}

/**
 * Creates a function that returns the offset of the key of a map entry, or of an item of a list. The nearest existing parent
 * counts otherwise. Keys are indexed, since a file can have a problem at each of many thousand entries.
 */
function createOffsetLookup(document: Document): (path: ConfigPath) => number {
  const indexes = new WeakMap<YAMLMap, Map<string, Pair>>();
  const indexKeys = (map: YAMLMap) => {
    const existing = indexes.get(map);
    if (existing) return existing;
    const index = new Map(map.items.map((item) => [keyText(item) ?? "", item]));
    indexes.set(map, index);
    return index;
  };
  return (path) => {
    let node: unknown = document.contents;
    let offset = toOffset(node) ?? 0;
    for (const step of path) {
      const parent = isAlias(node) ? node.resolve(document) : node;
      const pair = isMap(parent) ? indexKeys(parent).get(String(step)) : undefined;
      const item = isSeq(parent) && typeof step === "number" ? parent.items[step] : undefined;
      node = pair ? pair.value : item;
      const found = toOffset(pair ? pair.key : item);
      if (found === undefined) break;
      offset = found;
    }
    return offset;
  };
}

const toOffset = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined);

const keyText = (item: Pair): string | undefined =>
  isPair(item) && isScalar(item.key) ? String(item.key.value) : undefined;

function describeSchemaErrors(errors: DefinedError[], locate: LoadedConfig["locate"]): Problem[] {
  const problems = errors
    // These keywords only repeat the errors inside them.
    .filter(({ keyword }) => !["if", "propertyNames"].includes(keyword))
    .map((error) => {
      const path = [
        ...toPath(error.instancePath),
        ...(error.propertyName === undefined ? [] : [error.propertyName]),
      ];
      const place =
        error.keyword === "additionalProperties" ? [...path, error.params.additionalProperty] : path;
      return { message: describeSchemaError(error, path), ...locate(place) };
    });
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

const toPath = (pointer: string): ConfigPath =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));

function describeSchemaError(error: DefinedError, path: ConfigPath): string {
  const place = path.length > 0 ? path.join(" > ") : "the file";
  switch (error.keyword) {
    case "additionalProperties": {
      const key = error.params.additionalProperty;
      const known = Object.keys((error.parentSchema as { properties: object }).properties);
      return `Unknown key "${key}". Did you mean "${suggestName(key, known)}"? Known keys: ${known.join(", ")}.`;
    }
    case "required":
      return describeMissingKey(error.params.missingProperty, place, path);
    case "type":
      return `${place} must be a ${describeTypes([error.params.type as string | string[]].flat())}.${hintAtText(error)}`;
    case "enum":
      return `${place} must be one of: ${error.params.allowedValues.join(", ")}.`;
    case "not":
      return `${place} has both "role" and "policy". Write one entry for each.`;
    case "uniqueItems":
      return `${place} lists "${String((error.data as unknown as unknown[])[error.params.j])}" twice. Remove one.`;
    case "pattern":
      return `${place} must not be blank or contain control characters.`;
    case "maxLength":
      return `${place.slice(0, 100)} has more than ${error.params.limit} characters.`;
    case "minLength":
    case "minItems":
      return `${place} must not be empty.`;
    case "minimum":
      return `${place} must be at least ${error.params.limit}.`;
    default:
      return `${place} ${error.message}.`;
  }
}

/** Some keys are alternatives, of which JSON Schema names only one. */
function describeMissingKey(key: string, place: string, [section]: ConfigPath): string {
  if (section === "renamed" && key === "role") return `${place} needs "role" or "policy", with the new name.`;
  if (section === "rules" && key === "permission")
    return `${place} needs "who" and "never", or "permission".`;
  if (section === "rules" && key === "atLeast") return `${place} needs "atLeast" or "atMost".`;
  return `"${key}" is missing in ${place}.`;
}

function describeTypes(types: string[]): string {
  const names: Record<string, string> = {
    object: "map",
    array: "list",
    string: "text",
    integer: "whole number",
  };
  return types
    .filter((type) => type !== "null" || types.length === 1)
    .map((type) => names[type] ?? type)
    .join(" or ");
}

/** YAML reads `2024` as a number and `billing: read` as a map. */
function hintAtText({ params, data }: DefinedError): string {
  if (![(params as { type: unknown }).type].flat().includes("string") || data === null) return "";
  if (typeof data !== "object") return ` Put it in quotes: "${String(data)}".`;
  const [entry, ...others] = Object.entries(data);
  return entry && others.length === 0 && typeof entry[1] === "string"
    ? ` Write it without a space: "${entry[0]}:${entry[1]}".`
    : "";
}

type Sections = {
  policies?: Record<string, string[] | { permissions: string[]; description?: string | null }> | null;
  roles?: Record<string, { policies: string[]; description?: string | null }> | null;
  members?: Record<string, string> | null;
};
type ConfigData = Sections & {
  organization: string;
  manage?: Partial<Config["manage"]>;
  projects?: Record<string, (Sections & { id?: string }) | null> | null;
  renamed?: { role?: string; policy?: string; from: string; project?: string }[] | null;
  rules?: Config["rules"] | null;
  builtInRoles?: Record<string, string[]>;
};

function toConfig(data: ConfigData): Config {
  return {
    organization: data.organization,
    manage: { policies: "listed", roles: "listed", members: "none", ...data.manage },
    ...toSections(data),
    projects: mapEntries(data.projects, (project): ProjectEntry => {
      const { id, ...sections } = project ?? {};
      return { ...(id !== undefined && { id }), ...toSections(sections) };
    }),
    renamed: (data.renamed ?? []).map(({ role, policy, ...rest }) => ({
      kind: role === undefined ? "policy" : "role",
      name: role ?? policy ?? "",
      ...rest,
    })),
    rules: data.rules ?? [],
    builtInRoles: new Map([...defaultBuiltInRoles, ...Object.entries(data.builtInRoles ?? {})]),
  };
}

function toSections({ policies, roles, members }: Sections): {
  policies: PolicyEntries;
  roles: RoleEntries;
  members: Map<string, string>;
} {
  return {
    policies: mapEntries(policies, (entry) => (Array.isArray(entry) ? { permissions: entry } : entry)),
    roles: mapEntries(roles, (entry) => entry),
    members: mapEntries(members, (role) => role),
  };
}

const mapEntries = <Value, Result>(
  entries: Record<string, Value> | null | undefined,
  map: (value: Value) => Result,
): Map<string, Result> => new Map(Object.entries(entries ?? {}).map(([key, value]) => [key, map(value)]));

type LocatedProblem = { message: string; path: ConfigPath };

/** Checks what JSON Schema cannot express. */
function checkConfig(config: Config): LocatedProblem[] {
  return [
    ...checkSections(config, [], config.manage.members),
    ...[...config.projects].flatMap(([name, project]) =>
      checkSections(project, ["projects", name], config.manage.members),
    ),
    ...findEqualKeys(config.projects, ["projects"], toNameKey),
    ...(config.projects.get("*")?.id === undefined
      ? []
      : [{ message: '"*" applies to every project and cannot have an id.', path: ["projects", "*", "id"] }]),
    ...checkRenames(config),
  ];
}

function checkSections(
  sections: Pick<Config, "policies" | "roles" | "members">,
  path: ConfigPath,
  manageMembers: Config["manage"]["members"],
): LocatedProblem[] {
  const isUnmanaged = manageMembers === "none" && sections.members.size > 0;
  return [
    ...findEqualKeys(sections.policies, [...path, "policies"], toNameKey),
    ...findEqualKeys(sections.roles, [...path, "roles"], toNameKey),
    ...findEqualKeys(sections.members, [...path, "members"], toEmailKey),
    ...(isUnmanaged
      ? [{ message: "members are not managed. Set manage: { members: listed }.", path: [...path, "members"] }]
      : []),
  ];
}

/** Finds keys that compare equal, such as `Auditor` and `auditor`. */
function findEqualKeys(
  entries: Map<string, unknown>,
  path: ConfigPath,
  toKey: (name: string) => string,
): LocatedProblem[] {
  const groups = Map.groupBy(entries.keys(), toKey);
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({
      message: `${group.map((each) => `"${each}"`).join(" and ")} compare equal. Remove one of them.`,
      path: [...path, group[1] ?? ""],
    }));
}

function checkRenames({ renamed, ...config }: Config): LocatedProblem[] {
  return renamed.flatMap(({ kind, name, from, project }, index) => {
    const sections = project === undefined ? config : config.projects.get(project);
    const entries = kind === "role" ? sections?.roles : sections?.policies;
    const listed = [...(entries?.keys() ?? [])].map((each) => ({ name: each }));
    const path = ["renamed", index];
    if (!findByName(listed, name))
      return [
        { message: `The new name "${name}" is not listed in the file. List the ${kind} under it.`, path },
      ];
    if (toNameKey(from) !== toNameKey(name) && findByName(listed, from))
      return [{ message: `"${from}" is still listed. List the ${kind} as "${name}" only.`, path }];
    return [];
  });
}
