import type { paths } from "@rolewright/types";
import { createClientCore } from "./client-core.ts";
import type { ClientOptions } from "./client-options.ts";
import { createOperations, type Operations } from "./generated/operations.ts";
import type { RawClient as GenericRawClient } from "./raw-client.ts";

/** The `openapi-fetch` client of version 1. */
export type RawClient = GenericRawClient<paths>;

/** A client of version 1 of the API. Its methods return the resource itself and throw a `RolewrightError`. */
export interface Client extends Operations {
  /** The `openapi-fetch` client that carries every call, for middleware and for paths: `{ data, error, response }`. */
  raw: RawClient;
}

/**
 * Creates a client of version 1. Omitted options come from `CONFIDENT_ORG_API_KEY`, `CONFIDENT_REGION` and
 * `CONFIDENT_BASE_URL`.
 *
 * @throws {ConfigurationError} if an option is unknown or invalid, or if options contradict each other.
 * @example
 * const client = createClient({ apiKey: process.env.CONFIDENT_ORG_API_KEY, region: "EU" });
 * const role = await client.organization.roles.create({ name: "Billing Manager", policyIds: ["policy-uuid-2"] });
 */
export function createClient(options: ClientOptions = {}): Client {
  const { caller, raw } = createClientCore<paths>(options);
  return { ...createOperations(caller), raw };
}
