/**
 * Writes dist/guides/<version>/<language>.md: how to generate and use a client in each language, with a short example.
 * The files are in the format of the guides of `@rolewright/docs`, which publishes them.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { type ApiVersion, apiVersions, type Recipe } from "./recipe.ts";
import { type LocatedRecipe, readRecipes } from "./recipes.ts";

const root = join(import.meta.dirname, "..");
const guidesFolder = join(root, "dist/guides");

const exampleFiles = ["{example,Example}.*", "example/main.go", "src/bin/example.rs", "src/Example.kt"];

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

/** The environment variables that an example reads. */
const environment = [
  "export ROLEWRIGHT_BASE_URL=http://127.0.0.1:4020",
  "export ROLEWRIGHT_API_KEY=confident_org_…",
];

const languages = new Set(
  globSync("*/*/recipe.ts", { cwd: root }).map((file) => file.split(/[\\/]/)[0] ?? ""),
);
rmSync(guidesFolder, { recursive: true, force: true });
for (const version of apiVersions) {
  mkdirSync(join(guidesFolder, version), { recursive: true });
  for (const language of languages) {
    writeFileSync(join(guidesFolder, version, `${language}.md`), await formatGuide(language, version));
  }
}

async function formatGuide(language: string, version: ApiVersion): Promise<string> {
  const recipes = (await readRecipes(language)).toSorted((one, other) => rank(one) - rank(other));
  const name = recipes[0]?.recipe.language ?? language;
  const generators = recipes.map(({ recipe }) => recipe.generator).join(" or ");
  const frontMatter = `---\ntitle: ${name}\ndescription: Generate a ${name} client with ${generators}.\norder: 1\n---`;
  const choice = recipes.length > 1 ? ` We recommend ${recipes[0]?.recipe.generator}.` : "";
  const intro = `Generate a ${name} client, call the API, and handle an error response.${choice} For the other languages, see [Other languages](languages.md).`;
  return [frontMatter, intro, ...recipes.map(({ recipe, folder }) => formatSection(recipe, folder, version))]
    .join("\n\n")
    .concat("\n");
}

/** Generators that read the description itself come before those that need its OpenAPI 3.0 version. */
function rank({ recipe }: LocatedRecipe): number {
  return recipe.description === "openapi.json" ? 0 : 1;
}

function formatSection(recipe: Recipe, folder: string, apiVersion: ApiVersion): string {
  const { generator, version, description, requirements, notes } = recipe;
  const configFiles = globSync("*.{mod,toml,xml,ini,yaml,yml,json,mjs}", { cwd: folder }).concat(
    globSync("send.ts", { cwd: folder }),
  );
  const { file: example, folder: exampleFolder } = findExample(folder, apiVersion);
  const files = configFiles.toSorted();
  // go.sum is longer than an example. `go mod download all` creates it from go.mod.
  const install = configFiles.includes("go.mod") ? "go mod download all" : recipe.install;
  const setup = [install, recipe.generate].filter((command) => command !== undefined);
  const configuration =
    files.length > 0 ? ` with ${files.map((file) => `\`${file}\``).join(", ")} from below` : "";
  return [
    `## ${generator} ${version}`,
    `You need ${requirements.map(({ name }) => name).join("; ")}. Save [${description}](${description}) in a folder${configuration}, and generate the client:`,
    fenced("shell", toReaderCommands(setup, description)),
    `Save this program as \`${example}\`:`,
    fenced(codeLanguageOf(example), readTrimmed(exampleFolder, example)),
    "Run it against the local server. [`pnpm start`](getting-started.md) prints the server's key.",
    fenced("shell", toReaderCommands([recipe.compile, ...environment, recipe.example], description)),
    ...files.map((file) => `\`${file}\`:\n\n${fenced(codeLanguageOf(file), readTrimmed(folder, file))}`),
    notes.map((note) => `- ${note}`).join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Finds the example of a version: its own one, if the generated types have other names in it, or the one for all versions. */
function findExample(folder: string, apiVersion: ApiVersion): { file: string; folder: string } {
  for (const each of [join(folder, apiVersion), folder]) {
    const [file] = globSync(exampleFiles, { cwd: each });
    if (file !== undefined) return { file: file.replaceAll("\\", "/"), folder: each };
  }
  throw new Error(`${folder} has no example for ${apiVersion}. Add one of ${exampleFiles.join(", ")}.`);
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
