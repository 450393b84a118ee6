import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run, runScript, succeeds, CommandError } from "./command.ts";
import { listPublishedPackages, tagOf } from "./published-packages.ts";
import { findMarker } from "./versions.ts";

/**
 * Checks that the repository can be released as it is. Takes a second.
 *
 * @throws {Error} with one sentence that says what to do first.
 */
export async function checkRepository(root: string): Promise<void> {
  checkRepositoryAddress(root);
  await checkBranch(root);
  await checkWorkTree(root);
  checkPublishConfig(root);
  await checkChangesets(root);
}

function checkRepositoryAddress(root: string): void {
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    repository?: string;
  };
  if (repository === undefined)
    throw new Error(
      'Set "repository" in package.json to the address of the repository, such as "https://github.com/OWNER/rolewright".',
    );
  if (!/^https:\/\/[^/]+\/.+[^/]$/.test(repository) || repository.endsWith(".git"))
    throw new Error(
      `The "repository" in package.json is "${repository}". Write it as "https://github.com/OWNER/rolewright".`,
    );
}

/** The commit with the versions and the tags have to be pushed after the release. */
async function checkBranch(root: string): Promise<void> {
  const ask = (...args: string[]) => succeeds("git", args, { cwd: root });
  if (!(await ask("rev-parse", "--git-dir")))
    throw new Error("This folder is not a git repository. Release from a clone.");
  if (!(await ask("symbolic-ref", "--quiet", "HEAD")))
    throw new Error("No branch is checked out. Check out the one to release: git switch main");
  if (!(await ask("var", "GIT_COMMITTER_IDENT")))
    throw new Error(
      "Git does not know whom to name in commits and tags. Set user.name and user.email with git config.",
    );
  if (
    (await ask("rev-parse", "@{upstream}")) &&
    !(await ask("merge-base", "--is-ancestor", "@{upstream}", "HEAD"))
  )
    throw new Error(
      "The branch lacks commits of its upstream, so that it could not be pushed. Run: git pull --rebase",
    );
}

async function checkWorkTree(root: string): Promise<void> {
  const changes = (await run("git", ["status", "--porcelain"], { cwd: root })).trim();
  if (changes === "") return;
  const marker = await findMarker(root);
  const head = await run("git", ["rev-parse", "HEAD"], { cwd: root });
  if (existsSync(marker) && readFileSync(marker, "utf8") === head)
    throw new Error(
      `A release was interrupted while it set the versions. Run "git reset --hard", then the release again. It would undo:\n${changes}`,
    );
  throw new Error(`Commit or undo these changes first:\n${changes}`);
}

/** npm would prefer a registry that a manifest names. */
function checkPublishConfig(root: string): void {
  for (const { name, folder } of listPublishedPackages(root)) {
    const { publishConfig = {} } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as {
      publishConfig?: object;
    };
    if (Object.keys(publishConfig).some((key) => key.endsWith("registry")))
      throw new Error(
        `Remove the registry from "publishConfig" of ${name}: the release gets it as an argument.`,
      );
  }
}

/** A package that changed since its last release needs a changeset. Tests are not published. */
async function checkChangesets(root: string): Promise<void> {
  const pending = globSync(".changeset/*.md", { cwd: root }).map((file) =>
    readFileSync(join(root, file), "utf8"),
  );
  for (const published of listPublishedPackages(root)) {
    const { name, folder } = published;
    const tag = tagOf(published);
    const isReleased = await succeeds("git", ["rev-parse", "--verify", "--quiet", `refs/tags/${tag}`], {
      cwd: root,
    });
    if (!isReleased || pending.some((text) => text.includes(`"${name}"`))) continue;
    const paths = [
      folder,
      ...["test", "test-support"].map((kind) => `:(exclude,glob)${folder}/**/*.${kind}.ts`),
    ];
    const changed = await run("git", ["diff", "--name-only", `refs/tags/${tag}`, "HEAD", "--", ...paths], {
      cwd: root,
    });
    if (changed.trim() !== "")
      throw new Error(
        `${name} changed since ${tag}, and no changeset says how. Run: npx -y pnpm@12 changeset\n${changed.trim()}`,
      );
  }
}

/**
 * Checks that the generated files are those that the repository generates.
 *
 * @throws {Error} with one sentence that says what to do first.
 */
export async function checkGeneratedFiles(root: string): Promise<void> {
  try {
    await runScript("generate:check", root);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new Error(
      "Generated files are out of date. Run `npx -y pnpm@12 generate`, and commit what it writes.",
      {
        cause: error,
      },
    );
  }
}
