/** Prepares the folder in which a runtime uses the packed client. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";

const run = promisify(execFile);
const here = import.meta.dirname;

/** Keeps the dependencies that npm added. */
export function writePackage(directory: string, type: "module" | "commonjs"): void {
  const file = join(directory, "package.json");
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as object) : {};
  writeFileSync(file, JSON.stringify({ ...before, private: true, type }));
}

export async function install(directory: string, packages: string[]): Promise<void> {
  if (packages.length === 0) return;
  await run("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: directory, timeout: 180_000 });
}

export async function bundled(
  file: string,
  external: string[],
  format: "esm" | "cjs" = "esm",
): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(here, file)],
    bundle: true,
    format,
    platform: format === "cjs" ? "node" : "browser",
    external,
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** Bundles the checks with the installed client, for runtimes without node_modules. */
export async function bundledFrom(directory: string, kind: "browser" | "workerd"): Promise<string> {
  const program =
    kind === "browser"
      ? 'failures(location.origin).then((failed) => fetch("/report", { method: "POST", body: JSON.stringify(failed) }));'
      : "export default { fetch: async (request) => Response.json(await failures(new URL(request.url).searchParams.get('url'))) };";
  const checks = await bundled("checks.ts", ["@rolewright/*"]);
  const { outputFiles } = await build({
    stdin: { contents: `${checks}\n${program}`, resolveDir: directory },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}
