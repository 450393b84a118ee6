/**
 * Installs the packed client with each runtime and each compiler from npm, runs the checks in all of them, and writes a report as vitest does.
 * A runtime that cannot be installed is skipped with the reason.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled, bundledFrom, install, writePackage } from "./package-folder.ts";
import { type Runtime, Unavailable } from "./runtime.ts";
import { runtimes } from "./runtimes.ts";
import { startServer } from "./server.ts";

const here = import.meta.dirname;
const root = mkdtempSync(join(tmpdir(), "rolewright-runtimes-"));

/** `--only=Jest` runs only the runtimes with this text in their names. */
const only = process.argv.find((argument) => argument.startsWith("--only="))?.slice("--only=".length);

const results: { name: string; status: "passed" | "failed" | "skipped"; detail: string }[] = [];
try {
  const tarballs = packed();
  const checks = {
    mjs: await bundled("checks.ts", ["@rolewright/*"]),
    cjs: await bundled("checks.ts", ["@rolewright/*"], "cjs"),
  };
  for (const runtime of runtimes.filter(({ name }) => only === undefined || name.includes(only))) {
    const result = await resultOf(runtime, tarballs, checks);
    results.push(result);
    console.log(`${result.status}: ${result.name}${result.detail && ` (${result.detail})`}`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
writeReport();

/** Packs the client and its types as they would be published. */
function packed(): string[] {
  for (const name of ["types", "client"]) {
    const cwd = join(here, "../../..", name);
    execFileSync("npx", ["-y", "pnpm@12", "pack", "--pack-destination", root], { cwd, stdio: "ignore" });
  }
  return readdirSync(root).map((file) => join(root, file));
}

async function resultOf(
  { name, packages, packageType = "module", failures }: Runtime,
  tarballs: string[],
  checks: Record<"mjs" | "cjs", string>,
) {
  const directory = join(root, name.replaceAll(/\W+/g, "-"));
  mkdirSync(directory);
  try {
    writePackage(directory, packageType);
    await install(directory, tarballs);
    await install(directory, packages).catch((error: Error) => {
      throw new Unavailable(`npm could not install ${packages.join(" ")}: ${error.message.slice(-300)}`);
    });
    for (const [extension, text] of Object.entries(checks))
      writeFileSync(
        join(directory, `main.${extension}`),
        `${text}\nimport("node:process").then(async ({ default: { argv } }) => console.log(JSON.stringify(await failures(argv[2]))));`,
      );
    const server = await startServer(await bundledFrom(directory, "browser"));
    try {
      const failed = await failures(directory, server.url, server.reported);
      return {
        name,
        status: failed.length > 0 ? ("failed" as const) : ("passed" as const),
        detail: failed.join("; "),
      };
    } finally {
      server.close();
    }
  } catch (error) {
    const unavailable = error instanceof Unavailable;
    return {
      name,
      status: unavailable ? ("skipped" as const) : ("failed" as const),
      detail: (error as Error).message,
    };
  }
}

/** Writes the results in the format that CI sums up. */
function writeReport(): void {
  const count = (wanted: string) => results.filter(({ status }) => status === wanted).length;
  const report = {
    numPassedTests: count("passed"),
    numFailedTests: count("failed"),
    numPendingTests: count("skipped"),
    numTodoTests: 0,
  };
  mkdirSync(join(here, "../../reports"), { recursive: true });
  writeFileSync(join(here, "../../reports/runtimes.json"), JSON.stringify(report));
  if (report.numFailedTests > 0) process.exitCode = 1;
}
