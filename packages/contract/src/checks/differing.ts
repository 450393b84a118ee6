import { isDeepStrictEqual } from "node:util";
import { shown } from "../session/lane.ts";

/** What a report shows of two values that had to be the same: the fields that differ, and long texts around the difference. */
export function differing(wanted: unknown, got: unknown): { expected: string; actual: string } {
  const [expected, actual] = apart(wanted, got);
  return { expected: shown(expected), actual: shown(actual) };
}

function apart(one: unknown, other: unknown): [unknown, unknown] {
  if (typeof one === "string" && typeof other === "string") return aroundDifference(one, other);
  if (Array.isArray(one) && Array.isArray(other)) return itemsApart(one, other);
  if (!isObject(one) || !isObject(other)) return [one, other];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const pairs = names
    .filter((name) => !isDeepStrictEqual(one[name], other[name]))
    .map((name) => [name, apart(one[name], other[name])] as const);
  return [
    Object.fromEntries(pairs.map(([name, [first]]) => [name, first])),
    Object.fromEntries(pairs.map(([name, [, second]]) => [name, second])),
  ];
}

/** What one list has and the other has not. */
function itemsApart(one: unknown[], other: unknown[]): [unknown, unknown] {
  const without = (items: unknown[], others: unknown[]) =>
    items.filter((item) => !others.some((each) => isDeepStrictEqual(item, each)));
  const [first, second] = [without(one, other), without(other, one)];
  // The same things in another order, or another number of times.
  if (first.length === 0 && second.length === 0) return [one, other];
  if (first.length !== second.length) return [first, second];
  const pairs = first.map((item, index) => apart(item, second[index]));
  return [pairs.map(([item]) => item), pairs.map(([, item]) => item)];
}

const before = 20;
const most = 80;

function aroundDifference(one: string, other: string): [string, string] {
  const [first, second] = [[...one], [...other]];
  const same = first.findIndex((character, index) => character !== second[index]);
  const start = Math.max(0, (same === -1 ? first.length : same) - before);
  const cut = (text: string[]) =>
    (start > 0 ? "…" : "") +
    text.slice(start, start + most).join("") +
    (text.length > start + most ? "…" : "");
  return [cut(first), cut(second)];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
