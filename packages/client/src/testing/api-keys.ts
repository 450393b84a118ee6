import type {
  ApiKey,
  CreateApiKeyInput,
  CreatedApiKey,
  RotateApiKeyInput,
  RotatedApiKey,
  UpdateApiKeyInput,
} from "@rolewright/types/v2";
import { findScope, type OperationRequest, readNumericId, requireFound } from "./operation-request.ts";
import { Rejection } from "./rejection.ts";
import { getTimestamp, listScopes, type Scope, type State, type StoredApiKey } from "./state.ts";

/** Lists the API keys, the newest first. It completes the rotations whose grace period is over. */
export function listApiKeys(request: OperationRequest): { apiKeys: ApiKey[] } {
  const keys = [...findScope(request).apiKeys.values()];
  for (const key of keys) completeRotation(request.state, key);
  return { apiKeys: keys.toReversed().map(toApiKey) };
}

export function createApiKey(request: OperationRequest<CreateApiKeyInput>): CreatedApiKey {
  return toCreatedApiKey(addApiKey(request.state, findScope(request), request.body));
}

export const getApiKey = (request: OperationRequest): ApiKey => toApiKey(findApiKey(request));

export const updateApiKey = (request: OperationRequest<UpdateApiKeyInput>): ApiKey =>
  toApiKey(Object.assign(findApiKey(request), { valid: request.body.valid }));

export function deleteApiKey(request: OperationRequest): { id: number } {
  const { id } = findApiKey(request);
  findScope(request).apiKeys.delete(id);
  return { id };
}

/** Replaces the value of a key: at once, or after a grace period in which both values work. */
export function rotateApiKey(request: OperationRequest<RotateApiKeyInput>): RotatedApiKey {
  const { state } = request;
  const key = findApiKey(request);
  const { gracePeriodInHours = 0, expiresInDays } = request.body;
  completeRotation(state, key);
  if (isPast(state, key.expiresAt)) {
    if (expiresInDays === undefined)
      throw new Rejection(422, "expiresInDays: is required, because the API key has expired.");
    if (gracePeriodInHours > 0)
      throw new Rejection(422, "gracePeriodInHours: must be 0, because the API key has expired.");
  }
  if (key.rotatesAt !== null)
    throw new Rejection(
      409,
      `The API key is being rotated until ${key.rotatesAt}. Rotate it after that time.`,
    );
  if (expiresInDays !== undefined) key.expiresAt = toExpiry(state, expiresInDays);
  const value = createValue(state, findScope(request));
  if (gracePeriodInHours === 0) {
    key.value = value;
    return { ...key, shadowValue: null, rotatesAt: null };
  }
  const endsAt = addMs(state, gracePeriodInHours * msPerHour);
  const rotatesAt = key.expiresAt !== null && key.expiresAt < endsAt ? key.expiresAt : endsAt;
  Object.assign(key, { shadowValue: value, rotatesAt });
  return { ...toApiKey(key), shadowValue: value, rotatesAt };
}

/** Creates an API key that never expires, unless it is given a number of days. */
export function addApiKey(
  state: State,
  scope: Scope,
  { name, expiresInDays }: CreateApiKeyInput,
): StoredApiKey {
  const key: StoredApiKey = {
    id: state.nextNumber("api-key"),
    name,
    valid: true,
    created_at: getTimestamp(state),
    expiresAt: expiresInDays === undefined ? null : toExpiry(state, expiresInDays),
    value: createValue(state, scope),
    shadowValue: null,
    rotatesAt: null,
    lastUsed: null,
  };
  scope.apiKeys.set(key.id, key);
  return key;
}

/** Returns a new key with its value in full, which only the response that creates the value shows. */
export const toCreatedApiKey = (key: StoredApiKey) => ({
  ...key,
  shadowValue: null,
  rotatesAt: null,
  lastUsed: null,
});

/**
 * Accepts every value but those that the fake API has created and that do not work now.
 *
 * @returns When the value stops working, if it is the outgoing one of a rotation.
 * @throws {Rejection} 401, or 403 for the key of a project.
 */
export function authenticate(state: State, value: string | null): string | undefined {
  if (!value) throw createInvalidKeyRejection();
  const scope = listScopes(state).find(({ apiKeys }) =>
    [...apiKeys.values()].some((key) => hasValue(key, value)),
  );
  const key = [...(scope?.apiKeys.values() ?? [])].find((each) => hasValue(each, value));
  if (key === undefined && !state.issuedValues.has(value)) return undefined;
  const isOutgoing = key?.value === value && key.rotatesAt !== null;
  const hasEnded = isOutgoing && isPast(state, key.rotatesAt);
  if (!key?.valid || isPast(state, key.expiresAt) || hasEnded) throw createInvalidKeyRejection();
  key.lastUsed = getTimestamp(state);
  if (scope?.kind === "project")
    throw new Rejection(403, "A project API key cannot be used here. Use an organization API key.");
  return isOutgoing ? (key.rotatesAt ?? undefined) : undefined;
}

const createInvalidKeyRejection = () => new Rejection(401, "The API key is missing or invalid.");

const hasValue = (key: StoredApiKey, value: string) => key.value === value || key.shadowValue === value;

function findApiKey(request: OperationRequest): StoredApiKey {
  return requireFound("API key", findScope(request).apiKeys.get(readNumericId(request, "apiKeyId")));
}

function completeRotation(state: State, key: StoredApiKey): void {
  if (key.shadowValue !== null && isPast(state, key.rotatesAt))
    Object.assign(key, { value: key.shadowValue, shadowValue: null, rotatesAt: null });
}

const toApiKey = (key: StoredApiKey): ApiKey => ({
  ...key,
  value: maskValue(key.value),
  shadowValue: key.shadowValue === null ? null : maskValue(key.shadowValue),
});

const maskValue = (value: string) => `${"*".repeat(15)}${value.slice(-6)}`;

function createValue(state: State, { kind }: Scope): string {
  const value = `confident_us_${kind === "organization" ? "org" : "proj"}_TEST-${state.nextNumber("value")}`;
  state.issuedValues.add(value);
  return value;
}

const msPerHour = 3_600_000;

const toExpiry = (state: State, days: number | null) =>
  days === null ? null : addMs(state, days * 24 * msPerHour);

const addMs = ({ now }: State, ms: number) => new Date(now + ms).toISOString();

/** Times are compared as texts, since all of them have the same form. */
const isPast = (state: State, time: string | null) => time !== null && time <= getTimestamp(state);
