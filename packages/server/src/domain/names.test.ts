// cspell:ignore stanbul, dmin, nance (parts of escaped names)
import { describe, expect, it } from "vitest";
import { describeHiddenCharacters, toNameKey } from "./names.ts";

describe("names are equal", () => {
  it.each([
    ["Admin", "admin"],
    ["Admin", "\u00a0ADMIN\t"],
    ["Caf\u00e9", "CAFE\u0301"],
    ["Stra\u00dfe", "STRASSE"],
    ["\u039f\u03b4\u03cc\u03c2", "\u03bf\u03b4\u03cc\u03c3"],
    ["Admin", "Ad\u200bmin"],
    ["Admin", "\ufeffA\u00addmin\u2060"],
    ["Admin", "\uff21\uff44\uff4d\uff49\uff4e"],
    ["Admin", "\u{1d400}dmin"],
    ["Admin", "\u3000admin\u200d "],
    ["file", "\ufb01le"],
    ["\u0130stanbul", "i\u0307stanbul"],
    ["\u0915\u094d\u200d\u0937", "\u0915\u094d\u0937"],
    ["\u1e9b\u0323", "\u1e69"],
  ])("%j and %j", (one, other) => {
    expect(toNameKey(one)).toBe(toNameKey(other));
  });
});

it("gives a key the same key, so that a migration can be repeated", () => {
  for (const name of [
    "Stra\u00dfe",
    "\uff21dm\u200bin ",
    "\u00a8x",
    "\u1e9b\u0323",
    "\u0390",
    "\ufb01",
    "\u0345a",
  ]) {
    expect(toNameKey(toNameKey(name))).toBe(toNameKey(name));
  }
});

describe("a name", () => {
  it.each([
    ["Admin\u0085", /control characters/],
    ["Admin\u009f", /control characters/],
    ["Ad\u2028min", /line breaks/],
    ["\u202eAdmin", /direction of text/],
    ["Admin\u200f", /direction of text/],
    ["\u061cAdmin", /direction of text/],
    ["\u2066Admin\u2069", /direction of text/],
    ["\u200b", /visible/],
    [" \u200d\u00ad\u3164 ", /visible/],
    ["\u2800", /visible/],
    ["\u{e0041}", /visible/],
  ])("such as %j is rejected", (name, message) => {
    expect(describeHiddenCharacters(name)).toMatch(message);
  });

  it.each([
    "Admin",
    "\u05de\u05e0\u05d4\u05dc",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "\u0915\u094d\u200d\u0937",
    "\u7ba1\u7406\u8005",
    "\u{1f468}\u200d\u{1f4bb}",
    "Ad\u200bmin",
  ])("such as %j is allowed in any script", (name) => {
    expect(describeHiddenCharacters(name)).toBeUndefined();
  });
});

describe("names are different", () => {
  it.each([
    ["Admin", "Admins"],
    ["a b", "a  b"],
    ["cafe", "caf\u00e9"],
    ["Admin", "\u0410dmin"],
    ["\u30ab", "\u304b"],
    ["\u5b66\u751f", "\u5b78\u751f"],
  ])("%j and %j", (one, other) => {
    expect(toNameKey(one)).not.toBe(toNameKey(other));
  });
});
