/** Writes dist/guides/<language>.md: how to make a client in each language, with the story as the example. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Recipe } from "./recipe.ts";

const root = join(import.meta.dirname, "..");
const guides = join(root, "dist/guides");

/** What a story is written in, by the ending of its file. */
const stories = "{story,Story,story/Story}.{py,go,rs,java,kt,ts,rb,php}";

mkdirSync(guides, { recursive: true });
for (const language of globSync("*/*/recipe.ts", { cwd: root }).map((file) => file.split(/[\\/]/)[0] ?? "")) {
  writeFileSync(join(guides, `${language}.md`), await guideOf(language));
}

async function guideOf(language: string): Promise<string> {
  const files = globSync(`${language}/*/recipe.ts`, { cwd: root }).toSorted();
  const recipes = await Promise.all(
    files.map(async (file) => {
      const { recipe } = (await import(pathToFileURL(join(root, file)).href)) as { recipe: Recipe };
      return { recipe, folder: join(root, dirname(file)) };
    }),
  );
  const sections = recipes.map(({ recipe, folder }) => sectionOf(recipe, folder));
  const name = recipes[0]?.recipe.language ?? language;
  const intro =
    "Independent and unofficial. The client is made of the description by a generator that is not ours, unpatched; the program below it is run against the reference server by `pnpm test:languages`.";
  return [`# ${name}`, intro, ...sections].join("\n\n").concat("\n");
}

function sectionOf(recipe: Recipe, folder: string): string {
  const { generator, version, description, remarks } = recipe;
  const commands = [recipe.install, recipe.generate].filter((command) => command !== undefined);
  const readable = commands.map((command) =>
    command.replaceAll("$DESCRIPTION", description).replaceAll("$TOOLS", ".tools"),
  );
  const others = globSync("*.{mod,toml,xml,ini,yaml,json,mjs}", { cwd: folder }).concat(
    globSync("send.ts", { cwd: folder }),
  );
  const [story = ""] = globSync(stories, { cwd: folder });
  return [
    `## ${generator} ${version}`,
    `It reads \`${description}\`, from \`@rolewright/spec\`.`,
    fenced("sh", readable.join("\n")),
    ...remarks,
    ...others
      .toSorted()
      .map((file) => `\`${file}\`:\n\n${fenced(extname(file).slice(1), textOf(folder, file))}`),
    `A program that uses it, \`${basename(story)}\`:`,
    fenced(extname(story).slice(1), textOf(folder, story)),
  ].join("\n\n");
}

function textOf(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8").trim();
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
