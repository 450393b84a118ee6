import type { OperationId } from "@rolewright/types";
import type { NextHandler, ProxyRequest } from "../fault.ts";
import { collectionPath, fetchPath, isBuiltIn, parseResources, type Resource } from "../transforms.ts";

/** The kinds of resources that requests create, update and delete. */
export const resourceKinds = [
  "OrganizationPolicy",
  "OrganizationRole",
  "ProjectPolicy",
  "ProjectRole",
  "Project",
] as const;

export type ResourceKind = (typeof resourceKinds)[number];

const toPlural = (kind: ResourceKind) => kind.replace(/y$/, "ie").concat("s");

/** Returns the operations of a kind. */
export const operationsOf = (kind: ResourceKind) => ({
  list: `list${toPlural(kind)}` as OperationId,
  create: `create${kind}` as OperationId,
  update: `update${kind}` as OperationId,
  remove: `delete${kind}` as OperationId,
});

/** Turns a name in camel case into words for a fault's name: `deleteProjectRole` becomes `delete-project-role`. */
export const toKebabCase = (name: string) =>
  name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, "");

/** Where a resource is in its list, or an id in a body. */
export const positions = ["first", "middle", "last"] as const;

export type Position = (typeof positions)[number];

/** Returns whether an index is at a position. A list of one has only a first item. */
export function isAt(position: Position, index: number, count: number): boolean {
  if (position === "first") return index === 0;
  if (position === "last") return index > 0 && index === count - 1;
  return index > 0 && index < count - 1;
}

/** Fetches the custom resources of the collection that a request affects, the oldest first. */
export async function fetchCustomResources(
  request: ProxyRequest,
  next: NextHandler,
  path = collectionPath(request),
): Promise<Resource[]> {
  const response = await fetchPath(request, path, next);
  return response.status === 200 ? parseResources(response).filter((item) => !isBuiltIn(item)) : [];
}
