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
import { NameIndex, toEmailKey, toNameKey } from "../state/names.ts";
import {
  type Config,
  type ConfigPath,
  defaultBuiltInRoles,
  type LoadedConfig,
  type PolicyEntries,
  type ProjectEntry,
  type RoleEntries,
} from "./config.ts";
import { describeSchemaErrors, type LocatedProblem } from "./schema-errors.ts";

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
    throw new AccessError([...syntaxProblems, ...problemsOfNodes], file);
  const findOffset = createOffsetLookup(document);
  const locate = (path: ConfigPath) => toPlace(lines, findOffset(path));
  const data = toData(document, file);
  if (!validate(data))
    throw new AccessError(
      describeSchemaErrors(validate.errors ?? []).map(({ message, path }) => ({ message, ...locate(path) })),
      file,
    );
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

/** Finds what the parser does not check or permits, such as unknown aliases and keys that exist twice. */
function findNodeProblems(document: Document, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  const report = (message: string, node: unknown) =>
    void problems.push({ message, ...toPlace(lines, (isNode(node) && node.range?.[0]) || 0) });
  visit(document, {
    Alias: (_, alias) => {
      if (!alias.resolve(document)) report(`There is no anchor &${alias.source} above this alias.`, alias);
    },
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "string" && !scalar.value.isWellFormed())
        report("This text has half of a surrogate pair. Write the complete character.", scalar);
    },
    // The parser compares every key with all others, which takes minutes for a large file.
    Map: (_, { items }) => {
      const keys = new Set<string>();
      for (const { key, value } of items) {
        if (!isScalar(key)) report("A key must be a text.", key);
        else if (key.value === "<<" && isAlias(value))
          report("YAML 1.2 has no merge keys. Write the entries out.", key);
        else if (keys.has(String(key.value))) report("This key exists twice. Remove one of them.", key);
        else keys.add(String(key.value));
      }
    },
  });
  return problems;
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

/** Checks what JSON Schema cannot express. */
function checkConfig(config: Config): LocatedProblem[] {
  return [
    ...checkSections(config, [], config.manage.members),
    ...[...config.projects].flatMap(([name, project]) =>
      checkSections(project, ["projects", name], config.manage.members),
    ),
    ...findEqualKeys(config.projects.keys(), ["projects"], toNameKey),
    ...(config.projects.get("*")?.id === undefined
      ? []
      : [{ message: '"*" applies to every project and cannot have an id.', path: ["projects", "*", "id"] }]),
    ...checkRenames(config),
    ...checkRules(config),
  ];
}

function checkSections(
  sections: Pick<Config, "policies" | "roles" | "members">,
  path: ConfigPath,
  manageMembers: Config["manage"]["members"],
): LocatedProblem[] {
  const isUnmanaged = manageMembers === "none" && sections.members.size > 0;
  return [
    ...findEqualKeys(sections.policies.keys(), [...path, "policies"], toNameKey),
    ...findEqualKeys(sections.roles.keys(), [...path, "roles"], toNameKey),
    ...findEqualKeys(sections.members.keys(), [...path, "members"], toEmailKey),
    ...[...sections.roles].flatMap(([role, { policies }]) =>
      findEqualItems(policies, [...path, "roles", role, "policies"]),
    ),
    ...(isUnmanaged
      ? [{ message: "members are not managed. Set manage: { members: listed }.", path: [...path, "members"] }]
      : []),
  ];
}

/** Finds keys that compare equal, such as `Auditor` and `auditor`. */
function findEqualKeys(
  keys: Iterable<string>,
  path: ConfigPath,
  toKey: (name: string) => string,
): LocatedProblem[] {
  return findEqualNames(keys, toKey).map(({ message, second }) => ({ message, path: [...path, second] }));
}

function findEqualItems(items: string[], path: ConfigPath): LocatedProblem[] {
  return findEqualNames(items, toNameKey).map(({ message, second }) => ({
    message,
    path: [...path, items.indexOf(second)],
  }));
}

function findEqualNames(
  names: Iterable<string>,
  toKey: (name: string) => string,
): { message: string; second: string }[] {
  return [...Map.groupBy(names, toKey).values()].flatMap(([first, second, ...others]) =>
    second === undefined
      ? []
      : [
          {
            message: `${[first, second, ...others].map((each) => `"${each}"`).join(" and ")} compare equal. Remove one of them.`,
            second,
          },
        ],
  );
}

function checkRenames({ renamed, ...config }: Config): LocatedProblem[] {
  const indexes = new Map<Map<string, unknown>, NameIndex<{ name: string }>>();
  const findListed = (entries: Map<string, unknown>, name: string) => {
    const index = indexes.get(entries) ?? new NameIndex([...entries.keys()].map((each) => ({ name: each })));
    indexes.set(entries, index);
    return index.find(name);
  };
  return renamed.flatMap(({ kind, name, from, project }, position) => {
    const sections = project === undefined ? config : config.projects.get(project);
    const entries = kind === "role" ? sections?.roles : sections?.policies;
    const path = ["renamed", position];
    if (!entries || !findListed(entries, name))
      return [
        { message: `The new name "${name}" is not listed in the file. List the ${kind} under it.`, path },
      ];
    if (toNameKey(from) !== toNameKey(name) && findListed(entries, from))
      return [{ message: `"${from}" is still listed. List the ${kind} as "${name}" only.`, path }];
    return [];
  });
}

function checkRules({ rules }: Config): LocatedProblem[] {
  return rules.flatMap((rule, position) => {
    if ("who" in rule) return [];
    const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = rule;
    if (atLeast <= atMost) return [];
    const message = `atLeast (${atLeast}) is more than atMost (${atMost}), so that this rule is always broken.`;
    return [{ message, path: ["rules", position, "atLeast"] }];
  });
}
