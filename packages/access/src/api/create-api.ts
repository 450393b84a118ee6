import { createClient } from "@rolewright/client";
import { createClient as createClientV2 } from "@rolewright/client/v2";
import type { ApiVersion } from "../state/access-state.ts";
import type { AccessApi } from "./access-api.ts";
import { createV1Api } from "./v1-api.ts";
import { createV2Api } from "./v2-api.ts";

/** Where the API is. The key is read from `CONFIDENT_ORG_API_KEY`. */
export interface ApiOptions {
  /** Default: `v2`. */
  api?: ApiVersion | undefined;
  /** Default: `CONFIDENT_BASE_URL`, else the vendor's host for the region of the key. */
  baseUrl?: string | undefined;
  /** Default: `CONFIDENT_ORG_API_KEY`. */
  apiKey?: string | undefined;
}

/**
 * Creates the API calls that the other functions need.
 *
 * @example
 * const state = await readState(createApi());
 */
export function createApi({ api = "v2", apiKey, baseUrl }: ApiOptions = {}): AccessApi {
  const options = { apiKey, baseUrl };
  if (api === "v1") return createV1Api(createClient(options));
  return createV2Api(createClientV2(options));
}
