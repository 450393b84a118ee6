import type { ClientEvent } from "./events.ts";
import type { AnswerSchemas } from "./schemas.ts";
import type { Fetch, Transport } from "./transport.ts";
import type { Region } from "./region.ts";

/** How a call is made. Given to a client, it holds for all of its calls; given to a call, for that one. */
export interface CallOptions {
  /** Ends the call at once, while it waits for its next attempt too. A client's signal and a call's both count. */
  signal?: AbortSignal | undefined;
  /** How long one attempt may take, its answer's body included, in milliseconds. Default 10,000. */
  attemptTimeoutMs?: number | undefined;
  /** How long the whole call may take, in milliseconds. Default 30,000. */
  deadlineMs?: number | undefined;
  /** How many attempts may follow a failed first one. Default 2; at most 10. */
  retries?: number | undefined;
  /** Sends the requests. Default: `globalThis.fetch`, read for each attempt. */
  fetch?: Fetch | undefined;
  /** Headers to send beside the client's own, which they cannot replace. */
  headers?: Readonly<Record<string, string>> | Headers | undefined;
  /**
   * Sent as `Idempotency-Key`; a POST that has one is retried like a PUT. The vendor documents no such header: use it only
   * with a server that honours it. A client takes a function, which makes one for each POST.
   */
  idempotencyKey?: string | (() => string) | undefined;
  /** Is told of each request, response, retry and deprecation. What it throws is ignored. */
  onEvent?: ((event: ClientEvent) => void) | undefined;
}

/** How a client is made. */
export interface ClientOptions extends CallOptions {
  /** The **organization** API key. Default: the variable `CONFIDENT_ORG_API_KEY`. */
  apiKey?: string | undefined;
  /** The vendor's host of a region. Default: the variable `CONFIDENT_REGION`, else what the key names, else `US`. */
  region?: Region | undefined;
  /** Where the API is instead: a mock, a server of your own. https, or loopback. Default: the variable `CONFIDENT_BASE_URL`. */
  baseUrl?: string | undefined;
  /** Sends the requests in place of `fetch`, such as the one of `@rolewright/client/node`. */
  transport?: Transport | undefined;
  /** Holds each success to a Standard Schema, such as those of `@rolewright/client/validate`. */
  schemas?: AnswerSchemas | undefined;
}
