import type { OperationId } from "@rolewright/types";
import { routes } from "../generated/routes.ts";

/** An operation, with the IDs in the path. */
export interface Route {
  operationId: OperationId;
  ids: Record<string, string>;
}

/** Finds the operation of a method and a path. A path without parameters has priority. */
export function findRoute(method: string, path: string): Route | undefined {
  const candidates = Object.entries(routes)
    .filter((entry) => entry[1].method === method)
    .toSorted(([, a], [, b]) => countParameters(a.path) - countParameters(b.path));
  for (const [operationId, route] of candidates) {
    const pattern = route.path.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match === null) continue;
    const ids = Object.entries(match.groups ?? {}).map(([name, id]) => [name, decodeURIComponent(id)]);
    // The keys of `routes` are operation IDs.
    return {
      operationId: operationId as OperationId,
      ids: Object.fromEntries(ids) as Record<string, string>,
    };
  }
  return undefined;
}

const countParameters = (path: string) => path.split("{").length;
