import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run, succeeds } from "./command.ts";
import { listPublishedPackages, tagOf } from "./published-packages.ts";

/**
 * Checks that the repository can be released as it is.
 *
 * @throws {Error} with one sentence that says what to do first.
 */
export function checkPreconditions(root: string): void {
  checkRepositoryAddress(root);
  checkWorkTree(root);
  checkChangesets(root);
  checkGeneratedFiles(root);
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

function checkWorkTree(root: string): void {
  const changes = run("git", ["status", "--porcelain"], { cwd: root }).trim();
  if (changes === "") return;
  // Only the release deletes changesets, and it starts from a clean work tree.
  if (/^ ?D +\.changeset\/.*\.md$/m.test(changes))
    throw new Error(
      `A release was interrupted while it set the versions. Run "git reset --hard", then the release again. It would undo:\n${changes}`,
    );
  throw new Error(`Commit or undo these changes first:\n${changes}`);
}

/** A package that changed since its last release needs a changeset. Tests are not published. */
function checkChangesets(root: string): void {
  const pending = globSync(".changeset/*.md", { cwd: root }).map((file) =>
    readFileSync(join(root, file), "utf8"),
  );
  for (const published of listPublishedPackages(root)) {
    const { name, folder } = published;
    const tag = tagOf(published);
    const isReleased = succeeds("git", ["rev-parse", "--verify", "--quiet", `refs/tags/${tag}`], {
      cwd: root,
    });
    if (!isReleased || pending.some((text) => text.includes(`"${name}"`))) continue;
    const paths = [folder, `:!${folder}/**/*.test.ts`, `:!${folder}/**/*.test-support.ts`];
    const changed = run("git", ["diff", "--name-only", tag, "HEAD", "--", ...paths], { cwd: root }).trim();
    if (changed !== "")
      throw new Error(
        `${name} changed since ${tag}, and no changeset says how. Run: npx -y pnpm@12 changeset\n${changed}`,
      );
  }
}

function checkGeneratedFiles(root: string): void {
  if (!succeeds("npx", ["-y", "pnpm@12", "--silent", "run", "generate:check"], { cwd: root }))
    throw new Error(
      "Generated files are out of date. Run `npx -y pnpm@12 generate`, and commit what it writes.",
    );
}
