import { createHighlighterCore, type HighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import type { Language } from "../pages/blocks.ts";
import { findGrammar, grammars } from "./grammars.ts";

/** Classes instead of colors, since the style sheet has a light and a dark theme. */
const classes: Record<string, string> = {
  s: "string",
  k: "keyword",
  n: "constant",
  c: "comment",
  v: "variable",
};

const names = Object.keys(classes);
const placeholderColor = (index: number) => `#00000${index + 1}`;

const theme = {
  name: "classes",
  type: "light" as const,
  fg: "#000000",
  bg: "#ffffff",
  settings: Object.values(classes).map((scope, index) => ({
    scope,
    settings: { foreground: placeholderColor(index) },
  })),
};

/** Shared by all pages, since creating it is expensive. */
let highlighter: Promise<HighlighterCore> | undefined;

/** Creates a function that highlights code as HTML. */
export async function createHighlight(): Promise<(code: string, language: Language) => string> {
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: grammars,
    engine: createJavaScriptRegexEngine(),
  });
  const shiki = await highlighter;
  // Many pages have the same examples.
  const done = new Map<string, string>();
  return (code, language) => {
    const key = `${language}\n${code}`;
    const html = done.get(key) ?? highlightCode(shiki, code, language);
    done.set(key, html);
    return html;
  };
}

function highlightCode(shiki: HighlighterCore, code: string, language: Language): string {
  const lang = findGrammar(language)?.name;
  if (lang === undefined) return escapeText(code);
  const lines = shiki.codeToTokensBase(code, { lang, theme: theme.name });
  return printTokens(
    lines.flatMap((tokens, index) => (index === 0 ? tokens : [{ content: "\n" }, ...tokens])),
  );
}

/** Prints tokens, merging neighbors of the same class. Whitespace joins the token before it. */
function printTokens(tokens: { content: string; color?: string }[]): string {
  const runs: { content: string; name: string | undefined }[] = [];
  for (const { content, color } of tokens) {
    const name = names[names.findIndex((_, index) => placeholderColor(index) === color)];
    const last = runs.at(-1);
    if (last && (last.name === name || content.trim() === "")) last.content += content;
    else runs.push({ content, name });
  }
  return runs
    .map(({ content, name }) => (name ? `<i class=${name}>${escapeText(content)}</i>` : escapeText(content)))
    .join("");
}

/** Escapes text between tags. */
export const escapeText = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Escapes text, also for attributes. */
export const escapeHtml = (text: string): string => escapeText(text).replaceAll('"', "&quot;");
