import { randomUUID } from "node:crypto";
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { apiErrors, createErrorBody } from "./api-errors.ts";

/** Responds to a request that Node cannot parse, or that arrives too slowly, and closes the connection. */
export function respondToSocketError(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  // Node has no public property for the response in progress. It uses this one for the same purpose.
  const { _httpMessage: pendingResponse } = socket as { _httpMessage?: ServerResponse | null };
  // Responding now would look like the response to the previous request, which may succeed.
  if (pendingResponse?.req.complete) {
    return void pendingResponse.once("close", () => respondToSocketError(error, socket));
  }
  const statusCode = statusCodes.get(error.code ?? "") ?? 400;
  const { message } =
    statusCode === 408 ? apiErrors.requestTimeout() : apiErrors.malformedRequest(statusCode);
  const body = JSON.stringify(createErrorBody(message));
  socket.end(
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `X-Request-Id: ${randomUUID()}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    // A slow sender may also be a slow reader.
    () => socket.destroySoon(),
  );
}

const statusCodes = new Map([
  ["HPE_HEADER_OVERFLOW", 431],
  ["ERR_HTTP_REQUEST_TIMEOUT", 408],
]);
