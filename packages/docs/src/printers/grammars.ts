import type { LanguageRegistration } from "shiki/core";
import type { Language } from "../pages/blocks.ts";

type Grammar = LanguageRegistration & { name: string };

/**
 * Defines a small grammar for the syntax that the samples use. Compiling Shiki's full grammars takes longer than the rest of a
 * build.
 */
const grammar = (name: string, patterns: Grammar["patterns"]): Grammar => ({
  name,
  scopeName: `source.${name}`,
  repository: {},
  patterns,
});

const string = { match: String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`, name: "string" };
const constant = {
  match: String.raw`\b(?:\d[\d.e+]*|true|false|null|nil|None|True|False|undefined)\b`,
  name: "constant",
};
const keywords = (words: string) => ({
  match: String.raw`\b(?:${words.replaceAll(" ", "|")})\b`,
  name: "keyword",
});

const json = grammar("json", [
  { match: String.raw`"(?:[^"\\]|\\.)*"(?=\s*:)`, name: "keyword" },
  { match: String.raw`"(?:[^"\\]|\\.)*"`, name: "string" },
  { match: String.raw`-?\b\d[\d.eE+-]*|\b(?:true|false|null)\b`, name: "constant" },
]);

const variable = { match: String.raw`\$\w+|\$\{\w+\}`, name: "variable" };

const shell = grammar("shell", [
  { match: String.raw`(?:^|\s)#.*$`, name: "comment" },
  { match: String.raw`\\.`, name: "plain" },
  // A body in single quotes spans several lines.
  { begin: "'", end: "'", name: "string" },
  { begin: '"', end: '"', name: "string", patterns: [{ match: String.raw`\\.`, name: "string" }, variable] },
  variable,
]);

/** Languages with `//` comments. */
const slashes = grammar("slashes", [
  { match: "//.*$", name: "comment" },
  string,
  keywords(
    "async await break case catch class const continue default else end enum export extends fn final for foreach from fun func function if impl implements import instanceof interface is let match mut namespace new of package private pub public range require return static struct switch throw throws try type use val var void when while",
  ),
  constant,
]);

/** Languages with `#` comments. */
const hashes = grammar("hashes", [
  { match: "#.*$", name: "comment" },
  { begin: '"""', end: '"""', name: "string" },
  string,
  keywords(
    "and as assert async await begin break class continue def do elif else end ensure except finally for from if import in is lambda module not or pass raise require rescue return self try unless while with yield",
  ),
  constant,
]);

/** All grammars, for the highlighter. */
export const grammars = [json, shell, slashes, hashes];

const others: Partial<Record<Language, Grammar>> = {
  json,
  shell,
  powershell: shell,
  python: hashes,
  ruby: hashes,
};

/** Finds the grammar of a language. Returns `undefined` for plain text. */
export function findGrammar(language: Language): Grammar | undefined {
  return language === "text" || language === "nginx" ? undefined : (others[language] ?? slashes);
}
