import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { checkRepository } from "./preconditions.ts";

describe("a release stops, and says what to do first,", () => {
  let root: string;

  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();

  function write(file: string, content: object | string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), typeof content === "string" ? content : JSON.stringify(content));
  }

  function commit(): void {
    git("add", "--all");
    git("commit", "--quiet", "--message", "a commit");
  }

  const check = () => checkRepository(root).then(String, (error: Error) => error.message);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "rolewright-release-"));
    onTestFinished(() => rmSync(root, { recursive: true }));
    write("package.json", { repository: "https://git.example/rolewright" });
    write("packages/mock/package.json", { name: "@rolewright/mock", version: "0.1.0" });
    write("packages/private/package.json", { name: "@rolewright/private", version: "0.1.0", private: true });
    git("init", "--quiet", "--initial-branch=main");
    git("config", "user.name", "Test");
    git("config", "user.email", "test@example.com");
    commit();
  });

  it("not at all if everything is in order", async () => {
    expect(await check()).toBe("undefined");
  });

  it("if the address of the repository is not set, or is that of its files", async () => {
    write("package.json", {});
    expect(await check()).toMatch(/^Set "repository" in package.json to the address/);
    for (const repository of ["git@git.example:rolewright.git", "https://git.example/rolewright.git"]) {
      write("package.json", { repository });
      expect(await check()).toBe(
        `The "repository" in package.json is "${repository}". Write it as "https://github.com/OWNER/rolewright".`,
      );
    }
  });

  it("if the files have no history, as those of an archive", async () => {
    rmSync(join(root, ".git"), { recursive: true });
    expect(await check()).toBe("This folder is not a git repository. Release from a clone.");
  });

  it("if a commit is checked out instead of a branch", async () => {
    git("checkout", "--quiet", "--detach");
    expect(await check()).toBe("No branch is checked out. Check out the one to release: git switch main");
  });

  it("if git has nobody to name in a commit", async () => {
    git("config", "user.name", "");
    expect(await check()).toMatch(/^Git does not know whom to name in commits and tags\. Set user\.name/);
  });

  it("if the branch lacks commits of its upstream", async () => {
    git("branch", "upstream");
    git("branch", "--set-upstream-to", "upstream");
    expect(await check()).toBe("undefined");
    git("commit", "--quiet", "--allow-empty", "--message", "another commit");
    git("branch", "--force", "upstream");
    git("reset", "--quiet", "--hard", "HEAD^");
    expect(await check()).toMatch(/^The branch lacks commits of its upstream.* Run: git pull --rebase$/);
  });

  it("if files changed, are new, or are deleted", async () => {
    write("packages/mock/new.ts", "");
    write("packages/private/package.json", { private: true });
    rmSync(join(root, "packages/mock/package.json"));
    const [text, ...files] = (await check()).split("\n");
    expect(text).toBe("Commit or undo these changes first:");
    expect(files.map((line) => line.trim())).toEqual([
      "D packages/mock/package.json",
      "M packages/private/package.json",
      "?? packages/mock/new.ts",
    ]);
  });

  it("if a release was killed while it set the versions, until the branch has another commit", async () => {
    write(".git/rolewright-release", `${git("rev-parse", "HEAD")}\n`);
    expect(await check()).toBe("undefined");
    write("packages/mock/package.json", { name: "@rolewright/mock", version: "0.1.1" });
    expect(await check()).toMatch(
      /^A release was interrupted while it set the versions\. Run "git reset --hard".*packages\/mock/s,
    );
    commit();
    write("packages/mock/new.ts", "");
    expect(await check()).toMatch(/^Commit or undo/);
  });

  it.each(["registry", "@rolewright:registry"])("if a package chooses its own %s", async (key) => {
    const publishConfig = { access: "public", [key]: "https://registry.example/" };
    write("packages/mock/package.json", { name: "@rolewright/mock", version: "0.1.0", publishConfig });
    commit();
    expect(await check()).toBe(
      'Remove the registry from "publishConfig" of @rolewright/mock: the release gets it as an argument.',
    );
  });

  it("if a package changed since its tag without a changeset, except its tests", async () => {
    git("tag", "@rolewright/mock@0.1.0");
    write("packages/mock/index.test.ts", "");
    commit();
    expect(await check()).toBe("undefined");
    write("packages/mock/index.ts", "");
    commit();
    expect(await check()).toMatch(
      /^@rolewright\/mock changed since @rolewright\/mock@0\.1\.0, and no changeset says how\..*\npackages\/mock\/index\.ts$/,
    );
    write(".changeset/change.md", '---\n"@rolewright/mock": patch\n---\n');
    commit();
    expect(await check()).toBe("undefined");
    expect(readFileSync(join(root, "packages/mock/index.ts"), "utf8")).toBe("");
  });
});
