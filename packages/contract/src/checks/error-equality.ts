import { isDeepStrictEqual } from "node:util";
import type { TestContext } from "../client/test-context.ts";
import type { Exchange } from "../client/exchange.ts";
import { formatDifference } from "./varying-values.ts";

/** The values of a response by their path: the words of a text, or a number. */
type Facts = Map<string, string[]>;

/**
 * Compares two error responses that must be equal. Returns the difference, or `undefined` if there is none. It repeats
 * both requests and ignores fields and words that change each time. `headers` compares header names, too.
 */
export async function findErrorDifference(
  ctx: TestContext,
  one: Exchange,
  other: Exchange,
  { headers = false } = {},
): Promise<{ expected: string; actual: string } | undefined> {
  const facts = (exchange: Exchange) => extractFacts(exchange, headers);
  if (findDifferingPaths([facts(one)], [facts(other)]).length === 0) return undefined;
  const [ones, others] = [[one], [other]];
  // Alternating requests keep steadily growing values, such as a clock, from looking like a difference.
  for (let round = 0; round < 2; round += 1) {
    ones.push(await ctx.send(one.request));
    others.push(await ctx.send(other.request));
  }
  if ([ones, others].some(isUnsteady)) return undefined;
  const differ = findDifferingPaths(ones.map(facts), others.map(facts));
  const shownOf = (exchange: Exchange) => {
    const all = facts(exchange);
    return Object.fromEntries(
      differ.flatMap((place) => (all.has(place) ? [[place, all.get(place)?.join("")]] : [])),
    );
  };
  return differ.length === 0 ? undefined : formatDifference(shownOf(one), shownOf(other));
}

/** A failure or a changing status makes a comparison meaningless. */
const isUnsteady = (exchanges: Exchange[]) =>
  exchanges.some(({ response }) => response.failure || response.status !== exchanges[0]?.response.status);

/** Finds the paths at which two kinds of responses differ. Each kind has several samples. */
function findDifferingPaths(ones: Facts[], others: Facts[]): string[] {
  const places = new Set([...ones, ...others].flatMap((facts) => [...facts.keys()]));
  return [...places].filter((place) => {
    const words = [ones, others].map((all) => all.map((facts) => facts.get(place)));
    if (words.some((each) => new Set(each.map((found) => found?.length)).size > 1)) return false;
    const isSteady = (index: number) =>
      words.every((each) => each.every((found) => found?.[index] === each[0]?.[index]));
    const [first, second] = words.map(([found]) => found?.filter((_, index) => isSteady(index)));
    return !isDeepStrictEqual(first, second);
  });
}

function extractFacts({ response, request }: Exchange, headers: boolean): Facts {
  const facts: Facts = new Map();
  const inBody = Object.entries(request.body ?? {}).flatMap(([name, value]: [string, unknown]) =>
    Array.isArray(value) ? value.map(String) : /Ids?$/.test(name) ? [String(value)] : [],
  );
  const ids = [...Object.values(request.path ?? {}), ...inBody]
    .filter((id) => id !== "")
    .toSorted((one, other) => other.length - one.length);
  // A server may repeat IDs of the request in its own notation.
  const withoutIds = (text: string) =>
    ids
      .reduce((rest, id) => rest.replaceAll(id, "{id}").replaceAll(encodeURIComponent(id), "{id}"), text)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, "{id}");
  const walk = (place: string, value: unknown): void => {
    if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value))
        walk(place === "" ? name : `${place}.${name}`, inner);
    } else facts.set(place, typeof value === "string" ? splitWords(withoutIds(value)) : [String(value)]);
  };
  facts.set("status", [String(response.status)]);
  walk("", response.body ?? response.text);
  const names = headers ? [...response.headers.keys()].filter((name) => !ignoredHeaders.test(name)) : [];
  for (const name of names)
    facts.set(
      `header ${name}`,
      name === "www-authenticate" ? splitWords(response.headers.get(name) ?? "") : ["present"],
    );
  return facts;
}

/** Splits a text into words and separators. An ID is one word. */
const splitWords = (text: string) => text.split(/([\s:;,()[\]{}<>"'|]+)/);

const ignoredHeaders =
  /^(?:date|content-length|connection|keep-alive|transfer-encoding|age|etag)$|request|trace|ratelimit|timing|-id$/i;
