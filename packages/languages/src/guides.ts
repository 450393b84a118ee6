/**
 * Writes dist/guides/<language>.md: how to make a client in each language, with the story as the example. Written as the
 * guides of `@rolewright/docs` are, which publishes them.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Recipe } from "./recipe.ts";

const root = join(import.meta.dirname, "..");
const guides = join(root, "dist/guides");

/** What a story is written in, by the ending of its file. */
const stories = "{story,Story,story/Story}.{py,go,rs,java,kt,ts,rb,php,pl}";

/** What the documentation colours code as. */
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

/** What a story reads: where the server is, and its key. */
const environment = [
  "export ROLEWRIGHT_BASE_URL=http://127.0.0.1:4020 ROLEWRIGHT_GROWN_URL=http://127.0.0.1:4020",
  "export ROLEWRIGHT_API_KEY=confident_org_…",
];

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
  const intro = `A generator that is not ours makes the client of the description, unpatched. The program below it lives through the same story as those of [the other languages](languages.md); \`pnpm test:languages ${language}\` does all of it.`;
  return [head, intro, ...recipes.map(({ recipe, folder }) => sectionOf(recipe, folder))]
    .join("\n\n")
    .concat("\n");
}

function sectionOf(recipe: Recipe, folder: string): string {
  const { generator, version, description, needs, remarks } = recipe;
  const others = globSync("*.{mod,toml,xml,ini,yaml,json,mjs}", { cwd: folder }).concat(
    globSync("send.ts", { cwd: folder }),
  );
  const [story = ""] = globSync(stories, { cwd: folder }).map((file) => file.replaceAll("\\", "/"));
  const files = [story, ...others.toSorted()];
  // Our go.sum is as long as a story: a reader's is made of what go.mod names.
  const fetching = others.includes("go.mod") ? "go mod download all" : recipe.install;
  const generating = [fetching, recipe.generate].filter((command) => command !== undefined);
  const link = `[${description}](${description})${description === "openapi.json" ? "" : ", its twin in 3.0"}`;
  return [
    `## ${generator} ${version}`,
    `Save ${link}, and ${files.map((file) => `\`${file}\``).join(", ")} from below in one folder. With ${needs.map(({ name }) => name).join("; ")}, this fetches the generator and makes the client:`,
    fenced("shell", readable(generating, description)),
    ...remarks,
    "This compiles and runs the program, once on each fresh server of [`pnpm start`](getting-started.md), with its key. In our tests `ROLEWRIGHT_GROWN_URL` answers with unknown fields.",
    fenced("shell", readable([recipe.compile, ...environment, recipe.story], description)),
    ...files.map((file) => `\`${file}\`:\n\n${fenced(codeLanguageOf(file), textOf(folder, file))}`),
  ].join("\n\n");
}

/** The commands of a recipe as a reader types them, who has neither our variables nor our lock file. */
function readable(commands: string[], description: string): string {
  return (
    commands
      .join("\n")
      .replaceAll("$DESCRIPTION", description)
      // A generator may look for its helpers from another folder.
      .replaceAll(`PATH="$TOOLS`, `PATH="$PWD/.tools`)
      .replaceAll("$TOOLS", ".tools")
      .replaceAll("cargo build --locked", "cargo build")
      .replaceAll(" && ", " &&\n  ")
  );
}

/** What is no program is shown as plain text. */
function codeLanguageOf(file: string): string {
  return codeLanguages[extname(file)] ?? "text";
}

function textOf(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8").trim();
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
