// The search dialog. `minisearch.js` and `search-index.js` are loaded before it.
(() => {
  const entries = globalThis.searchEntries;
  const synonyms = {
    auth: "authentication",
    denied: "forbidden",
    sdk: "client library",
    throttling: "rate limit",
    throttle: "rate limit",
    token: "key",
    user: "member",
  };
  const index = new MiniSearch({
    fields: ["names", "keywords", "title", "text", "terms", "context"],
    extractField: (entry, field) => (Array.isArray(entry[field]) ? entry[field].join(" ") : entry[field]),
    tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u).flatMap((word) => [word, ...splitCamelCase(word)]),
    searchOptions: {
      boost: { names: 4, keywords: 3, title: 4, context: 1.5 },
      boostDocument: (id) =>
        ({ Operations: 1.5, Guides: 1.2, Errors: 0.8, Fields: 0.35 })[entries[id].group] ?? 1,
      combineWith: "AND",
      fuzzy: (term) => (term.length > 3 ? 0.25 : false),
      prefix: (term) => term.length > 1,
      tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean),
    },
  });
  index.addAll(entries);
  const byName = new Map();
  const isOther = (entry) => entry.group.startsWith("Only in");
  const own = entries.filter((entry) => !isOther(entry));
  for (const each of [own, entries.filter(isOther)]) {
    addNames(each, ({ names }) => names);
    addNames(each, ({ keywords }) => keywords);
    addNames(each, ({ url, title }) => (url.includes("#") ? [] : [title]));
  }
  // Without a query, the first guides are a start.
  const startPages = entries
    .filter(({ group, url }) => group === "Guides" && !url.includes("#"))
    .slice(0, 5)
    .map((entry) => ({ entry, terms: [] }));
  const routes = entries.flatMap((entry) => entry.names.flatMap((name) => parseRoute(name, entry)));

  function addNames(some, select) {
    for (const entry of some)
      for (const name of select(entry))
        if (!byName.has(normalizeTerm(name))) byName.set(normalizeTerm(name), entry);
  }

  // "custom roles" and "a custom role" are the same term as "custom role".
  function normalizeTerm(text) {
    return withoutArticles(text.toLowerCase().split(/\s+/))
      .join(" ")
      .replaceAll(/(?<=\w{2}[^\Ws])s\b/g, "");
  }
  function withoutArticles(words) {
    const others = words.filter((word) => !/^(an?|the)$/i.test(word));
    return others.length > 0 ? others : words;
  }

  // A method and a path, or one of them in a URL, without the version: `PUT /organization/roles/{roleId}`.
  function parseRoute(text, entry) {
    const match = /^(?:([a-z]+)\s+)?(?:https?:\/\/[^/\s]+)?(?:\/v\d+)?(\/[^\s?#]+)/i.exec(text);
    return match
      ? [{ entry, method: match[1]?.toUpperCase(), segments: match[2].split("/").filter(Boolean) }]
      : [];
  }

  // Any value matches a parameter, so that the path of a request can be pasted.
  function findRoute(text) {
    const [asked] = parseRoute(text);
    if (asked === undefined) return undefined;
    return routes.find(
      ({ method, segments }) =>
        (asked.method === undefined || asked.method === method) &&
        segments.length === asked.segments.length &&
        segments.every((segment, at) => segment.startsWith("{") || segment === asked.segments[at]),
    )?.entry;
  }

  function splitCamelCase(word) {
    const parts = word.split(/(?<=[a-z0-9])(?=[A-Z])/);
    return parts.length > 1 ? parts : [];
  }

  // Exact names come first, and pages that only another version has come last. If not every word is found, some are enough.
  function find(query) {
    const text = query.trim();
    if (text === "") return startPages;
    const exact = byName.get(normalizeTerm(text)) ?? findRoute(text);
    const queries = withoutArticles(text.split(/\s+/)).map(addSynonym);
    let found = index.search({ combineWith: "AND", queries });
    if (found.length === 0) found = index.search({ combineWith: "OR", queries });
    const ordered = found.map(({ id, terms }) => ({ entry: entries[id], terms }));
    const others = ordered.filter(({ entry }) => entry !== exact);
    return [
      ...(exact === undefined ? [] : [{ entry: exact, terms: [text] }]),
      ...others.filter(({ entry }) => !isOther(entry)),
      ...others.filter(({ entry }) => isOther(entry)),
    ];
  }
  function addSynonym(word) {
    const synonym = synonyms[word.toLowerCase()];
    return synonym === undefined
      ? word
      : { combineWith: "OR", queries: [word, { combineWith: "AND", queries: [synonym] }] };
  }
  globalThis.findInDocs = find;

  const dialog = document.createElement("dialog");
  dialog.className = "search-dialog";
  dialog.ariaLabel = "Search";
  dialog.innerHTML =
    '<div class=bar><input type=search role=combobox aria-expanded=true aria-controls=results aria-autocomplete=list aria-label="Search for" placeholder="Search for an operation, field, error or guide" autocomplete=off spellcheck=false><button class=close aria-label="Close search">Close</button></div><div id=results role=listbox aria-label=Results></div><p class=hints aria-hidden=true><kbd>↑</kbd> <kbd>↓</kbd> select <kbd>Enter</kbd> open <kbd>Esc</kbd> close</p><p role=status></p>';
  document.body.append(dialog);
  const input = dialog.querySelector("input");
  const results = dialog.querySelector("#results");
  const status = dialog.querySelector("[role=status]");
  let active = -1;

  input.addEventListener("input", show);
  input.addEventListener("keydown", (event) => {
    const options = [...results.querySelectorAll("a")];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate((active + step + options.length) % options.length, options);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      (options[active] ?? options[0])?.click();
    }
    // By default, Escape only empties a search field.
    if (event.key === "Escape") {
      event.preventDefault();
      hide();
    }
  });
  dialog.querySelector(".close").addEventListener("click", hide);
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || target.closest("a")) hide();
  });

  globalThis.showSearch = () => {
    dialog.showModal();
    input.select();
  };
  globalThis.showSearch();
  input.value = globalThis.takeTyped();
  show();

  function hide() {
    dialog.close();
    // The hidden field keeps the focus until the browser draws again, and would receive the next key.
    input.blur();
  }

  function activate(index_, options) {
    active = index_;
    options.forEach((option, at) => (option.ariaSelected = at === active));
    options[active]?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[active]?.id ?? "");
  }

  // Groups are in the order of their best result, so that the first one is what Enter opens.
  function show() {
    const found = find(input.value);
    const groups = Map.groupBy(found, ({ entry }) => entry.group);
    results.replaceChildren(
      ...[...groups].map(([name, members]) => {
        const group = document.createElement("div");
        group.role = "group";
        group.ariaLabel = name;
        const title = document.createElement("p");
        title.textContent = name;
        title.ariaHidden = "true";
        group.append(title, ...members.slice(0, name === "Operations" ? 8 : 5).map(createOption));
        return group;
      }),
    );
    const options = [...results.querySelectorAll("a")];
    options.forEach((option, at) => (option.id = `result-${at}`));
    activate(options.length > 0 ? 0 : -1, options);
    input.ariaExpanded = options.length > 0;
    status.textContent = input.value.trim() === "" ? "" : formatCount(options.length, found.length);
  }

  function formatCount(shown, count) {
    if (count === 0) return "No results.";
    const total = count === 1 ? "1 result" : `${count} results`;
    return shown < count ? `${shown} of ${total}` : total;
  }

  function createOption({ entry, terms }) {
    const link = document.createElement("a");
    link.role = "option";
    link.tabIndex = -1;
    link.href = new URL(entry.url, globalThis.searchHome);
    const [, method, path] = /^([A-Z]+) (\/.*)/.exec(entry.context) ?? [];
    const context = createElement("small", highlight(path ?? entry.context, terms));
    if (method) context.prepend(createElement("b", [method], `${method.toLowerCase()} method`), " ");
    link.append(...highlight(entry.title, terms), context);
    const snippet = createSnippet(entry, terms);
    if (snippet) link.append(createElement("small", highlight(snippet, terms)));
    return link;
  }

  function createElement(name, content, className = "") {
    const element = Object.assign(document.createElement(name), { className });
    element.append(...content);
    return element;
  }

  // The text around a word that the title does not have, or the start of the text. An operation has its path instead of a start.
  function createSnippet({ title, context, group, text }, terms) {
    const plain = toPlainText(text);
    const shown = splitWords(`${title} ${context}`);
    const others = terms.filter(
      (term) => !shown.some((word) => word.startsWith(term) || term.startsWith(word)),
    );
    const found = others.map((term) => findWord(plain, term)).filter((at) => at >= 0);
    if (found.length === 0 && group === "Operations") return "";
    const at = Math.min(...(found.length > 0 ? found : [0]));
    const start = at < 60 ? 0 : plain.lastIndexOf(" ", at - 30) + 1;
    const end = plain.length - start < 130 ? plain.length : plain.lastIndexOf(" ", start + 120);
    const part = plain.slice(start, end);
    return `${start > 0 ? "…" : ""}${end < plain.length ? part.replace(/[.,:;]?$/, "…") : part}`;
  }

  function toPlainText(markdown) {
    const withoutLinks = markdown.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
    return withoutLinks.replaceAll(/^ *- |[*`|]/gm, "").replaceAll(/\s+/g, " ");
  }
  function splitWords(text) {
    return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  }
  function findWord(text, word) {
    return text.search(new RegExp(String.raw`\b${escapePattern(word)}`, "i"));
  }
  function escapePattern(text) {
    return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  }

  function highlight(text, terms) {
    if (terms.length === 0) return [text];
    const parts = text.split(new RegExp(`(${terms.map(escapePattern).join("|")})`, "gi"));
    return parts.map((part, at) => (at % 2 === 0 ? part : createElement("mark", [part])));
  }
})();
