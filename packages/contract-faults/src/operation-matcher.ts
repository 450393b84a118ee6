import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { ProxyRequest } from "./fault.ts";

// The kit has its own reader of the description. This one is independent, so that a mistake in one shows in the other.
const readPaths = (file: string) => {
  const { paths } = parse(readFileSync(new URL(import.meta.resolve(`@rolewright/spec/${file}`)), "utf8")) as {
    paths: Record<string, Record<string, { operationId?: ProxyRequest["operationId"] }>>;
  };
  return Object.entries(paths);
};

const routes = [...readPaths("openapi.yaml"), ...readPaths("openapi-v2.yaml")].flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { operationId }]) => {
    if (operationId === undefined) return [];
    const pattern = new RegExp(`^${path.replaceAll(/\{[^{}]+\}/g, "[^/]+")}$`);
    return [{ method: method.toUpperCase(), pattern, operationId }];
  }),
);

/** Returns the operation whose method and path match a request, if any. */
export function matchOperation(method: string, url: string): ProxyRequest["operationId"] {
  const path = parsePath(url);
  return routes.find((route) => route.method === method && route.pattern.test(path))?.operationId;
}

/** Returns the path of a URL without its query. */
export const parsePath = (url: string) => url.split("?", 1)[0] ?? "";

/** Returns whether a path is documented, with any method. */
export const isDocumentedPath = (url: string) => routes.some(({ pattern }) => pattern.test(parsePath(url)));
