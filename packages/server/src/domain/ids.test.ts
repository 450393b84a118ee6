import { validate, version } from "uuid";
import { expect, it } from "vitest";
import { createId } from "./ids.ts";

it("creates UUIDs of version 7, each sorted after the previous one, also within a millisecond", () => {
  const ids = Array.from({ length: 5_000 }, createId);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(ids.toSorted());
});
