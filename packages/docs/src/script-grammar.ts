import type { LanguageRegistration } from "shiki/core";

/**
 * As much of JavaScript and TypeScript as the samples have. The whole grammar takes a quarter of a second to load, which is
 * half of the build.
 */
export const scriptGrammar: LanguageRegistration & { name: string } = {
  name: "script",
  scopeName: "source.script",
  repository: {},
  patterns: [
    { match: String.raw`//.*$`, name: "comment" },
    { match: String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`, name: "string" },
    {
      match: String.raw`\b(?:await|catch|const|else|export|from|for|if|import|instanceof|let|new|of|return|throw|try)\b`,
      name: "keyword",
    },
    { match: String.raw`\b(?:\d[\d.e+]*|true|false|null|undefined)\b`, name: "constant.numeric" },
    { match: String.raw`[\w$]+(?=\()`, name: "entity.name.function" },
  ],
};
