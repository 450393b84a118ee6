/**
 * Writes dist/guides/<language>.md: how to make a client in each language, with the story as the example. Written as the
 * guides of `@rolewright/docs` are, which publishes them.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Recipe } from "./recipe.ts";

const root = join(import.meta.dirname, "..");
const guides = join(root, "dist/guides");

/** What a story is written in, by the ending of its file. */
const stories = "{story,Story,story/Story}.{py,go,rs,java,kt,ts,rb,php,pl}";

/** What the documentation colours a story as. */
const codeLanguages: Record<string, string> = {
  ".go": "go",
  ".java": "java",
  ".kt": "kotlin",
  ".php": "php",
  ".py": "python",
  ".rb": "ruby",
  ".rs": "rust",
  ".ts": "typescript",
};

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
  const name = recipes[0]?.recipe.language ?? language;
  const generators = recipes.map(({ recipe }) => recipe.generator).join(" or ");
  const head = `---\ntitle: ${name}\ndescription: A client in ${name} by ${generators}.\norder: 1\n---`;
  const intro = `A generator that is not ours makes the client of the description, unpatched. The program below it lives through the same story as those of [the other languages](languages.md); \`pnpm test:languages\` generates, compiles and runs it against the reference server.`;
  return [head, intro, ...recipes.map(({ recipe, folder }) => sectionOf(recipe, folder))]
    .join("\n\n")
    .concat("\n");
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
    `It reads [${description}](${description}). What fetches it, and makes the client:`,
    fenced("shell", readable.join("\n").replaceAll(" && ", " &&\n  ")),
    ...remarks,
    `A program that uses it, \`${basename(story)}\`:`,
    fenced(codeLanguages[extname(story)] ?? "text", textOf(folder, story)),
    ...others.toSorted().map((file) => `\`${file}\`:\n\n${fenced("text", textOf(folder, file))}`),
  ].join("\n\n");
}

function textOf(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8").trim();
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
