import { shareOf } from "@rolewright/test-support";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { UnsupportedDescriptionError } from "./model/unsupported.ts";
import { additions, listPlaces } from "./testing/additions.ts";
import { sources } from "./testing/expected-facts.ts";
import { print } from "./testing/printed-pages.ts";
import { randomFrom } from "./testing/random-change.ts";

/** `test:stress` sets `ROLEWRIGHT_SPEC_MUTATIONS=1000`. Otherwise, every third kind represents the others. */
const mutations = Number(process.env["ROLEWRIGHT_SPEC_MUTATIONS"] ?? 0);
const count = Math.max(1, Math.ceil(mutations / 1000));
const seed = Number(process.env["ROLEWRIGHT_SEED"] ?? 20_261_121);
const random = randomFrom(seed);

const kinds = Object.entries(additions).flatMap(([kind, byName]) =>
  Object.entries(byName).map(([name, add]) => ({ kind, name, add })),
);

describe(`at ${count} random places of a description, from seed ${seed},`, { timeout: 600_000 }, () => {
  it.each(shareOf(kinds.filter((_, index) => mutations > 0 || index % 3 === 0)))(
    "$name of a $kind is shown in HTML and in Markdown, or rejected by name",
    async (addition) => {
      const lost: string[] = [];
      for (let index = 0; index < count; index += 1) {
        const { text, folder } = sources[Math.floor(random() * sources.length)] ?? { text: "", folder: "" };
        const document = parse(text) as Record<string, unknown>;
        const places = listPlaces(document).filter(({ kind }) => kind === addition.kind);
        const { node, at } = places[Math.floor(random() * places.length)] ?? { node: {}, at: "" };
        const before = new Set(Object.keys(node as object));
        const words = addition.add(node, `q${Math.floor(random() * 1e9).toString(36)}z`);
        const added = Object.keys(node as object).filter((key) => !before.has(key));
        lost.push(...(await findLost(document, folder, words, added)).map((word) => `${at}: ${word}`));
      }
      expect(lost).toEqual([]);
    },
  );
});

it("another media type of an error that all operations share is on the page of errors, once", async () => {
  const [{ text } = { text: "" }] = sources;
  const document = parse(text) as Record<string, { responses: Record<string, { content: object }> }>;
  const content = document["components"]?.responses["Unauthorized"]?.content ?? {};
  Object.assign(content, { "text/plain": { schema: { type: "string", description: "A plain text." } } });
  const page = (await print(document, "v1")).get("errors");
  expect(page?.markdown.match(/Media type `text\/plain`. A plain text\./g)).toHaveLength(1);
  expect(page?.html.match(/Media type <code>text\/plain<\/code>. A plain text\./g)).toHaveLength(1);
});

it("a rule of the schema of errors is on the page of errors", async () => {
  const [{ text } = { text: "" }] = sources;
  const document = parse(text) as Record<string, { schemas: Record<string, object> }>;
  Object.assign(document["components"]?.schemas["ErrorResponse"] ?? {}, { minProperties: 41 });
  const page = (await print(document, "v1")).get("errors");
  for (const form of [page?.markdown, page?.html])
    expect(form).toContain("Rules: at least 41 of its fields.");
});

/** Lists the words that no page has, unless the build rejects what was added. */
async function findLost(
  document: object,
  folder: string,
  words: string[],
  added: string[],
): Promise<string[]> {
  try {
    const pages = await print({ ...document }, folder === "" ? "v1" : "v2");
    return (["html", "markdown"] as const).flatMap((form) => {
      const all = [...pages.values()].map((page) => page[form]).join("\n");
      return words.filter((word) => !all.includes(word)).map((word) => `${word} in ${form}`);
    });
  } catch (error) {
    if (!(error instanceof UnsupportedDescriptionError)) throw error;
    const isNamed = error.parts.some((part) => added.length === 0 || added.some((key) => part.includes(key)));
    return isNamed ? [] : [`the error does not name it: ${error.message}`];
  }
}
