import type { ApiKey } from "../domain/api-key.ts";
import { findApiKey } from "../operations/api-keys.ts";
import type { Store } from "../storage/store.ts";
import { type ApiError, apiErrors } from "./api-errors.ts";

/** The API key of a request, or the error if there is no valid one. */
export type Authentication = ApiKey | ApiError<401 | 403>;

/** Authenticates a request by its `CONFIDENT_API_KEY` header. Returns synchronously if the key is cached. */
export function authenticate(
  header: string | string[] | undefined,
  store: Store,
): Authentication | Promise<Authentication> {
  if (typeof header !== "string" || header.trim() === "") return apiErrors.invalidApiKey();
  const key = findApiKey(store, header.trim());
  return key instanceof Promise ? key.then(authorize) : authorize(key);
}

function authorize(key: ApiKey | undefined): Authentication {
  if (!key) return apiErrors.invalidApiKey();
  return key.isProjectKey ? apiErrors.projectKey() : key;
}
