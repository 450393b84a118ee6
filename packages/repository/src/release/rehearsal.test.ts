import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "../repository-copy.test-support.ts";
import { listPublishedPackages, tagOf } from "./published-packages.ts";
import { Rehearsal } from "./rehearsal.test-support.ts";
import { runReadmeProgram } from "./tarballs.ts";

const runFile = promisify(execFile);

/** The rehearsal builds the repository and installs runtimes, which takes minutes. `test:stress` sets `ROLEWRIGHT_RELEASE=1`. */
describe.skipIf(!process.env["ROLEWRIGHT_RELEASE"])("a release", { timeout: 600_000 }, () => {
  let rehearsal: Rehearsal;
  const packages = listPublishedPackages(root);
  const tags = packages.map(tagOf);

  beforeAll(async () => {
    rehearsal = await Rehearsal.start();
  }, 600_000);

  afterAll(() => rehearsal?.close(), 600_000);

  it("stops while the address of the repository is not set, and publishes nothing", async () => {
    const { code, text } = await rehearsal.release();
    expect({ code, text }).toEqual({
      code: 1,
      text: expect.stringMatching(/^Set "repository" in package.json/),
    });
    const manifest = join(rehearsal.copy, "package.json");
    const address = '{\n  "repository": "https://git.example/rolewright",';
    writeFileSync(manifest, readFileSync(manifest, "utf8").replace("{", address));
  });

  it.each([
    ["uncommitted changes", () => Promise.resolve(), /^Commit or undo these changes first:\n.*package\.json/],
    [
      "generated files that are behind",
      async () => {
        await rehearsal.commit("the address of the repository");
        const file = join(rehearsal.copy, "packages/types/src/generated/schema.ts");
        writeFileSync(file, `${readFileSync(file, "utf8")}// edited\n`);
        await rehearsal.commit("an edit of a generated file");
      },
      /^Generated files are out of date/,
    ],
  ])("stops at %s", async (_, arrange, message) => {
    await arrange();
    const { code, text } = await rehearsal.release();
    expect({ code, text }).toEqual({ code: 1, text: expect.stringMatching(message) });
  });

  it("sends nothing when npm would use another registry", async () => {
    await rehearsal.git("revert", "--no-edit", "HEAD");
    const { code, text } = await rehearsal.release({ registry: "file:///tmp/registry" });
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining("is not a URL") });
    expect(rehearsal.listPublished()).toEqual([]);
  });

  it("asks for a token that the registry accepts, and publishes nothing", async () => {
    for (const [token, message] of [
      ["", /^Set NODE_AUTH_TOKEN to a token that may publish/],
      ["unknown", /^http\S+ does not accept the token in NODE_AUTH_TOKEN \(.+\)\./],
    ] as const) {
      const { code, text } = await rehearsal.release({ token });
      expect({ code, text }).toEqual({ code: 1, text: expect.stringMatching(message) });
    }
    expect(rehearsal.listPublished()).toEqual([]);
  });

  it.each([
    ["builds", "Building and packing"],
    ["tests the tarballs", "Testing the packed"],
    ["publishes", "Published @rolewright/"],
    ["tags", "Tagged @rolewright/"],
  ])("that is killed while it %s leaves what the next run completes", async (_, endAfter) => {
    const before = await rehearsal.describeState();
    const { code } = await rehearsal.release({ endAfter });
    expect(code).toBe(null);
    const { commit, published, tags: tagged } = await rehearsal.describeState();
    expect(commit).toBe(before.commit);
    expect(published.length).toBeGreaterThanOrEqual(before.published.length);
    // Tags follow when everything is published.
    expect(tagged.length === 0 || published.length === tags.length).toBe(true);
  });

  it("is not tagged on a commit with other content than the registry has", async () => {
    const { folder, ...last } = packages.at(-1) ?? { name: "", version: "", folder: "" };
    await rehearsal.git("tag", "--force", tagOf(last));
    await rehearsal.git("tag", "--delete", tagOf(last));
    const tagged = await rehearsal.listTags();
    const file = join(rehearsal.copy, folder, "README.md");
    writeFileSync(file, `${readFileSync(file, "utf8")}\nA change.\n`);
    await rehearsal.commit("a change that was not released");
    const { code, text } = await rehearsal.release();
    expect({ code, text }).toEqual({
      code: 1,
      text: expect.stringContaining(
        `has ${tagOf(last)} with other content than this commit: README.md differs.`,
      ),
    });
    expect(await rehearsal.listTags()).toEqual(tagged);
    await rehearsal.git("reset", "--hard", "--quiet", "HEAD^");
  });

  it("that was killed at every step is completed, with every package published once and tagged", async () => {
    const { code, text } = await rehearsal.release();
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining("Done.") });
    expect(text).not.toContain("Published");
    await expectReleased();
    expect(rehearsal.listPublished()).toEqual(tags.toSorted());
  });

  it("changes nothing when it runs a second and a third time", async () => {
    const before = await rehearsal.describeState();
    for (let run = 2; run <= 3; run++) {
      const { code, text } = await rehearsal.release();
      expect({ code, text }).toEqual({
        code: 0,
        text: `Nothing to do: ${rehearsal.registry.url} has every version.\n`,
      });
      expect(await rehearsal.describeState()).toEqual(before);
    }
  });

  it("stops at a change without a changeset, then publishes the change and what depends on it", async () => {
    const file = join(rehearsal.copy, "packages/node-kit/src/port.ts");
    writeFileSync(file, `${readFileSync(file, "utf8")}\n// A change.\n`);
    await rehearsal.commit("a change");
    const { code, text } = await rehearsal.release();
    expect({ code, text }).toEqual({
      code: 1,
      text: expect.stringMatching(
        /^@rolewright\/node-kit changed since .*changeset\npackages\/node-kit\/src\/port\.ts/,
      ),
    });

    writeFileSync(
      join(rehearsal.copy, ".changeset/port.md"),
      '---\n"@rolewright/node-kit": patch\n---\n\nA change.\n',
    );
    await rehearsal.commit("its changeset");
    const before = await rehearsal.describeState();
    // Ctrl-C undoes what it has changed. SIGKILL cannot.
    const endWhen = () => !existsSync(join(rehearsal.copy, ".changeset/port.md"));
    const stopped = await rehearsal.release({ endWhen, signal: "SIGINT", hasChildren: true });
    expect(stopped).toMatchObject({ code: 130, text: expect.stringContaining("was interrupted (SIGINT)") });
    expect(await rehearsal.describeState()).toEqual(before);
    expect(await rehearsal.git("status", "--porcelain")).toBe("");
    await rehearsal.release({ endWhen, hasChildren: true });
    const interrupted = await rehearsal.release();
    expect(interrupted).toMatchObject({
      code: 1,
      text: expect.stringMatching(
        /^A release was interrupted .* Run "git reset --hard".*changeset\/port\.md/s,
      ),
    });
    await rehearsal.git("reset", "--hard");
    const second = await rehearsal.release();
    expect(second).toMatchObject({
      code: 0,
      text: expect.stringMatching(/Published @rolewright\/node-kit@0\.\d+\.1 /),
    });
    expect(await rehearsal.git("status", "--porcelain")).toBe("");
    const changeLog = readFileSync(join(rehearsal.copy, "packages/node-kit/CHANGELOG.md"), "utf8");
    expect(changeLog).toContain("A change.");
    await expectReleased();
  });

  /** `ROLEWRIGHT_RELEASE_KILLS` sets how many. Each takes two runs. */
  const kills = Number(process.env["ROLEWRIGHT_RELEASE_KILLS"] ?? 1);
  it(
    `is completed after each of ${kills} kills at random moments`,
    { timeout: 300_000 * kills },
    async () => {
      let durationMs = 40_000;
      for (let kill = 1; kill <= kills; kill++) {
        const { name } = packages[Math.floor(Math.random() * packages.length)] ?? { name: "" };
        writeFileSync(
          join(rehearsal.copy, ".changeset/kill.md"),
          `---\n"${name}": patch\n---\n\nChange ${kill}.\n`,
        );
        await rehearsal.commit("a changeset");
        const delayMs = Math.random() * durationMs;
        const endAt = performance.now() + delayMs;
        const hasChildren = kill % 2 === 1;
        const killed = await rehearsal.release({ endWhen: () => performance.now() > endAt, hasChildren });
        const startedAt = performance.now();
        let completed = await rehearsal.release();
        // Programs of a killed release can still be writing.
        for (let undo = 0; undo < 5 && completed.text.startsWith("A release was interrupted"); undo++) {
          await rehearsal.git("reset", "--hard", "--quiet");
          completed = await rehearsal.release();
        }
        console.log(
          `Kill ${kill} of ${name} after ${(delayMs / 1000).toFixed(1)} s, ${hasChildren ? "with" : "without"} children, at: ${killed.text.trim().split("\n").at(-1)}`,
        );
        expect(completed).toMatchObject({ code: 0 });
        await expectReleased();
        durationMs = Math.max(durationMs, performance.now() - startedAt);
      }
    },
  );

  /** Expects every version of the packages in the registry and as a tag, whose commits have that version, and nothing else. */
  async function expectReleased(): Promise<void> {
    const { published, tags: tagged } = await rehearsal.describeState();
    expect(tagged).toEqual(published);
    expect(published).toEqual(expect.arrayContaining(listPublishedPackages(rehearsal.copy).map(tagOf)));
    for (const tag of tagged) {
      const { name, folder } = packages.find((each) => tag.startsWith(`${each.name}@`)) ?? {};
      const manifest = JSON.parse(await rehearsal.git("show", `${tag}:${folder}/package.json`)) as object;
      expect(manifest).toMatchObject({ name, version: tag.split("@").at(-1) });
    }
    expect(rehearsal.registry.countAccepted()).toBe(published.length);
  }

  it("stops when a description breaks callers and its version does not say so", async () => {
    const file = join(rehearsal.copy, "spec/openapi.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("maxLength: 255", "maxLength: 200"));
    const patches = packages.map(({ name }) => `"${name}": patch`).join("\n");
    writeFileSync(join(rehearsal.copy, ".changeset/spec.md"), `---\n${patches}\n---\n\nA change.\n`);
    await rehearsal.pnpm("generate");
    await rehearsal.commit("a breaking change");
    const { code, text: message } = await rehearsal.release();
    expect({ code, message }).toEqual({
      code: 1,
      message: expect.stringContaining("Set it to 0.2.0 or higher"),
    });
    expect(await rehearsal.git("status", "--porcelain")).toBe("");
  });

  it.each([
    ["node", "20.19.5"],
    ["node", "22.21.1"],
    ["node", "24.21.0"],
    ["bun", "1.4.5"],
    ["deno", "2.9.6"],
  ])("runs the README's program on %s %s, from the registry", async (runtime, version) => {
    const project = join(rehearsal.folder, `${runtime}-${version}`);
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "private": true }\n');
    writeFileSync(join(project, ".npmrc"), `@rolewright:registry=${rehearsal.registry.url}\n`);
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
    const output = await runReadmeProgram(
      rehearsal.copy,
      project,
      command,
      flags[runtime as keyof typeof flags],
    );
    expect(output).toContain("role-uuid-");
  });

  it("is accepted by pnpm 12, which rejects packages whose install scripts nobody approved", async () => {
    const project = join(rehearsal.folder, "pnpm");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "private": true }\n');
    writeFileSync(join(project, ".npmrc"), `@rolewright:registry=${rehearsal.registry.url}\n`);
    await runFile("npx", ["-y", "pnpm@12", "add", "@rolewright/mock"], { cwd: project });
    expect(existsSync(join(project, "node_modules/.bin/rolewright-mock"))).toBe(true);
  });
});
