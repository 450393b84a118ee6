import { expect, it } from "vitest";
import { createConcurrencyLimit, createRateLimit } from "./admission-control.ts";

it.each([
  [0, "60"],
  [59_000, "1"],
  [59_001, "1"],
  [59_999, "1"],
])("tells a key over its limit at %i ms of a minute to wait %s s", (time, seconds) => {
  const limit = createRateLimit(1, () => 1_800_000_000_000 + time);
  expect(limit("key")).toBeUndefined();
  expect(limit("key")).toMatchObject({ status: 429, headers: { "retry-after": seconds } });
});

it("counts the requests of each key in each minute", () => {
  let time = 1_800_000_000_000;
  const limit = createRateLimit(2, () => time);
  const send = (key: string) => limit(key)?.status;
  expect([send("a"), send("a"), send("a"), send("b")]).toEqual([undefined, undefined, 429, undefined]);
  time += 59_999;
  expect(send("a")).toBe(429);
  time += 1;
  expect([send("a"), send("a"), send("a")]).toEqual([undefined, undefined, 429]);
});

it("accepts as many requests at once as its limit", () => {
  const limit = createConcurrencyLimit(2);
  const acquire = () => limit.acquire()?.status;
  expect([acquire(), acquire(), acquire(), limit.count()]).toEqual([undefined, undefined, 503, 2]);
  limit.release();
  expect([acquire(), acquire()]).toEqual([undefined, 503]);
});
