/** Runs the checks in each kind of runtime. Returns the failures. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundledFrom } from "./package-folder.ts";
import { Unavailable } from "./runtime.ts";

const run = promisify(execFile);
const here = import.meta.dirname;

export async function byCommand(
  command: string,
  flags: string[],
  directory: string,
  url: string,
  file = "main.mjs",
): Promise<string[]> {
  if (!existsSync(command)) throw new Unavailable(`npm installed no ${command}`);
  const { stdout } = await run(command, [...flags, join(directory, file), url], {
    cwd: directory,
    timeout: 60_000,
  });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as string[];
}

/** Jest writes its report to the error output. */
export async function byJest(directory: string): Promise<string[]> {
  const command = join(directory, "node_modules/.bin/jest");
  const { error } = await run(command, [], { cwd: directory, timeout: 120_000 }).then(
    () => ({ error: undefined }),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => ({ error: stdout + stderr }),
  );
  return error === undefined ? [] : [error];
}

export async function byBunTest(directory: string): Promise<string[]> {
  const command = join(directory, "node_modules/.bin/bun");
  if (!existsSync(command)) throw new Unavailable(`npm installed no ${command}`);
  cpSync(join(here, "bun-program.js"), join(directory, "program.test.js"));
  const failure = await run(command, ["test"], { cwd: directory, timeout: 60_000 }).catch(
    ({ stderr }: { stderr: string }) => ({ stderr, hasFailed: true }),
  );
  return "hasFailed" in failure ? [failure.stderr] : [];
}

export async function byWorkerd(directory: string, url: string): Promise<string[]> {
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
    return await waitForResult(`http://127.0.0.1:${port}/?url=${encodeURIComponent(url)}`);
  } finally {
    worker.kill("SIGKILL");
  }
}

/** Waits for a server to start and reads its result. */
async function waitForResult(url: string): Promise<string[]> {
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

export async function byBrowser(
  directory: string,
  url: string,
  reported: Promise<string>,
): Promise<string[]> {
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
