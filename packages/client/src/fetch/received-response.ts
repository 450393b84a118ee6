import type { Bytes } from "./response-body.ts";

/** What custom `fetch` functions return as headers: those of any package, a `Map`, a record, or nothing. */
type AnyHeaders =
  | { forEach?(callback: (value: string, name: string) => void): void; get?(name: string): string | null }
  | null
  | undefined;

/** The headers that the client reads itself. A minimal `Headers` object cannot list its own. */
const usedNames = [
  "content-type",
  "date",
  "deprecation",
  "location",
  "retry-after",
  "sunset",
  "x-request-id",
];

/** Copies the headers of a response. Values that the platform rejects are omitted. */
export function copyHeaders(headers: AnyHeaders): Headers {
  if (headers instanceof Headers) return headers;
  const copy = new Headers();
  for (const [name, value] of listHeaders(headers)) {
    try {
      copy.append(name, value);
    } catch {
      // A custom `fetch` can return headers that no server can send.
    }
  }
  return copy;
}

function listHeaders(headers: AnyHeaders): [string, string][] {
  const entries: [string, string][] = [];
  if (typeof headers?.forEach === "function") headers.forEach((value, name) => entries.push([name, value]));
  else if (typeof headers?.get === "function")
    for (const name of usedNames) {
      const value = headers.get(name);
      if (typeof value === "string") entries.push([name, value]);
    }
  else return Object.entries((headers ?? {}) as Record<string, string>);
  return entries;
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

const statusesWithoutBody = new Set([204, 205, 304]);

/** The constructor rejects reason phrases that servers can send. */
const validReasonPhrase = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * A response with another body: one that was read, or a stream that is limited. The platform's `Response` is created only for
 * those who use it, because that takes more time than the rest of the client.
 */
export class ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  /** `undefined` if the body is a stream. */
  readonly bytes: Bytes | undefined;
  readonly #received: Response;
  readonly #body: Bytes | ReadableStream<Uint8Array>;
  #response: Response | undefined;

  constructor(received: Response, headers: Headers, body: Bytes | ReadableStream<Uint8Array>) {
    this.status = received.status;
    this.headers = headers;
    this.bytes = body instanceof Uint8Array ? body : undefined;
    this.#received = received;
    this.#body = body;
  }

  get ok(): boolean {
    return isSuccess(this.status);
  }

  /** Returns the body that was read. */
  text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /** Returns the same `Response` each time. */
  toResponse(): Response {
    this.#response ??= createResponse(this.#received, this.headers, this.#body);
    return this.#response;
  }
}

function createResponse(
  received: Response,
  headers: Headers,
  body: Bytes | ReadableStream<Uint8Array>,
): Response {
  const { status, statusText, url } = received;
  const isValid = status >= 200 && status <= 599;
  const response = new Response(statusesWithoutBody.has(status) ? null : body, {
    status: isValid ? status : 500,
    statusText: typeof statusText === "string" && validReasonPhrase.test(statusText) ? statusText : "",
    headers,
  });
  // The constructor rejects status codes that servers can send, and has no parameter for the URL.
  return Object.defineProperties(response, { status: { value: status }, url: { value: url || "" } });
}
