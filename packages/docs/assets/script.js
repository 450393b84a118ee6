// The behavior of every page. Without it, everything but search, copying and the theme switch still works.
(() => {
  const home = document.querySelector(".brand");
  const announcement = document.querySelector("#announcement");
  const ownUrl = document.currentScript.src;

  document.addEventListener("click", async ({ target }) => {
    const button = target.closest("button");
    if (button === null) return;
    if (button.classList.contains("search")) openSearch();
    if (button.classList.contains("theme")) switchTheme();
    if (button.classList.contains("copy")) copy(button, button.previousSibling.textContent);
    if (button.classList.contains("copy-page")) copyPage(button);
  });

  async function copy(button, text) {
    await navigator.clipboard.writeText(text);
    announcement.textContent = "Copied";
    button.classList.add("done");
    setTimeout(() => {
      button.classList.remove("done");
      announcement.textContent = "";
    }, 1500);
  }

  // A page on a disk may not fetch: show the Markdown instead.
  async function copyPage(button) {
    const url = new URL(button.dataset.markdown, location.href);
    try {
      const response = await fetch(url);
      await copy(button, await response.text());
    } catch {
      location.href = url;
    }
  }

  const stored = (name, value) => {
    try {
      if (value === undefined) return localStorage.getItem(name);
      localStorage.setItem(name, value);
    } catch {
      // Storage is disabled. The choice lasts until the page is left.
    }
    return value;
  };

  const themeButton = document.querySelector(".theme");
  const isDark = () =>
    (document.documentElement.dataset.theme ??
      (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  function setTheme(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    themeButton.ariaLabel = isDark() ? "Use light theme" : "Use dark theme";
  }
  function switchTheme() {
    setTheme(stored("theme", isDark() ? "light" : "dark"));
  }
  setTheme(stored("theme"));

  // One language for all samples, and one shell for all commands, on all pages.
  const labelOf = (input) => input.nextElementSibling.textContent;
  const selectTab = (legend, name) => {
    for (const input of document.querySelectorAll(`[aria-label=${legend}] > input`))
      if (labelOf(input) === name) input.checked = true;
  };
  for (const legend of ["Language", "Shell"]) selectTab(legend, stored(legend));
  document.addEventListener("change", ({ target }) => {
    const legend = target.parentElement?.ariaLabel;
    if (legend === "Language" || legend === "Shell") selectTab(legend, stored(legend, labelOf(target)));
  });

  // The server of all samples.
  const select = document.querySelector(".servers select");
  if (select) {
    let current = select.value;
    const selectServer = (url) => {
      replaceInSamples(current, url);
      current = url;
      for (const each of document.querySelectorAll(".servers select")) each.value = url;
    };
    const before = stored("server");
    if ([...select.options].some(({ value }) => value === before)) selectServer(before);
    document.addEventListener("change", ({ target }) => {
      if (target.closest(".servers")) selectServer(stored("server", target.value));
    });
  }

  function replaceInSamples(from, to) {
    for (const root of document.querySelectorAll("[aria-label=Language] code, .endpoint code")) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.data.includes(from)) node.data = node.data.replaceAll(from, () => to);
      }
    }
  }

  // The response that is being read, and the one of the selected request, show their JSON next to the text.
  const selectStatus = (status) => status && selectTab("Status", status);
  const reading = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting && target.open) selectStatus(target.dataset.status);
    },
    { rootMargin: "-50% 0px" },
  );
  for (const response of document.querySelectorAll(".response")) {
    reading.observe(response);
    response.addEventListener("toggle", () => response.open && selectStatus(response.dataset.status));
  }
  const examples = document.querySelector(".cases");
  examples?.addEventListener("change", () => selectStatus(examples.selectedOptions[0].dataset.status));

  // A link to a field inside a closed section opens the section.
  const openTarget = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement?.closest("details")) node.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", openTarget);
  openTarget();

  // The current page is visible in the sidebar as a whole, on phones when the list is opened.
  const sidebar = document.querySelector("#pages");
  const current = sidebar.querySelector("[aria-current=page]");
  function showCurrent() {
    if (!current) return;
    const { offsetTop, offsetHeight } = current.parentElement;
    if (offsetTop + offsetHeight > sidebar.clientHeight)
      sidebar.scrollTop = offsetTop + Math.min(0, offsetHeight - sidebar.clientHeight / 2);
  }
  sidebar.addEventListener("toggle", showCurrent);
  showCurrent();

  // "On this page" marks the section that is being read: the last one whose heading is at the top of the window, or above it.
  const links = [...document.querySelectorAll(".contents a, .parts a")];
  if (links.length > 0) {
    const reached = new Set();
    let isEndVisible = false;
    const idOf = (link) => decodeURIComponent(link.hash.slice(1));
    const mark = () => {
      const last = links.findLast((link) => reached.has(idOf(link)));
      // The last sections may be too short to reach the top.
      const target = links.find(({ hash }) => hash === location.hash);
      const isBelow = links.indexOf(target) > links.indexOf(last);
      const atEnd = isBelow ? target : scrollY > 0 ? links.at(-1) : last;
      const marked = isEndVisible ? atEnd : last;
      for (const link of links)
        if (link === marked) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
    };
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries)
          if (isIntersecting) reached.add(target.id);
          else reached.delete(target.id);
        mark();
      },
      // 96 pixels are a little more than what the header covers.
      { rootMargin: `999999px 0px -${Math.floor(100 - 9600 / innerHeight)}% 0px` },
    );
    for (const link of links) {
      const heading = document.getElementById(idOf(link));
      if (heading) observer.observe(heading);
    }
    new IntersectionObserver(([{ isIntersecting }]) => {
      isEndVisible = isIntersecting;
      mark();
    }).observe(document.querySelector("footer > :last-child"));
    addEventListener("hashchange", mark);
  }

  // The search is loaded when it is first opened, as a script, since a page on a disk may not fetch. Text that is typed meanwhile is not lost.
  let typed;
  function openSearch() {
    if (globalThis.showSearch) return globalThis.showSearch();
    if (typed !== undefined) return;
    typed = "";
    globalThis.searchHome = home.href;
    globalThis.takeTyped = () => {
      const text = typed;
      typed = undefined;
      return text;
    };
    // Each version has its own index.
    for (const url of [
      new URL("minisearch.js", ownUrl),
      new URL("search-index.js", home),
      new URL("search.js", ownUrl),
    ]) {
      const script = document.createElement("script");
      script.src = url;
      script.async = false;
      document.body.append(script);
    }
  }
  document.addEventListener("keydown", (event) => {
    const isShortcut = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (isShortcut) {
      event.preventDefault();
      return openSearch();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select"))
      return;
    if (typed !== undefined && event.key.length === 1) typed += event.key;
    else if (event.key === "/") {
      event.preventDefault();
      openSearch();
    }
  });
})();
