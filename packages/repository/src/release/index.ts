/**
 * `pnpm release --registry URL`: checks, versions, builds, tests and publishes the packages, and tags what it published. A run
 * that was interrupted can be repeated: it publishes and tags only what is missing.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run, runScript, succeeds } from "./command.ts";
import { checkPreconditions } from "./preconditions.ts";
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

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
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
  checkPreconditions(root);
  if (values.registry === undefined) throw new Error(`Say where to publish.\n\n${usage}`);
  const registry = new Registry(values.registry, process.env["NODE_AUTH_TOKEN"]);
  try {
    if (applyChangesets(root)) console.log("Versions and change logs are committed.");
    await publishMissing(registry, values.provenance);
  } finally {
    registry.close();
  }
}

async function publishMissing(registry: Registry, hasProvenance: boolean): Promise<void> {
  const packages = listPublishedPackages(root);
  const missing = packages.filter((each) => !registry.has(each));
  if (missing.length > 0) {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-tarballs-"));
    try {
      runScript("build", root);
      const tarballs = packAll(root, packages, join(folder, "tarballs"));
      await testTarballs(root, tarballs.values(), join(folder, "project"));
      console.log(`The README's program runs from the ${tarballs.size} packed packages.`);
      for (const each of missing) {
        registry.publish(tarballs.get(each.name) ?? "", { hasProvenance });
        console.log(`Published ${tagOf(each)} to ${registry.url}.`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  const tags = packages.map(tagOf).filter((tag) => !isTag(tag));
  for (const tag of tags) run("git", ["tag", "--annotate", tag, "--message", tag], { cwd: root });
  console.log(
    missing.length + tags.length === 0
      ? `Nothing to do: ${registry.url} has every version.`
      : `Done. Push the commit and the tags: git push --follow-tags`,
  );
}

function isTag(tag: string): boolean {
  return succeeds("git", ["rev-parse", "--verify", "--quiet", `refs/tags/${tag}`], { cwd: root });
}
