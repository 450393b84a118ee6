import { isDeepStrictEqual } from "node:util";
import type { Lane } from "../session/lane.ts";
import type { Exchange } from "../session/session.ts";
import { differing } from "./differing.ts";

/** What an answer shows, by where it is: its words, or a number. */
type Facts = Map<string, string[]>;

/**
 * What two refusals show otherwise that have to be alike; `undefined` when they are alike. Where they differ, both are asked for
 * again: fields, and parts of words, that are others each time tell nothing. `headers` looks at the names of headers, too.
 */
export async function toldApart(
  lane: Lane,
  one: Exchange,
  other: Exchange,
  { headers = false } = {},
): Promise<{ expected: string; actual: string } | undefined> {
  const facts = (exchange: Exchange) => factsOf(exchange, headers);
  if (differences([facts(one)], [facts(other)]).length === 0) return undefined;
  const [ones, others] = [[one], [other]];
  // In turn: what only grows, such as a clock, is the same in all or differs among those of one kind.
  for (let round = 0; round < 2; round += 1) {
    ones.push(await lane.ask(one.request));
    others.push(await lane.ask(other.request));
  }
  if ([ones, others].some(isUnsteady)) return undefined;
  const differ = differences(ones.map(facts), others.map(facts));
  const shownOf = (exchange: Exchange) => {
    const all = facts(exchange);
    return Object.fromEntries(
      differ.flatMap((place) => (all.has(place) ? [[place, all.get(place)?.join("")]] : [])),
    );
  };
  return differ.length === 0 ? undefined : differing(shownOf(one), shownOf(other));
}

/** What fails, or changes its status from one to the next, tells nothing. */
const isUnsteady = (exchanges: Exchange[]) =>
  exchanges.some(({ answer }) => answer.failure || answer.status !== exchanges[0]?.answer.status);

/** Where two kinds of answers differ, each given as often as it was asked for. */
function differences(ones: Facts[], others: Facts[]): string[] {
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

function factsOf({ answer, request }: Exchange, headers: boolean): Facts {
  const facts: Facts = new Map();
  const inBody = Object.values(request.body ?? {}).flatMap((value: unknown) =>
    Array.isArray(value) ? value.map(String) : [],
  );
  const ids = [...Object.values(request.path ?? {}), ...inBody].toSorted(
    (one, other) => other.length - one.length,
  );
  // What it was sent a server may name in a form of its own, when it knows it.
  const withoutIds = (text: string) =>
    ids
      .reduce((rest, id) => rest.replaceAll(id, "{id}").replaceAll(encodeURIComponent(id), "{id}"), text)
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, "{id}");
  const walk = (place: string, value: unknown): void => {
    if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value))
        walk(place === "" ? name : `${place}.${name}`, inner);
    } else facts.set(place, typeof value === "string" ? wordsOf(withoutIds(value)) : [String(value)]);
  };
  facts.set("status", [String(answer.status)]);
  walk("", answer.body ?? answer.text);
  const names = headers ? [...answer.headers.keys()].filter((name) => !tellsNothing.test(name)) : [];
  for (const name of names)
    facts.set(
      `header ${name}`,
      name === "www-authenticate" ? wordsOf(answer.headers.get(name) ?? "") : ["is there"],
    );
  return facts;
}

/** Words and what is between them. An id of any form is one word. */
const wordsOf = (text: string) => text.split(/([\s:;,()[\]{}<>"'|]+)/);

const tellsNothing =
  /^(?:date|content-length|connection|keep-alive|transfer-encoding|age|etag)$|request|trace|ratelimit|timing|-id$/i;
