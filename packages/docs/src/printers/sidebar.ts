import { listHeadings, type Page } from "../pages/blocks.ts";
import { escapeHtml } from "./highlight.ts";
import type { SiteFrame } from "./site-frame.ts";
import { printMethod } from "./html-code.ts";

/** Prints the list of all pages: the guides, then the tags, which may be in groups. Only what leads to the current page is open. */
export function printSidebar(current: Page, frame: SiteFrame): string {
  const { links } = frame;
  const sections = [...Map.groupBy(listVisiblePages(current, frame), ({ section }) => section)].map(
    ([name, pages]): Section => ({ name, pages, place: pages[0]?.place }),
  );
  const guides = sections.filter(({ place }) => place === undefined);
  const reference = Map.groupBy(
    sections.filter(({ place }) => place !== undefined),
    ({ name, place }) => place?.group ?? name,
  );
  const printItem = (page: Page) => {
    const isCurrent = page === current;
    const method = page.operation ? ` ${printMethod(page.operation.method)}` : "";
    const link = `<a href=${links.file(`${page.path}.html`)}${isCurrent ? " aria-current=page" : ""}><span>${printTitle(page)}</span>${method}</a>`;
    const parts = isCurrent && page.operation ? printParts(page) : "";
    return `<li${page.parent ? " class=child" : ""}>${link}${parts}</li>`;
  };
  const printList = ({ name, pages }: Section) =>
    `<ul aria-label="${escapeHtml(name)}">${pages.map(printItem).join("\n")}</ul>`;
  const printSection = (section: Section) =>
    printDetails(section.pages.includes(current), printName(section), printList(section));
  const printGroup = ([name, members]: [string, Section[]]) =>
    members.every(({ place }) => place?.group === undefined)
      ? members.map(printSection).join("\n")
      : printDetails(
          members.some(({ pages }) => pages.includes(current)),
          escapeHtml(name),
          members
            .map((each) => (each.place?.shortName === undefined ? printList(each) : printSection(each)))
            .join("\n"),
        );
  return [
    `<nav id=pages popover tabindex=-1 aria-label=Pages>`,
    `<button class=close-menu popovertarget=pages popovertargetaction=hide>Close</button>`,
    ...guides.map((section, index) =>
      printDetails(
        section.pages.includes(current) || (index === 0 && current.operation === undefined),
        escapeHtml(section.name),
        printList(section),
      ),
    ),
    ...(guides.length > 0 && reference.size > 0 ? ["<p>Operations</p>"] : []),
    ...[...reference].map(printGroup),
    "</nav>",
  ].join("\n");
}

/** The short title. Readers who hear it without its group get the whole title. */
function printTitle({ title, shortTitle = title, operation, place }: Page): string {
  if (shortTitle === title || place === undefined) return escapeHtml(shortTitle);
  const rest = operation ? title.slice(shortTitle.length) : ` of ${title}`;
  return `${escapeHtml(shortTitle)}<span class=hidden>${escapeHtml(rest)}</span>`;
}

/** Pages under one heading of the sidebar: guides, or the operations of a tag. */
interface Section {
  name: string;
  pages: Page[];
  place: Page["place"];
}

const printDetails = (isOpen: boolean, summary: string, content: string) =>
  `<details${isOpen ? " open" : ""}><summary>${summary}</summary>${content}</details>`;

/** The short name of a tag. Readers who hear it without its group get the whole name. */
function printName({ name, place: { group, shortName } = { tag: "" } }: Section): string {
  if (shortName === undefined || shortName === name) return escapeHtml(name);
  return `<span class=hidden>${escapeHtml(group ?? "")} </span>${escapeHtml(shortName)}`;
}

/** Links to the parts of the page of an operation. Other pages have such a list next to the text. */
function printParts({ blocks }: Page): string {
  const items = listHeadings(blocks).map(({ id, text }) => `<li><a href=#${id}>${escapeHtml(text)}</a></li>`);
  return `<ul class=parts aria-label="On this page">${items.join("")}</ul>`;
}

/** Links to the previous and the next page of the sidebar. The error page has none. */
export function printPager(page: Page, frame: SiteFrame): string {
  const { links } = frame;
  const pages = listVisiblePages(page, frame);
  const index = pages.indexOf(page);
  if (index < 0) return "";
  const link = (to: Page | undefined, rel: string, label: string) =>
    to
      ? `<a rel=${rel} href=${links.file(`${to.path}.html`)}><small>${label}</small> ${escapeHtml(to.title)}</a>`
      : "";
  const previous = link(pages[index - 1], "prev", "Previous");
  return `<nav class=pager aria-label="Previous and next">${previous}${link(pages[index + 1], "next", "Next")}</nav>`;
}

/** The pages of the sidebar. Pages with a parent are shown on the parent, and next to each other. */
function listVisiblePages(current: Page, { edition }: SiteFrame): Page[] {
  return edition.pages.filter(
    ({ parent }) => parent === undefined || parent === current.path || parent === current.parent,
  );
}
