// oxlint-disable unicorn/prefer-add-event-listener -- every page carries this script: shorter is better
const root = document.currentScript.dataset.root;

onclick = async ({ target }) => {
  if (target.className !== "copy") return;
  await navigator.clipboard.writeText(target.previousSibling.textContent);
  target.className = "copy done";
  setTimeout(() => (target.className = "copy"), 1500);
};

// One language for all samples, on all pages.
const languages = document.querySelectorAll(".language input");
const choose = (name) => {
  for (const input of languages) if (input.parentElement.textContent === name) input.checked = true;
};
try {
  choose(localStorage.language);
} catch {}
for (const input of languages) {
  input.onchange = () => {
    choose((localStorage.language = input.parentElement.textContent));
  };
}

// The search is loaded when it is first wanted, as a script: a page on a disk may not fetch.
let search;
globalThis.startSearch = (index) => {
  search = createSearch(index, root);
  search.open();
};
const openSearch = () => {
  if (search) return search.open();
  const script = document.createElement("script");
  script.src = `${root}search.js`;
  document.body.append(script);
};
document.querySelector(".search").onclick = openSearch;
onkeydown = (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea")) return;
  event.preventDefault();
  openSearch();
};
