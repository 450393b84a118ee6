import type { IncomingMessage } from "node:http";
import { parseJsonBody } from "./json-body.ts";
import { Refusal, refusals } from "./refusals.ts";

/** A body that was read; `value` is `undefined` when there was none. */
export interface Body {
  value: unknown;
}

/**
 * Reads a JSON body of at most so many bytes. A refusal says why there is none: another type, too large, not JSON.
 *
 * @throws {Error} when the caller goes away, or is too slow.
 */
export async function readBody(
  incoming: IncomingMessage,
  limit: number,
): Promise<Body | Refusal<400 | 413 | 415>> {
  const type = incoming.headers["content-type"];
  if (type === undefined ? hasBody(incoming) : !/^\s*application\/json\s*(;|$)/i.test(type)) {
    return refusals.unsupportedMediaType(type);
  }
  const bytes = await readBytes(incoming, limit);
  if (bytes instanceof Refusal) return bytes;
  try {
    return { value: parseJsonBody(bytes) };
  } catch {
    return refusals.malformedJson();
  }
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || (headers["content-length"] ?? "0") !== "0";

/** Why a body is not even begun to be read, if it is not. */
export const declaredTooLarge = ({ headers }: IncomingMessage, limit: number): Refusal<413> | undefined =>
  Number(headers["content-length"] ?? 0) > limit ? refusals.contentTooLarge(limit) : undefined;

function readBytes(incoming: IncomingMessage, limit: number): Promise<Buffer | Refusal<413>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on("data", (chunk: Buffer) => {
      length += chunk.length;
      // The rest is let past until it ends or is late: who is cut off while they send never see the answer.
      if (length > limit) resolve(refusals.contentTooLarge(limit));
      else chunks.push(chunk);
    });
    incoming.on("end", () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    incoming.on("error", reject);
  });
}
