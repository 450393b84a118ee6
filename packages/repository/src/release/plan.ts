import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CommandError, run } from "./command.ts";
import { listPublishedPackages, type PublishedPackage, tagOf } from "./published-packages.ts";
import type { Registry } from "./registry.ts";

/** What a release has to do. */
export interface ReleasePlan {
  /** All packages, in the order in which they are published. */
  packages: PublishedPackage[];
  /** Those whose version the registry does not have. */
  missing: PublishedPackage[];
  /** Those whose version has no tag. */
  untagged: PublishedPackage[];
}

/**
 * Compares the versions of the packages with the registry and with the tags.
 *
 * @throws {Error} if a version has a tag on another commit, and the registry does not have it; or if the packages cannot be published
 *   with the credentials.
 */
export async function planRelease(
  root: string,
  registry: Pick<Registry, "url" | "has" | "checkCredentials">,
): Promise<ReleasePlan> {
  const packages = listPublishedPackages(root);
  const head = await findCommit(root, "HEAD");
  const missing: PublishedPackage[] = [];
  const untagged: PublishedPackage[] = [];
  for (const each of packages) {
    const tagged = await findCommit(root, `refs/tags/${tagOf(each)}`);
    if (tagged === undefined) untagged.push(each);
    if (await registry.has(each)) continue;
    missing.push(each);
    if (tagged !== undefined && tagged !== head)
      throw new Error(
        `The tag ${tagOf(each)} is on another commit, and ${registry.url} does not have this version. Run "git tag --delete ${tagOf(each)}", or release that commit.`,
      );
  }
  if (missing.length > 0) await registry.checkCredentials();
  return { packages, missing, untagged };
}

/** Returns the commit that a reference leads to, or `undefined` if it does not exist. */
async function findCommit(root: string, reference: string): Promise<string | undefined> {
  try {
    return await run("git", ["rev-parse", "--verify", "--quiet", `${reference}^{commit}`], { cwd: root });
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

/**
 * Finds the first file that differs between a published package and its tarball. The files are compared, since the compression
 * depends on the version of the program that packed them.
 */
export async function findDifference(
  registry: Registry,
  published: PublishedPackage,
  tarball: string,
  folder: string,
): Promise<string | undefined> {
  const comparison = join(folder, "comparison");
  try {
    const sources = { local: tarball, registry: await registry.download(published, comparison) };
    for (const [name, file] of Object.entries(sources)) {
      mkdirSync(join(comparison, name), { recursive: true });
      await run("tar", ["-xzf", file, "-C", join(comparison, name)], { cwd: comparison });
    }
    await run("git", ["diff", "--no-index", "--name-only", "local", "registry"], { cwd: comparison });
    return undefined;
  } catch (error) {
    const [, file] =
      (error instanceof CommandError && /^(?:local|registry)\/package\/(.+)$/m.exec(error.output)) || [];
    if (file === undefined) throw error;
    return file;
  } finally {
    rmSync(comparison, { recursive: true, force: true });
  }
}
