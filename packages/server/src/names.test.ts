import { describe, expect, it } from "vitest";
import { nameKey } from "./names.ts";

describe("names are the same", () => {
  it.each([
    ["Admin", "admin"],
    ["Admin", "\u00a0ADMIN\t"],
    ["Caf\u00e9", "CAFE\u0301"],
    ["Stra\u00dfe", "STRASSE"],
    ["\u039f\u03b4\u03cc\u03c2", "\u03bf\u03b4\u03cc\u03c3"],
  ])("%j and %j", (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });
});

describe("names are not the same", () => {
  it.each([
    ["Admin", "Admins"],
    ["a b", "a  b"],
    ["cafe", "caf\u00e9"],
  ])("%j and %j", (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });
});
