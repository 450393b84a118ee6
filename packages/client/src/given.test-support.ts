/** What the tests are made with. */
import { expect } from "vitest";
import { type Client, type ClientOptions, createClient, type Fetch, type RolewrightError } from "./index.ts";

export const apiKey = "confident_us_org_SECRET";

/** A client that nothing in the environment changes, over a `fetch`. */
export const clientOf = (fetch: Fetch, options: ClientOptions = {}): Client =>
  createClient({ apiKey, fetch, ...options });

export const answering = (status: number, body: unknown, headers: Record<string, string> = {}): Client =>
  clientOf(async () => Response.json(body, { status, headers }), { retries: 0 });

export type Sent = RequestInit & { url: string };

/** A client that keeps what it sends. */
export function recording(
  body: unknown,
  options: ClientOptions = {},
): { sent: Sent[]; client: Client; fetch: Fetch } {
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    sent.push({ url, ...init });
    return Response.json(body);
  };
  return { sent, client: clientOf(fetch, options), fetch };
}

/** A `fetch` that gives one answer after the other, and the last one from then on; a thrown one is thrown. */
export function sequence(...answers: (() => Response)[]): Fetch & { count: number } {
  const fetch = async () => {
    const answer = answers[Math.min(fetch.count++, answers.length - 1)];
    if (answer === undefined) return expect.fail("nothing to answer");
    return answer();
  };
  fetch.count = 0;
  return fetch;
}

export const problemOf = (promise: Promise<unknown>): Promise<RolewrightError> =>
  promise.then(
    () => expect.fail("it should have thrown"),
    (error: RolewrightError) => error,
  );
