import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const cli = join(import.meta.dirname, "cli.ts");
const run = (...flags: string[]) => spawnSync(process.execPath, [cli, ...flags], { encoding: "utf8" });

describe("rolewright-docs", { timeout: 60_000 }, () => {
  it("writes the site into a folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-docs-"));
    const { stdout, status } = run("build", "--out", folder, "--url", "https://docs.example/roles");
    const siteMap = readFileSync(join(folder, "sitemap.xml"), "utf8");
    rmSync(folder, { recursive: true });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Wrote \d+ files to \S+\.\n$/);
    expect(siteMap).toContain("<loc>https://docs.example/roles/errors.html</loc>");
  });

  it("builds another description with other guides", () => {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-docs-"));
    const description = join(folder, "description.yaml");
    writeFileSync(
      description,
      "openapi: 3.1.0\ninfo: { title: Other, version: '1' }\npaths: { /a: { get: { responses: {} } } }\n",
    );
    const guides = join(import.meta.dirname, "testing/guides");
    const flags = ["--out", folder, "--description", description, "--guides", guides];
    const { status, stderr } = run("build", ...flags);
    const html = status === 0 ? readFileSync(join(folder, "index.html"), "utf8") : "";
    rmSync(folder, { recursive: true });
    expect([status, stderr]).toEqual([0, ""]);
    expect(html).toContain("<h1>Start</h1>");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("serves until %s, then exits with 0", async (signal) => {
    const child = spawn(process.execPath, [cli, "--port", "0"]);
    const [chunk] = (await once(child.stdout, "data")) as [Buffer];
    const [url = ""] = /http:\S+(?=\. )/.exec(chunk.toString()) ?? [];
    expect((await fetch(`${url}/llms.txt`)).status).toBe(200);
    child.kill(signal);
    expect(await once(child, "close")).toEqual([0, null]);
  });

  it.each([
    [["deploy"], /Unknown command "deploy"/],
    [["build"], /--out FOLDER/],
    [["build", "--out", "x", "--url", "docs"], /--url is not a valid URL: "docs"/],
    [["build", "--out", "x", "--description", "/nowhere.yaml"], /\/nowhere.yaml cannot be read \(ENOENT\)/],
    [["--port", "65536"], /The port "65536" is invalid/],
    [["--prot", "1"], /--prot/],
  ])("rejects %j in one line", (flags, message) => {
    const { status, stderr } = run(...flags);
    expect(status).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr.trim()).not.toContain("\n");
  });

  it("prints its usage and its version", () => {
    expect(run("--help").stdout).toContain("Usage: rolewright-docs");
    expect(run("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
