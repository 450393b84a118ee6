// oxlint-disable unicorn/prefer-add-event-listener -- every page carries this script: shorter is better
// oxlint-disable prefer-const -- search.js puts itself into the place of what loads it
const home = document.querySelector(".brand");

onclick = async ({ target }) => {
  if (target.className === "search") showSearch();
  if (target.className !== "copy") return;
  await navigator.clipboard.writeText(target.previousSibling.textContent);
  target.className = "copy done";
  setTimeout(() => (target.className = "copy"), 1500);
};

// One language for all samples, on all pages.
const languages = document.querySelectorAll("[aria-label=Language] > input");
const choose = (name) => {
  for (const input of languages) input.checked ||= input.nextSibling.textContent === name;
};
try {
  choose(localStorage.language);
} catch {}
onchange = ({ target }) => {
  if (target.parentElement.ariaLabel === "Language")
    choose((localStorage.language = target.nextSibling.textContent));
};

// The search is loaded when it is first wanted, as a script: a page on a disk may not fetch. What is typed meanwhile is kept.
let typed;
let showSearch = () => {
  if (typed != null) return;
  typed = "";
  const script = document.createElement("script");
  script.src = new URL("search.js", home);
  document.body.append(script);
};
onkeydown = (event) => {
  if (event.target.closest("input, textarea")) return;
  if (typed != null && event.key.length < 2) typed += event.key;
  else if (event.key === "/") {
    event.preventDefault();
    showSearch();
  }
};
