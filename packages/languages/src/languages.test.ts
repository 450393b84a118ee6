import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { formatComparison } from "./comparison.ts";
import { apiVersions, type Recipe } from "./recipe.ts";
import { readRecipes } from "./recipes.ts";
import { readResult, readResults, writeResult } from "./results.ts";
import { extractTable, formatTable, replaceTable } from "./table.ts";
import { addUnknownFields, startTestServer, type TestServer } from "./test-server.ts";
import { countPassedSteps, scenarioLines, verify } from "./verify.ts";

const root = join(import.meta.dirname, "..");
/** The folder of the recipe below, with the texts that it prints and counts. */
const folder = mkdtempSync(join(tmpdir(), "rolewright-recipe-"));
beforeAll(() => {
  for (const file of ["example.txt", "scenario-v1.txt"]) copyFileSync(join(root, file), join(folder, file));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const recipe: Recipe = {
  language: "Shell",
  generator: "none",
  version: "1.2.3",
  description: "openapi.json",
  scenarios: ["v1"],
  requirements: [],
  generate: "true",
  compile: "echo 'a warning: mind the gap'; echo fine",
  example: "cat example.txt",
  scenario: "cat scenario-v1.txt",
  sources: "scenario-v1.txt",
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

describe("the scenario of version 2", async () => {
  const recipes = await readRecipes();

  it("runs with both generators for Python, and with Go, Java, Rust and TypeScript", () => {
    expect(
      recipes
        .filter(({ recipe: { scenarios } }) => scenarios.includes("v2"))
        .map(({ recipe: { language, generator } }) => `${language}, ${generator}`),
    ).toEqual([
      "Go, oapi-codegen",
      "Java, openapi-generator",
      "Python, openapi-generator",
      "Python, openapi-python-client",
      "Rust, progenitor",
      "TypeScript, hey-api",
    ]);
  });

  it("has a program in every recipe that runs it, and version 1 has one in all", () => {
    for (const { recipe: each, folder: location } of recipes) {
      const versions = apiVersions.filter(
        (version) => globSync(`${version}/**/{scenario,Scenario}.*`, { cwd: location }).length === 1,
      );
      expect(versions).toEqual(each.scenarios);
      expect(versions).toContain("v1");
    }
  });
});

describe("the README's table", async () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const results = (await readRecipes()).map(({ recipe: each }) => readResults(each));
  const expected = formatTable(results.filter((result) => result !== undefined));

  it("has committed results for every recipe", () => {
    expect(results).not.toContain(undefined);
  });

  it("equals the committed results", () => {
    expect(extractTable(readme)).toBe(expected);
  });

  it.each([
    ["11 of 11 steps", "10 of 11 steps"],
    ["12 of 12 steps", "11 of 12 steps"],
    ["| compiles ", "| 12 of 12 steps "],
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
    const result = await verify(recipe, folder, "v1");
    expect(result).toMatchObject({
      steps: scenarioLines.v1.length,
      warnings: 1,
      linesGenerated: scenarioLines.v1.length,
    });
    expect(result.failed).toBeUndefined();
  });

  it("fails a scenario at its first line that differs", async () => {
    const scenario = "sed s/409/400/ scenario-v1.txt";
    const result = await verify({ ...recipe, scenario }, folder, "v1");
    expect(result).toMatchObject({ steps: 3, failed: { step: "scenario" } });
    expect(result.failed?.output).toContain("Expected line 4: 4 failed with 409");
  });

  it("expects the error text that the server returned", async () => {
    const request = `curl -s "$ROLEWRIGHT_BASE_URL/v1/organization"`;
    const print = (text: string) =>
      `${request} > /dev/null; sed 's/409: {error}/409: ${text}/' scenario-v1.txt`;
    const other = await verify({ ...recipe, scenario: print("another text") }, folder, "v1");
    expect(other).toMatchObject({ steps: 3, failed: { step: "scenario" } });
    const text = /Expected line 4: 4 failed with 409: (.*)/.exec(other.failed?.output ?? "")?.[1] ?? "";
    expect(text).not.toBe("{error}");
    expect((await verify({ ...recipe, scenario: print(text) }, folder, "v1")).failed).toBeUndefined();
  });

  it.each(apiVersions)("runs the example for %s, and fails if it prints another line", async (apiVersion) => {
    const example = "sed s/Owner/Boss/ example.txt";
    const result = await verify({ ...recipe, example }, folder, apiVersion);
    expect(result).toMatchObject({ steps: 0, failed: { step: "example" } });
    expect(result.failed?.output).toContain("Expected line 1: Owner");
  });

  it("fails a scenario that exits with an error after its last line", async () => {
    const result = await verify({ ...recipe, scenario: `${recipe.scenario}; exit 3` }, folder, "v1");
    expect(result.failed?.step).toBe("scenario");
  });

  it("generates and compiles a version without a scenario from its description, and runs nothing", async () => {
    const compile = 'case "$DESCRIPTION" in */openapi-v2.json) ;; *) exit 1 ;; esac';
    const result = await verify({ ...recipe, compile, scenario: "exit 2" }, folder, "v2");
    expect(result).toMatchObject({ steps: 0, linesGenerated: scenarioLines.v1.length });
    expect(result.failed).toBeUndefined();
    const failed = await verify({ ...recipe, compile, scenario: "exit 2" }, folder, "v1");
    expect(failed.failed?.step).toBe("compile");
  });

  it("runs the commands among the files of the version, and not of the other one", async () => {
    mkdirSync(join(folder, "v2/nested"), { recursive: true });
    writeFileSync(join(folder, "v2/nested/own.txt"), "");
    const compile = "test -e nested/own.txt && test -e scenario-v1.txt";
    expect((await verify({ ...recipe, compile }, folder, "v2")).failed).toBeUndefined();
    expect((await verify({ ...recipe, compile }, folder, "v1")).failed?.step).toBe("compile");
  });

  it.each(["generate", "compile"] as const)("stops when %s fails, and keeps its output", async (step) => {
    const result = await verify({ ...recipe, [step]: "echo broken >&2; exit 2" }, folder, "v1");
    expect(result).toMatchObject({ steps: 0, failed: { step, output: "broken\n" } });
  });

  it("runs nothing if a toolchain is missing, and names it", async () => {
    const result = await verify({ ...missingCobol, generate: "exit 2" }, folder, "v1");
    expect(result).toMatchObject({ missing: ["Cobol"], steps: 0 });
    expect(result.failed).toBeUndefined();
  });
});

describe("a stored result", { timeout: 60_000 }, () => {
  const results = mkdtempSync(join(tmpdir(), "rolewright-results-"));
  afterEach(() => rmSync(results, { recursive: true, force: true }));

  it("is read for the versions of the generator and of the API that it was measured with", async () => {
    const result = await verify(recipe, folder, "v1");
    writeResult(result, results);
    expect(readResult(recipe, "v1", results)).toEqual({ ...result, seconds: 0 });
    expect(readResult(recipe, "v2", results)).toBeUndefined();
    expect(readResult({ ...recipe, version: "1.2.4" }, "v1", results)).toBeUndefined();
  });

  it("keeps the step that failed", async () => {
    const broken = { ...recipe, generate: "exit 1" };
    writeResult(await verify(broken, folder, "v1"), results);
    expect(readResult(broken, "v1", results)?.failed).toEqual({ step: "generate", output: "" });
  });

  it("does not exist before the first run", () => {
    expect(readResult({ ...recipe, generator: "never run" }, "v1", results)).toBeUndefined();
  });
});

describe.each(apiVersions)("the lines of the scenario of %s", (apiVersion) => {
  const lines = scenarioLines[apiVersion];

  it("are counted up to the first that differs", () => {
    expect(countPassedSteps(lines.join("\n"), lines)).toBe(lines.length);
    expect(countPassedSteps(lines.slice(0, 4).join("\r\n"), lines)).toBe(4);
    expect(countPassedSteps("", lines)).toBe(0);
  });

  it("do not all count if there are additional lines", () => {
    expect(countPassedSteps([...lines, "12 more"].join("\n"), lines)).toBe(lines.length - 1);
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

  it("accepts the invitation whose token is posted to its acceptance URL, once", async () => {
    server = await startTestServer();
    const call = async (path: string, init?: RequestInit) => {
      const headers = { CONFIDENT_API_KEY: server.apiKey, "Content-Type": "application/json" };
      return (await (await fetch(`${server.url}${path}`, { ...init, headers })).json()) as {
        data: { invitations: { token: string }[]; members: { email: string }[] };
      };
    };
    const body = JSON.stringify({ emails: ["eve@fernhill.example"] });
    const { data } = await call("/v2/organization/invitations", { method: "POST", body });
    const accept = () => fetch(server.acceptUrl, { method: "POST", body: data.invitations[0]?.token ?? "" });
    expect((await accept()).status).toBe(204);
    expect((await accept()).status).toBe(404);
    const { members } = (await call("/v2/organization/members")).data;
    expect(members.map(({ email }) => email)).toContain("eve@fernhill.example");
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
    const table = formatTable([
      { v1: await verify(recipe, folder, "v1"), v2: await verify(recipe, folder, "v2") },
    ]);
    expect(table).toContain(
      "| Shell | none | 1.2.3 | `openapi.json` | 11 of 11 steps | compiles | 1 | 1 | not sent | 11 | 11 | none |",
    );
    expect(table).toContain("- **Shell, none.** It is a test.");
  });

  it("says why a recipe was not run or failed, and never reports a pass for it", async () => {
    const missing = await verify(missingCobol, folder, "v1");
    const broken = await verify({ ...recipe, generate: "exit 1" }, folder, "v1");
    const table = formatTable([{ v1: missing, v2: broken }]);
    expect(table).toContain("| not run: no Cobol | no: generate failed |");
  });
});

describe("the comparison with another description", { timeout: 60_000 }, () => {
  const otherDescription = join(root, "fixtures/faults.json");
  const compare = async (generate: string) => {
    const own = await verify(recipe, folder, "v1");
    return formatComparison(
      [await verify({ ...recipe, generate }, folder, "v1", otherDescription)],
      () => own,
    );
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
    const nothing = await verify({ ...recipe, sources: "nowhere/*.ts" }, folder, "v1", otherDescription);
    expect(formatComparison([nothing], () => undefined)).toContain("| no result | nothing was generated |");
  });

  it("says which generators were not run", async () => {
    const missing = await verify(missingCobol, folder, "v1");
    expect(formatComparison([missing], () => undefined)).toContain("| not run: no Cobol |");
  });
});
