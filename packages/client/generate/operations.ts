/** The method surface: interfaces with the description's words, and the table that binds them to paths. */
import { allOperations, description, nameOf, type Operation, resolved, type Schema } from "./description.ts";
import { classOf } from "./status-errors.ts";

/** What is reached by one name: `client.organization`, `client.project(id).roles`. */
interface Group {
  /** As a caller writes it: `client.project(projectId).roles`. */
  expression: string;
  /** Of its interface. */
  name: string;
  /** What its id is called, where it needs one. */
  parameter?: string;
  methods: Map<string, Operation>;
  groups: Map<string, Group>;
}

const root: Group = { expression: "client", name: "Operations", methods: new Map(), groups: new Map() };
const scopes = new Set(
  allOperations.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}(?=\/)/g)].map(([, name]) => name)),
);
const expressions = new Map<string, string>();
const types = new Set<string>();

for (const operation of allOperations) place(operation);

/** The generated file. */
export function operationsFile(): string {
  const interfaces = interfacesOf(root).join("\n");
  const imports = [...types].toSorted().map((name) => `  ${name},\n`);
  return `import type {\n${imports.join("")}} from "@rolewright/types";
import type { Call } from "../call.ts";
import type { CallOptions } from "../options.ts";

${interfaces}
/** Binds a method to its operation. \`field\` is what of the answer's data it gives; without it, all. */
export type Bind = <Method>(method: string, path: string, field?: string) => Method;

/** Makes the methods of what an id names. */
type Scope = <Methods>(name: string, make: (bind: Bind) => Methods) => (id: string) => Methods;

/** Every method of the description. */
export const bindOperations = (bind: Bind, scope: Scope): Operations => (${table(root, "")});
`;
}

/** Where each operation is, for those who answer instead of asking. */
export function routesFile(): string {
  const routes = allOperations.map(
    ({ operationId, method, path }) => `  ${operationId}: "${method} ${path}",\n`,
  );
  return `import type { OperationId } from "@rolewright/types";

/** The method and path of each operation. */
export const routes: Record<OperationId, string> = {\n${routes.join("")}};\n`;
}

/** `/v1/projects/{projectId}/roles/{roleId}` is at `project(projectId).roles`: ids that have paths below them are scopes. */
function place(operation: Operation): void {
  let group = root;
  const segments = operation.path.split("/").slice(2);
  for (const [index, segment] of segments.entries()) {
    const parameter = /^\{(\w+)\}$/.exec(segments[index + 1] ?? "")?.[1];
    if (segment.startsWith("{")) continue;
    group =
      parameter !== undefined && scopes.has(parameter) ? scoped(group, parameter) : below(group, segment);
  }
  const verb = /^[a-z]+/.exec(operation.operationId)?.[0] ?? "";
  if (group.methods.has(verb))
    throw new Error(
      `${operation.operationId} and ${group.methods.get(verb)?.operationId} are both ${group.expression}.${verb}.`,
    );
  group.methods.set(verb, operation);
  expressions.set(operation.operationId, `${group.expression}.${verb}`);
}

function below(group: Group, segment: string): Group {
  return added(group, segment, {
    expression: `${group.expression}.${segment}`,
    name: `${group === root ? "" : group.name}${capital(segment)}`,
    methods: new Map(),
    groups: new Map(),
  });
}

function scoped(group: Group, parameter: string): Group {
  const name = parameter.replace(/Id$/, "");
  return added(group, name, {
    expression: `${group.expression}.${name}(${parameter})`,
    name: capital(name),
    parameter,
    methods: new Map(),
    groups: new Map(),
  });
}

function added(group: Group, key: string, child: Group): Group {
  if (!group.groups.has(key)) group.groups.set(key, child);
  return group.groups.get(key) as Group;
}

function interfacesOf(group: Group): string[] {
  const methods = [...group.methods].map(([verb, operation]) => methodOf(verb, operation));
  const members = [...group.groups].map(([key, child]) => memberOf(key, child));
  const own = `${comment([aboutOf(group)], "")}export interface ${interfaceOf(group)} {\n${[...methods, ...members].join("\n")}}\n`;
  return [own, ...[...group.groups.values()].flatMap(interfacesOf)];
}

const interfaceOf = (group: Group) => (group === root ? group.name : `${group.name}Methods`);

function aboutOf(group: Group): string {
  if (group === root) return "Every operation of the description, where its path puts it.";
  const [first] = group.methods.values();
  return (
    description.tags.find(({ name }) => name === first?.tags[0])?.description ??
    `What \`${group.expression}\` has.`
  );
}

function memberOf(key: string, child: Group): string {
  if (child.parameter === undefined)
    return `${comment([aboutOf(child)], "  ")}  ${key}: ${interfaceOf(child)};\n`;
  const about = parameterOf(child.parameter)?.description ?? "";
  const lines = [
    `One ${key} and what is in it. Nothing is sent until a call is awaited.`,
    "",
    `@param ${child.parameter} ${about}`,
    "@throws {ConfigurationError} at once, when the id cannot be one: empty, blank, `.` or `..`.",
  ];
  return `${comment(lines, "  ")}  ${key}(${child.parameter}: string): ${interfaceOf(child)};\n`;
}

const parameterOf = (name: string) =>
  allOperations.map(({ parameters }) => parameters.get(name)).find((parameter) => parameter !== undefined);

function methodOf(verb: string, operation: Operation): string {
  const ids = leafIds(operation).map((name) => `${name}: string`);
  const input = inputOf(operation);
  const parameters = [...ids, ...(input ? [`input: ${used(input)}`] : []), "options?: CallOptions"];
  return `${comment(docOf(verb, operation), "  ")}  ${verb}(${parameters.join(", ")}): Call<${dataOf(operation).type}, "${operation.operationId}">;\n`;
}

/** The ids that the method takes itself. */
const leafIds = ({ path }: Operation) =>
  [...path.matchAll(/\{(\w+)\}$/g)].flatMap(([, name = ""]) => (scopes.has(name) ? [] : [name]));

const inputOf = ({ requestBody }: Operation) =>
  requestBody && nameOf(requestBody.content["application/json"].schema);

/** What a method gives: the one field of `data`, else all of it. */
function dataOf({ answers }: Operation): { type: string; field?: string } {
  const envelope = answers.get("200")?.content["application/json"].schema ?? {};
  const data = resolved(envelope).properties?.["data"] ?? {};
  const fields = Object.entries(resolved(data).properties ?? {});
  const [[field, schema] = ["", {}]] = fields;
  return fields.length === 1
    ? { type: typeOf(schema), field }
    : { type: used(nameOf(data).replace(/Data$/, "")) };
}

const typeOf = (schema: Schema): string =>
  schema.items ? `${used(nameOf(schema.items))}[]` : used(nameOf(schema));

function used(name: string): string {
  types.add(name);
  return name;
}

function docOf(verb: string, operation: Operation): string[] {
  const errors = [...operation.answers].filter(([status]) => /^[45]/.test(status));
  return [
    `${operation.summary}.`,
    "",
    ...inCode(operation.description).split("\n"),
    "",
    ...leafIds(operation).map(
      (name) => `@param ${name} ${firstSentence(operation.parameters.get(name)?.description ?? "")}`,
    ),
    ...errors.map(
      ([status, { description: words }]) =>
        `@throws {${classOf(Number(status))}} ${status}: ${firstSentence(words)}`,
    ),
    "@example",
    `const ${dataOf(operation).field ?? (verb === "delete" ? "deletion" : "created")} = await ${exampleOf(verb, operation)};`,
    `@see {@link ${operation.externalDocs?.url ?? description.externalDocs.url}}`,
  ];
}

/** The rest is on the page of the error's class; 25 times it would weigh. */
const firstSentence = (words: string) =>
  inCode(/^.*?\.(?= |$)/.exec(words.replaceAll("\n", " "))?.[0] ?? words);

/** An operation as the caller of this client knows it. */
const inCode = (text: string) =>
  text.replaceAll(/`(\w+)`/g, (all, name: string) =>
    expressions.has(name) ? `\`${expressions.get(name)}\`` : all,
  );

function exampleOf(verb: string, operation: Operation): string {
  const examples = Object.values(operation.requestBody?.content["application/json"].examples ?? {});
  const input = examples[0] && literal(examples[0].value);
  const ids = leafIds(operation).map((name) => `"${operation.parameters.get(name)?.example}"`);
  const expression = (expressions.get(operation.operationId) ?? verb).replace(
    /\((\w+)\)/,
    (_, name: string) => `("${parameterOf(name)?.example}")`,
  );
  return `${expression}(${[...ids, ...(input ? [input] : [])].join(", ")})`;
}

function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value)
    .map(([name, item]) => `${name}: ${literal(item)}`)
    .join(", ")} }`;
}

function table(group: Group, indent: string): string {
  const inner = `${indent}  `;
  const methods = [...group.methods].map(([verb, operation]) => {
    const { field } = dataOf(operation);
    return `${inner}${verb}: bind("${operation.method}", "${operation.path}"${field ? `, "${field}"` : ""}),\n`;
  });
  const groups = [...group.groups].map(([key, child]) =>
    child.parameter === undefined
      ? `${inner}${key}: ${table(child, inner)},\n`
      : `${inner}${key}: scope("${child.parameter}", (bind) => (${table(child, inner)})),\n`,
  );
  return `{\n${[...methods, ...groups].join("")}${indent}}`;
}

/** What would end the comment is taken out of the description's words. */
function comment(lines: string[], indent: string): string {
  const safe = lines.map((line) => line.trimEnd().replaceAll("*/", "*\\/"));
  if (safe.length === 1) return `${indent}/** ${safe[0]} */\n`;
  return `${indent}/**\n${safe.map((line) => `${indent} *${line && ` ${line}`}\n`).join("")}${indent} */\n`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
