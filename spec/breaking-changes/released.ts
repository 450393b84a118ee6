/** The released versions of the descriptions, which git has. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** The descriptions that are versioned. */
export const descriptionFiles = ["openapi.yaml", "openapi-v2.yaml"];

/** The newest tag of a release, as changesets writes them. */
export function findLastRelease(): string | undefined {
  return (
    git("tag", "--list", "@rolewright/spec@*", "--sort=-version:refname", "--merged", "HEAD").split(
      "\n",
    )[0] || undefined
  );
}

/** Reads a description as it was in a revision. Returns `undefined` if the revision does not have it. */
export function readRevision(revision: string, name: string): string | undefined {
  if (git("ls-tree", "--full-tree", "--name-only", revision, `spec/${name}`) === "") return undefined;
  return git("show", `${revision}:spec/${name}`);
}

/** Reads `info.version` of a description. */
export function readVersion(path: string): string {
  return (parse(readFileSync(path, "utf8")) as { info: { version: string } }).info.version;
}

function git(...flags: string[]): string {
  return execFileSync("git", flags, { cwd: import.meta.dirname, encoding: "utf8", maxBuffer: 1e8 });
}
