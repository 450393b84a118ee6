import { readIdTime } from "../domain/ids.ts";
import { readStatement } from "./statements.ts";
import { queryOne, type TransactionScript } from "./store.ts";

const newestKeyTimes = readStatement<{ created_at: string | null; last_used_at: string | null }>(
  "SELECT max(created_at) AS created_at, max(last_used_at) AS last_used_at FROM api_keys",
);

/** Reads one entry of each organization, by the primary key. Each change through the API has added one. */
const newestEntry = readStatement<{ entry_id: string | null }>(
  `SELECT max(entry_id) AS entry_id FROM (
     SELECT (SELECT max(e.entry_id) FROM audit_entries e WHERE e.organization_id = o.organization_id) AS entry_id
     FROM organizations o) newest`,
);

/** Returns the time after the newest change and the newest use of an API key, in milliseconds since 1970. */
export function* readTimeAfterNewest(): TransactionScript<number> {
  const keys = yield* queryOne(newestKeyTimes);
  const entry = yield* queryOne(newestEntry);
  const keyTimes = [keys?.created_at, keys?.last_used_at].map((time) => (time ? Date.parse(time) : 0));
  return Math.max(...keyTimes, readIdTime(entry?.entry_id ?? "") ?? 0) + 1;
}
