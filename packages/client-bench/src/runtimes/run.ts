/**
 * Installs the packed client with each runtime and each compiler from npm, runs the checks in all of them, and writes a report as vitest does.
 * A runtime that cannot be had is skipped, and says why.
 */
import { execFile, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { startServer } from "./server.ts";

const run = promisify(execFile);
const here = import.meta.dirname;
const root = mkdtempSync(join(tmpdir(), "rolewright-runtimes-"));

class Unavailable extends Error {}

interface Runtime {
  name: string;
  /** npm packages that it needs. */
  packages: string[];
  /** Runs the checks against a server; gives what went wrong. */
  failures(directory: string, url: string, reported: Promise<string>): Promise<string[]>;
}

const node = (version: string): Runtime => ({
  name: `Node ${version}`,
  packages: [`node@${version}`],
  failures: (directory, url) => byCommand(join(directory, "node_modules/node/bin/node"), [], directory, url),
});

/** A user's program, as strict as the compiler can be, with the declarations of all libraries checked too. */
const typescript = (version: string): Runtime => ({
  name: `TypeScript ${version}`,
  packages: [`typescript@${version}`, "@types/node@24.19.2"],
  async failures(directory) {
    cpSync(join(here, "program.ts"), join(directory, "program.ts"));
    const modules = { nodenext: "nodenext", esnext: "bundler" };
    const problems: string[] = [];
    for (const [module, moduleResolution] of Object.entries(modules)) {
      const compilerOptions = { ...strictest, module, moduleResolution };
      writeFileSync(
        join(directory, "tsconfig.json"),
        JSON.stringify({ compilerOptions, files: ["program.ts"] }),
      );
      const compiler = join(directory, "node_modules/.bin/tsc");
      await run(compiler, [], { cwd: directory }).catch(({ stdout }: { stdout: string }) =>
        problems.push(stdout),
      );
    }
    return problems;
  },
});

const strictest = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  target: "es2022",
  lib: ["es2022", "dom", "dom.iterable"],
  types: ["node"],
};

const runtimes: Runtime[] = [
  node("20.20.2"),
  node("22.23.3"),
  node("24.21.0"),
  node("26.9.0"),
  {
    name: "Bun",
    packages: ["bun@1.4.5"],
    failures: (directory, url) =>
      byCommand(join(directory, "node_modules/.bin/bun"), ["run"], directory, url),
  },
  {
    name: "Deno, without permission to read the environment",
    packages: ["deno@2.9.6"],
    failures: (directory, url) =>
      byCommand(
        join(directory, "node_modules/.bin/deno"),
        ["run", "--no-prompt", "--allow-net", "--allow-read"],
        directory,
        url,
      ),
  },
  { name: "workerd", packages: ["workerd@1.20261117.1"], failures: byWorkerd },
  { name: "Chromium", packages: [], failures: byBrowser },
  typescript("5.9.3"),
  typescript("6.0.3"),
  typescript("7.0.2"),
];

const results: { name: string; status: "passed" | "failed" | "skipped"; detail: string }[] = [];
try {
  const tarballs = packed();
  const checks = await bundled("checks.ts", ["@rolewright/*"]);
  for (const runtime of runtimes) {
    const result = await resultOf(runtime, tarballs, checks);
    results.push(result);
    console.log(`${result.status}: ${result.name}${result.detail && ` (${result.detail})`}`);
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
writeReport();

/** The client and its types as they would be published. */
function packed(): string[] {
  for (const name of ["types", "client"]) {
    const cwd = join(here, "../../..", name);
    execFileSync("npx", ["-y", "pnpm@12", "pack", "--pack-destination", root], { cwd, stdio: "ignore" });
  }
  return readdirSync(root).map((file) => join(root, file));
}

async function resultOf({ name, packages, failures }: Runtime, tarballs: string[], checks: string) {
  const directory = join(root, name.replaceAll(/\W+/g, "-"));
  mkdirSync(directory);
  try {
    writeFileSync(join(directory, "package.json"), '{"private":true,"type":"module"}');
    await install(directory, tarballs);
    await install(directory, packages).catch((error: Error) => {
      throw new Unavailable(`npm could not install ${packages.join(" ")}: ${error.message.slice(-300)}`);
    });
    writeFileSync(
      join(directory, "main.mjs"),
      `${checks}\nimport("node:process").then(async ({ default: { argv } }) => console.log(JSON.stringify(await failures(argv[2]))));`,
    );
    const server = await startServer(await bundledFrom(directory, "browser"));
    try {
      const wrong = await failures(directory, server.url, server.reported);
      return {
        name,
        status: wrong.length > 0 ? ("failed" as const) : ("passed" as const),
        detail: wrong.join("; "),
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

async function install(directory: string, packages: string[]): Promise<void> {
  if (packages.length === 0) return;
  await run("npm", ["install", "--no-audit", "--no-fund", ...packages], { cwd: directory, timeout: 180_000 });
}

async function bundled(file: string, external: string[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(here, file)],
    bundle: true,
    format: "esm",
    external,
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** The checks with the installed client, for those who have no node_modules. */
async function bundledFrom(directory: string, kind: "browser" | "workerd"): Promise<string> {
  const program =
    kind === "browser"
      ? 'failures(location.origin).then((wrong) => fetch("/report", { method: "POST", body: JSON.stringify(wrong) }));'
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

async function byCommand(
  command: string,
  flags: string[],
  directory: string,
  url: string,
): Promise<string[]> {
  if (!existsSync(command)) throw new Unavailable(`npm installed no ${command}`);
  const { stdout } = await run(command, [...flags, join(directory, "main.mjs"), url], {
    cwd: directory,
    timeout: 60_000,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as string[];
}

async function byWorkerd(directory: string, url: string): Promise<string[]> {
  writeFileSync(join(directory, "worker.js"), await bundledFrom(directory, "workerd"));
  const port = await freePort();
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.js")], compatibilityDate = "2026-01-01", globalOutbound = "local")),
    (name = "local", network = (allow = ["local", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);`;
  writeFileSync(join(directory, "config.capnp"), config);
  const worker = spawn(join(directory, "node_modules/.bin/workerd"), ["serve", "config.capnp"], {
    cwd: directory,
    stdio: "ignore",
  });
  try {
    return await answered(`http://127.0.0.1:${port}/?url=${encodeURIComponent(url)}`);
  } finally {
    worker.kill("SIGKILL");
  }
}

/** The answer of a server that may still be starting. */
async function answered(url: string): Promise<string[]> {
  const until = performance.now() + 30_000;
  for (;;) {
    try {
      return (await (await fetch(url)).json()) as string[];
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function byBrowser(directory: string, url: string, reported: Promise<string>): Promise<string[]> {
  const file = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
    existsSync(path),
  );
  if (file === undefined) throw new Unavailable("there is no Chromium on this machine");
  const flags = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    `--user-data-dir=${join(directory, "profile")}`,
  ];
  const browser = spawn(file, [...flags, url], { stdio: "ignore" });
  const late = AbortSignal.timeout(60_000);
  try {
    const text = await Promise.race([
      reported,
      once(late, "abort").then(() => {
        throw new Error("The page reported nothing within a minute.");
      }),
    ]);
    return JSON.parse(text) as string[];
  } finally {
    browser.kill("SIGKILL");
    await once(browser, "exit");
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** For the tally of a CI run. */
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
