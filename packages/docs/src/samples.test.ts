import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMock } from "@rolewright/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  apiKey,
  casesOn,
  codeOn,
  type Run,
  runSample,
  sampleFolder,
  startRecorder,
  stopRunner,
} from "./sample-runs.ts";
import { buildSite, type Site } from "./site.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- examples of the description are of any shape
type Node = any;

const source = readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8");
const original: Node = parse(source);

/** Every operation as the description has it, references resolved by hand: the builder is not asked. */
const operations = Object.entries<Node>(original.paths).flatMap(([path, item]) =>
  Object.entries<Node>(item)
    .filter(([, operation]) => operation.operationId)
    .map(([method, operation]) => ({
      path,
      method,
      operation,
      parameters: (item.parameters ?? []) as Node[],
    })),
);

const hostile = [
  `it's "quoted" and \\ back-slashed \\" \\'`,
  "`touch stolen` $(touch stolen) ${HOME} $HOME $$ $!",
  "'; touch stolen; '",
  "one\ntwo\r\nthree\ttab",
  "EOF\nJSON\n'\n\\",
  "émoji 🎩👩‍👩‍👧 \u2028 \u202e ｆｕｌｌ",
  "%s %n %00 \\u0041 \\x41 \\0 \\\n",
  "</script><img src=x onerror=alert(1)> &amp; <!--",
  "``` ```` # heading\n```\n| a | b |",
  "{{ x }} ${process.exit(3)} #{1} __import__('os') f'{1}'",
  "!! !$ ~ * ? [a-z] {a,b} && || ; > out < in",
];
const hostileId = `a'b"c\`touch_stolen\`$(touch_stolen)\\;&|<>!*?[]{}~#%2F..%zz/é`.replace("é", "e");

let mock: Awaited<ReturnType<typeof startMock>>;
let recorder: Awaited<ReturnType<typeof startRecorder>>;
const folder = sampleFolder();
let count = 0;
let site: Site;

beforeAll(async () => {
  mock = await startMock();
  recorder = await startRecorder(mock.url);
  site = await build(original);
});

afterAll(async () => {
  stopRunner();
  recorder.close();
  await mock.close();
  folder.remove();
});

const build = (description: Node): Promise<Site> =>
  buildSite({
    source: {
      text: "",
      description: { ...description, servers: [{ ...description.servers[0], url: recorder.url }] },
    },
  });

const pageOf = ({ tags, operationId }: Node) =>
  `${tags[0].toLowerCase().replaceAll(" ", "-")}/${operationId}`;
const run = (sample: { language: string; code: string }) =>
  runSample(sample, folder.path, (count += 1), recorder);

/** What has to have been sent: the example, the key, and nothing that an example does not have. */
function expectSent(
  { sent, printed }: Run,
  { method, path, parameters, body }: { method: string; path: string; parameters: Node[]; body: unknown },
) {
  const ids = new Map(parameters.map(({ name, example }) => [name, example]));
  const [, query] = (sent?.path ?? "").split("?");
  expect(
    {
      method: sent?.method,
      segments: sent?.path.split("/").map(decodeURIComponent),
      query,
      key: sent?.headers["confident_api_key"],
      type: sent?.headers["content-type"]?.split(";")[0],
      body: sent?.body ? JSON.parse(sent.body) : undefined,
    },
    printed,
  ).toEqual({
    method: method.toUpperCase(),
    segments: path.split("/").map((segment) => ids.get(segment.slice(1, -1)) ?? segment),
    query: undefined,
    key: apiKey,
    type: body === undefined ? undefined : "application/json",
    body,
  });
}

/** The client answers with what `data` carries, unwrapped where that is one thing. */
function unwrapped({ data }: Node): unknown {
  const things = Object.values(data);
  return things.length === 1 ? things[0] : data;
}

const parameterOf = ({ $ref }: { $ref: string }): Node =>
  $ref
    .split("/")
    .slice(1)
    .reduce((at: Node, key) => at[key], original);

/** `ROLEWRIGHT_EVERY_PAGE=1` is what CI does. Without it some operations and texts stand for the others. */
const every = process.env["ROLEWRIGHT_EVERY_PAGE"] !== undefined;

describe("every sample on every page", { timeout: 120_000 }, () => {
  it.each(operations.filter((_, index) => every || index % 4 === 0))(
    "of $operation.operationId sends its example, and is answered as is printed",
    async ({ path, method, operation, ...shared }) => {
      const html = String(site.get(`${pageOf(operation)}.html`));
      const answers: Node = operation.responses["200"].content["application/json"].examples;
      const requests: Node = operation.requestBody?.content["application/json"].examples;
      const names = Object.keys(requests ?? answers);
      const cases = casesOn(html);
      expect(cases.map(({ answer }) => answer)).toEqual(names.map((name) => answers[name].value));
      for (const [index, { samples, answer }] of cases.entries()) {
        expect(samples.map(({ language }) => language)).toEqual([
          "shell",
          "typescript",
          "javascript",
          "python",
        ]);
        recorder.wanted.example = names[index] ?? "";
        for (const sample of samples) {
          const result = await run(sample);
          const body = requests?.[names[index] ?? ""]?.value;
          expectSent(result, { method, path, parameters: shared.parameters.map(parameterOf), body });
          const expected = sample.language === "typescript" ? unwrapped(answer) : answer;
          expect(JSON.parse(result.printed), sample.code).toEqual(expected);
        }
      }
      expect(folder.strangers()).toEqual([]);
    },
  );

  it("is the same in the Markdown as in the HTML", () => {
    for (const { operation } of operations) {
      const page = pageOf(operation);
      const written = Array.from(
        String(site.get(`${page}.md`)).matchAll(/^```(\w+)\n([^]*?)\n```$/gm),
        ([, language, code]) => ({ language, code }),
      );
      const html = String(site.get(`${page}.html`));
      const answers = codeOn(html).filter((_, index) => index % 5 === 4);
      const expected = casesOn(html).flatMap(({ samples }, index) => [
        ...samples,
        { language: "json", code: answers[index] },
      ]);
      expect(written, page).toEqual(expected);
    }
  });

  it("of the client compiles under strict, those of the guides too", async () => {
    const built = await buildSite();
    const ofOperations = operations
      .flatMap(({ operation }) => casesOn(String(built.get(`${pageOf(operation)}.html`))))
      .flatMap(({ samples }) => samples.filter(({ language }) => language === "typescript"))
      .map((sample) => sample.code);
    const ofGuides = [...built]
      // Those of other languages need what is generated: their own test compiles and runs them.
      .filter(([path]) => path.endsWith(".md") && !path.includes("/"))
      .flatMap(([, text]) =>
        Array.from(String(text).matchAll(/^```typescript\n([^]*?)\n```$/gm), ([, each = ""]) => each),
      );
    const code = [...ofOperations, ...ofGuides];
    expect(code.length).toBeGreaterThan(29);
    const compiled = sampleFolder();
    for (const [index, each] of code.entries())
      writeFileSync(join(compiled.path, `sample-${index}.mts`), each);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2024",
      lib: ["es2024"],
      types: ["node"],
    };
    writeFileSync(join(compiled.path, "tsconfig.json"), JSON.stringify({ compilerOptions }));
    const tsc = join(import.meta.dirname, "../node_modules/.bin/tsc");
    const { stdout, status } = spawnSync(tsc, ["--project", compiled.path], { encoding: "utf8" });
    compiled.remove();
    expect({ stdout, status }).toEqual({ stdout: "", status: 0 });
  });

  it("of the guides that calls the mock is answered by it", async () => {
    const guide = String((await buildSite()).get("getting-started.md")).replaceAll(
      "http://127.0.0.1:4010",
      recorder.url,
    );
    recorder.wanted.example = "";
    const fences = Array.from(
      guide.matchAll(/^```(shell|typescript)\n([^]*?)\n```$/gm),
      ([, language = "", code = ""]) => ({ language, code }),
    );
    const calls = fences.filter(({ code }) => code.includes(recorder.url));
    expect(calls).toHaveLength(3);
    for (const call of calls) {
      const { printed, sent } = await run(call);
      expect(sent, call.code).toBeDefined();
      expect(() => JSON.parse(printed), printed).not.toThrow();
    }
  });
});

describe("hostile strings", { timeout: 120_000 }, () => {
  /** The description with another string in every place of a request where any string may be. */
  function poisoned(text: string): Node {
    const copy = structuredClone(original);
    for (const parameter of Object.values<Node>(copy.components.parameters)) parameter.example = hostileId;
    for (const item of Object.values<Node>(copy.paths)) {
      for (const { requestBody } of Object.values<Node>(item)) {
        for (const { value } of Object.values<Node>(
          requestBody?.content["application/json"].examples ?? {},
        )) {
          if (value.description) value.description = text;
          if (value.policyIds) value.policyIds = [hostileId];
          // Names have no control characters.
          if (value.name) value.name = text.replaceAll(/\p{Cc}/gu, " ");
        }
      }
    }
    return copy;
  }

  it.each(hostile.filter((_, index) => every || index % 3 === 0).map((text) => [text]))(
    "come through whole: %j",
    async (text) => {
      const description = poisoned(text);
      const poisonedSite = await build(description);
      const chosen = operations.filter(({ operation }) => operation.operationId === "updateProjectRole");
      for (const { path, method, operation, parameters } of chosen) {
        const [first] = casesOn(String(poisonedSite.get(`${pageOf(operation)}.html`)));
        const examples: Node =
          description.paths[path][method].requestBody.content["application/json"].examples;
        const [name = ""] = Object.keys(examples);
        recorder.wanted.example = name;
        expect(first?.samples).toHaveLength(4);
        for (const sample of first?.samples ?? []) {
          const result = await run(sample);
          const ids = parameters.map((each) => Object.assign({}, parameterOf(each), { example: hostileId }));
          expectSent(result, { method, path, parameters: ids, body: examples[name].value });
          expect(JSON.parse(result.printed), sample.code).toBeTypeOf("object");
        }
      }
      expect(folder.strangers()).toEqual([]);
    },
  );

  it("do not become HTML", async () => {
    const html = [...(await build(poisoned(hostile[7] ?? "")))].filter(([path]) => path.endsWith(".html"));
    for (const [path, content] of html) expect(String(content), path).not.toMatch(/<img|<!--|onerror=[^&]*>/);
  });
});
