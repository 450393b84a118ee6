/** How the methods of the TypeScript client are called: `/v1/projects/{projectId}/roles` is `client.project(projectId).roles`. */
import { InvalidDescriptionError } from "./invalid-description-error.ts";
import { listPathParameterNames, type Operation } from "./operation.ts";

/** What the names of the methods follow from. */
type NamedOperation = Pick<Operation, "operationId" | "path">;

/** An ID in a path. */
export interface PathId {
  /** As in the description: `role-id`. */
  name: string;
  /** As the name of a variable: `roleId`. */
  identifier: string;
}

/** A name on the way from the client to a method. A name with an ID is called with it. */
interface ResourceStep {
  name: string;
  /** The part of the path that it stands for: `/projects/{projectId}`. */
  path: string;
  id?: PathId;
}

/** Where the client has the method of an operation. */
export interface MethodLocation {
  steps: ResourceStep[];
  name: string;
}

/** What is reached by one name: `client.organization`, `client.project(id).roles`. */
export interface ResourceNode<Op extends NamedOperation = NamedOperation> {
  steps: ResourceStep[];
  /** The name of its interface. */
  interfaceName: string;
  /** Its ID, if it needs one. */
  id?: PathId;
  methods: Map<string, Op>;
  children: Map<string, ResourceNode<Op>>;
}

/** Returns where the client has the method of an operation. */
export function locateMethod(operation: NamedOperation): MethodLocation {
  // The first segment is the version.
  const segments = getResourcePath(operation).split("/").slice(2);
  const parent = findParentId(operation);
  const steps = segments.flatMap((segment, index): ResourceStep[] => {
    if (segment.startsWith("{")) return [];
    if (index > 0 || parent === undefined) return [{ name: toCamelCase(segment), path: `/${segment}` }];
    const name = parent.identifier.replace(/Id$/, "");
    return [{ name, path: `/${segment}/{${parent.name}}`, id: parent }];
  });
  return { steps, name: getMethodName(operation) };
}

/**
 * Formats how a caller writes a method: `client.project(projectId).roles.list`.
 *
 * @param formatId Writes the ID of a parent. The default is its identifier.
 */
export const formatMethod = ({ steps, name }: MethodLocation, formatId?: (id: PathId) => string): string =>
  `${formatResource(steps, formatId)}.${name}`;

/** Formats how a caller writes a resource: `client.project(projectId).roles`. */
export const formatResource = (
  steps: readonly ResourceStep[],
  formatId: (id: PathId) => string = ({ identifier }) => identifier,
): string => ["client", ...steps.map(({ name, id }) => name + (id ? `(${formatId(id)})` : ""))].join(".");

/** The resources of a description, as the client has them. */
export class ResourceTree<Op extends NamedOperation> {
  readonly root: ResourceNode<Op> = {
    steps: [],
    interfaceName: "Operations",
    methods: new Map(),
    children: new Map(),
  };
  readonly #locations = new Map<string, MethodLocation>();
  /** The nodes by the names of their interfaces. */
  readonly #nodes = new Map<string, ResourceNode<Op>>();

  /**
   * @throws {InvalidDescriptionError} if an operation or a resource cannot have its name, or two would have the same. The
   *   message names them.
   */
  constructor(operations: readonly Op[]) {
    for (const operation of operations) this.#addOperation(operation);
    for (const node of this.#nodes.values()) rejectEqualNames(node);
  }

  /** Finds where the client has an operation. */
  findMethod(operationId: string): MethodLocation | undefined {
    return this.#locations.get(operationId);
  }

  #addOperation(operation: Op): void {
    const { operationId, path } = operation;
    if (!/^[a-z][A-Za-z0-9]*$/.test(operationId) || reservedWords.has(operationId))
      throw new InvalidDescriptionError(
        `${path}: the operationId "${operationId}" cannot be the name of a function. Use a verb in lower case and a noun, such as "listRoles".`,
      );
    const location = locateMethod(operation);
    const node = location.steps.reduce(
      (parent, step) => this.#ensureChild(parent, step, operationId),
      this.root,
    );
    const other = node.methods.get(location.name);
    if (other !== undefined)
      throw new InvalidDescriptionError(
        `${operationId} and ${other.operationId} would both be ${formatMethod(location)}. Start one operationId with another verb.`,
      );
    node.methods.set(location.name, operation);
    this.#locations.set(operationId, location);
  }

  #ensureChild(node: ResourceNode<Op>, step: ResourceStep, operationId: string): ResourceNode<Op> {
    const { name, id } = step;
    const steps = [...node.steps, step];
    if (!/^[A-Za-z]\w*$/.test(name))
      throw new InvalidDescriptionError(
        `${operationId}: "${step.path}" in its path cannot be a name in TypeScript. Start the segment with a letter.`,
      );
    const prefix = node === this.root || id !== undefined ? "" : node.interfaceName.replace(/Methods$/, "");
    const interfaceName = `${prefix}${capitalize(name)}Methods`;
    const existing = node.children.get(name) ?? this.#nodes.get(interfaceName);
    if (existing !== undefined) {
      if (formatPath(existing.steps) === formatPath(steps)) return existing;
      throw new InvalidDescriptionError(
        `${operationId}: the resources at ${formatPath(existing.steps)} and ${formatPath(steps)} would have the same name, ${interfaceName}. Rename a segment or an ID of one path.`,
      );
    }
    const child = { steps, interfaceName, methods: new Map(), children: new Map(), ...(id && { id }) };
    node.children.set(name, child);
    this.#nodes.set(interfaceName, child);
    return child;
  }
}

const formatPath = (steps: readonly ResourceStep[]) => steps.map(({ path }) => path).join("");

/** A property of an object is either a method or a resource. */
function rejectEqualNames(node: ResourceNode): void {
  for (const [name, { operationId }] of node.methods) {
    const child = node.children.get(name);
    if (child !== undefined)
      throw new InvalidDescriptionError(
        `${formatResource(child.steps)} would be ${operationId} and also the resource at ${formatPath(child.steps)}. Start the operationId with another verb.`,
      );
  }
}

/** Lists all IDs in the path. */
export const listPathIds = ({ path }: Pick<Operation, "path">): PathId[] =>
  listPathParameterNames(path).map((name) => ({ name, identifier: toIdentifier(name) }));

/** Lists the IDs that the method takes itself. That of the parent is an argument of the parent. */
export const listMethodIds = (operation: Pick<Operation, "path">): PathId[] =>
  listPathIds(operation).filter(({ name }) => name !== findParentId(operation)?.name);

/**
 * Returns the ID of a top-level resource, as in `/v1/projects/{projectId}/roles`. No other ID is a parent, with or without
 * paths below it: otherwise, the first path below `/roles/{roleId}` would move the methods of roles that users call.
 */
const findParentId = ({ path }: Pick<Operation, "path">): PathId | undefined =>
  /^\/[^/]+\/[^/{]+\/\{/.test(path) ? listPathIds({ path })[0] : undefined;

const getVerb = ({ operationId }: NamedOperation) => /^[a-z]+/.exec(operationId)?.[0] ?? "";

/** Returns the path without an action at its end: `/roles/search` and `/roles/{roleId}/copy` are methods of the roles. */
function getResourcePath(operation: NamedOperation): string {
  const [, resourcePath, action] = /^(\/[^/]+\/.+)\/([^/]+)$/.exec(operation.path) ?? [];
  return resourcePath !== undefined && action === getVerb(operation) ? resourcePath : operation.path;
}

/** Returns the verb, with what follows the resource: `updateOrganizationMemberRole` of a member is `updateRole`. */
function getMethodName(operation: NamedOperation): string {
  const resource =
    getResourcePath(operation)
      .replaceAll(/\/\{[^{}]+\}/g, "")
      .split("/")
      .at(-1) ?? "";
  const noun = capitalize(toCamelCase(resource)).replace(/s$/, "");
  const suffix = new RegExp(`^[a-z]+\\w*?${noun}s?([A-Z]\\w*)$`).exec(operation.operationId)?.[1] ?? "";
  return getVerb(operation) + suffix;
}

/** Returns the name of a variable for an ID: `roleId` for `role-id`, `classParam` for `class`. */
function toIdentifier(name: string): string {
  const identifier = toCamelCase(name);
  return reservedWords.has(identifier) || methodParameters.has(identifier)
    ? `${identifier}Param`
    : identifier;
}

const toCamelCase = (text: string): string =>
  text.replaceAll(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The other parameters of methods, and what their code uses. */
const methodParameters = new Set(["caller", "input", "options", "query"]);

/** The names that no variable of a JavaScript module can have. */
export const reservedWords: ReadonlySet<string> = new Set([
  "arguments",
  "await",
  "break",
  "case",
  "catch",
  "class",
  "const",
  "continue",
  "debugger",
  "default",
  "delete",
  "do",
  "else",
  "enum",
  "eval",
  "export",
  "extends",
  "false",
  "finally",
  "for",
  "function",
  "if",
  "implements",
  "import",
  "in",
  "instanceof",
  "interface",
  "let",
  "new",
  "null",
  "package",
  "private",
  "protected",
  "public",
  "return",
  "static",
  "super",
  "switch",
  "this",
  "throw",
  "true",
  "try",
  "typeof",
  "undefined",
  "var",
  "void",
  "while",
  "with",
  "yield",
]);
