import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { envelope, type Refusal } from "./refusals.ts";

const json = "application/json; charset=utf-8";

/** One request and its answer. */
export class Exchange {
  readonly incoming: IncomingMessage;
  /** What the log and the answer call it: the caller's own word where it can be one. */
  readonly id: string;
  /** When it came, in milliseconds of the process's own clock. */
  readonly since = performance.now();
  /** Which operation it is, once that is known. */
  operation = "none";
  /** It is counted among those that are being worked on. */
  isCounted = false;
  readonly #outgoing: ServerResponse;
  readonly #headers: string[];

  constructor(incoming: IncomingMessage, outgoing: ServerResponse) {
    this.incoming = incoming;
    this.#outgoing = outgoing;
    this.id = idOf(incoming.headers["x-request-id"]);
    this.#headers = ["x-request-id", this.id];
  }

  /** The status that was answered; 499, as nginx says it, when the caller went away before. */
  get status(): number {
    return this.#outgoing.headersSent ? this.#outgoing.statusCode : 499;
  }

  /** Adds a header to the answer that will be sent. */
  header(name: string, value: string): void {
    this.#headers.push(name, value);
  }

  /** Sends the answer, unless there is one already or the caller has gone. */
  send(status: number, body: Buffer | string, type: string = json): void {
    if (this.#outgoing.headersSent || this.#outgoing.destroyed) return;
    if (body !== "") this.#headers.push("content-type", type);
    if (status !== 204) this.#headers.push("content-length", String(Buffer.byteLength(body)));
    this.#outgoing.writeHead(status, this.#headers);
    this.#outgoing.end(body);
  }

  /** Sends a refusal in the documented envelope. */
  refuse({ status, message, headers }: Refusal): void {
    for (const [name, value] of Object.entries(headers)) this.header(name, value);
    this.send(status, JSON.stringify(envelope(message)));
  }

  /** Calls back, once, when the answer is on its way, or nobody waits for it any more. */
  onEnd(callback: () => void): void {
    this.#outgoing.on("close", callback);
  }
}

/** A key that somebody has put into the wrong header must not come into the log. */
const idOf = (sent: string | string[] | undefined): string =>
  typeof sent === "string" && /^(?!confident_)[\w.-]{1,64}$/i.test(sent) ? sent : randomUUID();
