import { hash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import {
  type ApiKey,
  type ApiKeyRecord,
  authenticateValue,
  completeRotation,
  maskValue,
  planRotation,
  type RotationOptions,
  toExpiry,
} from "../domain/api-key.ts";
import { toCreationTime } from "../domain/clock.ts";
import { DomainError, domainErrors } from "../domain/domain-error.ts";
import { type KeyRow, type ListedKeyRow, sql } from "../storage/statements.ts";
import {
  bindValues,
  queryAll,
  queryBatch,
  queryOne,
  type Store,
  type TransactionScript,
} from "../storage/store.ts";
import { compareText } from "./compare-text.ts";
import {
  lockScope,
  type Scope,
  scopeKey,
  scopeNotFound,
  type ScopeNotFound,
  toOrganizationScope,
} from "./scope.ts";

/** A new value of an API key. Only its hash and its last characters are stored. */
interface GeneratedValue {
  /** The key itself: 256 random bits. It is shown once. */
  value: string;
  hash: string;
  lastCharacters: string;
}

/** An API key as responses show it. */
export interface ShownApiKey {
  id: number;
  name: string;
  valid: boolean;
  created_at: string;
  expiresAt: string | null;
  value: string;
  shadowValue: string | null;
  rotatesAt: string | null;
  lastUsed: string | null;
}

type KeyNotFound<S extends Scope> = DomainError<"api_key_not_found"> | ScopeNotFound<S>;

/** Lists the API keys of a scope, the newest first. Rotations whose grace period is over are complete. */
export function* listScopeKeys<S extends Scope>(
  scope: S,
  now: string,
): TransactionScript<{ apiKeys: ShownApiKey[] } | ScopeNotFound<S>> {
  const [scopes = [], rows = []] = yield* queryBatch([
    bindValues(sql.scope, ...scopeKey(scope)),
    bindValues(sql.keysOfScope, ...scopeKey(scope)),
  ]);
  if (scopes.length === 0) return scopeNotFound(scope);
  const records = (rows as KeyRow[]).map(toRecord).map((record) => completeRotation(record, now));
  const sorted = records.toSorted((a, b) => compareText(b.createdAt, a.createdAt) || compareText(b.id, a.id));
  return { apiKeys: sorted.map(toShownKey) };
}

/** Returns whether the grace period of a rotation in a scope is over, but the rotation is not complete. */
export function* hasEndedRotation(scope: Scope, now: string): TransactionScript<boolean> {
  const rows = yield* queryAll(sql.keysOfScope, ...scopeKey(scope));
  return rows.map(toRecord).some((record) => completeRotation(record, now) !== record);
}

/** Completes the rotations of a scope whose grace period is over. The replacement becomes the value. */
export function* completeRotations(scope: Scope, now: string): TransactionScript<void> {
  const counts = yield* lockScope(scope);
  if (counts instanceof DomainError) return;
  const rows = yield* queryAll(sql.keysOfScope, ...scopeKey(scope));
  for (const record of rows.map(toRecord)) {
    const completed = completeRotation(record, now);
    if (completed !== record) yield* saveRecord(record, completed);
  }
}

/** Returns an API key. A rotation stays as it is, even if its grace period is over. */
export function* getScopeKey<S extends Scope>(
  scope: S,
  id: number,
): TransactionScript<ShownApiKey | KeyNotFound<S>> {
  if (!(yield* queryOne(sql.scope, ...scopeKey(scope)))) return scopeNotFound(scope);
  const record = yield* findRecord(scope, id);
  return record ? toShownKey(record) : domainErrors.apiKeyNotFound();
}

/** Creates an API key. The result has its value, which is shown once. */
export function* createScopeKey<S extends Scope>(
  scope: S,
  { name, expiresInDays }: { name: string; expiresInDays?: number | undefined },
  now: string,
): TransactionScript<
  (ShownApiKey & { shadowValue: null; rotatesAt: null; lastUsed: null }) | ScopeNotFound<S>
> {
  const counts = yield* lockScope(scope);
  if (counts instanceof DomainError) return counts;
  const options = { name: name.toWellFormed(), expiresAt: toExpiry(expiresInDays, now) };
  const { record, value } = yield* addKey(scope, { ...options, newestAt: counts.newest_at }, now);
  return { ...toShownKey(record), value, shadowValue: null, rotatesAt: null, lastUsed: null };
}

/** Switches an API key on or off. */
export function* updateScopeKey<S extends Scope>(
  scope: S,
  id: number,
  valid: boolean,
): TransactionScript<ShownApiKey | KeyNotFound<S>> {
  const record = yield* lockKey(scope, id);
  if (record instanceof DomainError) return record;
  const changed = { ...record, isValid: valid };
  yield* saveRecord(record, changed);
  return toShownKey(changed);
}

/** Deletes an API key. Its current value and its next one stop working. */
export function* deleteScopeKey<S extends Scope>(
  scope: S,
  id: number,
): TransactionScript<{ id: number } | KeyNotFound<S>> {
  const record = yield* lockKey(scope, id);
  if (record instanceof DomainError) return record;
  yield* queryAll(sql.deleteKey, record.hash);
  return { id };
}

/**
 * Gives an API key a new value, in one statement, so that the key has a valid value at every moment. With a grace period the
 * outgoing value keeps working until `rotatesAt`.
 */
export function* rotateScopeKey<S extends Scope>(
  scope: S,
  id: number,
  options: RotationOptions,
  now: string,
): TransactionScript<
  | (ShownApiKey & ({ shadowValue: null; rotatesAt: null } | { shadowValue: string; rotatesAt: string }))
  | DomainError<"rotation_in_progress" | "expiry_required" | "grace_period_not_allowed">
  | KeyNotFound<S>
> {
  const stored = yield* lockKey(scope, id);
  if (stored instanceof DomainError) return stored;
  const record = completeRotation(stored, now);
  const plan = planRotation(record, options, now);
  if (plan instanceof DomainError) return plan;
  const { expiresAt, rotatesAt } = plan;
  const next = generateValue(scope.kind === "project" ? "proj" : "org");
  if (rotatesAt === null) {
    const { value, ...replacement } = next;
    const changed = { ...record, ...replacement, expiresAt };
    yield* saveRecord(stored, changed);
    return { ...toShownKey(changed), value, shadowValue: null, rotatesAt };
  }
  const changed = {
    ...record,
    expiresAt,
    rotatesAt,
    shadowHash: next.hash,
    shadowCharacters: next.lastCharacters,
  };
  yield* saveRecord(stored, changed);
  return { ...toShownKey(changed), shadowValue: next.value, rotatesAt };
}

/**
 * Stores a new API key of a scope that is locked.
 *
 * @param newestAt When the newest item of the scope was created.
 */
export function* addKey(
  scope: Scope,
  { name, expiresAt, newestAt }: { name: string; expiresAt: string | null; newestAt: string },
  now: string,
): TransactionScript<{ record: ApiKeyRecord; value: string }> {
  const generated = generateValue(scope.kind === "project" ? "proj" : "org");
  // A sequence would need a shared counter.
  const id = String(randomInt(1, 2 ** 48 - 1));
  const { value, lastCharacters } = generated;
  const createdAt = toCreationTime(now, newestAt);
  const key = scopeKey(scope);
  yield* queryAll(sql.addKey, generated.hash, ...key, id, name, createdAt, lastCharacters, expiresAt);
  yield* queryAll(sql.countCreated, ...key, 0, 0, createdAt);
  const record: ApiKeyRecord = {
    id,
    name,
    organizationId: scope.organizationId,
    projectId: scope.id,
    createdAt,
    isValid: true,
    expiresAt,
    hash: generated.hash,
    lastCharacters,
    shadowHash: null,
    shadowCharacters: null,
    rotatesAt: null,
    lastUsedAt: null,
  };
  return { record, value };
}

/** Creates an API key for an organization. Returns `undefined` if the organization does not exist. */
export function* createApiKey(
  organizationId: string,
  name: string,
  now: string,
): TransactionScript<{ id: string; value: string } | undefined> {
  const scope = toOrganizationScope({ organizationId });
  const counts = yield* queryOne(sql.lockScope, ...scopeKey(scope));
  if (!counts) return undefined;
  const { record, value } = yield* addKey(scope, { name, expiresAt: null, newestAt: counts.newest_at }, now);
  return { id: record.id, value };
}

/** Lists all API keys, without their values, which are not stored. */
export const listApiKeys = (): TransactionScript<ListedKeyRow[]> => queryAll(sql.keys);

/** Revokes an API key. Returns false if there is no such key, or it was revoked before. */
export function* revokeApiKey(id: string, now: string): TransactionScript<boolean> {
  return (yield* queryOne(sql.revokeKey, id, now)) !== undefined;
}

/** Finds a valid API key. Returns synchronously if the key is cached, and `undefined` if its value is not accepted. */
export function findApiKey(store: Store, value: string): ApiKey | undefined | Promise<ApiKey | undefined> {
  const valueHash = hashValue(value);
  const cached = store.cache?.getApiKey(valueHash);
  return cached ? authenticateValue(cached, valueHash, store.clock.now()) : readApiKey(store, valueHash);
}

async function readApiKey(store: Store, valueHash: string): Promise<ApiKey | undefined> {
  const record = await store.read(function* (): TransactionScript<ApiKeyRecord | undefined> {
    const row = yield* queryOne(sql.key, valueHash);
    const found = row && toRecord(row);
    // A project key is deleted with its project, so it is not cached.
    if (found && found.projectId === "") store.cache?.setApiKey(valueHash, found);
    return found;
  });
  // The index has found the hash. The second comparison is for databases that compare text loosely.
  const isEqual = (stored: string | null) =>
    stored !== null && timingSafeEqual(Buffer.from(stored), Buffer.from(valueHash));
  if (!record || !(isEqual(record.hash) || isEqual(record.shadowHash))) return undefined;
  return authenticateValue(record, valueHash, store.clock.now());
}

function* lockKey<S extends Scope>(scope: S, id: number): TransactionScript<ApiKeyRecord | KeyNotFound<S>> {
  const counts = yield* lockScope(scope);
  if (counts instanceof DomainError) return counts;
  return (yield* findRecord(scope, id)) ?? domainErrors.apiKeyNotFound();
}

/** Finds an API key by the ID that responses show. */
function* findRecord(scope: Scope, id: number): TransactionScript<ApiKeyRecord | undefined> {
  const row = yield* queryOne(sql.keyOfScope, ...scopeKey(scope), String(id));
  if (row) return toRecord(row);
  // The database does not know the shown ID of an older key.
  const rows = yield* queryAll(sql.keysOfScope, ...scopeKey(scope));
  return rows.map(toRecord).find((record) => toShownId(record.id) === id);
}

function saveRecord(before: ApiKeyRecord, record: ApiKeyRecord): TransactionScript<unknown> {
  const {
    hash: keyHash,
    lastCharacters,
    isValid,
    expiresAt,
    shadowHash,
    shadowCharacters,
    rotatesAt,
  } = record;
  return queryAll(
    sql.setKey,
    before.hash,
    keyHash,
    lastCharacters,
    isValid ? 1 : 0,
    expiresAt,
    shadowHash,
    shadowCharacters,
    rotatesAt,
  );
}

function generateValue(kind: "org" | "proj"): GeneratedValue {
  const value = `confident_${kind}_${randomBytes(32).toString("base64url")}`;
  return { value, hash: hashValue(value), lastCharacters: value.slice(-6) };
}

const hashValue = (value: string) => hash("sha256", value, "hex");

const toRecord = (row: KeyRow): ApiKeyRecord => ({
  id: row.key_id,
  name: row.name,
  organizationId: row.organization_id,
  projectId: row.project_id,
  createdAt: row.created_at,
  isValid: row.is_valid === 1,
  expiresAt: row.expires_at,
  hash: row.key_hash,
  lastCharacters: row.last_characters,
  shadowHash: row.shadow_hash,
  shadowCharacters: row.shadow_characters,
  rotatesAt: row.rotates_at,
  lastUsedAt: row.last_used_at,
});

/** Returns the integer that responses show as the ID of a key. The ID of an older organization key is a UUID. */
const toShownId = (id: string): number =>
  /^\d{1,15}$/.test(id) ? Number(id) : Number.parseInt(hashValue(id).slice(0, 12), 16);

const toShownKey = (record: ApiKeyRecord): ShownApiKey => ({
  id: toShownId(record.id),
  name: record.name,
  valid: record.isValid,
  created_at: record.createdAt,
  expiresAt: record.expiresAt,
  value: maskValue(record.lastCharacters),
  shadowValue: record.shadowHash === null ? null : maskValue(record.shadowCharacters ?? ""),
  rotatesAt: record.rotatesAt,
  lastUsed: record.lastUsedAt,
});
