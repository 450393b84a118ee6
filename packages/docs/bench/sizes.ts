/** Reports the size of each page: gzipped bytes with everything that it loads, and tokens of its Markdown. */
import { gzipSync } from "node:zlib";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { buildSite } from "../src/site.ts";

const site = await buildSite({ url: "http://127.0.0.1:4030" });
const read = (path: string) => site.get(path)?.toString() ?? "";
const pages = [...site.keys()].filter((path) => path.endsWith(".html") && path !== "404.html");

const rows = pages.map((page) => {
  const assets = Array.from(
    read(page).matchAll(/<(?:link rel=(?:stylesheet|icon)|script)[^>]* (?:href|src)=([^ >]+)/g),
    ([, file = ""]) => file.replaceAll("../", ""),
  );
  return {
    page: page.replace(/\.html$/, ""),
    "page, bytes gzipped": compressedSize(page),
    "with assets, bytes gzipped": [page, ...assets].reduce((sum, file) => sum + compressedSize(file), 0),
    "Markdown, tokens": countTokens(read(page.replace(/\.html$/, ".md"))),
  };
});

console.table(rows.toSorted((one, other) => other["Markdown, tokens"] - one["Markdown, tokens"]));
for (const folder of ["", "v2/"]) {
  const files = ["minisearch.js", "search.js", `${folder}search-index.js`];
  const bytes = files.reduce((sum, file) => sum + compressedSize(file), 0).toLocaleString("en");
  console.log(
    `${folder}llms.txt: ${countTokens(read(`${folder}llms.txt`))} tokens; search, loaded on demand: ${bytes} bytes gzipped`,
  );
}

/** Images are compressed already. */
function compressedSize(path: string): number {
  const content = site.get(path) ?? Buffer.alloc(0);
  return path.endsWith(".png") ? content.length : gzipSync(content, { level: 9 }).length;
}
