import type { RequestSchema } from "./request-schema.ts";

/** Where an operation is, and which requests it accepts. */
export interface Route {
  method: string;
  path: string;
  /** The first documented status of a success. */
  success: number;
  body?: RequestSchema;
  isBodyOptional?: true;
  query?: Readonly<Record<string, RequestSchema>>;
  /** The query parameters whose items are one text: `id=a,b`. */
  commaLists?: readonly string[];
  /** The names of the query parameters that a request needs. */
  requiredQuery?: readonly string[];
}

/** An operation, with the IDs in the path. */
export interface MatchedRoute<Id extends string> {
  operationId: Id;
  ids: Record<string, string>;
}

/** Finds the operation of a method and a path. A path without parameters has priority. */
export function findRoute<Id extends string>(
  routes: Readonly<Record<Id, Route>>,
  method: string,
  path: string,
): MatchedRoute<Id> | undefined {
  // The keys are operation IDs.
  const candidates = (Object.entries(routes) as [Id, Route][])
    .filter(([, route]) => route.method === method)
    .toSorted(([, a], [, b]) => countParameters(a.path) - countParameters(b.path));
  for (const [operationId, route] of candidates) {
    const names: string[] = [];
    const pattern = route.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => {
      names.push(name);
      return "([^/]+)";
    });
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match === null) continue;
    const ids = names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? "")]);
    return { operationId, ids: Object.fromEntries(ids) as Record<string, string> };
  }
  return undefined;
}

/** Whether the percent escapes of a path are valid, as those of `%` and `%zz` are not. */
export function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

const countParameters = (path: string) => path.split("{").length;
