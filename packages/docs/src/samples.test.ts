import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { shareOf } from "@rolewright/test-support";
import { beforeAll, describe, expect, it } from "vitest";
import { siteOnDisk } from "./testing/built-sites.ts";
import { findSyntaxErrors } from "./testing/powershell.ts";
import { extractCases, extractResponses, sampleFolder } from "./testing/sample-runner.ts";
import {
  every,
  expectSent,
  extractFences,
  missing,
  type Node,
  operations,
  useSampleTests,
} from "./testing/sample-tests.ts";

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

const selected = shareOf(operations.filter((_, index) => every || index % 4 === 0));

describe(`every sample on every page, except ${missing.join(", ")},`, { timeout: 120_000 }, () => {
  const tests = useSampleTests();
  const { folder, run } = tests;

  beforeAll(async () => {
    if (missing.includes("go")) return;
    const pages = selected.map(({ page }) => String(siteOnDisk.get(`${page}.html`)));
    await tests.compileGo(pages.flatMap((html) => extractCases(html).flat()));
  }, 600_000);

  it.each(selected)(
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
        Object.assign(tests.recorder.wanted, { example, method: method.toUpperCase() });
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
          expect(tests.recorder.leaked, sample.code).toEqual([]);
          // A download has no JSON. The client reads the file, and the others print its address.
          const { fileUrl, fileText } = tests.recorder;
          const download = sample.language === "typescript" ? fileText : fileUrl;
          expect(result.printed).toContain(responses === undefined ? download : "");
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
});
