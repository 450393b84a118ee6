/**
 * `pnpm release --registry URL`: checks, versions, builds, tests and publishes the packages, and tags what it published. A run
 * that was interrupted can be repeated: it publishes and tags only what is missing.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { endCommandsOnSignals, run, runScript } from "./command.ts";
import { findDifference, planRelease, type ReleasePlan } from "./plan.ts";
import { checkGeneratedFiles, checkRepository } from "./preconditions.ts";
import { listPublishedPackages, tagOf } from "./published-packages.ts";
import { Registry } from "./registry.ts";
import { packAll, testTarballs } from "./tarballs.ts";
import { applyChangesets } from "./versions.ts";

const root = join(import.meta.dirname, "../../../..");

const usage = `Publishes the packages. A run that was interrupted can be repeated.

Usage: npx -y pnpm@12 release --registry URL [options]

  --registry URL    The registry to publish to, such as https://registry.npmjs.org/. No other registry gets anything
  --no-provenance   Do not attest where the packages were built. Needed outside of CI
  --help            Show this help

Set NODE_AUTH_TOKEN to a token of the registry. Without it, npm uses trusted publishing.`;

endCommandsOnSignals();
try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode ??= 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      registry: { type: "string" },
      provenance: { type: "boolean", default: true },
      help: { type: "boolean", default: false },
    },
    allowNegative: true,
  });
  if (values.help) return console.log(usage);
  if (values.registry === undefined) throw new Error(`Say where to publish.\n\n${usage}`);
  await checkRepository(root);
  // A workflow sets the variable to an empty text if its secret does not exist.
  const token = process.env["NODE_AUTH_TOKEN"] || undefined;
  const registry = await Registry.open(values.registry, { token, hasProvenance: values.provenance });
  try {
    // A registry that cannot be reached is better found out before the work starts.
    for (const each of listPublishedPackages(root).slice(0, 1)) await registry.has(each);
    await checkGeneratedFiles(root);
    const plan = await applyChangesets(root, () => planRelease(root, registry));
    await publishAndTag(plan, registry);
  } finally {
    registry.close();
  }
}

async function publishAndTag(
  { packages, missing, untagged }: ReleasePlan,
  registry: Registry,
): Promise<void> {
  if (missing.length + untagged.length === 0)
    return console.log(`Nothing to do: ${registry.url} has every version.`);
  const folder = mkdtempSync(join(tmpdir(), "rolewright-tarballs-"));
  try {
    console.log("Building and packing the packages.");
    await runScript("build", root);
    const tarballs = await packAll(root, packages, join(folder, "tarballs"));
    for (const each of untagged.filter((other) => !missing.includes(other))) {
      const difference = await findDifference(registry, each, tarballs.get(each.name) ?? "", folder);
      if (difference !== undefined)
        throw new Error(
          `${registry.url} has ${tagOf(each)} with other content than this commit: ${difference} differs. Check out the commit that was released, or raise the version with a changeset.`,
        );
    }
    if (missing.length > 0) {
      console.log("Testing the packed packages.");
      await testTarballs(root, tarballs.values(), join(folder, "project"));
      console.log(`The README's program runs from the ${tarballs.size} packed packages.`);
    }
    for (const each of missing) {
      const tarball = tarballs.get(each.name) ?? "";
      // If npm failed after the registry had stored the package, it is published.
      const isPublished = async () =>
        (await registry.has(each)) && (await findDifference(registry, each, tarball, folder)) === undefined;
      await registry.publish(tarball, { name: tagOf(each), isPublished });
      console.log(`Published ${tagOf(each)} to ${registry.url}.`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  for (const tag of untagged.map(tagOf)) {
    await run("git", ["tag", "--annotate", tag, "--message", tag], { cwd: root });
    console.log(`Tagged ${tag}.`);
  }
  console.log("Done. Push the commit and the tags: git push --follow-tags");
}
