import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { run, runScript } from "./command.ts";

const descriptions = ["spec/openapi.yaml", "spec/openapi-v2.yaml"];

/**
 * Turns the pending changesets into versions and change logs, and commits them.
 *
 * @param check What to check before the commit.
 * @returns What the check returned.
 * @throws {Error} if the version of a description does not say how much it changed, or if the check fails. The work tree is as
 *   before then.
 */
export async function applyChangesets<Result>(root: string, check: () => Promise<Result>): Promise<Result> {
  const marker = await findMarker(root);
  writeFileSync(marker, await run("git", ["rev-parse", "HEAD"], { cwd: root }));
  try {
    if (globSync(".changeset/*.md", { cwd: root }).length > 0) {
      console.log("Setting the versions.");
      await setVersions(root);
    }
    await runScript("spec:diff", root);
    const result = await check();
    if ((await run("git", ["status", "--porcelain"], { cwd: root })) !== "") {
      await run("git", ["add", "--all"], { cwd: root });
      await run("git", ["commit", "--quiet", "--message", "repository: set the versions of the release"], {
        cwd: root,
      });
      console.log("Versions and change logs are committed.");
    }
    return result;
  } catch (error) {
    // The tree was clean before, so that everything in it is of this run.
    const { signal } = new AbortController();
    await run("git", ["reset", "--hard", "--quiet"], { cwd: root, signal });
    await run("git", ["clean", "-d", "--force", "--quiet"], { cwd: root, signal });
    throw error;
  } finally {
    rmSync(marker);
  }
}

/** Returns the path of the file that exists while a release changes the work tree. It has the commit that the release began with. */
export async function findMarker(root: string): Promise<string> {
  const path = await run("git", ["rev-parse", "--git-path", "rolewright-release"], { cwd: root });
  return resolve(root, path.trim());
}

async function setVersions(root: string): Promise<void> {
  await run("npx", ["-y", "pnpm@12", "exec", "changeset", "version"], { cwd: root });
  copyVersionToDescriptions(root);
  // The generated files have the version, and changesets formats its files in its own way.
  await runScript("generate", root);
  await runScript("format", root);
  await run("npx", ["-y", "pnpm@12", "install", "--lockfile-only"], { cwd: root });
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
