/** A cause with more values than this is copied, without looking into it. */
const maxValues = 10_000;

/** Looks for a secret in anything of a value that could be printed. What cannot be read counts as if it had one. */
export class SecretSearch {
  readonly #isSecret: (text: string) => boolean;
  #values = 0;

  constructor(isSecret: (text: string) => boolean) {
    this.#isSecret = isSecret;
  }

  finds(value: unknown, depth: number): boolean {
    if (typeof value === "string") return this.#isSecret(value);
    if (Object(value) !== value) return false;
    if (depth === 0 || ++this.#values > maxValues) return true;
    try {
      // A list of its bytes would be long.
      if (ArrayBuffer.isView(value))
        return this.#isSecret(new TextDecoder("latin1").decode(value as Uint8Array<ArrayBuffer>));
      return this.#listParts(value as object).some((part) => this.finds(part, depth - 1));
    } catch {
      return true;
    }
  }

  #listParts(value: object): unknown[] {
    // What a promise and a weak reference hold is printed, but cannot be read here.
    if (value instanceof Promise || value instanceof WeakRef) throw new TypeError("It cannot be read.");
    const { headers, url, toJSON } = value as { headers?: unknown; url?: unknown; toJSON?: unknown };
    const json: unknown = typeof toJSON === "function" ? toJSON.call(value) : undefined;
    const items = Symbol.iterator in value ? takeItems(value as Iterable<unknown>) : [];
    const properties = Reflect.ownKeys(value).flatMap((name) => [
      typeof name === "symbol" ? name.description : name,
      (value as Record<PropertyKey, unknown>)[name],
    ]);
    return [headers, url, json, toText(value), ...items, ...properties];
  }
}

function takeItems(value: Iterable<unknown>): unknown[] {
  const items: unknown[] = [];
  for (const item of value) {
    if (items.length === maxValues) throw new RangeError("There are too many values.");
    items.push(item);
  }
  return items;
}

/** Returns the text of an object, such as a `URL` or a regular expression. A list has only that of its items. */
function toText(value: object): string | undefined {
  const { toString } = value as { toString?: unknown };
  return typeof toString === "function" && !Array.isArray(value) ? String(value) : undefined;
}
