import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyRepository, root } from "../repository-copy.test-support.ts";
import { listPublishedPackages, tagOf } from "./published-packages.ts";
import { runReadmeProgram } from "./tarballs.ts";
import { type LocalRegistry, startLocalRegistry } from "./verdaccio.test-support.ts";

const runFile = promisify(execFile);

/** The rehearsal builds the repository and installs runtimes, which takes minutes. CI sets `ROLEWRIGHT_RELEASE=1`. */
describe.skipIf(!process.env["ROLEWRIGHT_RELEASE"])("a release", { timeout: 600_000 }, () => {
  let copy: string;
  let folder: string;
  let registry: LocalRegistry;
  const packages = listPublishedPackages(root);
  const tags = packages.map(tagOf);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "rolewright-registry-"));
    registry = await startLocalRegistry(folder);
    copy = copyRepository("release");
    await git("init", "--quiet", "--initial-branch=main");
    await git("config", "user.name", "Rehearsal");
    await git("config", "user.email", "rehearsal@example.com");
    await commit("everything");
    await runFile("npx", ["-y", "pnpm@12", "install", "--frozen-lockfile", "--prefer-offline"], {
      cwd: copy,
    });
  }, 600_000);

  afterAll(async () => {
    await registry?.close();
    for (const each of [copy, folder]) rmSync(each, { recursive: true, force: true });
  }, 60_000);

  it("stops while the address of the repository is not set, and publishes nothing", async () => {
    const { code, text } = await release();
    expect({ code, text }).toEqual({
      code: 1,
      text: expect.stringMatching(/^Set "repository" in package.json/),
    });
    const manifest = join(copy, "package.json");
    const address = '{\n  "repository": "https://git.example/rolewright",';
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("{", address));
  });

  it.each([
    ["uncommitted changes", () => Promise.resolve(), /^Commit or undo these changes first:\n.*package\.json/],
    [
      "generated files that are behind",
      async () => {
        await commit("the address of the repository");
        const file = join(copy, "packages/types/src/generated/schema.ts");
        writeFileSync(file, `${readFileSync(file, "utf8")}// edited\n`);
        await commit("an edit of a generated file");
      },
      /^Generated files are out of date/,
    ],
  ])("stops at %s", async (_, arrange, message) => {
    await arrange();
    const { code, text } = await release();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringMatching(message) });
  });

  it("sends nothing when npm would use another registry", async () => {
    await git("revert", "--no-edit", "HEAD");
    const { code, text } = await release({ registry: "file:///tmp/registry" });
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining("is not a URL") });
    expect(await listPublished()).toEqual([]);
  });

  it("that is killed half-way is completed by the next run", async () => {
    const { code } = await release({ killAfter: "Published @rolewright/" });
    expect(code).toBe(null);
    const published = await listPublished();
    expect(published.length).toBeGreaterThanOrEqual(1);
    expect(published.length).toBeLessThan(packages.length);

    const { code: secondCode, text } = await release();
    expect({ code: secondCode, text }).toEqual({ code: 0, text: expect.stringContaining("Done.") });
    expect(await listPublished()).toEqual(tags.toSorted());
    expect((await git("tag")).trim().split("\n").toSorted()).toEqual(tags.toSorted());
  });

  it("changes nothing when it runs a second and a third time", async () => {
    const before = await describeState();
    for (let run = 2; run <= 3; run++) {
      const { code, text } = await release();
      expect({ code, text }).toEqual({
        code: 0,
        text: `Nothing to do: ${registry.url} has every version.\n`,
      });
      expect(await describeState()).toEqual(before);
    }
  });

  it("stops at a change without a changeset, then publishes the change and what depends on it", async () => {
    const file = join(copy, "packages/node-kit/src/port.ts");
    writeFileSync(file, `${readFileSync(file, "utf8")}\n// A change.\n`);
    await commit("a change");
    const { code, text } = await release();
    expect({ code, text }).toEqual({
      code: 1,
      text: expect.stringMatching(
        /^@rolewright\/node-kit changed since .*changeset\npackages\/node-kit\/src\/port\.ts/,
      ),
    });

    writeFileSync(join(copy, ".changeset/port.md"), '---\n"@rolewright/node-kit": patch\n---\n\nA change.\n');
    await commit("its changeset");
    // A release that was killed before its commit leaves what this command changes.
    await runFile("npx", ["-y", "pnpm@12", "exec", "changeset", "version"], { cwd: copy });
    const interrupted = await release();
    expect(interrupted).toMatchObject({
      code: 1,
      text: expect.stringMatching(
        /^A release was interrupted .* Run "git reset --hard".*changeset\/port\.md/s,
      ),
    });
    await git("reset", "--hard");
    const second = await release();
    expect(second).toMatchObject({
      code: 0,
      text: expect.stringMatching(/Published @rolewright\/node-kit@0\.\d+\.1 /),
    });
    expect(await git("status", "--porcelain")).toBe("");
    const changeLog = readFileSync(join(copy, "packages/node-kit/CHANGELOG.md"), "utf8");
    expect(changeLog).toContain("A change.");
  });

  it("stops when a description breaks callers and its version does not say so", async () => {
    const file = join(copy, "spec/openapi.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("maxLength: 255", "maxLength: 200"));
    const patches = packages.map(({ name }) => `"${name}": patch`).join("\n");
    writeFileSync(join(copy, ".changeset/spec.md"), `---\n${patches}\n---\n\nA change.\n`);
    await runFile("npx", ["-y", "pnpm@12", "generate"], { cwd: copy });
    await commit("a breaking change");
    const { code, text: message } = await release();
    expect({ code, message }).toEqual({
      code: 1,
      message: expect.stringContaining("Set it to 0.2.0 or higher"),
    });
    expect(await git("status", "--porcelain")).toBe("");
  });

  it.each([
    ["node", "20.19.5"],
    ["node", "22.21.1"],
    ["node", "24.21.0"],
    ["bun", "1.4.5"],
    ["deno", "2.9.6"],
  ])("runs the README's program on %s %s, from the registry", async (runtime, version) => {
    const project = join(folder, `${runtime}-${version}`);
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "private": true }\n');
    writeFileSync(join(project, ".npmrc"), `@rolewright:registry=${registry.url}\n`);
    const install = (...names: string[]) =>
      runFile("npm", ["install", "--no-audit", "--no-fund", ...names], { cwd: project });
    await install("@rolewright/client", "@rolewright/mock", `${runtime}@${version}`);
    const command = join(
      project,
      runtime === "node" ? "node_modules/node/bin/node" : `node_modules/.bin/${runtime}`,
    );
    const flags = {
      node: [],
      bun: ["run"],
      deno: ["run", "--no-prompt", "--allow-net", "--allow-read", "--allow-env"],
    };
    const output = await runReadmeProgram(copy, project, command, flags[runtime as keyof typeof flags]);
    expect(output).toContain("role-uuid-");
  });

  it("is accepted by pnpm 12, which rejects packages whose install scripts nobody approved", async () => {
    const project = join(folder, "pnpm");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "private": true }\n');
    writeFileSync(join(project, ".npmrc"), `@rolewright:registry=${registry.url}\n`);
    await runFile("npx", ["-y", "pnpm@12", "add", "@rolewright/mock"], { cwd: project });
    expect(existsSync(join(project, "node_modules/.bin/rolewright-mock"))).toBe(true);
  });

  interface Run {
    registry?: string;
    /** Kills the release when its output has this text. */
    killAfter?: string;
  }

  async function release({ registry: url = registry.url, killAfter }: Run = {}) {
    const args = ["packages/repository/src/release/index.ts", "--registry", url, "--no-provenance"];
    const child = spawn(process.execPath, args, {
      cwd: copy,
      // The build is the same as here, so the cache of turbo has it.
      env: {
        ...process.env,
        NODE_AUTH_TOKEN: registry.token,
        TURBO_CACHE_DIR: join(root, ".turbo/cache"),
        TURBO_TELEMETRY_DISABLED: "1",
      },
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        if (killAfter !== undefined && text.includes(killAfter)) child.kill("SIGKILL");
      });
    }
    const [code] = (await once(child, "close")) as [number | null];
    return { code, text };
  }

  async function git(...args: string[]): Promise<string> {
    return (await runFile("git", args, { cwd: copy })).stdout;
  }

  async function commit(message: string): Promise<void> {
    await git("add", "--all");
    await git("commit", "--quiet", "--message", message);
  }

  async function listPublished(): Promise<string[]> {
    return globSync("storage/@rolewright/*/*.tgz", { cwd: folder })
      .map((file) => /([^/]+)-(\d+\.\d+\.\d+)\.tgz$/.exec(file) ?? [])
      .map(([, name, version]) => `@rolewright/${name}@${version}`)
      .toSorted();
  }

  async function describeState() {
    return {
      commit: await git("rev-parse", "HEAD"),
      tags: await git("tag"),
      published: await listPublished(),
    };
  }
});
