import type { RotateApiKeyInput } from "@rolewright/types/v2";
import type { ApiPromise } from "../api-promise.ts";
import type { RequestOptions } from "../client-options.ts";
import type { RotatedApiKey } from "../generated/secret-types-v2.ts";
import type { Secret } from "../secret.ts";

/** The API keys of the organization or of a project. */
export interface RotatableApiKeys {
  rotate(
    apiKeyId: number,
    input: RotateApiKeyInput,
    options?: RequestOptions,
  ): ApiPromise<RotatedApiKey, any>;
}

/** Options of `rotateApiKey`. */
export interface RotateApiKeyOptions extends RotateApiKeyInput, Pick<RequestOptions, "signal" | "onEvent"> {
  /** How long the outgoing value works beside the new one, in hours. Default: 24. 0 ends it at once. */
  gracePeriodInHours?: number;
}

/** A rotation that has started. */
export interface KeyRotation {
  apiKey: RotatedApiKey;
  /** The new value. It is returned only once: store it. */
  newValue: Secret;
  /** When the outgoing value stops working. `undefined` if it already has. */
  outgoingUntil: Date | undefined;
}

const defaultGracePeriodInHours = 24;

/**
 * Rotates an API key, so that both values work until every program has the new one. It returns the new value in one place,
 * whatever the grace period is. An expired key accepts no grace period: set it to 0, and set `expiresInDays`.
 *
 * @throws {ConflictError} while an earlier rotation runs.
 * @example
 * const { newValue, outgoingUntil } = await rotateApiKey(client.organization.apiKeys, 1420);
 * await vault.write("confident-ai", newValue.reveal());
 */
export async function rotateApiKey(
  apiKeys: RotatableApiKeys,
  apiKeyId: number,
  { signal, onEvent, ...input }: RotateApiKeyOptions = {},
): Promise<KeyRotation> {
  const apiKey = await apiKeys.rotate(
    apiKeyId,
    { gracePeriodInHours: defaultGracePeriodInHours, ...input },
    { signal, onEvent },
  );
  return {
    apiKey,
    newValue: apiKey.shadowValue === null ? apiKey.value : apiKey.shadowValue,
    outgoingUntil: apiKey.rotatesAt === null ? undefined : new Date(apiKey.rotatesAt),
  };
}
