import { hash, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { newId } from "./ids.ts";
import { type ListedKeyRow, sql } from "./sql.ts";
import { all, first, type Store, type Unit } from "./store.ts";

/** Whom a key belongs to. */
export interface Key {
  /** What stands for the key where the key itself must not be. */
  hash: string;
  organizationId: string;
  /** It is the key of a project, which may not manage roles. */
  isProjectKey: boolean;
}

/** A key that nobody else knows; only its hash is kept. */
interface NewKey {
  /** The key itself: 256 random bits. It is shown once. */
  value: string;
  hash: string;
}

const newKey = (kind: "org" | "proj"): NewKey => {
  const value = `confident_${kind}_${randomBytes(32).toString("base64url")}`;
  return { value, hash: hashOf(value) };
};

/** A key for one project, with the number that answers show as its id: random, because a sequence would tie stores together. */
export const newProjectKey = (): NewKey & { number: number } => ({
  ...newKey("proj"),
  number: randomInt(1, 2 ** 48 - 1),
});

/** Adds a key to an organization and answers with it, this once. */
export function* createKey(
  organizationId: string,
  name: string,
): Unit<{ id: string; value: string } | undefined> {
  if (!(yield* first(sql.organization, organizationId))) return undefined;
  const id = newId();
  const { value, hash: keyHash } = newKey("org");
  yield* all(sql.addKey, keyHash, organizationId, "", id, name, new Date().toISOString());
  return { id, value };
}

/** Every key, without the key itself: nobody knows it. */
export const listKeys = (): Unit<ListedKeyRow[]> => all(sql.keys);

/** Makes a key worthless at once. False when there is no such key, or it was revoked before. */
export function* revokeKey(id: string): Unit<boolean> {
  return (yield* first(sql.revokeKey, id, new Date().toISOString())) !== undefined;
}

/** Whom a key belongs to, at once where that is remembered; `undefined` when it is wrong or revoked. */
export function findKey(store: Store, value: string): Key | Promise<Key | undefined> {
  const keyHash = hashOf(value);
  return store.memory?.key(keyHash) ?? lookUp(store, keyHash);
}

async function lookUp(store: Store, keyHash: string): Promise<Key | undefined> {
  const row = await store.read(() => first(sql.key, keyHash));
  // The index has found the hash already; comparing again in constant time is for stores that fold or trim text.
  if (!row || !timingSafeEqual(Buffer.from(row.key_hash), Buffer.from(keyHash))) return undefined;
  const key = { hash: keyHash, organizationId: row.organization_id, isProjectKey: row.project_id !== "" };
  // The key of a project goes with its project, so it is looked up every time.
  if (!key.isProjectKey) store.memory?.rememberKey(keyHash, key);
  return key;
}

const hashOf = (value: string) => hash("sha256", value, "hex");
