/** Entry point of `pnpm start`: builds the services, then runs them until Ctrl-C. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onLauncherExit } from "./launcher.ts";
import { parseStartOptions, type StartOptions, usage } from "./start-options.ts";

const shutdown = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => shutdown.abort());
onLauncherExit(() => shutdown.abort());

try {
  const { isHelp, ports } = parseStartOptions(process.argv.slice(2));
  if (isHelp) console.log(usage);
  else await buildAndServe(ports);
} catch (error) {
  if (!shutdown.signal.aborted) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

async function buildAndServe(ports: StartOptions["ports"]): Promise<void> {
  await build(shutdown.signal);
  // This module imports the packages that the build has just created.
  const { serve } = await import("./serve.ts");
  await serve(ports, shutdown.signal);
}

async function build(signal: AbortSignal): Promise<void> {
  // The file in `.bin` would be a batch file on Windows, which cannot be started without a shell.
  const program = join(import.meta.dirname, "../../../node_modules/turbo/bin/turbo");
  const filter = "--filter=@rolewright/repository^...";
  const flags = ["run", "build", filter, "--output-logs=errors-only", "--log-prefix=none"];
  const turbo = spawn(process.execPath, [program, ...flags], { stdio: ["ignore", "pipe", "pipe"], signal });
  let output = "";
  for (const stream of [turbo.stdout, turbo.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  }
  const [code] = (await once(turbo, "close")) as [number | null];
  if (code !== 0) throw new Error(`${output}The build failed. Its output is above.`);
}
