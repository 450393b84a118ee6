/**
 * Writes dist/guides/<language>.md: how to generate and use a client in each language, with the scenario as the example.
 * The files are in the format of the guides of `@rolewright/docs`, which publishes them.
 */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { Recipe } from "./recipe.ts";
import { readRecipes } from "./recipes.ts";

const root = join(import.meta.dirname, "..");
const guidesFolder = join(root, "dist/guides");

const scenarioFiles = "{scenario,Scenario,scenario/Scenario}.{py,go,rs,java,kt,ts,rb,php,pl}";

/** The documentation's name for each language, by file extension. */
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

/** The environment variables that a scenario reads. */
const environment = [
  "export ROLEWRIGHT_BASE_URL=http://127.0.0.1:4020 ROLEWRIGHT_EXTENDED_URL=http://127.0.0.1:4020",
  "export ROLEWRIGHT_API_KEY=confident_org_…",
];

mkdirSync(guidesFolder, { recursive: true });
for (const language of new Set(
  globSync("*/*/recipe.ts", { cwd: root }).map((file) => file.split(/[\\/]/)[0] ?? ""),
)) {
  writeFileSync(join(guidesFolder, `${language}.md`), await formatGuide(language));
}

async function formatGuide(language: string): Promise<string> {
  const recipes = await readRecipes(language);
  const name = recipes[0]?.recipe.language ?? language;
  const generators = recipes.map(({ recipe }) => recipe.generator).join(" or ");
  const frontMatter = `---\ntitle: ${name}\ndescription: Generate a ${name} client with ${generators}.\norder: 1\n---`;
  const intro = `Generate a ${name} client with an open-source generator, then run the example against the local server. The example lists permissions, creates a policy and a role, handles error responses, and deletes the role. \`pnpm test:languages ${language}\` runs every step of this page. For the other languages, see [Other languages](languages.md).`;
  return [frontMatter, intro, ...recipes.map(({ recipe, folder }) => formatSection(recipe, folder))]
    .join("\n\n")
    .concat("\n");
}

function formatSection(recipe: Recipe, folder: string): string {
  const { generator, version, description, requirements, notes } = recipe;
  const configFiles = globSync("*.{mod,toml,xml,ini,yaml,json,mjs}", { cwd: folder }).concat(
    globSync("send.ts", { cwd: folder }),
  );
  const [scenario = ""] = globSync(scenarioFiles, { cwd: folder }).map((file) => file.replaceAll("\\", "/"));
  const files = [scenario, ...configFiles.toSorted()];
  // go.sum is as long as a scenario. `go mod download all` creates it from go.mod.
  const install = configFiles.includes("go.mod") ? "go mod download all" : recipe.install;
  const setup = [install, recipe.generate].filter((command) => command !== undefined);
  return [
    `## ${generator} ${version}`,
    `You need ${requirements.map(({ name }) => name).join("; ")}. Save [${description}](${description}) and ${files.map((file) => `\`${file}\``).join(", ")} from below in one folder. Install the generator and generate the client:`,
    fenced("shell", toReaderCommands(setup, description)),
    ...notes,
    "Compile and run the example. [`pnpm start`](getting-started.md) prints the server's key. The example changes the server's data, so restart the server before you run it again.",
    fenced("shell", toReaderCommands([recipe.compile, ...environment, recipe.scenario], description)),
    ...files.map((file) => `\`${file}\`:\n\n${fenced(codeLanguageOf(file), readTrimmed(folder, file))}`),
  ].join("\n\n");
}

/** Rewrites a recipe's commands for readers, who have neither its variables nor its lock file. */
function toReaderCommands(commands: string[], description: string): string {
  return (
    commands
      .join("\n")
      .replaceAll("$DESCRIPTION", description)
      // A generator may look up its helpers from another working directory.
      .replaceAll(`PATH="$TOOLS`, `PATH="$PWD/.tools`)
      .replaceAll("$TOOLS", ".tools")
      .replaceAll("cargo build --locked", "cargo build")
      .replaceAll(" && ", " &&\n  ")
  );
}

function codeLanguageOf(file: string): string {
  return codeLanguages[extname(file)] ?? "text";
}

function readTrimmed(folder: string, file: string): string {
  return readFileSync(join(folder, file), "utf8").trim();
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}
