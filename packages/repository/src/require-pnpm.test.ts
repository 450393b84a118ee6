import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";

const root = join(import.meta.dirname, "../../..");

/** Runs the check as a package manager would, from one of the root's scripts. */
function check(userAgent: string | undefined, script: string) {
  const { status, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, "require-pnpm.js")], {
    env: { npm_config_user_agent: userAgent, npm_lifecycle_event: script },
    encoding: "utf8",
  });
  return { status, message: stderr.trim() };
}

describe("the check of the package manager", () => {
  it("accepts pnpm 12 and later", () => {
    for (const version of ["12.21.0", "13.0.0"])
      expect(check(`pnpm/${version} npm/? node/v24.21.0 linux x64`, "start")).toEqual({
        status: 0,
        message: "",
      });
  });

  it.each([
    ["npm/11.19.1 node/v20.20.2 linux x64 workspaces/false", "start", "npm/11.19.1", "start"],
    ["pnpm/9.15.9 npm/? node/v20.20.2 linux x64", "pnpm:devPreinstall", "pnpm/9.15.9", "install"],
    ["yarn/1.22.22 npm/? node/v20.20.2 linux x64", "test", "yarn/1.22.22", "test"],
    [undefined, "build", "another program", "build"],
  ])("stops %s in one sentence with the command that works", (userAgent, script, name, command) => {
    expect(check(userAgent, script)).toEqual({
      status: 1,
      message: `This repository needs pnpm 12, and this is ${name}. Run: npx -y pnpm@12 ${command}`,
    });
  });
});

it("npm install fails in one sentence with the command that works", () => {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-npm-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const file of ["package.json", ".npmrc"]) copyFileSync(join(root, file), join(folder, file));
  // npm fails before it sends a request. This registry would not respond.
  const options = [
    "--registry",
    "http://127.0.0.1:9",
    "--fetch-retries",
    "0",
    "--cache",
    join(folder, "cache"),
  ];
  const { status, stderr } = spawnSync("npm", ["install", ...options], {
    cwd: folder,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  expect(status).toBe(1);
  expect(stderr).toContain("this repository needs pnpm 12. Run: npx -y pnpm@12 install\n");
});
