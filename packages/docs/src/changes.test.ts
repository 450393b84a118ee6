import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Description } from "./description.ts";
import { source } from "./facts.ts";
import { escapeHtml } from "./highlight.ts";
import { htmlBlocks } from "./html.ts";
import { linksFrom } from "./links.ts";
import { markdownPage } from "./markdown.ts";
import { changeOne, randomFrom } from "./random-change.ts";
import { pagesOf } from "./site.ts";

/** `ROLEWRIGHT_CHANGES=1000` is what CI does; each takes some ten milliseconds. */
const count = Number(process.env["ROLEWRIGHT_CHANGES"] ?? 30);
const seed = Number(process.env["ROLEWRIGHT_SEED"] ?? 20_261_121);

/** What every page says, in both of its forms. The colours of code say nothing: without them it is fast. */
async function print(description: Description): Promise<Map<string, { markdown: string; html: string }>> {
  const pages = await pagesOf(description);
  return new Map(
    pages.map((page) => {
      const links = linksFrom(page.path, "html", pages);
      const html = htmlBlocks(page, { links, highlight: (code) => escapeHtml(code) });
      return [
        page.path,
        { markdown: markdownPage(page, linksFrom(page.path, "md", pages)), html: page.title + html },
      ];
    }),
  );
}

describe(
  `each of ${count} random changes to the description, from seed ${seed},`,
  { timeout: 600_000 },
  () => {
    const random = randomFrom(seed);
    const original: Description = parse(source);

    it("changes its own pages and no other, as HTML and as Markdown alike", async () => {
      const before = await print(original);
      const wrong: unknown[] = [];
      for (let made = 0; made < count; made += 1) {
        const description = structuredClone(original);
        const { at, what, pages } = changeOne(description, random);
        const after = await print(description);
        for (const form of ["markdown", "html"] as const) {
          const other = [...before.keys()].filter(
            (page) => before.get(page)?.[form] !== after.get(page)?.[form],
          );
          const missed = [...pages].filter((page) => !other.includes(page));
          const tooMany = other.filter((page) => !pages.has(page));
          if (missed.length + tooMany.length > 0)
            wrong.push({ at: at.join("/"), what, form, missed, tooMany });
        }
      }
      expect(wrong).toEqual([]);
    });
  },
);
