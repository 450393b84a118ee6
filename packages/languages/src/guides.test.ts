import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Recipe } from "./recipe.ts";

const root = join(import.meta.dirname, "..");

/** What is made from other files, by tools that a reader has too. */
const locks = ["go.sum", "Cargo.lock"];

const recipes = await Promise.all(
  globSync("*/*/recipe.ts", { cwd: root }).map(async (file) => {
    const { recipe } = (await import(join(root, file))) as { recipe: Recipe };
    return [dirname(file), recipe] as const;
  }),
);

describe.each(recipes)("the guide of %s", (folder, recipe) => {
  const guide = readFileSync(join(root, `dist/guides/${folder.split(/[\\/]/)[0]}.md`), "utf8");
  const section = guide.split("\n## ").find((part) => part.startsWith(`${recipe.generator} `)) ?? "";
  const commands = [...section.matchAll(/^```shell\n(.*?)\n```$/gms)].map(([, block]) => block).join("\n");

  it("shows every file that its commands and its program read", () => {
    const files = globSync(["*.*", "story/*"], { cwd: join(root, folder) }).filter(
      (file) => file !== "recipe.ts" && !locks.includes(file),
    );
    expect(files).not.toEqual([]);
    for (const file of files)
      expect(section).toContain(readFileSync(join(root, folder, file), "utf8").trim());
  });

  it("has the commands from fetching to running, with the key and the server that the program reads", () => {
    const asTyped = commands.replaceAll(" &&\n  ", " && ").replaceAll("$PWD/.tools", ".tools");
    for (const step of [recipe.generate, recipe.compile, recipe.story]) {
      const words = step.replaceAll("$TOOLS", ".tools").replaceAll("$DESCRIPTION", recipe.description);
      expect(asTyped).toContain(words.replace("cargo build --locked", "cargo build"));
    }
    expect(commands).toMatch(/ROLEWRIGHT_BASE_URL=.*ROLEWRIGHT_GROWN_URL=.*\n.*ROLEWRIGHT_API_KEY=/);
  });

  it("asks for no variable and no lock file that a reader does not have", () => {
    const variables = [...commands.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => name);
    expect(variables.filter((name) => name !== "PATH" && name !== "PWD")).toEqual([]);
    expect(commands).not.toContain("build --locked");
  });
});
