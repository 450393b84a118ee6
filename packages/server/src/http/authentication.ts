import type { ApiKey } from "../domain/api-key.ts";
import { findApiKey } from "../operations/api-keys.ts";
import type { Store } from "../storage/store.ts";
import { type ApiError, apiErrors } from "./api-errors.ts";

/** The API key of a request, or the error if there is no valid one. */
export type Authentication = ApiKey | ApiError<401>;

/** Authenticates a request by its `CONFIDENT_API_KEY` header. Returns synchronously if the key is cached. */
export function authenticate(
  header: string | string[] | undefined,
  store: Store,
): Authentication | Promise<Authentication> {
  if (typeof header !== "string" || header.trim() === "") return apiErrors.invalidApiKey();
  const key = findApiKey(store, header.trim());
  return key instanceof Promise ? key.then(rejectUnknownKey) : rejectUnknownKey(key);
}

const rejectUnknownKey = (key: ApiKey | undefined): Authentication => key ?? apiErrors.invalidApiKey();

/** Rejects the API key of a project. No operation here accepts one. */
export const authorize = (key: ApiKey): ApiError<403> | undefined =>
  key.isProjectKey ? apiErrors.projectKey() : undefined;
