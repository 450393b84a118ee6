import { type DomainError, domainErrors } from "./domain-error.ts";

/** An API key as it is stored: never its values, only their hashes and last characters. */
export interface ApiKeyRecord {
  /** The ID under which `keys list` shows the key. */
  id: string;
  name: string;
  organizationId: string;
  /** Empty for an organization key. */
  projectId: string;
  createdAt: string;
  /** Whether the key is switched on. */
  isValid: boolean;
  expiresAt: string | null;
  /** The SHA-256 of the value. Use it wherever the value itself must not appear. */
  hash: string;
  lastCharacters: string;
  /** The value that replaces the current one at `rotatesAt`. Both are accepted until then. */
  shadowHash: string | null;
  shadowCharacters: string | null;
  rotatesAt: string | null;
  /** When the key was last used, to about a minute. */
  lastUsedAt: string | null;
}

/** An API key whose owner is known. */
export interface ApiKey {
  /** The SHA-256 of the key. Use it wherever the key itself must not appear. */
  hash: string;
  /** The ID under which `keys list` shows the key. */
  id: string;
  name: string;
  organizationId: string;
  /** Whether the key belongs to a project. Project keys may not manage roles. */
  isProjectKey: boolean;
  /** When the value stops working, if it is the outgoing one of a rotation. */
  sunsetAt: string | undefined;
}

/** Returns the key that a value belongs to, or `undefined` if the value is not accepted now. */
export function authenticateValue(record: ApiKeyRecord, valueHash: string, now: string): ApiKey | undefined {
  const isOutgoing = record.rotatesAt !== null && valueHash === record.hash;
  const isAccepted =
    record.isValid && !isExpired(record, now) && !(isOutgoing && isPast(record.rotatesAt, now));
  if (!isAccepted) return undefined;
  const { id, name, organizationId, projectId } = record;
  const sunsetAt = isOutgoing ? (record.rotatesAt ?? undefined) : undefined;
  return { hash: valueHash, id, name, organizationId, isProjectKey: projectId !== "", sunsetAt };
}

/** Returns a key after its rotation, if the grace period is over. */
export function completeRotation(record: ApiKeyRecord, now: string): ApiKeyRecord {
  const { shadowHash, shadowCharacters, rotatesAt } = record;
  if (shadowHash === null || !isPast(rotatesAt, now)) return record;
  return {
    ...record,
    hash: shadowHash,
    lastCharacters: shadowCharacters ?? "",
    shadowHash: null,
    shadowCharacters: null,
    rotatesAt: null,
  };
}

/** The options of a rotation. */
export interface RotationOptions {
  gracePeriodInHours?: number | undefined;
  expiresInDays?: number | null | undefined;
}

/**
 * Decides when a rotated key expires, and until when its outgoing value is accepted.
 *
 * @param record The key after `completeRotation`.
 * @returns `rotatesAt` is `null` if the value is replaced at once.
 */
export function planRotation(
  record: ApiKeyRecord,
  { gracePeriodInHours = 0, expiresInDays }: RotationOptions,
  now: string,
):
  | { expiresAt: string | null; rotatesAt: string | null }
  | DomainError<"rotation_in_progress" | "expiry_required" | "grace_period_not_allowed"> {
  if (isExpired(record, now)) {
    if (expiresInDays === undefined) return domainErrors.expiryRequired();
    if (gracePeriodInHours > 0) return domainErrors.gracePeriodNotAllowed();
  }
  if (record.rotatesAt !== null) return domainErrors.rotationInProgress(record.rotatesAt);
  const expiresAt = expiresInDays === undefined ? record.expiresAt : toExpiry(expiresInDays, now);
  if (gracePeriodInHours === 0) return { expiresAt, rotatesAt: null };
  const endsAt = addMs(now, gracePeriodInHours * msPerHour);
  return { expiresAt, rotatesAt: expiresAt !== null && expiresAt < endsAt ? expiresAt : endsAt };
}

/** Returns when a key expires that expires in a number of days. `null` means never. */
export const toExpiry = (days: number | null | undefined, now: string): string | null =>
  days === null || days === undefined ? null : addMs(now, days * 24 * msPerHour);

/** Masks a value: 15 asterisks and its last six characters. */
export const maskValue = (lastCharacters: string): string => `${"*".repeat(15)}${lastCharacters}`;

const msPerHour = 3_600_000;

const addMs = (time: string, ms: number) => new Date(Date.parse(time) + ms).toISOString();

/** Whether a key has expired. Times are compared as texts, since all of them have the same form. */
const isExpired = ({ expiresAt }: ApiKeyRecord, now: string) => isPast(expiresAt, now);

const isPast = (time: string | null, now: string) => time !== null && time <= now;
