/** Lints descriptions that were broken on purpose. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { parse, stringify } from "yaml";

const spec = join(import.meta.dirname, "..");

// The description as a loose tree: the tests break it on purpose.
export type Tree = any;

/** What a rule reported. */
export interface Problem {
  ruleId: string;
  message: string;
  location: { source: { ref: string } }[];
}

/** Applies each edit to a copy of a description, and returns the problems of each copy. */
export function lintEdited(description: string, edits: ((tree: Tree) => void)[]): Problem[][] {
  const original = readFileSync(join(spec, description), "utf8");
  const folder = mkdtempSync(join(tmpdir(), "rolewright-rules-"));
  try {
    const files = edits.map((edit, index) => {
      const tree: Tree = parse(original);
      edit(tree);
      const file = join(folder, `${index}.yaml`);
      writeFileSync(file, stringify(tree, { aliasDuplicateObjects: false }));
      return file;
    });
    const config = join(spec, "redocly.yaml");
    const lint = spawnSync(
      join(spec, "node_modules/.bin/redocly"),
      ["lint", ...files, "--config", config, "--format", "json", "--max-problems", "1000"],
      { encoding: "utf8", maxBuffer: 1e8 },
    );
    // Redocly prints one JSON document per file.
    const problems = lint.stdout
      .split(/(?<=\n\})\s*(?=\{\n)/)
      .flatMap((document) => (JSON.parse(document) as { problems: Problem[] }).problems);
    return edits.map((_, index) =>
      problems.filter(({ location }) => location[0]?.source.ref.endsWith(`/${index}.yaml`)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Expects that a rule reported a message. */
export function expectProblem(found: Problem[] = [], rule: string, message: RegExp): void {
  const reported = found.filter(({ ruleId }) => ruleId === rule);
  expect(
    reported.map((problem) => problem.message).join("\n"),
    `reported by: ${found.map(({ ruleId }) => ruleId).join(", ")}`,
  ).toMatch(message);
}
