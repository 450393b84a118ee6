import type { Operation } from "../model/operations.ts";
import type { LocalServer } from "../pages/blocks.ts";
import { json } from "../samples/literals.ts";
import { exampleText, sentQueryParameters } from "../samples/request.ts";
import { escapeHtml } from "./highlight.ts";

/** Prints a form that calls the local server. `try.js` sends the request. */
export function printTryForm(operation: Operation, { url, apiKey, restoreDemo }: LocalServer): string {
  const { method, path, credential, parameters, body } = operation;
  const sent = new Set(sentQueryParameters(operation).map(({ name }) => name));
  const fields = parameters.flatMap((parameter) => {
    if (parameter.in === "path")
      return [
        printInput(parameter.name, exampleText(parameter), `data-path="${escapeHtml(parameter.name)}"`),
      ];
    if (parameter.in !== "query") return [];
    const value = sent.has(parameter.name) ? exampleText(parameter) : "";
    const list = parameter.isExploded && parameter.type.startsWith("list") ? " data-exploded" : "";
    return [printInput(parameter.name, value, `data-query="${escapeHtml(parameter.name)}"${list}`)];
  });
  const content = body?.contents[0];
  const example = content?.examples[0];
  const value: unknown = method === "POST" ? makeNameUnique(example?.value) : example?.value;
  const text = typeof value === "string" ? value : value === undefined ? "{}" : json(value);
  const question = findQuestion(operation, url);
  const confirmation = question === undefined ? "" : ` data-confirm="${escapeHtml(question)}"`;
  const canRestore = restoreDemo !== undefined && path.includes("{projectId}");
  return [
    `<form class=try aria-label="Try it" data-method=${method} data-url="${escapeHtml(url + path)}"${credential?.in === "header" ? ` data-key-header="${escapeHtml(credential.name)}" data-key-prefix="${escapeHtml(credential.prefix)}"` : ""}${confirmation}>`,
    `<p>Calls <code>${escapeHtml(url)}</code> with its demo key. No request leaves your machine.</p>`,
    credential?.in === "header" ? printInput(credential.name, apiKey, "data-key") : "",
    ...fields,
    content
      ? `<label>Body<textarea name=body rows=${Math.min(12, text.split("\n").length + 1)} spellcheck=false data-type="${escapeHtml(content.mediaType)}">${escapeHtml(text)}</textarea></label>`
      : "",
    `<p><button class=send disabled>Send</button> ${canRestore ? "<button type=button class=restore disabled>Restore the demo project</button> " : ""}<output></output></p>`,
    `<pre tabindex=0 role=group aria-label="Response body" hidden><code></code></pre>`,
    `</form>`,
  ]
    .filter(Boolean)
    .join("\n");
}

/** What to ask before a request that takes access or data away. */
function findQuestion({ method, path }: Operation, url: string): string | undefined {
  if (method === "DELETE") return `Delete this resource on ${url}?`;
  if (path.endsWith("/rotate")) return `Replace the value of this API key on ${url}?`;
  if (method === "PUT" && path.endsWith("/members/{userId}"))
    return `Change the role of this member on ${url}?`;
  if (method === "PUT" && path.endsWith("/api-keys/{apiKeyId}"))
    return `Change whether this API key works on ${url}?`;
  return undefined;
}

/** The demo organization already has the names of the examples. */
function makeNameUnique(example: unknown): unknown {
  if (typeof example !== "object" || example === null || !("name" in example)) return example;
  return { ...example, name: `${String(example.name)} 2` };
}

const printInput = (name: string, value: string, attributes: string) =>
  `<label>${escapeHtml(name)}<input ${attributes} value="${escapeHtml(value)}" autocomplete=off spellcheck=false></label>`;
