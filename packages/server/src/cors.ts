import type { Exchange } from "./exchange.ts";

/**
 * Lets web pages of another origin read the answer (CORS), and answers what browsers ask before they call. True when it
 * has answered. Without the setting nothing is allowed.
 */
export function letPagesCall(exchange: Exchange, origin: string): boolean {
  const { method, headers } = exchange.incoming;
  exchange.header("access-control-allow-origin", origin);
  exchange.header("access-control-expose-headers", "Allow, Retry-After, X-Request-Id");
  if (origin !== "*") exchange.header("vary", "Origin");
  if (method !== "OPTIONS" || !headers.origin || !headers["access-control-request-method"]) return false;
  exchange.header("access-control-allow-methods", "GET, POST, PUT, DELETE");
  exchange.header("access-control-allow-headers", "confident_api_key, content-type, prefer, x-request-id");
  exchange.send(204, "");
  return true;
}
