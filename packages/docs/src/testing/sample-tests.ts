/** The operations whose samples are run, and what runs them, for the tests of one file. Read without the builder. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { startMock } from "@rolewright/mock";
import { afterAll, beforeAll, expect } from "vitest";
import { parse } from "yaml";
import { apiKey, createProgramRunner } from "./sample-programs.ts";
import { type Printed, type Run, runSample, sampleFolder, startRecorder } from "./sample-runner.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- examples of the description are of any shape
export type Node = any;

const readOriginal = (url: string): Node => parse(readFileSync(new URL(url), "utf8"));
export const original = readOriginal(import.meta.resolve("@rolewright/spec/openapi.yaml"));
const originalV2 = readOriginal(import.meta.resolve("@rolewright/spec/openapi-v2.yaml"));

/** Every operation of a description, read without the builder. */
const listOperations = (description: Node, folder: "" | "v2/") =>
  Object.entries<Node>(description.paths).flatMap(([path, item]) =>
    Object.entries<Node>(item)
      .filter(([, operation]) => operation.operationId)
      .map(([method, operation]) => ({
        path,
        method,
        operation,
        page: `${folder}${operation.tags[0].toLowerCase().replaceAll(" ", "-")}/${operation.operationId}`,
        parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((each) =>
          toParameter(each, description),
        ),
      })),
  );
export const operations = [...listOperations(original, ""), ...listOperations(originalV2, "v2/")];

function toParameter(parameter: Node, description: Node): Node {
  if (parameter.$ref === undefined) return parameter;
  return parameter.$ref
    .split("/")
    .slice(1)
    .reduce((at: Node, key: string) => at[key], description);
}

/** What the tests of a file share. */
export interface SampleTests {
  readonly recorder: Awaited<ReturnType<typeof startRecorder>>;
  readonly folder: ReturnType<typeof sampleFolder>;
  /** Runs a sample as it is on a page, with the server that a reader would choose. */
  run(sample: Printed): Promise<Run>;
  /** Prepares samples in Go, before `run` is called for each. */
  compileGo(samples: Printed[]): Promise<void>;
}

/** Starts a mock and a proxy that records the requests of the samples, before the tests of a file. */
export function useSampleTests(): SampleTests {
  let mock: Awaited<ReturnType<typeof startMock>>;
  let recorder: Awaited<ReturnType<typeof startRecorder>>;
  const folder = sampleFolder();
  const programs = createProgramRunner(folder.path);
  const withServer = (code: string) => code.replaceAll("https://api.confident-ai.com", recorder.url);

  beforeAll(async () => {
    mock = await startMock();
    recorder = await startRecorder(mock.url);
  });

  afterAll(async () => {
    programs.stop();
    recorder.close();
    await mock.close();
    folder.remove();
  });

  return {
    get recorder() {
      return recorder;
    },
    folder,
    run: ({ language, code }) => runSample({ language, code: withServer(code) }, programs, recorder),
    compileGo: (samples) =>
      programs.compileGo(
        samples.filter(({ language }) => language === "go").map(({ code }) => withServer(code)),
      ),
  };
}

/** Lists the blocks of code in Markdown. */
export const extractFences = (markdown: string): Printed[] =>
  Array.from(markdown.matchAll(/^```(\w+)\n([^]*?)\n```$/gm), ([, language = "", code = ""]) => ({
    language,
    code,
  }));

/** Expects the request of the example, with the key and nothing else. */
export function expectSent(
  { sent, printed }: Run,
  { method, path, parameters, body }: { method: string; path: string; parameters: Node[]; body: unknown },
): void {
  const ids = new Map(parameters.map(({ name, example }) => [name, String(example)]));
  const inQuery = parameters.filter(
    (parameter) => parameter.in === "query" && parameter.example !== undefined,
  );
  const [sentPath = "", query] = (sent?.path ?? "").split("?");
  expect(
    {
      method: sent?.method,
      segments: sentPath.split("/").map(decodeURIComponent),
      query: [...new URLSearchParams(query)],
      key: sent?.headers["confident_api_key"],
      type: sent?.headers["content-type"]?.split(";")[0],
      body: sent?.body ? JSON.parse(sent.body) : undefined,
    },
    printed,
  ).toEqual({
    method: method.toUpperCase(),
    segments: path.split("/").map((segment) => ids.get(segment.slice(1, -1)) ?? segment),
    query: inQuery.flatMap(({ name, example }) => [example].flat().map((each) => [name, String(each)])),
    key: apiKey,
    type: body === undefined ? undefined : "application/json",
    body,
  });
}

/** `test:stress` sets `ROLEWRIGHT_EVERY_PAGE=1`. Otherwise, some operations and texts represent the others. */
export const every = process.env["ROLEWRIGHT_EVERY_PAGE"] !== undefined;

const isInstalled = (command: string, ...flags: string[]) =>
  spawnSync(command, flags, { stdio: "ignore" }).status === 0;
/** Languages that this machine cannot run. */
export const missing = [
  ...(isInstalled("python3", "-c", "import requests") ? [] : ["python"]),
  ...(every && isInstalled("go", "version") ? [] : ["go"]),
  ...(every && isInstalled("java", "-version") ? [] : ["java"]),
];
