import { createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { Language } from "./blocks.ts";
import { grammarOf, grammars } from "./grammars.ts";

/** Classes instead of colours: the style sheet knows the reader's scheme, and the page stays small. */
const classes: Record<string, string> = {
  s: "string",
  k: "keyword",
  n: "constant",
  c: "comment",
  v: "variable",
};

const names = Object.keys(classes);
const colour = (index: number) => `#00000${index + 1}`;

const theme = {
  name: "classes",
  type: "light" as const,
  fg: "#000000",
  bg: "#ffffff",
  settings: Object.values(classes).map((scope, index) => ({
    scope,
    settings: { foreground: colour(index) },
  })),
};

/** One highlighter for all pages: making it costs more than using it. */
let highlighter: Promise<HighlighterCore> | undefined;

/** Makes the function that turns code into HTML. */
export async function createHighlight(): Promise<(code: string, language: Language) => string> {
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: grammars,
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
  const lang = grammarOf(language)?.name;
  if (lang === undefined) return escapeText(code);
  const lines = shiki.codeToTokensBase(code, { lang, theme: theme.name });
  return tokensHtml(
    lines.flatMap((tokens, index) => (index === 0 ? tokens : [{ content: "\n" }, ...tokens])),
  );
}

/** Tokens, neighbours of one class together. White space has no colour: it goes with what is before it. */
function tokensHtml(tokens: { content: string; color?: string }[]): string {
  const runs: { content: string; name: string | undefined }[] = [];
  for (const { content, color } of tokens) {
    const name = names[names.findIndex((_, index) => colour(index) === color)];
    const last = runs.at(-1);
    if (last && (last.name === name || content.trim() === "")) last.content += content;
    else runs.push({ content, name });
  }
  return runs
    .map(({ content, name }) => (name ? `<i class=${name}>${escapeText(content)}</i>` : escapeText(content)))
    .join("");
}

/** Text between tags. */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Text that may stand in an attribute as well. */
export const escapeHtml = (text: string): string => escapeText(text).replaceAll('"', "&quot;");
