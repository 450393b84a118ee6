import type { HttpExchange } from "./http-exchange.ts";

/** What pages can read besides the headers that they always can: those of the descriptions, and those of this server. */
const exposedHeaders =
  "Allow, Content-Disposition, ETag, Location, Retry-After, Sunset, X-Api-Key-Warning, X-Request-Id";

/**
 * Adds the CORS headers, so that web pages of an origin can read the response, and responds to preflight requests.
 * Returns true if it has responded.
 */
export function applyCors(exchange: HttpExchange, origin: string): boolean {
  const { method, headers } = exchange.request;
  exchange.addHeader("access-control-allow-origin", origin);
  exchange.addHeader("access-control-expose-headers", exposedHeaders);
  if (origin !== "*") exchange.addHeader("vary", "Origin");
  if (method !== "OPTIONS" || !headers.origin || !headers["access-control-request-method"]) return false;
  exchange.addHeader("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE");
  exchange.addHeader(
    "access-control-allow-headers",
    "confident_api_key, content-type, if-match, prefer, x-request-id",
  );
  exchange.send(204, "");
  return true;
}
