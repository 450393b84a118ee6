import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { apiVersions } from "./recipe.ts";
import { readRecipes } from "./recipes.ts";

const root = join(import.meta.dirname, "..");

/** Lock files, which the reader's tools create. */
const lockFiles = ["go.sum", "Cargo.lock"];

const recipes = (await readRecipes()).flatMap(({ recipe, folder }) =>
  apiVersions.map(
    (version) => [`${recipe.language}, ${recipe.generator}, ${version}`, version, recipe, folder] as const,
  ),
);

describe.each(recipes)("the guide for %s", (_, version, recipe, folder) => {
  const guide = readFileSync(join(root, `dist/guides/${version}/${basename(dirname(folder))}.md`), "utf8");
  const section = guide.split("\n## ").find((part) => part.startsWith(`${recipe.generator} `)) ?? "";
  const commands = [...section.matchAll(/^```shell\n(.*?)\n```$/gms)].map(([, block]) => block).join("\n");

  it("shows every file that its commands and its program read", () => {
    const files = globSync(["*.*", `{,${version}/}example/*`, "src/**/*.*"], { cwd: folder }).filter(
      (file) => file !== "recipe.ts" && !lockFiles.includes(file),
    );
    expect(files).not.toEqual([]);
    for (const file of files) expect(section).toContain(readFileSync(join(folder, file), "utf8").trim());
  });

  it("shows no program of another version", () => {
    const others = apiVersions.filter((each) => each !== version).map((each) => `${each}/**/*.*`);
    for (const file of globSync(others, { cwd: folder }))
      expect(section).not.toContain(readFileSync(join(folder, file), "utf8").trim());
  });

  it("has the commands that generate, compile and run, and the variables that the program reads", () => {
    const asTyped = commands.replaceAll(" &&\n  ", " && ").replaceAll("$PWD/.tools", ".tools");
    for (const step of [recipe.generate, recipe.compile, recipe.example]) {
      const command = step.replaceAll("$TOOLS", ".tools").replaceAll("$DESCRIPTION", recipe.description);
      expect(asTyped).toContain(command.replace("cargo build --locked", "cargo build"));
    }
    expect(commands).toMatch(/ROLEWRIGHT_BASE_URL=.*\n.*ROLEWRIGHT_API_KEY=/);
  });

  it("has an example of about 30 lines", () => {
    const [example = ""] = globSync(["{example,Example}.*", `{,${version}/}example/*`, "src/**/*.*"], {
      cwd: folder,
    });
    const lines = readFileSync(join(folder, example), "utf8").split("\n");
    expect(lines.filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(35);
  });

  it("uses no variable and no lock file that a reader does not have", () => {
    const variables = [...commands.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name);
    expect(variables.filter((name) => name !== "PATH" && name !== "PWD")).toEqual([]);
    expect(commands).not.toContain("build --locked");
  });
});
