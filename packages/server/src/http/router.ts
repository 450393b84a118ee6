import { type ApiError, apiErrors } from "./api-errors.ts";

/** The route of a request. */
export interface RouteMatch<Target> {
  target: Target;
  /** The path parameters, percent-decoded. */
  params: Record<string, string>;
}

interface RouteNode<Target> {
  children: Map<string, RouteNode<Target>>;
  /** The node for any other segment. */
  parameter?: RouteNode<Target>;
  methods: Map<string, { target: Target; paramNames: string[] }>;
}

/** Finds the target of a request by its method and path. */
export interface Router<Target> {
  /** Adds a route. The path has the form of the description: `/v1/projects/{projectId}`. */
  add(method: string, path: string, target: Target): void;
  /** Finds a route. Returns a 400, 404 or 405 if there is none. */
  find(method: string, url: string): RouteMatch<Target> | ApiError<400 | 404 | 405>;
}

/** Creates a router without routes. It is a tree of path segments. */
export function createRouter<Target>(): Router<Target> {
  const root = createNode<Target>();
  return {
    add(method, path, target) {
      const paramNames: string[] = [];
      const node = splitPath(path).reduce((parent, segment) => {
        const paramName = /^\{([^{}]+)\}$/.exec(segment)?.[1];
        if (paramName === undefined) return getOrCreateChild(parent, segment);
        paramNames.push(paramName);
        return (parent.parameter ??= createNode());
      }, root);
      node.methods.set(method, { target, paramNames });
    },
    find(method, url) {
      const path = getPath(url);
      const segments = path.includes("%") ? decodeSegments(splitPath(path)) : splitPath(path);
      if (segments === undefined) return apiErrors.malformedUrl(url);
      const paramValues: string[] = [];
      const node = findNode(root, segments, 0, paramValues);
      if (!node) return apiErrors.pathNotFound(url);
      const route = node.methods.get(method);
      if (!route) return apiErrors.methodNotAllowed(method, [...node.methods.keys()].join(", "));
      return { target: route.target, params: toParams(route.paramNames, paramValues) };
    },
  };
}

function toParams(names: string[], values: string[]): Record<string, string> {
  const params: Record<string, string> = {};
  for (let index = 0; index < names.length; index += 1) params[names[index] ?? ""] = values[index] ?? "";
  return params;
}

const createNode = <Target>(): RouteNode<Target> => ({ children: new Map(), methods: new Map() });

function getOrCreateChild<Target>({ children }: RouteNode<Target>, segment: string): RouteNode<Target> {
  const child = children.get(segment) ?? createNode();
  children.set(segment, child);
  return child;
}

function findNode<Target>(
  node: RouteNode<Target>,
  segments: string[],
  depth: number,
  paramValues: string[],
): RouteNode<Target> | undefined {
  const segment = segments[depth];
  if (segment === undefined) return node.methods.size > 0 ? node : undefined;
  const child = node.children.get(segment);
  const found = child && findNode(child, segments, depth + 1, paramValues);
  // An empty segment is no parameter: `/v1/organization/roles/` would be the role with an empty ID.
  if (found || !node.parameter || segment === "") return found;
  paramValues.push(segment);
  const foundByParam = findNode(node.parameter, segments, depth + 1, paramValues);
  if (!foundByParam) paramValues.pop();
  return foundByParam;
}

/** Returns the path of a request target, which is a whole URL if a proxy sends it in absolute form. */
function getPath(url: string): string {
  const end = url.indexOf("?");
  const target = end < 0 ? url : url.slice(0, end);
  return target.startsWith("/") ? target : target.replace(/^https?:\/\/[^/]*/i, "");
}

function splitPath(path: string): string[] {
  const segments = path.split("/");
  segments.shift();
  return segments;
}

function decodeSegments(segments: string[]): string[] | undefined {
  try {
    return segments.map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
