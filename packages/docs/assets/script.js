const root = document.currentScript.dataset.root;
const all = (selector) => document.querySelectorAll(selector);

for (const pre of all("pre")) {
  const frame = document.createElement("div");
  const button = document.createElement("button");
  frame.className = "code";
  button.className = "copy";
  button.type = "button";
  button.textContent = "Copy";
  button.onclick = async () => {
    await navigator.clipboard.writeText(pre.textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  };
  pre.replaceWith(frame);
  frame.append(pre, button);
}

// One language for all samples, on all pages.
const languages = all(".language input");
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
