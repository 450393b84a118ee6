import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The path of `rolewright-server`. */
const command = fileURLToPath(new URL("cli/main.js", import.meta.resolve("@rolewright/server")));

const children = new Set<ChildProcess>();

/** A server in its own process. */
export interface ServerProcess {
  child: ChildProcess;
  /** Without a trailing slash. */
  url: string;
  /** Resolves when it exits: its exit code, `null` when it was killed, and its output. */
  closed: Promise<{ code: number | null; text: string }>;
}

/** Starts a server on a free port and waits until it listens. */
export async function startServerProcess(flags: string[], wrapper: string[] = []): Promise<ServerProcess> {
  const [file = "", ...rest] = [...wrapper, process.execPath, command, "--port", "0", ...flags];
  const child = spawn(file, rest, { stdio: ["ignore", "pipe", "pipe"] });
  children.add(child);
  let text = "";
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        const [, url] = /(http:\/\/[\w.[\]]+:\d+)/.exec(text) ?? [];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const closed = once(child, "close").then(([code]) => {
    children.delete(child);
    return { code: code as number | null, text };
  });
  const exited = closed.then(({ code }) => {
    throw new Error(`The server exited with ${code} before it listened: ${text}`);
  });
  return { child, url: await Promise.race([listening, exited]), closed };
}

/** Runs another `rolewright-server` command and returns its output. */
export async function runServerCommand(flags: string[]): Promise<string> {
  const child = spawn(process.execPath, [command, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`rolewright-server ${flags.join(" ")} exited with ${code}.`);
  return text.trim();
}

/** Kills every server that is still running. */
export async function killServerProcesses(): Promise<void> {
  const all = [...children];
  for (const child of all) child.kill("SIGKILL");
  await Promise.all(
    all
      .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
      .map((child) => once(child, "close")),
  );
}
