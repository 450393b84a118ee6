import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { seedDemo, startServer } from "@rolewright/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseConfig } from "./config/parse-config.ts";
import { startCommand } from "./testing/command-run.ts";

const guide = join(import.meta.dirname, "../../docs/guides/v2/access-as-code.md");

describe("the guide", () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let apiKey: string;
  let folder: string;
  let blocks: { language: string; text: string }[];

  beforeAll(async () => {
    server = await startServer();
    ({ apiKey } = await seedDemo(server.store));
    folder = await mkdtemp(join(tmpdir(), "rolewright-access-"));
    // What `npx rolewright` finds in a project that has the package.
    await mkdir(join(folder, "bin"));
    await symlink(join(import.meta.dirname, "../dist/cli.js"), join(folder, "bin/rolewright"));
    const text = await readFile(guide, "utf8");
    blocks = [...text.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, language = "", content = ""]) => ({
      language,
      text: content,
    }));
  });

  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it("has commands that succeed with the demo organization, in this order", async () => {
    const commands = blocks
      .filter(({ language }) => language === "sh")
      .flatMap(({ text }) => text.trim().split("\n"))
      .filter((line) => !line.startsWith("export "));
    expect(commands.length).toBeGreaterThan(7);
    for (const command of commands) {
      const child = spawn("sh", ["-c", command.replace("npx rolewright", 'node "$PWD/bin/rolewright"')], {
        cwd: folder,
        env: {
          PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
          CONFIDENT_ORG_API_KEY: apiKey,
          CONFIDENT_BASE_URL: server.url,
        },
      });
      let stderr = "";
      child.stdout.resume();
      child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
      const [code] = (await once(child, "close")) as [number | null];
      expect({ command, code, stderr }).toEqual({ command, code: 0, stderr: "" });
    }
    expect(await readFile(join(folder, "access.html"), "utf8")).toContain("cleo@fernhill.example");
  });

  it("is consistent with the README, whose file fits the demo organization", async () => {
    const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
    const [, file = ""] = /```yaml\n(.*?)```/s.exec(readme) ?? [];
    await writeFile(join(folder, "readme.yaml"), file);
    const { code, stdout, stderr } = await startCommand(
      join(import.meta.dirname, "../dist/cli.js"),
      ["--file", "readme.yaml", "plan"],
      { cwd: folder, env: { CONFIDENT_ORG_API_KEY: apiKey, CONFIDENT_BASE_URL: server.url } },
    ).closed;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain('+ role "Auditor"');
    expect(stdout).not.toContain("Broken rules");
  });

  it("has files that are valid", () => {
    const files = blocks.filter(({ language }) => language === "yaml").map(({ text }) => text);
    expect(files.length).toBeGreaterThan(1);
    for (const text of files) {
      const source = text.startsWith("organization:") ? text : `organization: Fernhill Labs\n${text}`;
      expect(parseConfig(source, "rolewright.yaml").config.organization).toBe("Fernhill Labs");
    }
  });
});
