import { posix } from "node:path";
import { type Edition, findCounterpart } from "../editions.ts";
import type { Field } from "../model/fields.ts";
import { examplesOf, isError, listResponseHeaders } from "../model/operations.ts";
import { type Block, type Page, slug } from "../pages/blocks.ts";
import { formatErrorText } from "./markdown.ts";

/** What the search can find: a page, a section of a guide, a field or an error. */
export interface SearchEntry {
  id: number;
  /** The page, with an anchor: `errors.html#rateLimit`. */
  url: string;
  title: string;
  /** Where it is: the page of a field, the group of a page. */
  context: string;
  group: "Operations" | "Guides" | "Fields" | "Errors" | `Only in ${string}`;
  /** Names that match exactly: an operationId, a path, the name of an error. */
  names: string[];
  /** Terms that readers use for it. Each is an exact match too. */
  keywords: string[];
  /** Markdown, of which the results show a part. */
  text: string;
  /** Further words that lead to it. */
  terms?: string;
}

/** Terms that readers use for an error status. */
const statusTerms: Record<string, string> = {
  "400": "bad request malformed",
  "401": "unauthorized unauthenticated invalid API key authentication",
  "403": "forbidden permission denied access denied not allowed",
  "404": "not found missing unknown",
  "409": "conflict already exists duplicate in use",
  "413": "payload too large",
  "415": "unsupported media type content type",
  "422": "validation invalid unprocessable",
  "429": "rate limit rate limiting throttling throttled quota too many requests retry-after",
  "500": "internal server error",
  "503": "unavailable maintenance downtime retry-after",
};

/** Lists everything that the search of an edition can find: its own pages, then the pages that only other editions have. */
export function createSearchEntries(edition: Edition, editions: Edition[]): SearchEntry[] {
  const others = editions.filter((each) => each !== edition);
  const own = edition.pages.flatMap((page) => [
    addOtherNames(createPageEntry(page), page, others),
    ...createSectionEntries(page),
    ...page.blocks.flatMap((block) => createBlockEntries(block, page)),
  ]);
  const entries = [...own, ...others.flatMap((other) => createOtherEntries(other, edition))];
  return mergeSameTargets(entries).map((entry, id) => ({ id, ...entry }));
}

type Entry = Omit<SearchEntry, "id">;

/** Adds the operationIds that other editions have for the operation, so that readers who know only those find it. */
function addOtherNames(entry: Entry, page: Page, others: Edition[]): Entry {
  const counterparts = page.operation ? others.map((other) => findCounterpart(page, other)) : [];
  const names = counterparts.flatMap((other) => other?.operation?.operationId ?? []);
  return { ...entry, names: [...new Set([...entry.names, ...names])] };
}

/** Lists the operations and guides of another edition that this one does not have. */
function createOtherEntries(other: Edition, edition: Edition): Entry[] {
  return other.pages
    .filter(({ path, parent }) => !path.endsWith("/index") && parent === undefined)
    .filter((page) => findCounterpart(page, edition) === undefined)
    .map((page) => {
      const entry = createPageEntry(page);
      const url = posix.relative(edition.folder, other.folder + entry.url);
      return { ...entry, url, group: `Only in ${other.name}` as const };
    });
}

/** Merges entries that lead to the same place under the same title, such as an error of several operations. */
function mergeSameTargets(entries: Entry[]): Entry[] {
  const byTarget = Map.groupBy(entries, ({ url, title }) => `${url} ${title}`);
  return [...byTarget.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const texts = new Set([first, ...others].map(({ text }) => text));
    return [{ ...first, text: [...texts].join(" ") }];
  });
}

function createPageEntry({
  path,
  title,
  description,
  section,
  operation,
  keywords = "",
  blocks,
}: Page): Entry {
  // The next steps of an operation are the texts of others.
  const end = blocks.findIndex((block) => block.kind === "heading" && block.id === "next-steps");
  const prose = blocks
    .slice(0, operation && end >= 0 ? end : undefined)
    .flatMap((block) => (block.kind === "text" ? [block.markdown] : []));
  return {
    url: `${path}.html`,
    title,
    context: operation ? description : section,
    group: operation || path.endsWith("/index") ? "Operations" : "Guides",
    names: operation
      ? [operation.operationId, operation.path, `${operation.method} ${operation.path}`]
      : [path.replace(/\/index$/, "")],
    keywords: keywords.split(", ").filter(Boolean),
    text: [...(operation ? [] : [description]), ...prose].join(" "),
  };
}

/** One entry for each section of a guide, with the text up to the next heading. */
function createSectionEntries({ blocks, path, title, operation }: Page): Entry[] {
  if (operation !== undefined) return [];
  return blocks.flatMap((block, index) => {
    if (block.kind !== "heading") return [];
    const rest = blocks.slice(index + 1);
    const end = rest.findIndex(({ kind }) => kind === "heading");
    const prose = rest
      .slice(0, end < 0 ? undefined : end)
      .flatMap((each) => (each.kind === "text" ? [each.markdown] : []));
    const section = { url: `${path}.html#${block.id}`, title: block.text, context: title };
    return [{ ...section, group: "Guides" as const, names: [], keywords: [], text: prose.join(" ") }];
  });
}

function createBlockEntries(block: Block, { path, title }: Page): Entry[] {
  if (block.kind === "fields") return createFieldEntries(block.fields, block.prefix, path, title);
  if (block.kind === "errors") {
    return block.responses.flatMap((response) =>
      examplesOf(response).map((example) => ({
        url: `${path}.html#${slug(example.name)}`,
        title: `${response.status} ${example.name}`,
        context: example.summary,
        group: "Errors" as const,
        names: [example.name],
        keywords: [],
        text: [response.description, formatErrorText(example)].join(" "),
        terms: statusTerms[response.status] ?? "",
      })),
    );
  }
  if (block.kind === "responses") {
    const headers = listResponseHeaders(block.responses).map(({ field }) => field);
    const own = headers.filter(({ isCommon }) => !isCommon);
    return [
      ...block.responses
        .filter((response) => !isError(response))
        .flatMap(({ status, contents }) =>
          contents.flatMap(({ fields }) =>
            createFieldEntries(fields, `response-${slug(status)}`, path, title),
          ),
        ),
      ...createFieldEntries(own, "response-header", path, title),
    ];
  }
  return [];
}

function createFieldEntries(fields: Field[], prefix: string, path: string, title: string): Entry[] {
  return fields.flatMap(({ name, description, children }) => {
    const id = `${prefix}-${slug(name) || "field"}`;
    const entry = { url: `${path}.html#${id}`, title: name, context: title, group: "Fields" as const };
    return [
      { ...entry, names: [], keywords: [], text: description },
      ...createFieldEntries(children, id, path, title),
    ];
  });
}
