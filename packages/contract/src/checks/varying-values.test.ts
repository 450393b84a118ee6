import { expect, it } from "vitest";
import { formatDifference } from "./varying-values.ts";

it.each([
  [
    "fields",
    { id: "1", name: "a" },
    { id: "1", name: "b", more: null },
    '{"name":"a"}',
    '{"name":"b","more":null}',
  ],
  [
    "objects in lists",
    [{ id: "1" }, { id: "2", name: "a" }],
    [{ id: "2", name: "b" }, { id: "1" }],
    '[{"name":"a"}]',
    '[{"name":"b"}]',
  ],
  ["a missing list item", ["a", "b"], ["b"], '["a"]', "[]"],
  ["the order of a list", ["a", "b"], ["b", "a"], '["a","b"]', '["b","a"]'],
  ["another type", { name: "a" }, "gone", '{"name":"a"}', '"gone"'],
  [
    "the middle of a text",
    "x".repeat(500),
    `${"x".repeat(300)}y`,
    `"…${"x".repeat(80)}…"`,
    `"…${"x".repeat(20)}y"`,
  ],
  ["the end of a text", "short", "shorter", '"short"', '"shorter"'],
])("shows only the difference: %s", (_, wanted, got, expected, actual) => {
  expect(formatDifference(wanted, got)).toEqual({ expected, actual });
});
