import { isProgrammingError } from "./connection-failure.ts";

/** Bytes in a buffer that nothing else shares. TypeScript before 5.7 cannot write this type: `Uint8Array` has no parameter there. */
export type Bytes = ReturnType<InstanceType<typeof TextEncoder>["encode"]>;

/** A body as far as it could be read. */
export interface ReadBody {
  bytes: Bytes;
  /** Why the body is incomplete. */
  fault?: unknown;
  /** The connection ended before the body did. */
  isTruncated?: boolean;
}

/** Ends the reading of a body early, with what was read until then. */
export interface ReadLimits {
  maxBytes: number;
  timeoutMs?: number;
}

/** Reads a body. Never rejects: what was read before a fault helps to find the cause. */
export function readBody(response: Response, { maxBytes, timeoutMs }: ReadLimits): Promise<ReadBody> {
  const chunks: Uint8Array[] = [];
  const reading = readChunks(response, maxBytes, chunks);
  if (timeoutMs === undefined) return reading;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<ReadBody>((resolve) => {
    timer = setTimeout(() => {
      resolve({ bytes: concatenate(chunks) });
    }, timeoutMs);
  });
  return Promise.race([reading, timeout]).finally(() => clearTimeout(timer));
}

async function readChunks(response: Response, maxBytes: number, chunks: Uint8Array[]): Promise<ReadBody> {
  let reader: ReadableStreamDefaultReader<unknown> | undefined;
  try {
    reader = getReader(response);
    if (reader === undefined) return await readWithoutStream(response, maxBytes);
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { bytes: concatenate(chunks) };
      const chunk = toBytes(value);
      chunks.push(chunk);
      length += chunk.byteLength;
      if (length > maxBytes) {
        cancelBody(reader);
        return { bytes: concatenate(chunks), fault: describeLimit(maxBytes) };
      }
    }
  } catch (fault) {
    if (reader !== undefined) cancelBody(reader);
    return { bytes: concatenate(chunks), fault, isTruncated: !isProgrammingError(fault) };
  }
}

/** Returns `undefined` for React Native, which has no `body`, and for node-fetch and cross-fetch, whose body is a Node stream. */
export function getReader({ body }: Response | Request): ReadableStreamDefaultReader<unknown> | undefined {
  return typeof body?.getReader === "function" ? body.getReader() : undefined;
}

/** An unread body would keep the connection, and with it the process, alive. */
export function cancelBody(body: { cancel?: () => Promise<void> } | null | undefined): void {
  new Promise<void>((resolve) => resolve(body?.cancel?.())).catch(() => {});
}

async function readWithoutStream(response: Response, maxBytes: number): Promise<ReadBody> {
  const bytes = new TextEncoder().encode(await response.text());
  return bytes.byteLength > maxBytes ? { bytes, fault: describeLimit(maxBytes) } : { bytes };
}

export const describeLimit = (maxBytes: number) => `It is longer than ${maxBytes} bytes.`;

/**
 * Returns the bytes of a chunk. A custom `fetch` may return chunks of text.
 *
 * @throws {RangeError} if the chunk has no bytes. The request is then not sent again.
 */
export function toBytes(chunk: unknown): Uint8Array {
  if (typeof chunk === "string") return new TextEncoder().encode(chunk);
  // Not `instanceof`: Jest creates arrays of another realm.
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (Object.prototype.toString.call(chunk) === "[object ArrayBuffer]")
    return new Uint8Array(chunk as ArrayBuffer);
  throw new RangeError("The body has a chunk that is not bytes.");
}

export function concatenate(chunks: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.byteLength, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
