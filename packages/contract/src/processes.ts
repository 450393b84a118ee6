import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The command `rolewright-server`. */
const command = fileURLToPath(new URL("cli.js", import.meta.resolve("@rolewright/server")));

const children = new Set<ChildProcess>();

/** A server in a process of its own, which can be killed. */
export interface ServerProcess {
  child: ChildProcess;
  /** Without a slash at the end. */
  url: string;
  /** Its exit code, `null` when it was killed, and all that it wrote. */
  closed: Promise<{ code: number | null; text: string }>;
}

/** Starts a server on any free port and waits until it listens. */
export async function startProcess(flags: string[], before: string[] = []): Promise<ServerProcess> {
  const [file = "", ...rest] = [...before, process.execPath, command, "--port", "0", ...flags];
  const child = spawn(file, rest, { stdio: ["ignore", "pipe", "pipe"] });
  children.add(child);
  let text = "";
  const listening = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        const [, url] = /listens on (http:\S+)/.exec(text) ?? [];
        if (url !== undefined) resolve(url);
      });
    }
  });
  const closed = once(child, "close").then(([code]) => {
    children.delete(child);
    return { code: code as number | null, text };
  });
  const ended = closed.then(({ code }) => {
    throw new Error(`The server has ended with ${code} before it listened: ${text}`);
  });
  return { child, url: await Promise.race([listening, ended]), closed };
}

/** Runs another command of the server's to its end, and answers with what it printed. */
export async function runCommand(flags: string[]): Promise<string> {
  const child = spawn(process.execPath, [command, ...flags], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`rolewright-server ${flags.join(" ")} has ended with ${code}.`);
  return text.trim();
}

/** Kills every server that is still there, without a word. */
export async function killServers(): Promise<void> {
  const all = [...children];
  for (const child of all) child.kill("SIGKILL");
  await Promise.all(
    all
      .filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)
      .map((child) => once(child, "close")),
  );
}
