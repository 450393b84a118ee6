import { validate, version } from "uuid";
import { expect, it } from "vitest";
import { createIdGenerator, readIdTime } from "./ids.ts";

it("creates UUIDs of version 7, each sorted after the previous one, also within a millisecond", () => {
  const ids = Array.from({ length: 5_000 }, createIdGenerator(Date.now));
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(ids.toSorted());
});

it("reads the time of a UUID", () => {
  const createId = createIdGenerator(() => 1_800_000_000_123);
  expect(readIdTime(createId())).toBe(1_800_000_000_123);
  expect(readIdTime("ffffffff-ffff-4fff-8fff-ffffffffffff")).toBeUndefined();
  expect(readIdTime("MEMBER-ID")).toBeUndefined();
});
