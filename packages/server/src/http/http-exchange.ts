import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiKey } from "../domain/api-key.ts";
import { type ApiError, createErrorBody } from "./api-errors.ts";
import type { OperationResponse } from "./operation-response.ts";

const jsonType = "application/json; charset=utf-8";

/** A request and its response. */
export class HttpExchange {
  readonly request: IncomingMessage;
  /** The request ID: the caller's if it is valid, else a new one. */
  readonly requestId: string;
  /** When the request arrived, in milliseconds of `performance.now()`. */
  readonly startedAt = performance.now();
  /** The operation, once it is known. */
  operationId = "none";
  /** The path of the route, as in the description, once it is known. */
  route = "none";
  /** Whether the request counts as in flight. */
  isCounted = false;
  /** The API key, once the request is authenticated. */
  apiKey: ApiKey | undefined;
  /** Whether the caller waits for `100 Continue` before it sends the body. */
  #awaitsContinue: boolean;
  #onOutcome: ((statusCode: number, resourceId: string | undefined) => void) | undefined;
  readonly #response: ServerResponse;
  readonly #headers: string[];

  constructor(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean) {
    this.request = request;
    this.#response = response;
    this.#awaitsContinue = awaitsContinue;
    this.requestId = resolveRequestId(request.headers["x-request-id"]);
    // Responses contain the data of one API key, and some of them a secret.
    this.#headers = ["x-request-id", this.requestId, "cache-control", "no-store"];
  }

  /** The status code of the response. 499, as in nginx, if the caller closed the connection first. */
  get statusCode(): number {
    return this.#response.headersSent ? this.#response.statusCode : 499;
  }

  /** Adds a header to the response. */
  addHeader(name: string, value: string): void {
    this.#headers.push(name, value);
  }

  /** Tells a caller that waits for it to send the body. */
  sendContinue(): void {
    if (this.#awaitsContinue) this.#response.writeContinue();
    this.#awaitsContinue = false;
  }

  /** Calls back once, when the outcome of the request is known, even if the caller has closed the connection. */
  onOutcome(callback: (statusCode: number, resourceId: string | undefined) => void): void {
    this.#onOutcome = callback;
  }

  /** Sends the response, unless one was sent or the caller closed the connection. */
  send(
    statusCode: number,
    body: Buffer | string,
    contentType: string | undefined = jsonType,
    resourceId?: string,
  ): void {
    this.#onOutcome?.(statusCode, resourceId);
    this.#onOutcome = undefined;
    if (this.#response.headersSent || this.#response.destroyed) return;
    // The caller does not send the body that it announced, so the next request cannot follow on this connection.
    if (this.#awaitsContinue) this.#headers.push("connection", "close");
    if (body.length > 0) this.#headers.push("content-type", contentType);
    if (statusCode !== 204) this.#headers.push("content-length", String(Buffer.byteLength(body)));
    this.#response.writeHead(statusCode, this.#headers);
    this.#response.end(body);
  }

  /** Sends the response of an operation. */
  sendResponse({ statusCode, contentType, body, headers, resourceId }: OperationResponse): void {
    if (headers) this.#addHeaders(this.#withAbsoluteLocation(headers));
    this.send(statusCode, body, contentType, resourceId);
  }

  /** Sends an error in the documented envelope. */
  sendError({ status, message, headers, details }: ApiError): void {
    this.#addHeaders(headers);
    this.send(status, JSON.stringify(createErrorBody(message, details)));
  }

  /** Makes a location on this server absolute, as the description says. A proxy in front says which scheme it serves. */
  #withAbsoluteLocation(headers: Record<string, string>): Record<string, string> {
    const { location } = headers;
    if (!location?.startsWith("/")) return headers;
    const scheme = this.request.headers["x-forwarded-proto"] === "https" ? "https" : "http";
    return { ...headers, location: `${scheme}://${this.request.headers.host}${location}` };
  }

  #addHeaders(headers: Record<string, string>): void {
    for (const [name, value] of Object.entries(headers)) this.addHeader(name, value);
  }

  /** Calls back once, when the response was sent or the caller closed the connection. */
  onEnd(callback: () => void): void {
    this.#response.on("close", callback);
  }
}

/** Accepts the caller's ID unless it may be a misplaced API key, which would appear in logs. */
const resolveRequestId = (value: string | string[] | undefined): string =>
  typeof value === "string" && /^(?!confident_)[\w.-]{1,64}$/i.test(value) ? value : randomUUID();
