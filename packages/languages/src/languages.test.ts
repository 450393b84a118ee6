import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { formatComparison } from "./comparison.ts";
import type { Recipe } from "./recipe.ts";
import { readRecipes } from "./recipes.ts";
import { readResult, writeResult } from "./results.ts";
import { extractTable, formatTable, replaceTable } from "./table.ts";
import { addUnknownFields, startTestServer, type TestServer } from "./test-server.ts";
import { countPassedSteps, scenarioLines, verify } from "./verify.ts";

const root = join(import.meta.dirname, "..");

const recipe: Recipe = {
  language: "Shell",
  generator: "none",
  version: "1.2.3",
  description: "openapi.json",
  requirements: [],
  generate: "true",
  compile: "echo 'a warning: mind the gap'; echo fine",
  scenario: `cat "${join(root, "scenario.txt")}"`,
  sources: "scenario.txt",
  warning: /warning/,
  namingIssues: "none",
  notes: ["It is a test."],
};
const missingCobol = { ...recipe, requirements: [{ name: "Cobol", check: "exit 1" }] };

describe("every recipe", async () => {
  const recipes = await readRecipes();

  it.each(recipes.map(({ recipe: each }) => [`${each.language}, ${each.generator}`, each] as const))(
    "of %s pins its version",
    (_, { version, ...each }) => {
      const go = globSync("go/*/go.mod", { cwd: root }).map((file) => readFileSync(join(root, file), "utf8"));
      expect([each.install, each.generate, ...go].join("\n")).toContain(version);
    },
  );
});

describe("the README's table", async () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const results = (await readRecipes()).map(({ recipe: each }) => readResult(each));
  const expected = formatTable(
    results.filter((result) => result !== undefined),
    scenarioLines.length,
  );

  it("has a committed result for every recipe", () => {
    expect(results).not.toContain(undefined);
  });

  it("equals the committed results", () => {
    expect(extractTable(readme)).toBe(expected);
  });

  it.each([
    ["11 of 11", "10 of 11"],
    ["| sent ", "| omitted "],
    ["rejects every response", "accepts every response"],
  ])("differs when %j is edited by hand", (text, edited) => {
    expect(readme).toContain(text);
    expect(extractTable(readme.replace(text, edited))).not.toBe(expected);
  });

  it("is replaced between its marks only", () => {
    const replaced = replaceTable(readme, "| new |");
    expect(extractTable(replaced)).toBe("| new |");
    expect(replaced.split("<!-- table")[0]).toBe(readme.split("<!-- table")[0]);
    expect(() => replaceTable("# Without marks", "")).toThrow("README.md has no marks for the table.");
  });
});

describe("verify", { timeout: 60_000 }, () => {
  it("passes a scenario that prints every line, and counts warnings and generated lines", async () => {
    const result = await verify(recipe, root);
    expect(result).toMatchObject({
      steps: scenarioLines.length,
      warnings: 1,
      linesGenerated: scenarioLines.length,
    });
    expect(result.failed).toBeUndefined();
  });

  it("fails a scenario at its first line that differs", async () => {
    const scenario = `sed s/409/400/ "${join(root, "scenario.txt")}"`;
    const result = await verify({ ...recipe, scenario }, root);
    expect(result).toMatchObject({ steps: 3, failed: { step: "scenario" } });
    expect(result.failed?.output).toContain("Expected line 4: 4 failed with 409");
  });

  it("expects the error text that the server returned", async () => {
    const request = `curl -s "$ROLEWRIGHT_BASE_URL/v1/organization"`;
    const print = (text: string) => `${request} > /dev/null; sed 's/409: {error}/409: ${text}/' scenario.txt`;
    const other = await verify({ ...recipe, scenario: print("another text") }, root);
    expect(other).toMatchObject({ steps: 3, failed: { step: "scenario" } });
    const text = /Expected line 4: 4 failed with 409: (.*)/.exec(other.failed?.output ?? "")?.[1] ?? "";
    expect(text).not.toBe("{error}");
    expect((await verify({ ...recipe, scenario: print(text) }, root)).failed).toBeUndefined();
  });

  it("fails a scenario that exits with an error after its last line", async () => {
    const result = await verify({ ...recipe, scenario: `${recipe.scenario}; exit 3` }, root);
    expect(result.failed?.step).toBe("scenario");
  });

  it.each(["generate", "compile"] as const)("stops when %s fails, and keeps its output", async (step) => {
    const result = await verify({ ...recipe, [step]: "echo broken >&2; exit 2" }, root);
    expect(result).toMatchObject({ steps: 0, failed: { step, output: "broken\n" } });
  });

  it("runs nothing if a toolchain is missing, and names it", async () => {
    const result = await verify({ ...missingCobol, generate: "exit 2" }, root);
    expect(result).toMatchObject({ missing: ["Cobol"], steps: 0 });
    expect(result.failed).toBeUndefined();
  });
});

describe("a stored result", { timeout: 60_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-results-"));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is read for the version of the generator that it was measured with", async () => {
    const result = await verify(recipe, root);
    writeResult(result, folder);
    expect(readResult(recipe, folder)).toEqual({ ...result, seconds: 0 });
    expect(readResult({ ...recipe, version: "1.2.4" }, folder)).toBeUndefined();
  });

  it("keeps the step that failed", async () => {
    const broken = { ...recipe, generate: "exit 1" };
    writeResult(await verify(broken, root), folder);
    expect(readResult(broken, folder)?.failed).toEqual({ step: "generate", output: "" });
  });

  it("does not exist before the first run", () => {
    expect(readResult({ ...recipe, generator: "never run" }, folder)).toBeUndefined();
  });
});

describe("the lines of a scenario", () => {
  it("are counted up to the first that differs", () => {
    expect(countPassedSteps(scenarioLines.join("\n"))).toBe(scenarioLines.length);
    expect(countPassedSteps(scenarioLines.slice(0, 4).join("\r\n"))).toBe(4);
    expect(countPassedSteps("")).toBe(0);
  });

  it("do not all count if there are additional lines", () => {
    expect(countPassedSteps([...scenarioLines, "12 more"].join("\n"))).toBe(scenarioLines.length - 1);
  });
});

describe("the test server", { timeout: 60_000 }, () => {
  let server: TestServer;
  afterEach(() => server.close());

  it("adds unknown fields to every object at its extended URL only", async () => {
    server = await startTestServer();
    const read = async (url: string) => {
      const headers = { CONFIDENT_API_KEY: server.apiKey };
      const response = await fetch(`${url}/v1/organization`, { headers });
      return (await response.json()) as { data: { organization: object } };
    };
    expect(JSON.stringify(await read(server.url))).not.toContain("addedLater");
    const extended = await read(server.extendedUrl);
    for (const each of [extended, extended.data, extended.data.organization])
      expect(each).toHaveProperty("addedLater");
  });

  it.each([
    ['{"name":"Auditor","policyIds":[],"description":null}', "null"],
    ['{"name":"Auditor","policyIds":[]}', "omitted"],
  ])("reports how %s cleared the description", async (body, cleared) => {
    server = await startTestServer();
    const headers = { CONFIDENT_API_KEY: server.apiKey, "Content-Type": "application/json" };
    await fetch(`${server.url}/v1/organization/roles/role-uuid-3`, { method: "PUT", headers, body });
    expect(server.clearedWith()).toBe(cleared);
  });
});

describe("addUnknownFields", () => {
  it("keeps existing fields and does not extend its own additions", () => {
    const extended = JSON.parse(addUnknownFields('{"a":[{"b":null}],"c":1}')) as {
      a: object[];
      c: number;
      addedLater: object;
    };
    expect(extended).toMatchObject({ a: [{ b: null }], c: 1 });
    expect(extended.a[0]).toHaveProperty("addedLater");
    expect(extended.addedLater).not.toHaveProperty("addedLater");
  });
});

describe("a table of results", { timeout: 60_000 }, () => {
  it("has the measurements", async () => {
    const table = formatTable([await verify(recipe, root)], scenarioLines.length);
    expect(table).toContain(
      "| Shell | none | 1.2.3 | `openapi.json` | yes | 1 | 11 of 11 | not sent | 11 | none |",
    );
    expect(table).toContain("- **Shell, none.** It is a test.");
  });

  it("says why a recipe was not run or failed, and never reports a pass for it", async () => {
    const missing = await verify(missingCobol, root);
    const broken = await verify({ ...recipe, generate: "exit 1" }, root);
    const table = formatTable([missing, broken], scenarioLines.length);
    expect(table).toContain("not run: no Cobol");
    expect(table).toContain("no: generate failed");
    expect(table).not.toContain("11 of 11");
  });
});

describe("the comparison with another description", { timeout: 60_000 }, () => {
  const otherDescription = join(root, "fixtures/faults.json");
  const compare = async (generate: string) => {
    const own = await verify(recipe, root);
    return formatComparison([await verify({ ...recipe, generate }, root, otherDescription)], () => own);
  };

  it("shows both line counts, and runs no scenario", async () => {
    expect(await compare("true")).toContain(
      "| Shell | none | 1.2.3 | 11 lines, 11 steps passed | 11 lines |",
    );
  });

  it("passes the other file to the generator", async () => {
    expect(await compare('grep -q "with faults" "$DESCRIPTION"')).toContain("| 11 lines |");
  });

  it("shows the error message of a generator that fails, without its stack trace", async () => {
    const table = await compare(
      "printf 'reading\\nTypeError: null | no object\\n    at f (x.js:1:2)\\n' >&2; exit 1",
    );
    expect(table).toContain("| generate failed: `TypeError: null \\| no object` |");
    expect(table).not.toContain("x.js");
  });

  it("says if a generator succeeds but writes nothing", async () => {
    const nothing = await verify({ ...recipe, sources: "nowhere/*.ts" }, root, otherDescription);
    expect(formatComparison([nothing], () => undefined)).toContain("| no result | nothing was generated |");
  });

  it("says which generators were not run", async () => {
    const missing = await verify(missingCobol, root);
    expect(formatComparison([missing], () => undefined)).toContain("| not run: no Cobol |");
  });
});
