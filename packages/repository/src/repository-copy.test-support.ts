import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const root = join(import.meta.dirname, "../../..");

/** Copies the files of the repository, without those that git ignores, into a new temporary folder. */
export function copyRepository(name: string): string {
  const copy = mkdtempSync(join(tmpdir(), `rolewright-${name}-`));
  for (const file of listFiles()) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    cpSync(join(root, file), join(copy, file));
  }
  return copy;
}

/** Lists the files that git does not ignore. An archive of the repository has no index, so an empty one is used. */
function listFiles(): string[] {
  const index = mkdtempSync(join(tmpdir(), "rolewright-index-"));
  const git = (...args: string[]) =>
    execFileSync("git", ["--git-dir", index, "--work-tree", root, ...args], { cwd: root, encoding: "utf8" });
  try {
    git("init", "--quiet");
    const files = git("ls-files", "-z", "--others", "--exclude-standard").split("\0");
    return files.filter((file) => file !== "");
  } finally {
    rmSync(index, { recursive: true });
  }
}
