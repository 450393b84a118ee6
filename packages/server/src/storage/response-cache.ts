import type { ApiKeyRecord } from "../domain/api-key.ts";
import type { CachedResponse, StoreCache } from "./store.ts";

/** The size of all cached responses at which the cache is cleared, in bytes. */
const maxResponseBytes = 16 * 1024 * 1024;
const maxApiKeys = 10_000;

/** A cache that its store can invalidate. */
export interface ResponseCache extends StoreCache {
  /** Removes the responses of an organization that is being changed. */
  invalidate(organizationId: string): void;
  /** Removes everything, because another process has changed the database. */
  clear(): void;
}

/** Creates a cache. `refresh` runs before each lookup, so that the store can clear what other processes have changed. */
export function createResponseCache(refresh: () => void): ResponseCache {
  const responses = new Map<string, Map<string, CachedResponse>>();
  const apiKeys = new Map<string, ApiKeyRecord>();
  let totalBytes = 0;

  const clearResponses = () => {
    responses.clear();
    totalBytes = 0;
  };

  return {
    getResponse(organizationId, key) {
      refresh();
      return responses.get(organizationId)?.get(key);
    },
    setResponse(organizationId, key, response) {
      if (totalBytes + response.body.length > maxResponseBytes) clearResponses();
      const ofOrganization = responses.get(organizationId) ?? new Map<string, CachedResponse>();
      totalBytes += response.body.length - (ofOrganization.get(key)?.body.length ?? 0);
      responses.set(organizationId, ofOrganization.set(key, response));
    },
    getApiKey(hash) {
      refresh();
      return apiKeys.get(hash);
    },
    setApiKey(hash, key) {
      if (apiKeys.size >= maxApiKeys) apiKeys.clear();
      apiKeys.set(hash, key);
    },
    clearApiKeys() {
      apiKeys.clear();
    },
    invalidate(organizationId) {
      for (const { body } of responses.get(organizationId)?.values() ?? []) totalBytes -= body.length;
      responses.delete(organizationId);
    },
    clear() {
      clearResponses();
      apiKeys.clear();
    },
  };
}
