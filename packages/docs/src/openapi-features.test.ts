import { createDescription } from "@rolewright/openapi";
import { expect, it } from "vitest";
import { buildSite, type Site } from "./site.ts";
import { openapiFeatures } from "./testing/openapi-features.ts";
import { schemaFeatures } from "./testing/schema-features.ts";
import { createSmallDescription, type Shown } from "./testing/small-description.ts";
import { unsupportedFeatures } from "./testing/unsupported-features.ts";

const guidesFolder = new URL("testing/guides/", import.meta.url);
const build = (document: object): Promise<Site> =>
  buildSite({
    guidesFolder,
    source: { text: "", description: createDescription({ ...document }, "", "openapi.yaml") },
  });

/** The text and the links of a page. */
function read(site: Site, page: string, extension: "html" | "md"): string {
  const text = String(site.get(`${page}.${extension}`));
  if (extension === "md") return text;
  const [, main = ""] = /<main[^>]*>([^]*)<\/main>/.exec(text) ?? [];
  const links = Array.from(main.matchAll(/href="?([^" >]*)/g), ([, href = ""]) => href);
  return [main.replaceAll(/<[^>]*>/g, ""), ...links]
    .join(" ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}

/** Lists the words that a page in HTML or Markdown does not have. */
function findMissing(site: Site, { words, page = "reports/getReport" }: Shown): string[] {
  return (["html", "md"] as const).flatMap((extension) => {
    const text = read(site, page, extension);
    return words.filter((word) => !text.includes(word)).map((word) => `${page}.${extension}: ${word}`);
  });
}

it.each(Object.entries({ ...openapiFeatures, ...schemaFeatures }))("shows %s", async (_, add) => {
  const document = createSmallDescription();
  const shown = add(document, "qz1");
  const site = await build(document);
  expect(findMissing(site, shown)).toEqual([]);
  const [, main = ""] =
    /<main[^>]*>([^]*)<\/main>/.exec(String(site.get(`${shown.page ?? "reports/getReport"}.html`))) ?? [];
  expect(main).not.toMatch(/<(img|script)/);
});

it.each(Object.entries(unsupportedFeatures))("rejects %s by name", async (_, add) => {
  const document = createSmallDescription();
  const words = add(document);
  await expect(build(document)).rejects.toThrow(words);
});
