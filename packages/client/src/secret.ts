const placeholder = "[redacted]";

/**
 * A text that must not be printed: a new API key, or the token of an invitation. Logs, `JSON.stringify`, templates and
 * `util.inspect` show `[redacted]`. Only `reveal()` returns the text.
 *
 * @example
 * const key = await client.organization.apiKeys.create({ name: "CI" });
 * await vault.write("confident-ai", key.value.reveal());
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Returns the text. Do not log it. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return placeholder;
  }

  toJSON(): string {
    return placeholder;
  }

  /** For `util.inspect`, and with it `console.log`. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return placeholder;
  }
}
