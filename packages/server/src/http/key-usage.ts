import type { ApiKey } from "../domain/api-key.ts";
import type { Log } from "../observability/log.ts";
import { sql } from "../storage/statements.ts";
import { queryAll, type Store } from "../storage/store.ts";

/** How long the use of a key is not recorded again, in milliseconds. */
const intervalMs = 60_000;
const maxKeys = 10_000;

/**
 * Creates a function that records the use of an API key, at most once a minute for each key. Call it after the response: the
 * write is a transaction of its own, for which no request waits. If it fails, the use is not recorded.
 */
export function createKeyUsageRecorder(store: Store, log: Log): (key: ApiKey) => void {
  const recordedAt = new Map<string, number>();
  return ({ organizationId, id }) => {
    const now = store.clock.readMs();
    if (now - (recordedAt.get(id) ?? 0) < intervalMs) return;
    if (recordedAt.size >= maxKeys) recordedAt.clear();
    recordedAt.set(id, now);
    const usedAt = new Date(now).toISOString();
    store
      .write(organizationId, () => queryAll(sql.setKeyUse, organizationId, id, usedAt))
      .catch((error: unknown) => log.debug({ apiKeyId: id, err: error }, "use of an API key not recorded"));
  };
}
