import type { OutgoingRequest } from "./fetch/outgoing-request.ts";
import { listRequestHeaders } from "./fetch/request-headers.ts";

/**
 * A request whose body is text, in place of the platform's `Request`, which `openapi-fetch` creates only to pass it to
 * middleware and to `fetch`. Creating one and reading it again takes a tenth of the time of a call.
 */
export class PlainRequest implements OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly otherInit = {};

  /** The parameters of `new Request`. */
  constructor(url: string, { method, headers, body }: PlainRequestInit) {
    this.url = url;
    this.method = method;
    this.headers = listRequestHeaders(headers);
    this.body = body;
  }
}

interface PlainRequestInit {
  method: string;
  headers: Headers;
  body: string | undefined;
}
