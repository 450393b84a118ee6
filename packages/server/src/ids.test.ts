import { validate, version } from "uuid";
import { expect, it } from "vitest";
import { newId } from "./ids.ts";

it("makes ids of version 7, each later than the one before, also within a millisecond", () => {
  const ids = Array.from({ length: 5_000 }, newId);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(ids.toSorted());
});
