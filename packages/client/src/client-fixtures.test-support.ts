/** Clients over a fake `fetch`. */
import { expect } from "vitest";
import {
  type Client,
  type ClientOptions,
  createClient,
  type Fetch,
  type FetchInit,
  type RolewrightError,
} from "./index.ts";

export const apiKey = "confident_us_org_SECRET";

/** Creates a client that the environment does not change. */
export const createTestClient = (fetch: Fetch, options: ClientOptions = {}): Client =>
  createClient({ apiKey, fetch, ...options });

/** Creates a client whose requests all get the same response. */
export const respondWith = (status: number, body: unknown, headers: Record<string, string> = {}): Client =>
  createTestClient(async () => Response.json(body, { status, headers }), { maxRetries: 0 });

export type SentRequest = FetchInit & { url: string };

/** Creates a client that records its requests. */
export function recording(
  body: unknown,
  options: ClientOptions = {},
): { sent: SentRequest[]; client: Client; fetch: Fetch } {
  const sent: SentRequest[] = [];
  const fetch: Fetch = async (url, init: FetchInit) => {
    sent.push({ url, ...init });
    return Response.json(body);
  };
  return { sent, client: createTestClient(fetch, options), fetch };
}

/** Creates a `fetch` that returns one response after the other, and then the last one. */
export function sequence(...responses: (() => Response)[]): Fetch & { count: number } {
  const fetch = async () => {
    const respond = responses[Math.min(fetch.count++, responses.length - 1)];
    if (respond === undefined) return expect.fail("there is no response");
    return respond();
  };
  fetch.count = 0;
  return fetch;
}

/** Returns the error of a promise, which must reject. */
export const catchError = (promise: Promise<unknown>): Promise<RolewrightError> =>
  promise.then(
    () => expect.fail("it should have thrown"),
    (error: RolewrightError) => error,
  );

export const role = {
  name: "Billing Manager",
  policyIds: ["policy-uuid-2"],
  description: "Can manage billing only",
};

/** A response body that contains the fields that all operations need. */
export const anything = {
  success: true,
  data: {
    organization: {},
    permissions: [],
    policies: [],
    policy: {},
    roles: [],
    role: {},
    projects: [],
    project: {},
    apiKey: {},
    id: "id",
    deleted: true,
  },
};
