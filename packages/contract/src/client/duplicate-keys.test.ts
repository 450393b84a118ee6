import { expect, it } from "vitest";
import { findDuplicateKey } from "./duplicate-keys.ts";

it.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', undefined],
  ['{"a":1,"b":2,"a":3}', "a"],
  ['{"x":{"a":1,"\\u0061":2}}', "a"],
  ['{"a":"\\"a\\":","b":"{","c":"a"}', undefined],
  ['[{"k" : 1, "k" : 2}]', "k"],
  ['{"a":"a","b":["a","a"]}', undefined],
])("finds the duplicate key in %s", (text, key) => {
  expect(findDuplicateKey(text, JSON.parse(text))).toBe(key);
});
