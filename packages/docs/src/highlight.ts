import { createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { Language } from "./blocks.ts";
import { scriptGrammar } from "./script-grammar.ts";

/** Classes instead of colours: the style sheet knows the reader's scheme, and the page stays small. */
const classes: Record<string, string[]> = {
  s: ["string", "constant.character.escape"],
  k: ["keyword", "storage", "support.type.property-name"],
  n: ["constant.numeric", "constant.language"],
  c: ["comment"],
  f: ["entity.name.function", "entity.name.command", "support.function", "meta.function-call.generic"],
  v: ["variable.other.normal.shell", "punctuation.definition.variable.shell"],
};

const names = Object.keys(classes);
const colour = (index: number) => `#00000${index + 1}`;

const theme = {
  name: "classes",
  type: "light" as const,
  fg: "#000000",
  bg: "#ffffff",
  settings: [
    ...Object.values(classes).map((scope, index) => ({ scope, settings: { foreground: colour(index) } })),
    // What a shell takes as a word is no string to a reader.
    { scope: ["string.unquoted"], settings: { foreground: "#000000" } },
    // The quotes of a name in JSON belong to the name, those of a string in it to the string.
    { scope: ["string.json support.type.property-name"], settings: { foreground: colour(1) } },
  ],
};

/** One highlighter for all pages: making it costs more than using it. */
let highlighter: Promise<HighlighterCore> | undefined;

/** Makes the function that turns code into HTML. */
export async function createHighlight(): Promise<(code: string, language: Language) => string> {
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [
      import("shiki/langs/json.mjs"),
      import("shiki/langs/shellscript.mjs"),
      scriptGrammar,
      import("shiki/langs/python.mjs"),
    ],
    engine: createJavaScriptRegexEngine(),
  });
  const shiki = await highlighter;
  // Errors have the same examples on every page.
  const done = new Map<string, string>();
  return (code, language) => {
    const key = `${language}\n${code}`;
    const html = done.get(key) ?? highlighted(shiki, code, language);
    done.set(key, html);
    return html;
  };
}

function highlighted(shiki: HighlighterCore, code: string, language: Language): string {
  if (language === "nginx" || language === "text" || language === "ruby") return escapeHtml(code);
  const whole = language === "json" || language === "shell" || language === "python";
  const lang = whole ? language : scriptGrammar.name;
  const lines = shiki.codeToTokensBase(code, { lang, theme: theme.name });
  return lines.map((tokens) => lineHtml(tokens)).join("\n");
}

/** Tokens of one line, neighbours of one class together. */
function lineHtml(tokens: { content: string; color?: string }[]): string {
  const runs: { content: string; name: string | undefined }[] = [];
  for (const { content, color } of tokens) {
    const name = names[names.findIndex((_, index) => colour(index) === color)];
    const last = runs.at(-1);
    if (last && (last.name === name || content.trim() === "")) last.content += content;
    else runs.push({ content, name });
  }
  return runs
    .map(({ content, name }) => (name ? `<i class=${name}>${escapeHtml(content)}</i>` : escapeHtml(content)))
    .join("");
}

export const escapeHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
