/** Where the methods of a client are: `/v1/projects/{projectId}/roles` is at `client.project(projectId).roles`. */
import type { Operation } from "./description.ts";

/** What is reached by one name: `client.organization`, `client.project(id).roles`. */
export interface ResourceNode {
  /** As a caller writes it: `client.project(projectId).roles`. */
  expression: string;
  /** The name of its interface. */
  interfaceName: string;
  /** The name of its ID, if it needs one. */
  parameter?: string;
  methods: Map<string, Operation>;
  children: Map<string, ResourceNode>;
}

/** The resources of a description. */
export class ResourceTree {
  readonly root: ResourceNode = {
    expression: "client",
    interfaceName: "Operations",
    methods: new Map(),
    children: new Map(),
  };
  readonly #expressions = new Map<string, string>();

  constructor(operations: readonly Operation[]) {
    for (const operation of operations) this.#addOperation(operation);
  }

  /** Returns how a caller writes an operation: `client.organization.roles.create`. */
  findExpression(operationId: string): string | undefined {
    return this.#expressions.get(operationId);
  }

  #addOperation(operation: Operation): void {
    const node = this.#findNode(operation);
    const name = getMethodName(operation);
    const other = node.methods.get(name);
    if (other !== undefined)
      throw new Error(
        `${operation.operationId} and ${other.operationId} would both be ${node.expression}.${name}. Start one operationId with another verb.`,
      );
    node.methods.set(name, operation);
    this.#expressions.set(operation.operationId, `${node.expression}.${name}`);
  }

  #findNode(operation: Operation): ResourceNode {
    // The first segment is the version.
    const segments = getResourcePath(operation).split("/").slice(2);
    return segments.reduce((node, segment, index) => {
      if (segment.startsWith("{")) return node;
      const parameter = index === 0 ? findParentId(operation) : undefined;
      return parameter === undefined ? this.#ensureChild(node, segment) : ensureParent(node, parameter);
    }, this.root);
  }

  #ensureChild(node: ResourceNode, segment: string): ResourceNode {
    const name = toCamelCase(segment);
    return ensure(node, name, {
      expression: `${node.expression}.${name}`,
      interfaceName: `${node === this.root ? "" : node.interfaceName.replace(/Methods$/, "")}${capitalize(name)}Methods`,
      methods: new Map(),
      children: new Map(),
    });
  }
}

/** Lists all IDs in the path. */
export const listPathIds = ({ path }: Operation): string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

/** Lists the IDs that the method takes itself. That of the parent is an argument of the parent. */
export const listMethodIds = (operation: Operation): string[] =>
  listPathIds(operation).filter((name) => name !== findParentId(operation));

/**
 * Returns the ID of a top-level resource, as in `/v1/projects/{projectId}/roles`. No other ID is a parent, with or without
 * paths below it: otherwise, the first path below `/roles/{roleId}` would move the methods of roles that users call.
 */
const findParentId = ({ path }: Operation) => /^\/[^/]+\/[^/]+\/\{(\w+)\}/.exec(path)?.[1];

const getVerb = ({ operationId }: Operation) => /^[a-z]+/.exec(operationId)?.[0] ?? "";

/** Returns the path without an action at its end: `/roles/search` and `/roles/{roleId}/copy` are methods of the roles. */
function getResourcePath(operation: Operation): string {
  const [, resourcePath, action] = /^(\/[^/]+\/.+)\/([^/]+)$/.exec(operation.path) ?? [];
  return resourcePath !== undefined && action === getVerb(operation) ? resourcePath : operation.path;
}

/** Returns the verb, with what follows the resource: `updateOrganizationMemberRole` of a member is `updateRole`. */
function getMethodName(operation: Operation): string {
  const resource =
    getResourcePath(operation)
      .replaceAll(/\/\{\w+\}/g, "")
      .split("/")
      .at(-1) ?? "";
  const noun = capitalize(toCamelCase(resource)).replace(/s$/, "");
  const suffix = new RegExp(`^[a-z]+\\w*?${noun}s?([A-Z]\\w*)$`).exec(operation.operationId)?.[1] ?? "";
  return getVerb(operation) + suffix;
}

function ensureParent(node: ResourceNode, parameter: string): ResourceNode {
  const name = parameter.replace(/Id$/, "");
  return ensure(node, name, {
    expression: `${node.expression}.${name}(${parameter})`,
    interfaceName: `${capitalize(name)}Methods`,
    parameter,
    methods: new Map(),
    children: new Map(),
  });
}

function ensure(node: ResourceNode, name: string, child: ResourceNode): ResourceNode {
  const existing = node.children.get(name) ?? child;
  node.children.set(name, existing);
  return existing;
}

function toCamelCase(segment: string): string {
  return segment.replaceAll(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function capitalize(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
