/** The engine: how one request is sent and its answer read. The only file that knows `fetch`. */

/** One request, ready to be sent. */
export interface TransportRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
  /** Ends the request and the reading of its answer. */
  signal: AbortSignal;
}

/** The head of an answer, and the way to its body. */
export interface TransportAnswer {
  /** 0 for a redirect that the platform hides. */
  status: number;
  /** One header, if it is there: cheaper than all of them. */
  header(name: string): string | null | undefined;
  headers: Headers;
  /** Whether it comes from where a redirect led, which no transport should follow. */
  redirected: boolean;
  /** Reads the body, up to a number of bytes. Never rejects: what was read before a fault is worth having. */
  read(limit: number): Promise<TransportBody>;
  /** The answer as the platform knows it. */
  response: Response;
}

/** What could be read of a body. */
export interface TransportBody {
  text: string;
  /** Why it is not the whole. */
  fault?: unknown;
  /** It ended before its end, so that another try may give the whole. */
  cut?: boolean;
}

/** Sends a request. Rejects when no answer comes. Must not follow redirects. */
export type Transport = (request: TransportRequest) => Promise<TransportAnswer>;

/** What is used of `fetch`. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A transport over a `fetch`; without one over the platform's, read at each request so that test tools can replace it. */
export const fetchTransport =
  (fetch?: Fetch): Transport =>
  async ({ url, ...init }) => {
    const send = fetch ?? globalThis.fetch;
    // A redirect would carry the key to wherever it points: fetch takes only `Authorization` away.
    const response = await send(url, { ...init, redirect: "manual" } as RequestInit);
    return {
      status: response.status,
      header: (name) => response.headers.get(name),
      headers: response.headers,
      redirected: response.redirected,
      read: (limit) => readBody(response, limit),
      response,
    };
  };

async function readBody({ body }: Response, limit: number): Promise<TransportBody> {
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  try {
    for (;;) {
      const { done = true, value } = (await reader?.read()) ?? {};
      text += decoder.decode(value, { stream: !done });
      if (done) return { text };
      size += (value as Uint8Array).byteLength;
      if (size > limit) {
        reader?.cancel().catch(() => {});
        return { text, fault: `It is longer than ${limit} bytes.` };
      }
    }
  } catch (fault) {
    return { text, fault, cut: true };
  }
}
