/** What `pnpm start` runs: builds what is needed, then serves everything that can be tried, until Ctrl-C. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { whenLauncherEnds } from "./launcher.ts";

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => stopping.abort());
whenLauncherEnds(() => stopping.abort());

try {
  await build(stopping.signal);
  // Only now is there something to import.
  const { serve } = await import("./serve.ts");
  await serve(process.argv.slice(2), stopping.signal);
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}

async function build(signal: AbortSignal): Promise<void> {
  const turbo = spawn(
    "turbo",
    ["run", "build", "--filter=@rolewright/repository^...", "--output-logs=errors-only", "--log-prefix=none"],
    {
      stdio: ["ignore", "pipe", "pipe"],
      signal,
    },
  );
  let output = "";
  for (const stream of [turbo.stdout, turbo.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => (output += chunk));
  }
  const [code] = (await once(turbo, "close")) as [number | null];
  if (code !== 0) throw new Error(`${output}The build failed; what it said is above.`);
}
