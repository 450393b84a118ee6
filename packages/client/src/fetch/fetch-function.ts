/** What the client passes to `fetch`. A plain object, so that functions of other packages accept it. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  signal: AbortSignal;
  redirect: "manual";
  cache?: "no-store";
}

/** What the client uses of a response. */
export interface FetchResponse {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

/**
 * A `fetch` function: the platform's, or that of undici, node-fetch or cross-fetch.
 *
 * `init` is a `FetchInit`. Its type is `any`, because the `RequestInit` types of these packages are not assignable to each
 * other.
 */
export type Fetch = (url: string, init: any) => Promise<FetchResponse>;
