import { describe, expect, it } from "vitest";
import { type Fact, facts, plain, source, values } from "./facts.ts";
import { buildSite } from "./site.ts";

const site = await buildSite();
const read = (path: string) => site.get(path)?.toString() ?? "";
const pages = [...new Set(facts.map(({ page }) => page))];

/** What stands together in a page's Markdown: paragraphs, and the items of lists. */
const markdownRecords = (text: string) =>
  text
    .split(/\n\n|\n *(?=- )|\n(?=#)/)
    .map((record) => plain(record.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")));

/** The same for the text of HTML. */
function htmlRecords(html: string): string[] {
  const [, main = ""] = /<main[^>]*>([^]*)<\/main>/.exec(html) ?? [];
  const records = main.split(/<\/?(?:li|ul|h\d|pre|div|aside|tr)\b[^>]*>|(?<=<\/p>)\n(?=<p)/);
  return records.map((record) =>
    plain(decode(record.replaceAll(/<\/p><p[^>]*>/g, " ").replaceAll(/<[^>]*>/g, ""))),
  );
}

const decode = (text: string) =>
  text.replaceAll(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name] ?? "",
  );

/** Which of the facts are in none of the records, said so that one can find them. */
function missing(wanted: Fact[], records: string[]): string[] {
  return wanted
    .filter(({ words }) => !records.some((record) => words.every((word) => isIn(record, word))))
    .map(({ page, from, words }) => `${page}, ${from}: ${words.join(" | ")}`);
}

/** A rule of ours has to stand after the mark. */
function isIn(record: string, word: string): boolean {
  if (!word.startsWith("ours: ")) return record.includes(word);
  return (
    record.slice(record.lastIndexOf("ours: ")).includes(word.slice("ours: ".length)) &&
    record.includes("ours: ")
  );
}

/** Text without white space and without what a shell needs around a quote: JSON of any layout is in it as it is. */
const dense = (text: string) => text.replaceAll(String.raw`'\''`, "'").replaceAll(/\s/g, "");
const without = (pageValues: typeof values, text: string) =>
  pageValues
    .filter(({ value }) => !dense(text).includes(dense(JSON.stringify(value))))
    .map(({ from }) => from);

describe("every fact of the description", () => {
  it("is counted: no operation is without any", () => {
    expect(facts.length).toBeGreaterThan(1_000);
    expect(pages).toHaveLength(25 + 4);
  });

  it.each(pages)("is on %s, as HTML and as Markdown", (page) => {
    const wanted = facts.filter((fact) => fact.page === page);
    expect(missing(wanted, htmlRecords(read(`${page}.html`)))).toEqual([]);
    expect(missing(wanted, markdownRecords(read(`${page}.md`)))).toEqual([]);
  });

  it.each(pages)("is in llms-full.txt: %s", (page) => {
    const wanted = facts.filter((fact) => fact.page === page);
    expect(missing(wanted, markdownRecords(read("llms-full.txt")))).toEqual([]);
  });

  it("has its examples whole, in all three", () => {
    for (const page of pages) {
      const here = values.filter((value) => value.page === page);
      const html = decode(read(`${page}.html`).replaceAll(/<[^>]*>/g, ""));
      expect([...without(here, html), ...without(here, read(`${page}.md`))], page).toEqual([]);
      expect(without(here, read("llms-full.txt")), page).toEqual([]);
    }
  });

  it("is in the description itself, which is published byte for byte", () => {
    expect(read("openapi.yaml")).toBe(source);
  });

  it("is missed when it is not there", () => {
    const [fact] = facts;
    expect(missing(facts.slice(0, 1), ["something else"])).toHaveLength(1);
    expect(missing(facts.slice(0, 1), [fact?.words.join(" ") ?? ""])).toHaveLength(0);
    expect(
      missing([{ page: "", from: "", words: ["ours: at most 3"] }], ["at most 3; ours: none twice"]),
    ).toHaveLength(1);
  });
});
