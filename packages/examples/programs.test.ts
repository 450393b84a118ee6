import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { seedDemo, startServer } from "@rolewright/server";
import { describe, expect, onTestFinished, test } from "vitest";
import { parse } from "yaml";

/** Starts the reference server with the demo organization. Its variables are those of every example. */
async function startDemo() {
  const server = await startServer();
  onTestFinished(() => server.close());
  const { apiKey } = await seedDemo(server.store);
  return { CONFIDENT_BASE_URL: server.url, CONFIDENT_ORG_API_KEY: apiKey };
}

async function run(command: string, args: string[], env: Record<string, string>) {
  const child = spawn(command, args, {
    cwd: join(import.meta.dirname, "drift-check"),
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, exitCode] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return { stdout, stderr, exitCode };
}

describe("drift-check", () => {
  const cli = fileURLToPath(new URL("dist/cli.js", import.meta.resolve("@rolewright/access/package.json")));

  /** Runs the step of the workflow with the package of this repository. */
  async function runCheck(env: Record<string, string>) {
    const workflow = parse(
      readFileSync(join(import.meta.dirname, "drift-check/drift-check.yml"), "utf8"),
    ) as { jobs: { check: { steps: { run?: string }[] } } };
    const step = workflow.jobs.check.steps.find((each) => each.run !== undefined)?.run ?? "";
    const script = step.replace("npx --yes --package @rolewright/access rolewright", '"$NODE" "$CLI"');
    expect(script).not.toBe(step);
    const folder = mkdtempSync(join(tmpdir(), "rolewright-drift-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const GITHUB_STEP_SUMMARY = join(folder, "summary");
    const flags = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
    const result = await run("bash", flags, {
      ...env,
      NODE: process.execPath,
      CLI: cli,
      GITHUB_STEP_SUMMARY,
    });
    return { ...result, summary: readFileSync(GITHUB_STEP_SUMMARY, "utf8") };
  }

  test("passes while the organization is as the file says", async () => {
    const { exitCode, stderr } = await runCheck(await startDemo());
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  test("fails after somebody changed a role, and the summary names it", async () => {
    const env = await startDemo();
    const headers = { CONFIDENT_API_KEY: env.CONFIDENT_ORG_API_KEY, "Content-Type": "application/json" };
    const url = `${env.CONFIDENT_BASE_URL}/v2/organization/roles`;
    const { data } = (await (await fetch(url, { headers })).json()) as {
      data: { roles: { id: string; name: string }[] };
    };
    const role = data.roles.find(({ name }) => name === "Billing Manager");
    const body = JSON.stringify({ name: "Billing Manager", policyIds: [] });
    expect((await fetch(`${url}/${role?.id}`, { method: "PUT", headers, body })).status).toBe(200);
    const { exitCode, summary } = await runCheck(env);
    expect(exitCode).toBe(1);
    expect(summary).toContain("Billing Manager");
  });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe.skipIf(!hasPython)(`python${hasPython ? "" : ", skipped: python3 is not installed"}`, () => {
  const program = join(import.meta.dirname, "python/create_role.py");

  test("creates a role", async () => {
    const { stdout, stderr } = await run("python3", [program, "Auditor of releases"], await startDemo());
    expect(stderr).toBe("");
    expect(stdout).toMatch(/^Created the role Auditor of releases with the ID \S+\.\n$/);
  });

  test("explains why a role could not be created", async () => {
    const { exitCode, stderr } = await run("python3", [program, "Billing Manager"], await startDemo());
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^POST \/v2\/organization\/roles failed with 409: .+/);
  });
});
