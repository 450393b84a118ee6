import { isDeepStrictEqual } from "node:util";
import { formatValue } from "../client/test-context.ts";

/** Formats two values that should be equal: the fields that differ, and long texts around the difference. */
export function formatDifference(wanted: unknown, got: unknown): { expected: string; actual: string } {
  const [expected, actual] = reduceToDifference(wanted, got);
  return { expected: formatValue(expected), actual: formatValue(actual) };
}

function reduceToDifference(one: unknown, other: unknown): [unknown, unknown] {
  if (typeof one === "string" && typeof other === "string") return reduceTexts(one, other);
  if (Array.isArray(one) && Array.isArray(other)) return reduceLists(one, other);
  if (!isObject(one) || !isObject(other)) return [one, other];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const pairs = names
    .filter((name) => !isDeepStrictEqual(one[name], other[name]))
    .map((name) => [name, reduceToDifference(one[name], other[name])] as const);
  return [
    Object.fromEntries(pairs.map(([name, [first]]) => [name, first])),
    Object.fromEntries(pairs.map(([name, [, second]]) => [name, second])),
  ];
}

/** Returns the items that only one of the lists has. */
function reduceLists(one: unknown[], other: unknown[]): [unknown, unknown] {
  const without = (items: unknown[], others: unknown[]) =>
    items.filter((item) => !others.some((each) => isDeepStrictEqual(item, each)));
  const [first, second] = [without(one, other), without(other, one)];
  // The same items in another order, or with other frequencies.
  if (first.length === 0 && second.length === 0) return [one, other];
  if (first.length !== second.length) return [first, second];
  const pairs = first.map((item, index) => reduceToDifference(item, second[index]));
  return [pairs.map(([item]) => item), pairs.map(([, item]) => item)];
}

const contextLength = 20;
const maxLength = 80;

function reduceTexts(one: string, other: string): [string, string] {
  const [first, second] = [[...one], [...other]];
  const same = first.findIndex((character, index) => character !== second[index]);
  const start = Math.max(0, (same === -1 ? first.length : same) - contextLength);
  const cut = (text: string[]) =>
    (start > 0 ? "…" : "") +
    text.slice(start, start + maxLength).join("") +
    (text.length > start + maxLength ? "…" : "");
  return [cut(first), cut(second)];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
