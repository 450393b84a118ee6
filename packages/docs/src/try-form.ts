import type { LocalServer } from "./blocks.ts";
import { escapeHtml } from "./highlight.ts";
import { json } from "./literals.ts";
import type { Operation } from "./operations.ts";

/** Only pages that have the form pay for its look. */
const style = `
  .try label { display: block; margin-bottom: 0.7rem; font: 0.8125rem var(--mono); color: var(--soft); }
  .try :is(input, textarea) { display: block; width: 100%; max-width: 44rem; margin-top: 0.2rem; color: var(--ink); font: 0.875rem/1.5 var(--mono); }
  .try pre { white-space: pre-wrap; }
`;

/** A form that calls the local server, filled in so that its button works at once. `try.js` brings it to life. */
export function tryForm(operation: Operation, { url, apiKey }: LocalServer): string {
  const { method, path, keyHeader, parameters, body } = operation;
  const ids = parameters
    .filter((each) => each.in === "path")
    .map(({ name, example }) => field(name, String(example ?? ""), `data-path="${escapeHtml(name)}"`));
  const example = body?.examples[0];
  const value: unknown = method === "POST" ? renamed(example?.value) : example?.value;
  return [
    `<style>${style}</style>`,
    `<form class=try data-method=${method} data-url="${escapeHtml(url + path)}" data-key-header="${escapeHtml(keyHeader)}">`,
    `<p>Calls <code>${escapeHtml(url)}</code> on this machine, with its demo key. Nothing leaves the machine.</p>`,
    field(keyHeader, apiKey, "data-key"),
    ...ids,
    example
      ? `<label>Body<textarea name=body rows=6 spellcheck=false>${escapeHtml(json(value))}</textarea></label>`
      : "",
    `<p><button disabled>Send</button> <output></output></p>`,
    `<pre tabindex=0 hidden><code></code></pre>`,
    `</form>`,
  ].join("\n");
}

/** The demo has what the examples name, and a name is there once. */
function renamed(example: unknown): unknown {
  if (typeof example !== "object" || example === null || !("name" in example)) return example;
  return { ...example, name: `${String(example.name)} 2` };
}

const field = (name: string, value: string, attributes: string) =>
  `<label>${escapeHtml(name)}<input ${attributes} value="${escapeHtml(value)}" autocomplete=off spellcheck=false></label>`;
