import { Refusal, refusals } from "./refusals.ts";

/** Where a request leads. */
export interface Match<Target> {
  target: Target;
  /** The path's parameters, their percent escapes decoded. */
  params: Record<string, string>;
}

interface Place<Target> {
  children: Map<string, Place<Target>>;
  /** Where any other segment leads. */
  parameter?: Place<Target>;
  methods: Map<string, { target: Target; names: string[] }>;
}

/** The paths of a server. */
export interface Routes<Target> {
  /** Adds a path in the description's words: `/v1/projects/{projectId}`. */
  add(method: string, path: string, target: Target): void;
  /** Where a request leads; a 400, 404 or 405 where it leads nowhere. */
  find(method: string, url: string): Match<Target> | Refusal<400 | 404 | 405>;
}

/** No paths yet. They are a tree of segments, which is searched without a copy of the path for each route. */
export function createRoutes<Target>(): Routes<Target> {
  const root = emptyPlace<Target>();
  return {
    add(method, path, target) {
      const names: string[] = [];
      const place = segmentsOf(path).reduce((at, segment) => {
        const name = /^\{(\w+)\}$/.exec(segment)?.[1];
        if (name === undefined) return childOf(at, segment);
        names.push(name);
        return (at.parameter ??= emptyPlace());
      }, root);
      place.methods.set(method, { target, names });
    },
    find(method, url) {
      const path = pathOf(url);
      const segments = path.includes("%") ? decoded(segmentsOf(path)) : segmentsOf(path);
      if (segments === undefined) return refusals.malformedUrl(url);
      const values: string[] = [];
      const place = walk(root, segments, 0, values);
      if (!place) return refusals.pathNotFound(url);
      const found = place.methods.get(method);
      if (!found) return refusals.methodNotAllowed(method, [...place.methods.keys()].join(", "));
      return { target: found.target, params: named(found.names, values) };
    },
  };
}

/** The values of a path's parameters by their names. */
function named(names: string[], values: string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (let index = 0; index < names.length; index += 1) params[names[index] ?? ""] = values[index] ?? "";
  return params;
}

const emptyPlace = <Target>(): Place<Target> => ({ children: new Map(), methods: new Map() });

function childOf<Target>({ children }: Place<Target>, segment: string): Place<Target> {
  const found = children.get(segment) ?? emptyPlace();
  children.set(segment, found);
  return found;
}

function walk<Target>(
  place: Place<Target>,
  segments: string[],
  depth: number,
  values: string[],
): Place<Target> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return place.methods.size > 0 ? place : undefined;
  const child = place.children.get(segment);
  const found = child && walk(child, segments, depth + 1, values);
  // An empty segment is no parameter: `/v1/organization/roles/` would be the role whose id is empty.
  if (found || !place.parameter || segment === "") return found;
  values.push(segment);
  const inside = walk(place.parameter, segments, depth + 1, values);
  if (!inside) values.pop();
  return inside;
}

/** The path of a request's target, which a proxy may send as a whole URL. */
function pathOf(url: string): string {
  const end = url.indexOf("?");
  const target = end < 0 ? url : url.slice(0, end);
  return target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/]*/i, "");
}

function segmentsOf(path: string): string[] {
  const segments = path.split("/");
  segments.shift();
  return segments;
}

function decoded(segments: string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
