import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startMock } from "@rolewright/mock";
import { createDescription } from "@rolewright/openapi";
import { seedDemo, startServer } from "@rolewright/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findSyntaxErrors } from "./testing/powershell.ts";
import {
  apiKey,
  execute,
  extractCases,
  extractResponses,
  type Run,
  runSample,
  sampleFolder,
  startRecorder,
  stopRunner,
} from "./testing/sample-runner.ts";
import { buildSite, type Site } from "./site.ts";
import { siteOnDisk } from "./testing/built-sites.ts";

// oxlint-disable-next-line typescript/no-explicit-any -- examples of the description are of any shape
type Node = any;

const readOriginal = (url: string): Node => parse(readFileSync(new URL(url), "utf8"));
const original = readOriginal(import.meta.resolve("@rolewright/spec/openapi.yaml"));
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
const operations = [...listOperations(original, ""), ...listOperations(originalV2, "v2/")];

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

beforeAll(async () => {
  mock = await startMock();
  recorder = await startRecorder(mock.url);
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
      description: createDescription(
        { ...description, servers: [{ ...description.servers[0], url: recorder.url }] },
        "",
        "openapi.yaml",
      ),
    },
  });

const extractFences = (markdown: string) =>
  Array.from(markdown.matchAll(/^```(\w+)\n([^]*?)\n```$/gm), ([, language = "", code = ""]) => ({
    language,
    code,
  }));
/** Runs a sample as it is on a page, with the server that a reader would choose. */
const run = ({ language, code }: { language: string; code: string }) =>
  runSample(
    { language, code: code.replaceAll("https://api.confident-ai.com", recorder.url) },
    folder.path,
    (count += 1),
    recorder,
  );

function toParameter(parameter: Node, description: Node): Node {
  if (parameter.$ref === undefined) return parameter;
  return parameter.$ref
    .split("/")
    .slice(1)
    .reduce((at: Node, key: string) => at[key], description);
}

/** Expects the request of the example, with the key and nothing else. */
function expectSent(
  { sent, printed }: Run,
  { method, path, parameters, body }: { method: string; path: string; parameters: Node[]; body: unknown },
) {
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

/** The client returns `data`, or its only field if that is a list or an object. */
function unwrapped({ data }: Node): unknown {
  const [only, ...others] = Object.values(data);
  return others.length === 0 && typeof only === "object" ? only : data;
}

/** The client's results do not print secrets. Those of the examples say that they are examples. */
const withoutSecrets = (value: Node): Node =>
  JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === "string" && each.includes("EXAMPLE-ONLY") ? "[redacted]" : each,
  );

/** CI sets `ROLEWRIGHT_EVERY_PAGE=1`. Otherwise, some operations and texts represent the others. */
const every = process.env["ROLEWRIGHT_EVERY_PAGE"] !== undefined;

const isInstalled = (command: string, ...flags: string[]) =>
  spawnSync(command, flags, { stdio: "ignore" }).status === 0;
/** Languages that this machine cannot run. */
const missing = [
  ...(isInstalled("python3", "-c", "import requests") ? [] : ["python"]),
  ...(every && isInstalled("go", "version") ? [] : ["go"]),
  ...(every && isInstalled("java", "-version") ? [] : ["java"]),
];

describe(`every sample on every page, except ${missing.join(", ")},`, { timeout: 120_000 }, () => {
  it.each(operations.filter((_, index) => every || index % 4 === 0))(
    "of $page sends its example and prints the response of the page",
    async ({ path, method, operation, page, parameters }) => {
      const html = String(siteOnDisk.get(`${page}.html`));
      const [, success] =
        Object.entries<Node>(operation.responses).find(([status]) => /^[23]/.test(status)) ?? [];
      // Downloads and redirects have no JSON to compare.
      const responses: Node = success.content?.["application/json"]?.examples;
      const requests: Node = operation.requestBody?.content["application/json"].examples;
      const names = requests ? Object.keys(requests) : [Object.keys(responses ?? {})[0] ?? ""];
      const shown = extractResponses(html);
      for (const [name, { value }] of Object.entries<Node>(responses ?? {}))
        expect(shown.get(name)).toEqual(value);
      const cases = extractCases(html);
      expect(cases).toHaveLength(names.length);
      for (const [index, samples] of cases.entries()) {
        expect(samples.map(({ language }) => language)).toEqual([
          "shell",
          "typescript",
          "javascript",
          "python",
          "go",
          "java",
          "powershell",
        ]);
        const name = names[index] ?? "";
        // Examples of a request and of its response often have the same name, but need not.
        const example = responses === undefined || name in responses ? name : "";
        Object.assign(recorder.wanted, { example, method: method.toUpperCase() });
        // PowerShell's samples of redirects call .NET, which only PowerShell can do. Their syntax is checked below.
        const notRun = responses === undefined ? [...missing, "powershell"] : missing;
        for (const sample of samples.filter(({ language }) => !notRun.includes(language))) {
          const result = await run(sample);
          expectSent(result, {
            method,
            path,
            parameters,
            body: requests?.[name]?.value,
          });
          expect(recorder.leaked, sample.code).toEqual([]);
          // A download has no JSON. The client reads the file, and the others print its address.
          const isAddress = responses === undefined && sample.language !== "typescript";
          expect(result.printed).toContain(isAddress ? recorder.fileUrl : "");
          if (responses === undefined) continue;
          const response = (responses[name] ?? Object.values<Node>(responses)[0]).value;
          const expected = sample.language === "typescript" ? withoutSecrets(unwrapped(response)) : response;
          const printed: unknown = JSON.parse(result.printed);
          const parsed = typeof printed === "string" ? JSON.parse(printed) : printed;
          expect(parsed, sample.code).toEqual(expected);
        }
      }
      expect(folder.unexpectedFiles()).toEqual([]);
    },
  );

  it("is the same in the Markdown, which has curl and TypeScript", () => {
    for (const { page } of operations) {
      const written = Array.from(
        String(siteOnDisk.get(`${page}.md`)).matchAll(/^```(shell|typescript)\n([^]*?)\n```$/gm),
        ([, language, code]) => ({ language, code }),
      );
      const [[curl, typescript] = []] = extractCases(String(siteOnDisk.get(`${page}.html`)));
      expect(written[0], page).toEqual(curl);
      // The import and the creation of the client are the same for all operations.
      expect(typescript?.code, page).toContain(`\n${written[1]?.code}\n`);
    }
  });

  it("in TypeScript compiles under strict, in the guides too", async () => {
    const ofOperations = [...siteOnDisk]
      .filter(([path]) => /^(v2\/)?(?!languages\/|v2\/)[\w-]+\/(?!index)\w+\.html$/.test(path))
      .flatMap(([, html]) => extractCases(String(html)).flat())
      .filter(({ language }) => language === "typescript")
      .map((sample) => sample.code);
    const ofGuides = [...siteOnDisk]
      // Guides for other languages need generated code. `pnpm test:languages` compiles and runs them.
      .filter(([path]) => /^(v2\/)?[\w-]+\.md$/.test(path))
      .flatMap(([, text]) =>
        Array.from(String(text).matchAll(/^```typescript\n([^]*?)\n```$/gm), ([, each = ""]) => each),
      );
    const code = [...ofOperations, ...ofGuides];
    expect(code.length).toBeGreaterThan(25 + 57);
    const compiled = sampleFolder();
    for (const [index, each] of code.entries())
      writeFileSync(join(compiled.path, `sample-${index}.mts`), each);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      // The types of MSW need those of browsers.
      skipLibCheck: true,
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

  it("in PowerShell has no syntax errors, in the guides too", () => {
    const ofOperations = operations.flatMap(({ page }) =>
      extractCases(String(siteOnDisk.get(`${page}.html`))).flat(),
    );
    const ofGuides = [...siteOnDisk]
      .filter(([path]) => path.endsWith(".md"))
      .flatMap(([path, text]) => extractFences(String(text)).map((fence) => ({ ...fence, path })));
    const code = [...ofOperations, ...ofGuides].filter(({ language }) => language === "powershell");
    expect(code.length).toBeGreaterThan(operations.length + 20);
    const wrong = code.filter((each) => findSyntaxErrors(each.code).length > 0);
    expect(wrong).toEqual([]);
    // Windows PowerShell 5.1 does not have these, and its `curl` is another command.
    expect(
      code.filter((each) => /SkipHttpErrorCheck|MaximumRetryCount|(^|[\s=(])curl /m.test(each.code)),
    ).toEqual([]);
    // Without a charset, versions before 7.4 replace most characters by question marks.
    expect(code.filter((each) => /-Body/.test(each.code) && !/charset=utf-8/.test(each.code))).toEqual([]);
    expect(findSyntaxErrors("Invoke-RestMethod -Uri 'https://example.com")).not.toEqual([]);
  });

  it("in the guide to testing gets a response from the mock", async () => {
    const guide = String(siteOnDisk.get("testing.md")).replaceAll("http://127.0.0.1:4010", recorder.url);
    recorder.wanted.example = "";
    const commands = extractFences(guide).filter(
      ({ language, code }) => language === "shell" && code.includes(recorder.url),
    );
    expect(commands).toHaveLength(2);
    for (const command of commands) {
      const { printed, sent } = await run(command);
      expect(sent, command.code).toBeDefined();
      expect(() => JSON.parse(printed), printed).not.toThrow();
    }
  });

  describe("in the quickstart", () => {
    let server: Awaited<ReturnType<typeof startServer>>;
    let environment: Record<string, string>;

    beforeAll(async () => {
      server = await startServer();
      const demo = await seedDemo(server.store);
      environment = { CONFIDENT_BASE_URL: server.url, CONFIDENT_ORG_API_KEY: demo.apiKey };
    });

    afterAll(() => server.close());

    const runHere = (command: string, ...flags: string[]) =>
      execute([command, ...flags], folder.path, environment);

    /** Runs the three commands. The last one needs the ID of the role that the first one creates. */
    async function runCommands(page: string, readId: (created: Node) => string) {
      const [create = "", list = "", change = ""] = extractFences(String(siteOnDisk.get(page)))
        .filter(({ language, code }) => language === "shell" && code.includes("curl"))
        .map(({ code }) => code);
      const created = JSON.parse(await runHere("sh", "-c", create)) as Node;
      const listed = JSON.parse(await runHere("sh", "-c", list)) as Node;
      const changed = await runHere("sh", "-c", change.replace("ROLE_ID=…", `ROLE_ID=${readId(created)}`));
      return { created: created.data, listed: listed.data, changed };
    }

    async function runProgram(page: string, file: string) {
      const fences = extractFences(String(siteOnDisk.get(page)));
      const program = fences.find(({ language }) => language === "javascript")?.code ?? "";
      writeFileSync(join(folder.path, file), program);
      return runHere(process.execPath, join(folder.path, file));
    }

    it.each([
      ["assign-roles", ""],
      ["audit-logs", /^\d+\n$/],
      ["key-rotation", /^\d{4}-\d\d-\d\dT.*\n$/],
    ])("and in the guide %s, the program for the client works on it too", async (guide, output) => {
      const fences = extractFences(String(siteOnDisk.get(`v2/${guide}.md`)));
      const program = fences.find(({ language }) => language === "typescript")?.code ?? "";
      const listed = await runHere(
        "curl",
        "-s",
        `${server.url}/v2/organization/api-keys`,
        "-H",
        `CONFIDENT_API_KEY: ${environment["CONFIDENT_ORG_API_KEY"]}`,
      );
      const [key] = (JSON.parse(listed) as Node).data.apiKeys;
      const other = sampleFolder();
      writeFileSync(
        join(other.path, "sample-1.mts"),
        program.replace('"Provisioning"', JSON.stringify(key.name)),
      );
      const printed = await execute([process.execPath, "sample-1.mts"], other.path, environment);
      other.remove();
      expect(printed).toMatch(output);
    });

    it("of version 1 works on the server of pnpm start", async () => {
      const page = "getting-started.md";
      const { created, listed, changed } = await runCommands(page, ({ data }) => data.role.id);
      expect(listed.roles.at(-1)).toEqual(created.role);
      expect(changed).toContain('"Billing Auditor"');
      expect(changed).toContain('"deleted":true');
      const output = await runProgram(page, "sample-1000.mjs");
      expect(output.replaceAll(/[\w-]{20,}/g, "ID")).toBe(
        "created ID\nlisted Owner, Admin, Member, Billing Manager, Auditor\nchanged Billing Auditor\ndeleted ID\n",
      );
    });

    it("of version 2 works on the server of pnpm start", async () => {
      const page = "v2/getting-started.md";
      const { created, listed, changed } = await runCommands(page, ({ data }) => data.id);
      expect(listed.members.map(({ name }: Node) => name)).toContain("Ben");
      expect(changed).toContain(JSON.stringify({ id: created.id, name: "Auditor" }));
      expect(changed).toMatch(new RegExp(`"data":\\{"id":"${created.id}"\\}\\}$`));
      expect(await runProgram(page, "sample-1001.mjs")).toBe(
        "created Auditor\nben@fernhill.example is Auditor\ndeleted Auditor\n",
      );
    });
  });
});

describe("hostile strings", { timeout: 120_000 }, () => {
  /** Returns the description with another string wherever a request may have any string. */
  function insertText(text: string): Node {
    const copy = structuredClone(original);
    for (const parameter of Object.values<Node>(copy.components.parameters)) parameter.example = hostileId;
    for (const item of Object.values<Node>(copy.paths)) {
      for (const { requestBody } of Object.values<Node>(item)) {
        for (const { value } of Object.values<Node>(
          requestBody?.content["application/json"].examples ?? {},
        )) {
          if (value.description) value.description = text;
          if (value.policyIds) value.policyIds = [hostileId];
          // Names may not contain control characters.
          if (value.name) value.name = text.replaceAll(/\p{Cc}/gu, " ");
        }
      }
    }
    return copy;
  }

  it.each(hostile.filter((_, index) => every || index % 3 === 0).map((text) => [text]))(
    "are sent unchanged: %j",
    async (text) => {
      const description = insertText(text);
      const changedSite = await build(description);
      const selected = operations.filter(({ page }) => page === "project-roles/updateProjectRole");
      for (const { path, method, page, parameters } of selected) {
        const [first] = extractCases(String(changedSite.get(`${page}.html`)));
        const examples: Node =
          description.paths[path][method].requestBody.content["application/json"].examples;
        const [name = ""] = Object.keys(examples);
        Object.assign(recorder.wanted, { example: name, method: method.toUpperCase() });
        for (const sample of (first ?? []).filter(({ language }) => !missing.includes(language))) {
          const result = await run(sample);
          const ids = parameters.map((each) => ({ ...each, example: hostileId }));
          expectSent(result, { method, path, parameters: ids, body: examples[name].value });
          expect(JSON.parse(result.printed), sample.code).toBeTypeOf("object");
        }
      }
      expect(folder.unexpectedFiles()).toEqual([]);
    },
  );

  it("are escaped in HTML", async () => {
    const html = [...(await build(insertText(hostile[7] ?? "")))].filter(([path]) => path.endsWith(".html"));
    for (const [path, content] of html) expect(String(content), path).not.toMatch(/<img|<!--|onerror=[^&]*>/);
  });
});
