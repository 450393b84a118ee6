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

// The index is loaded when it is first wanted, as a script: a page on a disk may not fetch.
const dialog = document.createElement("dialog");
dialog.ariaLabel = "Search";
dialog.innerHTML =
  '<input type=search aria-label="Search for" placeholder="Search: a name, a path, a status, an error"><ol></ol><p role=status></p>';
const [input, list, status] = dialog.children;
let entries;

globalThis.searchIndex = (index) => {
  entries = index.map(([path, title, description, words]) => ({ path, title, description, words }));
  find();
};

function open() {
  if (!dialog.isConnected) {
    document.body.append(dialog);
    const script = document.createElement("script");
    script.src = `${root}search.js`;
    document.body.append(script);
  }
  dialog.showModal();
  input.select();
}

function find() {
  const terms = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const score = ({ title, description, words }) => {
    let sum = 0;
    for (const term of terms) {
      const in_ = (text) => text.toLowerCase().includes(term);
      if (in_(title)) sum += 4;
      else if (in_(description)) sum += 2;
      else if (in_(words)) sum += 1;
      else return 0;
    }
    return sum;
  };
  const found = (entries ?? [])
    .map((entry) => ({ ...entry, score: score(entry) }))
    .filter((entry) => entry.score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, 12);
  list.replaceChildren(
    ...found.map(({ path, title, description }) => {
      const item = document.createElement("li");
      const link = item.appendChild(document.createElement("a"));
      link.href = `${root}${path}.html`;
      link.append(title, Object.assign(document.createElement("small"), { textContent: description }));
      return item;
    }),
  );
  status.textContent = terms.length > 0 && found.length === 0 ? "Nothing found." : "";
}

input.addEventListener("input", find);
input.addEventListener("keydown", ({ key }) => {
  if (key === "Enter") list.querySelector("a")?.click();
});
document.querySelector(".search").addEventListener("click", open);
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, dialog")) return;
  event.preventDefault();
  open();
});
