import { describe, expect, it } from "vitest";
import { matchesPattern } from "./names.ts";

describe("a pattern", () => {
  it.each([
    ["iam:manage", "iam:manage"],
    ["iam:manage", "IAM:Manage"],
    ["iam:manage", "iam:*"],
    ["iam:manage", "*:manage"],
    ["iam:manage", "*"],
    ["iam:manage", "**"],
    ["iam:manage", "i*:*ge"],
    ["iam:manage", "iam:manage*"],
    ["aba", "a*a"],
    ["", "*"],
  ])("matches: %s %s", (text, pattern) => {
    expect(matchesPattern(text, pattern)).toBe(true);
  });

  it.each([
    ["iam:manage", "iam"],
    ["iam:manage", ""],
    ["iam:manage", "iam.manage"],
    ["iam:manage", "*:read"],
    ["iam:manage", "manage*"],
    ["iam:manage", "*manage*iam*"],
    ["a", "a*a"],
    ["ab", "*a"],
  ])("does not match: %s %s", (text, pattern) => {
    expect(matchesPattern(text, pattern)).toBe(false);
  });

  it("with many asterisks is evaluated in linear time", () => {
    expect(matchesPattern("a".repeat(200), `${"*a".repeat(60)}*b`)).toBe(false);
  });
});
