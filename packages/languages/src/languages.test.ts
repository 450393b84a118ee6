import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { comparisonOf } from "./comparison.ts";
import { keepResult, keptResult } from "./kept-results.ts";
import { prove, stepsPassed, storyLines } from "./prove.ts";
import type { Recipe } from "./recipe.ts";
import { grow, openStage, type Stage } from "./server.ts";
import { tableOf } from "./table.ts";

const root = join(import.meta.dirname, "..");

const recipe: Recipe = {
  language: "Shell",
  generator: "none",
  version: "1.2.3",
  description: "openapi.json",
  needs: [],
  generate: "true",
  compile: "echo 'a warning: mind the gap'; echo fine",
  story: `cat "${join(root, "story.txt")}"`,
  sources: "story.txt",
  warning: /warning/,
  uglyNames: "none",
  remarks: ["It is a test."],
};

describe("every recipe", async () => {
  const files = globSync("*/*/recipe.ts", { cwd: root });
  const recipes = await Promise.all(
    files.map(async (file) => ((await import(join(root, file))) as { recipe: Recipe }).recipe),
  );

  it.each(recipes.map((each) => [`${each.language}, ${each.generator}`, each] as const))(
    "of %s pins its version",
    (_, { version, ...each }) => {
      const go = globSync("go/*/go.mod", { cwd: root }).map((file) => readFileSync(join(root, file), "utf8"));
      expect([each.install, each.generate, ...go].join("\n")).toContain(version);
    },
  );
});

describe("prove", { timeout: 60_000 }, () => {
  it("passes a story that prints every line, and counts warnings and lines", async () => {
    const result = await prove(recipe, root);
    expect(result).toMatchObject({
      steps: storyLines.length,
      warnings: 1,
      linesGenerated: storyLines.length,
    });
    expect(result.failed).toBeUndefined();
  });

  it("fails a story at its first line that differs", async () => {
    const result = await prove({ ...recipe, story: `sed s/409/400/ "${join(root, "story.txt")}"` }, root);
    expect(result).toMatchObject({ steps: 3, failed: { step: "story" } });
    expect(result.failed?.output).toContain("line 4 should be: 4 refused with 409");
  });

  it("fails a story that ends badly after its last line", async () => {
    const result = await prove({ ...recipe, story: `${recipe.story}; exit 3` }, root);
    expect(result.failed?.step).toBe("story");
  });

  it.each(["generate", "compile"] as const)(
    "stops when %s fails, and keeps what it printed",
    async (step) => {
      const result = await prove({ ...recipe, [step]: "echo broken >&2; exit 2" }, root);
      expect(result).toMatchObject({ steps: 0, failed: { step, output: "broken\n" } });
    },
  );

  it("tries nothing when a toolchain is not there, and says which", async () => {
    const needs = [{ name: "Cobol", check: "exit 1" }];
    const result = await prove({ ...recipe, needs, generate: "exit 2" }, root);
    expect(result).toMatchObject({ lacks: ["Cobol"], steps: 0 });
    expect(result.failed).toBeUndefined();
  });
});

describe("a kept result", { timeout: 60_000 }, () => {
  it("counts until a command, a measure or the description changes", async () => {
    const result = await prove(recipe, root);
    keepResult(result);
    expect(keptResult(recipe)).toEqual(result);
    expect(keptResult({ ...recipe, remarks: [] })).toEqual({ ...result, recipe: { ...recipe, remarks: [] } });
    expect(keptResult({ ...recipe, compile: "true" })).toBeUndefined();
    expect(keptResult({ ...recipe, sources: "*.txt" })).toBeUndefined();
    expect(keptResult({ ...recipe, warning: /caution/ })).toBeUndefined();
    expect(keptResult({ ...recipe, description: "openapi-3.0.json" })).toBeUndefined();
  });

  it("is none before the first run", () => {
    expect(keptResult({ ...recipe, generator: "never run" })).toBeUndefined();
  });
});

describe("the lines of a story", () => {
  it("count up to the first that differs", () => {
    expect(stepsPassed(storyLines.join("\n"))).toBe(storyLines.length);
    expect(stepsPassed(storyLines.slice(0, 4).join("\r\n"))).toBe(4);
    expect(stepsPassed("")).toBe(0);
  });

  it("do not all count when there are more", () => {
    expect(stepsPassed([...storyLines, "12 more"].join("\n"))).toBe(storyLines.length - 1);
  });
});

describe("the stage", { timeout: 60_000 }, () => {
  let stage: Stage;
  afterEach(() => stage.close());

  it("answers with unknown fields in every object at its second address alone", async () => {
    stage = await openStage();
    const read = async (url: string) => {
      const answer = await fetch(`${url}/v1/organization`, { headers: { CONFIDENT_API_KEY: stage.apiKey } });
      return (await answer.json()) as { data: { organization: object } };
    };
    expect(JSON.stringify(await read(stage.url))).not.toContain("addedLater");
    const grown = await read(stage.grownUrl);
    for (const each of [grown, grown.data, grown.data.organization])
      expect(each).toHaveProperty("addedLater");
  });

  it.each([
    ['{"name":"Auditor","policyIds":[],"description":null}', "null"],
    ['{"name":"Auditor","policyIds":[]}', "left out"],
  ])("tells how %s cleared the description", async (body, cleared) => {
    stage = await openStage();
    const headers = { CONFIDENT_API_KEY: stage.apiKey, "Content-Type": "application/json" };
    await fetch(`${stage.url}/v1/organization/roles/role-uuid-3`, { method: "PUT", headers, body });
    expect(stage.clearedBy()).toBe(cleared);
  });
});

describe("grow", () => {
  it("keeps what was there, and leaves what it added alone", () => {
    const grown = JSON.parse(grow('{"a":[{"b":null}],"c":1}')) as {
      a: object[];
      c: number;
      addedLater: object;
    };
    expect(grown).toMatchObject({ a: [{ b: null }], c: 1 });
    expect(grown.a[0]).toHaveProperty("addedLater");
    expect(grown.addedLater).not.toHaveProperty("addedLater");
  });
});

describe("the table", { timeout: 60_000 }, () => {
  it("says what was measured", async () => {
    const table = tableOf([await prove(recipe, root)], storyLines.length);
    expect(table).toContain(
      "| Shell | none | 1.2.3 | `openapi.json` | yes | 1 | 11 of 11 | not sent | 11 | none |",
    );
    expect(table).toContain("- **Shell, none.** It is a test.");
  });

  it("says why nothing was, and never calls that a pass", async () => {
    const lacking = await prove({ ...recipe, needs: [{ name: "Cobol", check: "exit 1" }] }, root);
    const broken = await prove({ ...recipe, generate: "exit 1" }, root);
    const table = tableOf([lacking, broken], storyLines.length);
    expect(table).toContain("not tried: no Cobol");
    expect(table).toContain("no: generate failed");
    expect(table).not.toContain("11 of 11");
  });
});

describe("the comparison with another description", { timeout: 60_000 }, () => {
  const another = join(root, "fixtures/faults.json");
  const compare = async (generate: string) => {
    const ours = await prove(recipe, root);
    return comparisonOf([await prove({ ...recipe, generate }, root, another)], () => ours);
  };

  it("has what was generated beside ours, and runs no story", async () => {
    expect(await compare("true")).toContain(
      "| Shell | none | 1.2.3 | 11 lines, 11 steps passed | 11 lines |",
    );
  });

  it("gives the generator the other file", async () => {
    expect(await compare('grep -q "with faults" "$DESCRIPTION"')).toContain("| 11 lines |");
  });

  it("has a row for a generator that fails, with its words and without its stack trace", async () => {
    const table = await compare(
      "printf 'reading\\nTypeError: null | no object\\n    at f (x.js:1:2)\\n' >&2; exit 1",
    );
    expect(table).toContain("| generate failed: `TypeError: null \\| no object` |");
    expect(table).not.toContain("x.js");
  });

  it("says when nothing came of it, though the generator ended well", async () => {
    const nothing = await prove({ ...recipe, sources: "nowhere/*.ts" }, root, another);
    expect(comparisonOf([nothing], () => undefined)).toContain(
      "| not run here yet | nothing was generated |",
    );
  });

  it("says what was not tried", async () => {
    const needs = [{ name: "Cobol", check: "exit 1" }];
    const lacking = await prove({ ...recipe, needs }, root, another);
    expect(comparisonOf([lacking], () => undefined)).toContain("| not tried: no Cobol |");
  });
});
