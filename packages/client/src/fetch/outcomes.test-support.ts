/** Calls whose time is faked, and their outcomes. */
import { afterEach, beforeEach, vi } from "vitest";
import type { Client, RequestOptions } from "../index.ts";

export const good = (): Response =>
  Response.json({ success: true, data: { projects: [], project: {}, role: {}, id: "p", deleted: true } });
export const status =
  (code: number, headers: Record<string, string> = {}) =>
  (): Response =>
    Response.json({ success: false, error: "no" }, { status: code, headers });
export const fault = (code?: string, why?: string, facts?: object) => () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error(why), { code, ...facts }) });
};
export const input = { name: "n", policyIds: [] };

export const calls: Record<
  "GET" | "PUT" | "DELETE" | "POST",
  (client: Client, options?: RequestOptions) => Promise<unknown>
> = {
  GET: (client, options) => client.projects.list(options),
  PUT: (client, options) => client.project("p").update({ name: "n" }, options),
  DELETE: (client, options) => client.project("p").delete(options),
  POST: (client, options) => client.organization.roles.create(input, options),
};

/** Fakes the time in each test of a file. A random number is 0.5. */
export function fakeTime(): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
    vi.spyOn(Math, "random").mockReturnValue(0.5);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
}

export async function outcomeOf(
  call: Promise<unknown>,
): Promise<{ error?: Error & Record<string, unknown>; ms: number }> {
  const started = performance.now();
  let end: number | undefined;
  const outcome = call
    .then(
      () => ({}),
      (error) => ({ error }),
    )
    .finally(() => (end = performance.now()));
  // oxlint-disable-next-line no-unmodified-loop-condition -- `finally` modifies it.
  while (end === undefined) await vi.advanceTimersByTimeAsync(1);
  return { ...(await outcome), ms: end - started };
}
