import { expect, it } from "vitest";
import { repeatedKey } from "./repeated-key.ts";

it.each([
  ['{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}', undefined],
  ['{"a":1,"b":2,"a":3}', "a"],
  ['{"x":{"a":1,"\\u0061":2}}', "a"],
  ['{"a":"\\"a\\":","b":"{","c":"a"}', undefined],
  ['[{"k" : 1, "k" : 2}]', "k"],
  ['{"a":"a","b":["a","a"]}', undefined],
])("finds the key that an object has twice in %s", (text, key) => {
  expect(repeatedKey(text, JSON.parse(text))).toBe(key);
});
