import { describe, expect, it } from "vitest";
import { ApiError } from "./api-errors.ts";
import { parseIfMatch } from "./entity-tag.ts";

describe("If-Match", () => {
  it.each([
    ["*", "*"],
    [" * ", "*"],
    ['"a"', ['"a"']],
    ['"a", "b"', ['"a"', '"b"']],
    ['"a","b,c"', ['"a"', '"b,c"']],
    [', "a",, ', ['"a"']],
    ['""', ['""']],
    ['W/"a"', []],
    ['W/"a", "b"', ['"b"']],
  ])("%j matches %j", (header, expected) => {
    const parsed = parseIfMatch(header);
    expect(parsed instanceof Set ? [...parsed] : parsed).toEqual(expected);
  });

  it.each(["", " ", "a", '"a', 'a"', '"a" "b"', '*, "a"', 'w/"a"', '"a b"', '"a\u0001"', ",", '"a", b'])(
    "%j is rejected with 400",
    (header) => {
      const parsed = parseIfMatch(header);
      expect(parsed).toBeInstanceOf(ApiError);
      expect(parsed).toMatchObject({ status: 400, message: expect.stringContaining("If-Match") });
    },
  );

  it("is optional", () => {
    expect(parseIfMatch(undefined)).toBeUndefined();
  });
});
