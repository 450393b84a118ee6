const root = document.currentScript.dataset.root;

for (const pre of document.querySelectorAll("pre")) {
  const frame = document.createElement("div");
  const button = document.createElement("button");
  frame.className = "code";
  button.className = "copy";
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(pre.textContent);
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = "Copy"), 1500);
  });
  pre.replaceWith(frame);
  frame.append(pre, button);
}

// One language for all samples, on all pages.
const languages = [...document.querySelectorAll(".language input")];
const choose = (name) => {
  for (const input of languages) if (input.parentElement.textContent === name) input.checked = true;
};
for (const input of languages) {
  input.addEventListener("change", () => {
    const name = input.parentElement.textContent;
    choose(name);
    try {
      localStorage.language = name;
    } catch {}
  });
}
try {
  choose(localStorage.language);
} catch {}

// The search is loaded when it is first wanted, as a script: a page on a disk may not fetch.
let search;
globalThis.startSearch = (index) => {
  search = createSearch(index, root);
  search.open();
};
function openSearch() {
  if (search) return search.open();
  const script = document.createElement("script");
  script.src = `${root}search.js`;
  document.body.append(script);
}
document.querySelector(".search").addEventListener("click", openSearch);
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, dialog")) return;
  event.preventDefault();
  openSearch();
});
