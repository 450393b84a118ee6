import { ConfigurationError } from "./errors.ts";
import type { CallScope } from "./fetch/call-scope.ts";
import { describeType } from "./option-checks.ts";

/** A key that is reused until it expires. */
export interface ExpiringApiKey {
  value: string;
  /** When the function is called again. */
  expiresAt: Date;
}

/**
 * An API key, or a function that returns one. The function is called for each attempt. If it returns an `ExpiringApiKey`,
 * that key is reused until `expiresAt`. After 401 the function is called again, and if it returns another key, the request is
 * sent again. If the function throws, the call fails with a
 * `ConfigurationError` that shows only the name and the code of what it threw.
 */
export type ApiKeyInput = string | (() => string | ExpiringApiKey | Promise<string | ExpiringApiKey>);

/** Provides the API key of each request. */
export interface ApiKeyProvider {
  /**
   * Returns the key.
   *
   * @throws {ConfigurationError} if the function fails, or if its key is invalid.
   */
  get(scope: CallScope): string | Promise<string>;
  /** The keys that were in use, for redaction. */
  listSecrets(): readonly string[];
  /** Calls the function again, because the API rejected a key. Returns whether there is another one now. */
  renew(rejectedKey: string, scope: CallScope): Promise<boolean>;
}

/** How many earlier keys stay redacted. Calls that are still running may use older ones than the newest. */
const maxRememberedKeys = 1_000;

/**
 * Creates a provider.
 *
 * @param validateNewKey Called with a key of a function, if it is not the one before. It can throw to reject the key.
 * @throws {ConfigurationError} if a fixed key is missing or invalid. The key is not shown.
 */
export function createApiKeyProvider(apiKey: unknown, validateNewKey: (key: string) => void): ApiKeyProvider {
  if (typeof apiKey === "function") return new RotatingKey(apiKey as () => unknown, validateNewKey);
  const key = validateApiKey(requireApiKey(apiKey));
  const secrets = [key];
  return { get: () => key, listSecrets: () => secrets, renew: async () => false };
}

/** The keys that a function returns. */
class RotatingKey implements ApiKeyProvider {
  readonly #load: () => unknown;
  readonly #validateNewKey: (key: string) => void;
  #secrets: readonly string[] = [];
  #pending: Promise<ExpiringApiKey> | undefined;
  #current: ExpiringApiKey | undefined;

  constructor(load: () => unknown, validateNewKey: (key: string) => void) {
    this.#load = load;
    this.#validateNewKey = validateNewKey;
  }

  listSecrets(): readonly string[] {
    return this.#secrets;
  }

  async renew(rejectedKey: string, scope: CallScope): Promise<boolean> {
    // Unless another call has renewed it.
    if (this.#current?.value === rejectedKey) this.#current = undefined;
    try {
      return (await this.get(scope)) !== rejectedKey;
    } catch {
      // The rejection is reported. The next call reports the failure of the function.
      return false;
    }
  }

  async get(scope: CallScope): Promise<string> {
    if (this.#current !== undefined && Number(this.#current.expiresAt) > Date.now())
      return this.#current.value;
    // Concurrent calls share one call of the function.
    const pending = (this.#pending ??= this.#loadKey());
    const forget = () => {
      if (this.#pending === pending) this.#pending = undefined;
    };
    // A function that hangs must not block later calls: the next one calls it again.
    scope.onEnd(forget);
    try {
      const loaded = await pending;
      // Unless a later call of the function was faster.
      if (this.#pending === pending) this.#current = loaded;
      return loaded.value;
    } finally {
      forget();
    }
  }

  async #loadKey(): Promise<ExpiringApiKey> {
    const key = toExpiringKey(await this.#callFunction());
    if (this.#secrets.at(-1) === key.value) return key;
    this.#validateNewKey(key.value);
    this.#secrets = [...this.#secrets.filter((secret) => secret !== key.value), key.value].slice(
      -maxRememberedKeys,
    );
    return key;
  }

  async #callFunction(): Promise<unknown> {
    try {
      return await this.#load();
    } catch (error) {
      throw new ConfigurationError(
        `The \`apiKey\` function failed${describeSafely(error)}. Its message is not shown, because it could contain a key. Handle errors inside of the function to log them.`,
      );
    }
  }
}

/**
 * Describes an error by its name and its code only. Its message and its causes can repeat a key that the client has never
 * received, which it could not redact. Loggers print `cause`, so the error is not kept as one.
 */
function describeSafely(error: unknown): string {
  try {
    const { name, code } = Object(error) as { name?: unknown; code?: unknown };
    const shown = [
      ...(typeof name === "string" && /^[A-Z][A-Za-z]{0,40}$/.test(name) ? [name] : []),
      ...(typeof code === "string" && /^[A-Z][A-Z0-9_]{0,40}$/.test(code) ? [code] : []),
    ];
    return shown.length > 0 ? ` (${shown.join(", ")})` : "";
  } catch {
    // A property cannot be read.
    return "";
  }
}

function toExpiringKey(result: unknown): ExpiringApiKey {
  const isObject = typeof result === "object" && result !== null;
  const { value, expiresAt = new Date(0) } = isObject
    ? (result as Partial<ExpiringApiKey>)
    : { value: result };
  if (typeof value !== "string" || value === "")
    throw new ConfigurationError(
      "The `apiKey` function returned no key. Return a text, or `{ value, expiresAt }`.",
    );
  if (Number.isNaN(Number(expiresAt)))
    throw new ConfigurationError("`expiresAt` of the API key is not a date. Use a Date.");
  return { value: validateApiKey(value), expiresAt };
}

/** @throws {ConfigurationError} if the option is no text, without showing it. */
function requireApiKey(apiKey: unknown): string {
  if (apiKey === undefined || apiKey === null || apiKey === "")
    throw new ConfigurationError(
      "The API key is missing. Set `apiKey` or CONFIDENT_ORG_API_KEY to an organization API key.",
    );
  if (typeof apiKey === "string") return apiKey;
  throw new ConfigurationError(
    `\`apiKey\` is ${describeType(apiKey)}. Use a text, or a function that returns one.`,
  );
}

/**
 * Returns the API key, if it can be sent in a header.
 *
 * @throws {ConfigurationError} without showing it.
 */
function validateApiKey(apiKey: string): string {
  // Without quotes and backslashes, a key looks the same inside JSON, so that redaction finds it.
  if (!/^[!#-[\]-~]+$/.test(apiKey))
    throw new ConfigurationError(
      "The API key contains whitespace, quotes or other invalid characters. Copy it again.",
    );
  return apiKey;
}
