/** Clients of version 2 over a fake `fetch`. */
import type { FetchInit } from "../fetch/fetch-function.ts";
import { type Client, type ClientOptions, createClient } from "./index.ts";

export const apiKey = "confident_us_org_SECRET";
export const newValue = "confident_us_org_NEW-VALUE";

type Respond = (path: string, init: FetchInit & { url: URL }) => unknown;

/** Creates a client whose server returns the data of a function, or its `Response`. */
export function createSetup(respond: Respond, options: ClientOptions = {}) {
  const requests: { method: string; path: string; headers: Record<string, string>; body: unknown }[] = [];
  const fetch = async (address: string, init: FetchInit) => {
    const url = new URL(address);
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    requests.push({
      method: init.method,
      path: url.pathname + url.search,
      headers: init.headers,
      body,
    });
    const data = respond(url.pathname, { ...init, url });
    return data instanceof Response ? data : Response.json({ success: true, data });
  };
  const client: Client = createClient({ apiKey, fetch, maxRetries: 0, ...options });
  return { client, requests };
}

/** An API key as its creation returns it. */
export const createdKey = {
  id: 1420,
  name: "CI",
  valid: true,
  created_at: "2026-03-01T09:00:00.000Z",
  expiresAt: null,
  value: newValue,
  shadowValue: null,
  rotatesAt: null,
  lastUsed: null,
};
/** An API key whose rotation has a grace period. */
export const pendingKey = {
  ...createdKey,
  value: "***************Y-5b1c",
  shadowValue: newValue,
  rotatesAt: "2026-03-08T12:00:00.000Z",
};
export const roles = [
  { id: "role-owner", name: "Owner", description: null, organizationId: null, projectId: null, policies: [] },
  { id: "role-1", name: "Owner", description: null, organizationId: "o", projectId: "p", policies: [] },
];
export const member = { id: "user-1", email: "ada@fernhill.example", name: null, image: null };
