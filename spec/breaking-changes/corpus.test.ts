import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Change, corpus } from "./corpus.ts";
import { judge, type JudgedChange, worst } from "./judge.ts";
import { isAtLeast, lowestVersion } from "./version.ts";

let folder: string;
let judged: JudgedChange[];

/** All changes of the corpus in one description, each at a path of its name. */
function write(side: "before" | "after"): string {
  const cases = corpus.filter((change) => change[side] !== undefined);
  const file = join(folder, `${side}.json`);
  writeFileSync(
    file,
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: side, version: "1.0.0" },
      servers: [{ url: "https://api.example" }],
      components: { securitySchemes: { Key: { type: "apiKey", in: "header", name: "KEY" } } },
      paths: Object.fromEntries(cases.map((change) => [`/${change.name}`, change[side]])),
    }),
  );
  return file;
}

const changesOf = ({ name }: Change) =>
  judged.filter(({ path }) => path === `#/paths/~1${name}` || path.startsWith(`#/paths/~1${name}/`));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "rolewright-corpus-"));
  judged = judge(write("before"), write("after"));
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the judge of changes", () => {
  it("is tried on at least a hundred changes, breaking and not", () => {
    expect(corpus.filter(({ breaking }) => breaking).length).toBeGreaterThanOrEqual(50);
    expect(corpus.filter(({ breaking }) => !breaking).length).toBeGreaterThanOrEqual(50);
    expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  });

  it.each(corpus)("knows whether $name breaks callers: $breaking", (change) => {
    const changes = changesOf(change);
    expect(changes).not.toEqual([]);
    expect(worst(changes) === "major").toBe(change.breaking);
    expect(changes.some(({ reasons }) => reasons.length > 0)).toBe(change.breaking);
  });

  it("finds nothing between a description and itself", () => {
    const file = join(import.meta.dirname, "../openapi.yaml");
    expect(judge(file, file)).toEqual([]);
  });

  it("explains why a file is not a description", () => {
    const file = join(folder, "nothing.yaml");
    writeFileSync(file, "nothing");
    expect(() => judge(file, file)).toThrow(/redocly diff failed/);
  });
});

describe("the version that has to follow", () => {
  it.each([
    ["1.4.2", "major", "2.0.0"],
    ["1.4.2", "minor", "1.5.0"],
    ["1.4.2", "patch", "1.4.3"],
    ["0.4.2", "major", "0.5.0"],
    ["0.4.2", "minor", "0.4.3"],
    ["0.4.2", "patch", "0.4.3"],
  ] as const)("%s and a %s change is %s", (released, impact, lowest) => {
    expect(lowestVersion(released, impact)).toBe(lowest);
    expect(isAtLeast(lowest, lowest)).toBe(true);
    expect(isAtLeast("10.0.0", lowest)).toBe(true);
    expect(isAtLeast(released, lowest)).toBe(false);
  });

  it("is rejected when it is not a version", () => {
    expect(() => lowestVersion("1.0", "patch")).toThrow(/"1.0" is not a version/);
  });
});
