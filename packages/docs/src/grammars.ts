import type { LanguageRegistration } from "shiki/core";
import type { Language } from "./blocks.ts";

type Grammar = LanguageRegistration & { name: string };

/**
 * As much of each language as the samples have. To compile the whole grammars of four languages takes longer than all else
 * that a build does.
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
  // A body in single quotes goes over several lines.
  { begin: "'", end: "'", name: "string" },
  { begin: '"', end: '"', name: "string", patterns: [{ match: String.raw`\\.`, name: "string" }, variable] },
  variable,
]);

/** Languages whose comments begin with `//`. */
const slashes = grammar("slashes", [
  { match: "//.*$", name: "comment" },
  string,
  keywords(
    "async await break case catch class const continue default else end enum export extends fn final for foreach from fun func function if impl implements import instanceof interface is let match mut namespace new of package private pub public range require return static struct switch throw throws try type use val var void when while",
  ),
  constant,
]);

/** Languages whose comments begin with `#`. */
const hashes = grammar("hashes", [
  { match: "#.*$", name: "comment" },
  { begin: '"""', end: '"""', name: "string" },
  string,
  keywords(
    "and as assert async await begin break class continue def do elif else end ensure except finally for from if import in is lambda module not or pass raise require rescue return self try unless while with yield",
  ),
  constant,
]);

/** Every grammar, for the highlighter to load. */
export const grammars = [json, shell, slashes, hashes];

const others: Partial<Record<Language, Grammar>> = { json, shell, python: hashes, ruby: hashes };

/** The grammar by which code of a language is read, if its parts have colours at all. */
export function grammarOf(language: Language): Grammar | undefined {
  return language === "text" || language === "nginx" ? undefined : (others[language] ?? slashes);
}
