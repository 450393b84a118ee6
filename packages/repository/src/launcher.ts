import { execFileSync } from "node:child_process";

/**
 * Calls `callback` when a process that launched this one exits. `npx pnpm start` runs npm, a shell, pnpm and another shell
 * above this process, and none of them forwards SIGTERM. Without this watch, the servers would keep running unnoticed.
 */
export function onLauncherExit(callback: () => void): void {
  const launchers = listLauncherProcesses();
  if (launchers.length === 0) return;
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(timer);
    callback();
  }, 250);
  timer.unref();
}

/** Lists the process IDs from the parent up to the topmost npm, npx or pnpm. */
function listLauncherProcesses(): number[] {
  const chain: { pid: number; isManager: boolean }[] = [];
  for (let pid = process.ppid; pid > 1 && chain.length < 20;) {
    const parentProcess = readProcess(pid);
    if (parentProcess === undefined) break;
    chain.push({ pid, isManager: /\b(npm|npx|pnpm)\b/.test(parentProcess.command) });
    pid = parentProcess.parent;
  }
  return chain.slice(0, chain.findLastIndex(({ isManager }) => isManager) + 1).map(({ pid }) => pid);
}

function readProcess(pid: number): { parent: number; command: string } | undefined {
  try {
    const line = execFileSync("ps", ["-o", "ppid=,args=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const [, parent, command = ""] = /^(\d+)\s+(.*)/s.exec(line) ?? [];
    return parent === undefined ? undefined : { parent: Number(parent), command };
  } catch {
    // No `ps` here (a bare container, Windows): signals alone have to do.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
