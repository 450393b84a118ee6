import { ConfigurationError } from "../errors.ts";
import type { CallScope } from "./call-scope.ts";
import { listRequestHeaders, normalizeHeaders } from "./request-headers.ts";
import { type Bytes, cancelBody, concatenate, getReader, toBytes } from "./response-body.ts";

/** A request that can be sent several times. */
export interface OutgoingRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | Bytes | undefined;
  /** Other members of `init`, which the platform or a custom `fetch` understands: `credentials`, `dispatcher`, `cf`. */
  otherInit: Record<string, unknown>;
}

/**
 * Reads the arguments of `fetch`, which mean what they mean to `fetch`: members of `init` replace those of a `Request`. A
 * streamed body is read here, because it could not be sent again.
 *
 * @throws {ConfigurationError} if the platform rejects them, or if the body was read before.
 */
export async function readFetchArguments(
  input: string | URL | Request,
  init: RequestInit,
  scope: CallScope,
): Promise<OutgoingRequest> {
  const source = "headers" in Object(input) ? (input as Request) : undefined;
  const {
    method,
    headers,
    body,
    signal,
    redirect: _,
    ...otherInit
  } = init as RequestInit & { duplex?: string };
  delete otherInit.duplex;
  const hasOwnBody = body !== undefined && body !== null;
  if (signal === undefined) scope.addSignal(source?.signal);
  if (source?.bodyUsed === true && !hasOwnBody)
    throw new ConfigurationError(
      "was not sent, because its body was read before. Middleware that reads a body must read a clone of it.",
      scope.describe(),
    );
  const isUnchanged = method === undefined && headers === undefined && !hasOwnBody;
  const request = source !== undefined && isUnchanged ? source : createRequest(input, source, init);
  return {
    method: request.method,
    url: request.url,
    headers: listRequestHeaders(request.headers),
    body: await readRequestBody(request, scope),
    otherInit: { ...(source && listOtherInit(source)), ...otherInit },
  };
}

/** Not `new Request(source, init)`: that rejects requests of other packages, and of other realms. */
function createRequest(
  input: string | URL | Request,
  source: Request | undefined,
  { method = source?.method ?? "GET", headers, body }: RequestInit,
): Request {
  const url = source?.url ?? String(input);
  const init = {
    method,
    headers: normalizeHeaders((headers ?? source?.headers) as Headers | undefined),
    body: body ?? source?.body ?? null,
    // Node.js requires it for streams.
    duplex: "half" as const,
  };
  try {
    rejectStringifiedBody(body);
    return new Request(url, init);
  } catch (error) {
    // A URL can contain a password.
    const { message } = error as Error;
    const reason = url === "" ? "the URL is empty." : message.replaceAll(url, "the URL");
    throw new ConfigurationError(`The request cannot be sent: ${reason}`);
  }
}

/** Some platforms send "[object FormData]" for the form of another package. All send "[object Object]" for an object. */
function rejectStringifiedBody(body: unknown): void {
  if (typeof body !== "object" || body === null || Symbol.asyncIterator in body) return;
  const text = String(body);
  if (text !== "[object FormData]" && text !== "[object Object]") return;
  const type = new Response(body as FormData).headers.get("content-type");
  if (type?.startsWith("text/plain"))
    throw new TypeError(
      `The body would be the text "${text}". Use JSON.stringify, or a type of this platform.`,
    );
}

/** The values that a `Request` has by default. Some platforms reject these members, so that only others are passed on. */
const defaultInit: Record<string, unknown> = {
  cache: "default",
  credentials: "same-origin",
  integrity: "",
  keepalive: false,
  mode: "cors",
  referrer: "about:client",
  referrerPolicy: "",
};

/** Lists the settings of a `Request`, and the properties that `openapi-fetch` adds to it: options that it does not know. */
function listOtherInit(source: Request): Record<string, unknown> {
  const other: Record<string, unknown> = { ...source };
  for (const name in defaultInit) {
    const value = source[name as keyof Request];
    if (value !== undefined && value !== defaultInit[name]) other[name] = value;
  }
  return other;
}

async function readRequestBody(request: Request, scope: CallScope): Promise<OutgoingRequest["body"]> {
  if (request.body === null) return undefined;
  const bytes = await readBytes(request, scope);
  if (bytes.byteLength === 0) return undefined;
  const isText = /^(?:application\/json|text\/)/.test(request.headers.get("content-type") ?? "");
  return isText ? decodeText(bytes) : bytes;
}

/** Text is easier to read in a custom `fetch`. Bytes that are not UTF-8 are sent as they are. */
function decodeText(bytes: Bytes): string | Bytes {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes;
  }
}

/** Ends with the call, so that a stream of the caller does not stay open. */
async function readBytes(request: Request, scope: CallScope): Promise<Bytes> {
  const reader = getReader(request);
  if (reader === undefined) return new Uint8Array(await request.arrayBuffer());
  scope.onEnd(() => cancelBody(reader));
  const chunks: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return concatenate(chunks);
    chunks.push(toBytes(value));
  }
}
