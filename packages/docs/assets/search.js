// A page is small because what few readers need comes late: the look of the search too.
const searchStyle = `
  dialog { width: min(38rem, calc(100vw - 2rem)); margin-top: 10vh; padding: 0; color: var(--ink); background: var(--paper); border: 1px solid var(--rule); border-radius: 10px; box-shadow: 0 1rem 4rem #0005; }
  dialog input { width: 100%; border: 0; padding: 0.9rem 1.1rem; font-size: 1.05rem; border-radius: 0; border-bottom: 1px solid var(--rule); }
  dialog ol { list-style: none; margin: 0; padding: 0.4rem; max-height: 55vh; overflow: auto; }
  dialog li a { display: block; padding: 0.45rem 0.7rem; border-radius: 6px; text-decoration: none; color: var(--ink); }
  dialog li a:is(:hover, :focus) { background: var(--raised); }
  dialog small { display: block; color: var(--soft); font-family: var(--mono); }
  dialog p { padding: 0.4rem 0.7rem; margin: 0; color: var(--soft); }
`;

// oxlint-disable-next-line no-unused-vars -- the index, which stands after it, calls it
function startSearch(index) {
  const dialog = document.createElement("dialog");
  dialog.ariaLabel = "Search";
  dialog.innerHTML =
    `<style>${searchStyle}</style>` +
    '<input type=search aria-label="Search for" placeholder="A name, a path, a status, an error"><ol></ol><p role=status></p>';
  document.body.append(dialog);
  const [, input, list, status] = dialog.children;
  input.addEventListener("input", show);
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter") list.querySelector("a")?.click();
    // Of itself, a field for searching would first be emptied.
    if (key === "Escape") hide();
  });
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) hide();
  });
  // oxlint-disable-next-line no-undef -- a variable of script.js
  showSearch = () => {
    dialog.showModal();
    input.select();
  };
  // oxlint-disable-next-line no-undef
  showSearch();
  // oxlint-disable-next-line no-undef -- a variable of script.js: what was typed before this was here
  input.value = typed;
  // oxlint-disable-next-line no-undef
  typed = null;
  show();

  function hide() {
    dialog.close();
    // Until the browser draws again, the hidden field would still have the focus, and take the next `/`.
    input.blur();
  }

  function show() {
    const terms = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = index
      .map((entry) => ({ entry, score: scoreOf(entry, terms) }))
      .filter(({ score }) => score > 0)
      .toSorted((one, other) => other.score - one.score)
      .slice(0, 12);
    list.replaceChildren(...found.map(({ entry }) => itemOf(entry)));
    status.textContent = terms.length > 0 && found.length === 0 ? "Nothing found." : "";
  }

  function itemOf([path, title, description]) {
    const item = document.createElement("li");
    const link = item.appendChild(document.createElement("a"));
    // oxlint-disable-next-line no-undef -- a constant of script.js: the link to the site's first page
    link.href = new URL(`${path}.html`, home);
    link.append(title, Object.assign(document.createElement("small"), { textContent: description }));
    return item;
  }
}

// Every term has to be somewhere; in the title it counts most.
function scoreOf([, title, description, words], terms) {
  let sum = 0;
  for (const term of terms) {
    if (title.toLowerCase().includes(term)) sum += 4;
    else if (description.toLowerCase().includes(term)) sum += 2;
    else if (words.toLowerCase().includes(term)) sum += 1;
    else return 0;
  }
  return sum;
}
