import { listPathParameterNames } from "@rolewright/openapi";
import type { Resource } from "../rules/resource.ts";

/** Returns those path parameters of a resource that belong to its parents. */
export const toParentPath = ({ create }: Resource, path: Record<string, string>) =>
  Object.fromEntries(listPathParameterNames(create.path).map((name) => [name, path[name] ?? ""]));
