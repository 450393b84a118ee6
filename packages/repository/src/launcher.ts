import { execFileSync } from "node:child_process";

/**
 * Calls back when one of the processes that started this one ends. `npx pnpm start` puts npm, a shell, pnpm and another
 * shell above this process, and none of them passes a SIGTERM on: without this, it would outlive them unseen.
 */
export function whenLauncherEnds(callback: () => void): void {
  const launchers = ancestors();
  if (launchers.length === 0) return;
  const timer = setInterval(() => {
    if (launchers.every(isAlive)) return;
    clearInterval(timer);
    callback();
  }, 250);
  timer.unref();
}

/** The processes between this one and the npm, npx or pnpm furthest up, that one included. */
function ancestors(): number[] {
  const chain: { pid: number; isManager: boolean }[] = [];
  for (let pid = process.ppid; pid > 1 && chain.length < 20;) {
    const described = describe(pid);
    if (described === undefined) break;
    chain.push({ pid, isManager: /\b(npm|npx|pnpm)\b/.test(described.command) });
    pid = described.parent;
  }
  return chain.slice(0, chain.findLastIndex(({ isManager }) => isManager) + 1).map(({ pid }) => pid);
}

function describe(pid: number): { parent: number; command: string } | undefined {
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
