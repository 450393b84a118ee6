import type { LanguageRegistration } from "shiki/core";

/**
 * As much of JavaScript, TypeScript and the languages that are written like them as the samples have. The whole grammar of
 * one takes a quarter of a second to load, which is half of the build.
 */
export const scriptGrammar: LanguageRegistration & { name: string } = {
  name: "script",
  scopeName: "source.script",
  repository: {},
  patterns: [
    { match: String.raw`//.*$`, name: "comment" },
    { match: String.raw`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`, name: "string" },
    {
      match: String.raw`\b(?:async|await|break|case|catch|class|const|continue|default|else|end|enum|export|extends|fn|final|for|foreach|from|fun|func|function|if|impl|implements|import|instanceof|interface|is|let|match|mut|namespace|new|of|package|private|pub|public|range|require|return|static|struct|switch|throw|throws|try|type|use|val|var|void|when|while)\b`,
      name: "keyword",
    },
    { match: String.raw`\b(?:\d[\d.e+]*|true|false|null|nil|None|undefined)\b`, name: "constant.numeric" },
    { match: String.raw`[\w$]+(?=\()`, name: "entity.name.function" },
  ],
};
