import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

/** What the text around a sample introduces. */
const context: Record<string, string> = {
  apiKey: "declare const apiKey: string;",
  client: 'declare const client: import("@rolewright/client").Client;',
  createClient: 'declare const createClient: typeof import("@rolewright/client").createClient;',
  queue: "declare const queue: { add<T>(task: () => Promise<T>): Promise<T> };",
  send: "declare const send: (text: string | undefined) => Promise<void>;",
  signal: "declare const signal: AbortSignal;",
  readFile: 'declare const readFile: typeof import("node:fs/promises").readFile;',
};

describe("the READMEs of the client and the types", () => {
  it("have samples that compile", () => {
    const samples = ["client", "types"].flatMap((name) => readSamples(`../../../${name}/README.md`));
    expect(samples.length).toBeGreaterThan(10);
    expect(compile(samples.map((sample) => `${declareContext(sample)}\n${sample}\nexport {};`))).toEqual([]);
  });
});

function readSamples(path: string): string[] {
  const readme = readFileSync(join(import.meta.dirname, path), "utf8");
  return [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, sample = ""]) => sample);
}

function declareContext(sample: string): string {
  const isUndeclared = (identifier: string) =>
    new RegExp(`\\b${identifier}\\b`).test(sample) &&
    !new RegExp(`(const|import \\{[^}]*?) ${identifier}\\b`).test(sample);
  return Object.keys(context)
    .filter(isUndeclared)
    .map((identifier) => context[identifier])
    .join(" ");
}

/** Returns the errors of the compiler. */
function compile(texts: string[]): string[] {
  const files = new Map(texts.map((text, index) => [join(import.meta.dirname, `sample-${index}.ts`), text]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => files.has(file) || fileExists(file);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file);
    return text === undefined
      ? getSourceFile(file, version, ...rest)
      : ts.createSourceFile(file, text, version);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ file, messageText }) =>
        `${files.get(file?.fileName ?? "")}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
}
