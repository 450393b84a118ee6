import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { envelope, refusals } from "./refusals.ts";

/** Answers what Node could not even read as HTTP, or what came too slowly, and closes the connection. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  // Only Node's own name for the answer that is under way leads there, which it uses for the same.
  const { _httpMessage: owed } = socket as { _httpMessage?: ServerResponse | null };
  // Otherwise it would be taken for the answer to what came before, which may be carried out.
  if (owed?.req.complete) return void owed.once("close", () => answerClientError(error, socket));
  const status = statuses.get(error.code ?? "") ?? 400;
  const { message } = refusals.malformedRequest(status);
  const body = JSON.stringify(envelope(message));
  socket.end(
    `HTTP/1.1 ${status} ${message.split(".", 1)[0]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `X-Request-Id: ${randomUUID()}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    // Who sends slowly may read slowly as well.
    () => socket.destroySoon(),
  );
}

const statuses = new Map([
  ["HPE_HEADER_OVERFLOW", 431],
  ["ERR_HTTP_REQUEST_TIMEOUT", 408],
]);
