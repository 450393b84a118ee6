import { describe, expect, it } from "vitest";
import { type Fact, facts, plain, sources, values } from "./testing/expected-facts.ts";
import { siteAtUrl, siteOnDisk as site } from "./testing/built-sites.ts";

const read = (path: string, from = site) => from.get(path)?.toString() ?? "";
const pages = [...new Set(facts.map(({ page }) => page))];
/** The facts that Markdown has to say, on the pages where it says them. */
const markdownFacts = facts.map((fact) => ({ ...fact, ...fact.markdown }));

/** Splits Markdown into records: paragraphs, list items and lines inside them. */
const markdownRecords = (text: string) =>
  text.split(/\n\n|\n *(?=- )|\n(?=#)|\n {2}(?=\S)/).map((record) => plain(withoutLinks(record)));

/** Replaces links by their texts. A pattern in a code span can look like a link: `[a-z](?:x)`. */
const withoutLinks = (text: string) =>
  text.replaceAll(
    /(`+)(?!`).*?[^`]\1(?!`)|\[([^\]]*)\]\([^)]*\)/g,
    (whole: string, ticks: string | undefined, label: string) => (ticks === undefined ? label : whole),
  );

/** Splits the text of HTML into records. Notes of a field and the field are one. */
function htmlRecords(html: string): string[] {
  const [, main = ""] = /<main[^>]*>([^]*)<\/main>/.exec(html) ?? [];
  const withoutNotes = main.replaceAll(
    /<details class=notes><summary>.*?<\/summary>(.*?)<\/details>/g,
    (_, notes: string) => notes.replaceAll(/<\/?p>/g, " "),
  );
  const records = withoutNotes.split(
    /<\/?(?:li|ul|h\d|pre|div|details|summary|section|aside|tr|figure)\b[^>]*>|(?<=<\/p>)\n(?=<p)/,
  );
  return records.map((record) =>
    plain(decode(record.replaceAll(/<\/p><p[^>]*>/g, " ").replaceAll(/<[^>]*>/g, ""))),
  );
}

const decode = (text: string) =>
  text.replaceAll(
    /&(lt|gt|quot|#39|amp);/g,
    (_, name: string) => ({ lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" })[name] ?? "",
  );

/** Lists the facts that no record contains. */
function missing(wanted: Fact[], records: string[]): string[] {
  return wanted
    .filter(({ words }) => !records.some((record) => words.every((word) => isIn(record, word))))
    .map(({ page, from, words }) => `${page}, ${from}: ${words.join(" | ")}`);
}

/** An unofficial rule has to be after the label. */
function isIn(record: string, word: string): boolean {
  const label = "Unofficial: ";
  if (!word.startsWith(label)) return record.includes(word);
  const [, ...unofficial] = record.split(label);
  return unofficial.some((part) => part.includes(word.slice(label.length)));
}

/** Removes whitespace and the shell's escaping of quotes, so that JSON of any layout is found. */
const dense = (text: string) => text.replaceAll(String.raw`'\''`, "'").replaceAll(/\s/g, "");
/** Reads the examples of a page in Markdown. Some are written as their difference to the first one, or shortened. */
function readExamples(markdown: string): Map<string, { value: unknown; isShortened: boolean }> {
  const examples = new Map<string, { value: unknown; isShortened: boolean }>();
  const [, section = ""] = /\n## Example\n([^]*?)\n## /.exec(`${markdown}\n## `) ?? [];
  for (const [, name = "", inline, shell] of section.matchAll(
    /^`(\w+)`: [^\n]*?(?:: (`+.*`+)$|\n\n```shell\n[^]*?-d '([^]*?)'\n```)/gm,
  )) {
    const json = inline?.replaceAll(/^`+ ?| ?`+$/g, "") ?? shell?.replaceAll(String.raw`'\''`, "'") ?? "";
    examples.set(`request ${name}`, { value: JSON.parse(json), isShortened: false });
  }
  for (const [, head = "", json = ""] of section.matchAll(/^(Response [^\n]*)\n\n```json\n([^]*?)\n```$/gm)) {
    const [name = "", first] = Array.from(head.matchAll(/`(\w+)`/g), ([, each = ""]) => each);
    const base = head.endsWith("except:") ? examples.get(`response ${first}`)?.value : undefined;
    const value: unknown = merge(base, JSON.parse(json));
    examples.set(`response ${name}`, { value, isShortened: head.includes("(first 5 entries;") });
  }
  return examples;
}

function merge(base: unknown, change: unknown): unknown {
  if (!isRecord(base) || !isRecord(change)) return change;
  return {
    ...base,
    ...Object.fromEntries(Object.entries(change).map(([key, each]) => [key, merge(base[key], each)])),
  };
}

function firstEntries(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 5).map(firstEntries);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, firstEntries(each)]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The file with all pages of the same version. */
const fullTextOf = (page: string) => (page.startsWith("v2/") ? "v2/llms-full.txt" : "llms-full.txt");
const without = (pageValues: typeof values, text: string) =>
  pageValues
    .filter(({ value }) => !dense(text).includes(dense(JSON.stringify(value))))
    .map(({ from }) => from);

describe("every fact of the description", () => {
  it("is listed for every operation", () => {
    expect(facts.length).toBeGreaterThan(1_000);
    const operations = [...site.keys()].filter((path) =>
      /^(v2\/)?(?!languages|v2\/)[^/]+\/(?!index)\w+\.html$/.test(path),
    );
    const described = ["openapi.json", "v2/openapi.json"].flatMap((file) =>
      Object.values((JSON.parse(String(site.get(file))) as { paths: Record<string, object> }).paths),
    );
    const operationIds = described.flatMap((item) =>
      Object.values(item).flatMap(({ operationId }: { operationId?: string }) => operationId ?? []),
    );
    expect(operations).toHaveLength(operationIds.length);
    expect(pages).toEqual(expect.arrayContaining(operations.map((path) => path.replace(/\.html$/, ""))));
  });

  it.each(pages)("is on %s, as HTML and as Markdown", (page) => {
    const inHtml = facts.filter((fact) => fact.page === page);
    expect(missing(inHtml, htmlRecords(read(`${page}.html`)))).toEqual([]);
    const inMarkdown = markdownFacts.filter((fact) => fact.page === page);
    expect(missing(inMarkdown, markdownRecords(read(`${page}.md`)))).toEqual([]);
  });

  it("is in llms-full.txt, which has the Markdown of all pages", () => {
    for (const page of pages)
      expect(read(fullTextOf(page), siteAtUrl).includes(read(`${page}.md`, siteAtUrl)), page).toBe(true);
  });

  it("has complete examples in HTML and Markdown", () => {
    for (const page of pages) {
      const here = values.filter((value) => value.page === page);
      const html = decode(read(`${page}.html`).replaceAll(/<[^>]*>/g, ""));
      expect(without(here, html), page).toEqual([]);
      const shown = readExamples(read(`${page}.md`));
      for (const { from, value } of here) {
        const example = shown.get(from);
        expect(example?.value, `${page} ${from}`).toEqual(example?.isShortened ? firstEntries(value) : value);
      }
    }
  });

  it("is in the published description, which is unchanged", () => {
    for (const { folder, text } of sources) expect(read(`${folder}openapi.yaml`)).toBe(text);
  });

  it("is reported if it is missing", () => {
    const [fact] = facts;
    expect(missing(facts.slice(0, 1), ["something else"])).toHaveLength(1);
    expect(missing(facts.slice(0, 1), [fact?.words.join(" ") ?? ""])).toHaveLength(0);
    expect(
      missing(
        [{ page: "", from: "", words: ["Unofficial: at most 3"] }],
        ["at most 3; Unofficial: unique entries"],
      ),
    ).toHaveLength(1);
  });
});
