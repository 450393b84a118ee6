import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { copyRepository, root } from "../repository-copy.test-support.ts";
import { type LocalRegistry, startLocalRegistry } from "./verdaccio.test-support.ts";

const runFile = promisify(execFile);

/** How a release runs. */
export interface Run {
  registry?: string;
  token?: string;
  /** Ends the release when its output has this text. */
  endAfter?: string;
  /** Ends the release when this returns true. It is called 20 times in a second. */
  endWhen?: () => boolean;
  /** `SIGKILL` by default. */
  signal?: NodeJS.Signals;
  /** Whether the programs that it runs are ended too, as Ctrl-C does. */
  hasChildren?: boolean;
}

/** A copy of the repository under git, and a registry on this machine. */
export class Rehearsal {
  readonly copy: string;
  readonly folder: string;
  readonly registry: LocalRegistry;

  static async start(): Promise<Rehearsal> {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-registry-"));
    const rehearsal = new Rehearsal(copyRepository("release"), folder, await startLocalRegistry(folder));
    await rehearsal.git("init", "--quiet", "--initial-branch=main");
    await rehearsal.git("config", "user.name", "Rehearsal");
    await rehearsal.git("config", "user.email", "rehearsal@example.com");
    await rehearsal.commit("everything");
    await rehearsal.pnpm("install", "--frozen-lockfile", "--prefer-offline");
    return rehearsal;
  }

  private constructor(copy: string, folder: string, registry: LocalRegistry) {
    this.copy = copy;
    this.folder = folder;
    this.registry = registry;
  }

  async release({
    registry = this.registry.url,
    endAfter,
    endWhen,
    token = this.registry.token,
    signal = "SIGKILL",
    hasChildren = false,
  }: Run = {}): Promise<{ code: number | null; text: string }> {
    const args = ["packages/repository/src/release/index.ts", "--registry", registry, "--no-provenance"];
    const child = spawn(process.execPath, args, {
      cwd: this.copy,
      detached: true,
      // The build is the same as here, so the cache of turbo has it.
      env: {
        ...process.env,
        NODE_AUTH_TOKEN: token,
        TURBO_CACHE_DIR: join(root, ".turbo/cache"),
        TURBO_TELEMETRY_DISABLED: "1",
      },
    });
    const end = () => {
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      if (child.pid !== undefined && !hasEnded) process.kill(hasChildren ? -child.pid : child.pid, signal);
    };
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        const isFirst = endAfter !== undefined && !text.includes(endAfter);
        text += chunk;
        if (isFirst && text.includes(endAfter)) end();
      });
    const timer = setInterval(() => {
      if (!endWhen?.()) return;
      clearInterval(timer);
      end();
    }, 50);
    child.once("exit", () => clearInterval(timer));
    const [code] = (await once(child, "close")) as [number | null];
    return { code, text };
  }

  async git(...args: string[]): Promise<string> {
    return (await runFile("git", args, { cwd: this.copy })).stdout;
  }

  async pnpm(...args: string[]): Promise<void> {
    await runFile("npx", ["-y", "pnpm@12", ...args], { cwd: this.copy });
  }

  async commit(message: string): Promise<void> {
    await this.git("add", "--all");
    await this.git("commit", "--quiet", "--message", message);
  }

  listPublished(): string[] {
    return globSync("storage/@rolewright/*/*.tgz", { cwd: this.folder })
      .map((file) => /([^/]+)-(\d+\.\d+\.\d+)\.tgz$/.exec(file) ?? [])
      .map(([, name, version]) => `@rolewright/${name}@${version}`)
      .toSorted();
  }

  async listTags(): Promise<string[]> {
    return (await this.git("tag")).split("\n").filter(Boolean).toSorted();
  }

  async describeState() {
    return {
      commit: await this.git("rev-parse", "HEAD"),
      tags: await this.listTags(),
      published: this.listPublished(),
    };
  }

  async close(): Promise<void> {
    await this.registry.close();
    for (const each of [this.copy, this.folder]) rmSync(each, { recursive: true, force: true });
  }
}
