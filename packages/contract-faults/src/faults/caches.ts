import type { CheckName } from "@rolewright/contract";
import type { OperationId } from "@rolewright/types";
import type { Fault, FaultInjector, ProxyRequest, ProxyResponse } from "../fault.ts";
import { getApiKey } from "../transforms.ts";

interface Cache {
  toKey: (request: ProxyRequest) => string;
  /** Whether the cache needs an API key. Default `true`. */
  authenticates?: boolean;
  /** Whether writes clear the cache. Default `true`. */
  isInvalidated?: boolean;
}

/** Caches the successful responses of an operation. */
const cacheResponses =
  (operation: OperationId, { toKey, authenticates = true, isInvalidated = true }: Cache): FaultInjector =>
  () => {
    const cache = new Map<string, ProxyResponse>();
    return async (request, next) => {
      if (isInvalidated && request.method !== "GET") cache.clear();
      const isCached = request.operationId === operation && (!authenticates || getApiKey(request) !== "");
      if (!isCached) return next(request);
      const key = toKey(request);
      const cached = cache.get(key);
      if (cached) return cached;
      const response = await next(request);
      if (response.status === 200) cache.set(key, response);
      return response;
    };
  };

/** Caches with a key that is too short, or without invalidation: one operation each. */
// oxfmt-ignore
const cacheRows: [name: string, check: CheckName, operation: OperationId, effect: string, cache: Cache][] = [
  ["cache-without-id", "read_your_writes", "retrieveProject", "caches a project without its id in the cache key", { toKey: getApiKey }],
  ["cache-without-project-id", "read_your_writes", "listProjectRoles", "caches a list without the project's id in the cache key", { toKey: getApiKey }],
  ["cache-without-organization", "tenant_isolation", "listOrganizationPolicies", "caches a list without the organization in the cache key", { toKey: ({ url }) => url }],
  ["cache-before-authentication", "ignored_auth", "listOrganizationRoles", "returns a cached list before it checks the API key", { toKey: ({ url }) => url, authenticates: false }],
  ["cache-not-invalidated", "read_your_writes", "listProjectPolicies", "returns a cached list after a write", { toKey: (request) => `${getApiKey(request)} ${request.url}`, isInvalidated: false }],
];

/** Response caches with incorrect keys or without invalidation. */
export const cacheFaults: Fault[] = cacheRows.map(([name, check, operation, effect, cache]) => ({
  name,
  check,
  description: `${operation} ${effect}.`,
  inject: cacheResponses(operation, cache),
}));
