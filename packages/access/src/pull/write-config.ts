import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  visit,
  YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Config, ProjectEntry } from "../config/config.ts";
import { parseConfig } from "../config/parse-config.ts";
import type { AccessState, Policy, Role, Scope, ScopeState } from "../state/access-state.ts";
import { toEmailKey, toNameKey } from "../state/names.ts";

/**
 * Writes the stored state as a configuration file. `createPlan` of the result is empty.
 *
 * @param existing The text of an existing file. Its comments, its order, its line ends and its other sections stay.
 * @param file The existing file's name, for messages.
 * @throws {AccessError} if the existing file is invalid.
 * @example
 * await writeFile("rolewright.yaml", writeConfig(await readState(api)));
 */
export function writeConfig(state: AccessState, existing?: string, file = "rolewright.yaml"): string {
  const config = existing === undefined ? undefined : parseConfig(existing, file).config;
  const document = existing === undefined ? createDocument() : parseDocument(existing, { uniqueKeys: false });
  document.setIn(["organization"], state.organization.name);
  const [organization, ...projects] = state.scopes;
  if (organization) writeSections(document, [], organization, config);
  for (const project of projects) writeProject(document, project, projects, config);
  removeProjects(document, projects, config);
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false });
  return existing?.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
}

function createDocument(): Document {
  const document = new Document({ organization: "" });
  // Editors with the YAML language server complete and validate the file.
  document.commentBefore =
    " yaml-language-server: $schema=./node_modules/@rolewright/access/dist/schema.json";
  document.set(
    "manage",
    document.createNode({ policies: "listed", roles: "listed", members: "none" }, { flow: true }),
  );
  return document;
}

function writeProject(
  document: Document,
  project: ScopeState,
  projects: ScopeState[],
  config: Config | undefined,
): void {
  if (project.scope.kind !== "project") return;
  const { id, name } = project.scope;
  const listed = [...(config?.projects ?? [])].find(([key, entry]) =>
    isEntryOf(key, entry, project.scope as ProjectScope),
  );
  const custom = project.roles.filter(({ isBuiltIn }) => !isBuiltIn);
  const managesMembers =
    config?.manage.members === "listed" && (project.members ?? []).some(({ role }) => role);
  if (!listed && custom.length + project.policies.length === 0 && !managesMembers) return;
  // A name that another project or entry has, or that has a meaning in the file, cannot be a key.
  const others = [
    ...projects.flatMap(({ scope }) => (scope.kind === "project" && scope.id !== id ? [scope.name] : [])),
    ...[...(config?.projects.keys() ?? [])].filter((each) => each !== listed?.[0]),
    "*",
  ];
  const needsId = includesName(others, name);
  const key = listed?.[0] ?? (needsId ? createLabel(`${name} (${id})`, others) : name);
  if (needsId && listed?.[1].id === undefined) document.setIn(["projects", key, "id"], id);
  writeSections(document, ["projects", key], project, config);
}

const includesName = (names: string[], name: string): boolean =>
  names.some((each) => toNameKey(each) === toNameKey(name));

/** Returns a label that no project has as its name. */
const createLabel = (label: string, names: string[]): string =>
  includesName(names, label) ? createLabel(`${label}'`, names) : label;

type ProjectScope = Extract<Scope, { kind: "project" }>;

/** Whether an entry under `projects` is about a project. */
function isEntryOf(key: string, entry: ProjectEntry, { id, name }: ProjectScope): boolean {
  return entry.id === undefined ? key !== "*" && toNameKey(key) === toNameKey(name) : entry.id === id;
}

/** Removes the entries of projects that do not exist, and `*`, whose entries are written for each project. */
function removeProjects(document: Document, projects: ScopeState[], config: Config | undefined): void {
  for (const [key, entry] of config?.projects ?? []) {
    if (!projects.some(({ scope }) => scope.kind === "project" && isEntryOf(key, entry, scope)))
      document.deleteIn(["projects", key]);
  }
}

function writeSections(
  document: Document,
  path: string[],
  state: ScopeState,
  config: Config | undefined,
): void {
  const { policies = "listed", roles = "listed", members = "none" } = config?.manage ?? {};
  if (policies !== "none")
    writeEntries(document, [...path, "policies"], state.policies, toNameKey, toPolicyEntry);
  const custom = state.roles.filter(({ isBuiltIn }) => !isBuiltIn);
  if (roles !== "none") writeEntries(document, [...path, "roles"], custom, toNameKey, toRoleEntry);
  const assigned = (state.members ?? []).flatMap(({ email, role }) =>
    role ? [{ name: email, role: role.name }] : [],
  );
  if (members === "listed")
    writeEntries(document, [...path, "members"], assigned, toEmailKey, ({ role }) => role);
}

function toPolicyEntry({ description, permissions }: Policy): Entry {
  const names = permissions.map(({ name }) => name);
  return description ? { description, permissions: names } : names;
}

function toRoleEntry({ description, policies }: Role): Entry {
  return { ...(description && { description }), policies: policies.map(({ name }) => name) };
}

/** Updates the entries of a section. Entries that are as stored are not touched, so that comments and order stay. */
function writeEntries<Item extends { name: string }>(
  document: Document,
  path: string[],
  items: Item[],
  toKey: (name: string) => string,
  toEntry: (item: Item) => Entry,
): void {
  const existing = document.getIn(path, true);
  const section = isMap(existing) ? existing : new YAMLMap();
  const byKey = new Map(items.map((item) => [toKey(item.name), item]));
  section.items = section.items.filter(({ key }) => byKey.has(toKey(readKey(key))));
  const pairs = new Map(section.items.map((pair) => [toKey(readKey(pair.key)), pair]));
  for (const [key, item] of byKey) {
    const pair = pairs.get(key);
    if (!pair) section.items.push(document.createPair(item.name, toNode(document, toEntry(item))));
    else {
      if (readKey(pair.key) !== item.name) pair.key = document.createNode(item.name);
      pair.value = updateEntry(document, pair.value as Node, toEntry(item));
    }
  }
  if (section.items.length === 0 && existing !== undefined) document.deleteIn(path);
  else if (section.items.length > 0 && section !== existing) document.setIn(path, section);
}

const readKey = (key: unknown): string => String(isScalar(key) ? key.value : key);

/** A role name, or lists of names with an optional description. */
type Entry = string | string[] | { description?: string; [list: string]: string | string[] | undefined };

function toNode(document: Document, entry: Entry): Node {
  const node = document.createNode(entry);
  visit(node, { Seq: (_, list) => void (list.flow = true) });
  return node;
}

/** Changes only what differs. A description that the file omits stays omitted. */
function updateEntry(document: Document, node: Node, entry: Entry): Node {
  if (typeof entry === "string")
    return isScalar(node) && node.value === entry ? node : document.createNode(entry);
  const { description, ...lists } = Array.isArray(entry) ? { permissions: entry } : entry;
  if (isSeq(node)) return updateList(document, node, lists["permissions"] ?? []);
  if (!isMap(node)) return toNode(document, entry);
  for (const [key, names] of Object.entries(lists)) {
    const list = node.get(key, true);
    node.set(key, isSeq(list) ? updateList(document, list, names ?? []) : toNode(document, names ?? []));
  }
  if (node.has("description") && (node.get("description") || "") !== (description ?? ""))
    node.set("description", description ?? null);
  return node;
}

function updateList(document: Document, list: YAMLSeq, names: string | string[]): Node {
  const wanted = [names].flat();
  const listed = list.items.map(readKey);
  list.items = list.items.filter((item) => wanted.includes(readKey(item)));
  for (const name of wanted) if (!listed.includes(name)) list.add(document.createNode(name));
  return list;
}
