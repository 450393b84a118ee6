import { describe, expect, it } from "vitest";
import { parseShare, shareOf, shareOfRuns } from "./share.ts";

describe("a share of the stress tests", () => {
  it("is everything by default", () => {
    expect(parseShare(undefined)).toEqual({ index: 1, count: 1 });
    expect(shareOf(["a", "b"])).toEqual(["a", "b"]);
    expect(shareOfRuns(1_000)).toBe(1_000);
  });

  it("has every item exactly once in all shares together", () => {
    const items = Array.from({ length: 13 }, (_, index) => index);
    const shares = ["1/5", "2/5", "3/5", "4/5", "5/5"].map((text) => shareOf(items, parseShare(text)));
    expect(shares.map(({ length }) => length)).toEqual([3, 3, 3, 2, 2]);
    expect(shares.flat().toSorted((a, b) => a - b)).toEqual(items);
  });

  it("has at least as many runs as its part", () => {
    expect(shareOfRuns(1_000, parseShare("2/5"))).toBe(200);
    expect(shareOfRuns(3, parseShare("2/5"))).toBe(1);
  });

  it.each(["", "2", "0/5", "6/5", "1/0", "1/5/1", "-1/5", "a/b", " 1/5", "1.5/2"])(
    "%j is rejected with an example",
    (text) => {
      expect(() => parseShare(text)).toThrow(
        `ROLEWRIGHT_SHARE is ${text}. Set it to the number of a share and their count, such as 2/5.`,
      );
    },
  );
});
