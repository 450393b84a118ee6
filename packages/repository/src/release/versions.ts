import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, runScript } from "./command.ts";

const descriptions = ["spec/openapi.yaml", "spec/openapi-v2.yaml"];

/**
 * Turns the pending changesets into versions and change logs, and commits them. Without changesets, does nothing.
 *
 * @returns Whether there were changesets.
 * @throws {Error} if the version of a description does not say how much it changed. The work tree is as before then.
 */
export function applyChangesets(root: string): boolean {
  if (globSync(".changeset/*.md", { cwd: root }).length > 0) {
    run("npx", ["-y", "pnpm@12", "exec", "changeset", "version"], { cwd: root });
    copyVersionToDescriptions(root);
    // The generated files have the version, and changesets formats its files in its own way.
    runScript("generate", root);
    runScript("format", root);
    run("npx", ["-y", "pnpm@12", "install", "--lockfile-only"], { cwd: root });
  }
  try {
    runScript("spec:diff", root);
  } catch (error) {
    // The tree was clean before.
    run("git", ["reset", "--hard", "--quiet"], { cwd: root });
    run("git", ["clean", "--force", "--quiet", "packages/*/CHANGELOG.md", "spec/CHANGELOG.md"], {
      cwd: root,
    });
    throw error;
  }
  if (run("git", ["status", "--porcelain"], { cwd: root }) === "") return false;
  run("git", ["add", "--all"], { cwd: root });
  run("git", ["commit", "--quiet", "--message", "repository: set the versions of the release"], {
    cwd: root,
  });
  return true;
}

/** The descriptions have the version of the package that contains them. */
function copyVersionToDescriptions(root: string): void {
  const { version } = JSON.parse(readFileSync(join(root, "spec/package.json"), "utf8")) as {
    version: string;
  };
  for (const file of descriptions) {
    const text = readFileSync(join(root, file), "utf8");
    writeFileSync(join(root, file), text.replace(/^( {2}version: ).*$/m, `$1${version}`));
  }
}
