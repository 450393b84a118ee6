import { readFileSync } from "node:fs";
import type { OperationId } from "@rolewright/types";
import { parse } from "yaml";

// Read here once more, apart from the kit: a mistake in how the kit reads the description shall not hide in both.
const { paths } = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as { paths: Record<string, Record<string, { operationId?: OperationId }>> };

const routes = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { operationId }]) => {
    if (operationId === undefined) return [];
    const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`);
    return [{ method: method.toUpperCase(), pattern, operationId }];
  }),
);

/** The operation that a request calls, if its method and path are those of one. */
export function operationOf(method: string, url: string): OperationId | undefined {
  const path = pathOf(url);
  return routes.find((route) => route.method === method && route.pattern.test(path))?.operationId;
}

/** A URL's path, without its query. */
export const pathOf = (url: string) => url.split("?", 1)[0] ?? "";

/** Whether a path is one of the description's, whatever the method. */
export const isPath = (url: string) => routes.some(({ pattern }) => pattern.test(pathOf(url)));
