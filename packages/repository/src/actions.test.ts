import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { startMock } from "@rolewright/mock";
import { seedDemo, startServer } from "@rolewright/server";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { parse } from "yaml";

const root = join(import.meta.dirname, "../../..");

/** The repository behind a path with spaces, as in a workspace that its owner named. */
const spacedFolder = mkdtempSync(join(tmpdir(), "rolewright actions "));
const spacedRoot = join(spacedFolder, "a repository");
symlinkSync(root, spacedRoot, "junction");
afterAll(() => rmSync(spacedFolder, { recursive: true }));

/** Returns the input `command` that runs a program of this repository. */
const built = (path: string) => `"${process.execPath}" '${join(spacedRoot, "packages", path)}'`;

interface Action {
  inputs: Record<string, { default?: string }>;
  runs: {
    steps: { id?: string; if?: string; uses?: string; run?: string; env?: Record<string, string> }[];
  };
}

const readAction = (name: string) =>
  parse(readFileSync(join(root, ".github/actions", name, "action.yml"), "utf8")) as Action;

/** A runner: a folder for temporary files, and the files that steps write to. */
function createRunner() {
  const folder = mkdtempSync(join(tmpdir(), "rolewright runner "));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [outputFile, summaryFile] = [join(folder, "output"), join(folder, "summary")];
  writeFileSync(outputFile, "");
  writeFileSync(summaryFile, "");
  const readOutputs = () =>
    Object.fromEntries(
      readFileSync(outputFile, "utf8")
        .split("\n")
        .filter(Boolean)
        .map((line) => line.split(/=(.*)/s)),
    ) as Record<string, string>;

  /** Runs the script of a step as GitHub does, with the defaults of the action's inputs. */
  async function runStep(
    name: string,
    findStep: (step: Action["runs"]["steps"][number]) => boolean,
    inputs: Record<string, string>,
    context: Record<string, string> = {},
  ) {
    const { inputs: declared, runs } = readAction(name);
    const step = runs.steps.find((each) => each.run !== undefined && findStep(each));
    const evaluate = (value: string) =>
      value.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
        const [, input] = /^inputs\.(.*)$/.exec(expression) ?? [];
        if (input !== undefined) return inputs[input] ?? declared[input]?.default ?? "";
        return context[expression] ?? expect.fail(`The step uses ${expression}.`);
      });
    const env = Object.entries(step?.env ?? {}).map(([key, value]) => [key, evaluate(value)]);
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", step?.run ?? ""], {
      cwd: folder,
      env: {
        PATH: process.env["PATH"],
        HOME: folder,
        GITHUB_ACTIONS: "true",
        GITHUB_ACTION_PATH: join(spacedRoot, ".github/actions", name),
        GITHUB_OUTPUT: outputFile,
        GITHUB_REPOSITORY: "octocat/example",
        GITHUB_STEP_SUMMARY: summaryFile,
        RUNNER_TEMP: folder,
        ...context,
        ...(Object.fromEntries(env) as Record<string, string>),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr, exitCode] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve) => child.once("close", resolve)),
    ]);
    return { stdout, stderr, exitCode };
  }
  return { folder, runStep, readOutputs, readSummary: () => readFileSync(summaryFile, "utf8") };
}

async function startDemo() {
  const server = await startServer();
  onTestFinished(() => server.close());
  const { apiKey } = await seedDemo(server.store);
  return { url: server.url, apiKey };
}

describe("setup-server", () => {
  const command = built("server/dist/cli/main.js");
  const isStart = ({ id }: { id?: string }) => id === "start";

  it("outputs the URL and the key of a server that is ready, and masks the key", async () => {
    const { runStep, readOutputs } = createRunner();
    const { stdout, stderr, exitCode } = await runStep("setup-server", isStart, { command });
    const { url, "api-key": apiKey, pid } = readOutputs();
    onTestFinished(() => void process.kill(Number(pid), "SIGTERM"));
    expect([exitCode, apiKey?.length]).toEqual([0, expect.any(Number)]);
    const response = await fetch(`${url}/v2/organization/roles`, {
      headers: { CONFIDENT_API_KEY: apiKey ?? "" },
    });
    expect(response.status).toBe(200);
    expect(stdout).toBe(`::add-mask::${apiKey}\n`);
    expect(stderr).not.toContain(apiKey);
  });

  it("fails with the server's log if the port is in use", async () => {
    const { url } = await startDemo();
    const { runStep, readOutputs } = createRunner();
    const result = await runStep("setup-server", isStart, { command, port: new URL(url).port });
    expect(result.exitCode).toBe(1);
    expect(result.stdout).toMatch(/::error title=The server did not start::.*\n.*already in use/s);
    expect(readOutputs()).toEqual({});
  });
});

describe("contract", () => {
  const command = built("contract/dist/cli.js");
  const isRun = ({ id }: { id?: string }) => id === "run";
  const runArguments = "--checks ignored_auth --max-examples 10";

  it("passes, and writes the summary and the HTML report", async () => {
    const { url, apiKey } = await startDemo();
    const { runStep, readOutputs, readSummary } = createRunner();
    const { stdout, exitCode } = await runStep("contract", isRun, {
      "base-url": url,
      "api-key": apiKey,
      api: "v1",
      arguments: runArguments,
      command,
    });
    expect([exitCode, readOutputs()["outcome"]]).toEqual([0, "passed"]);
    expect(readSummary()).toMatch(/^### Contract: PASSED/);
    expect(readFileSync(readOutputs()["report"] ?? "", "utf8")).toMatch(/^<!doctype html>/i);
    expect(stdout).not.toContain(apiKey);
  });

  it("passes the command that accepts invitations on as one argument", async () => {
    const { url, apiKey } = await startDemo();
    const { runStep, readOutputs } = createRunner();
    const { stdout, exitCode } = await runStep("contract", isRun, {
      "base-url": url,
      "api-key": apiKey,
      api: "v2",
      "accept-invitation": "false --token {token}",
      arguments: "--checks removal_cascades",
      command,
    });
    expect([exitCode, readOutputs()["outcome"]]).toEqual([2, "incomplete"]);
    expect(stdout).toContain("--accept-invitation failed: Command failed: false --token [secret value]");
  });

  it("fails with annotations for a server that accepts any key", async () => {
    const { url, close } = await startMock();
    onTestFinished(close);
    const { runStep, readOutputs, readSummary } = createRunner();
    const { stdout, exitCode } = await runStep("contract", isRun, {
      "base-url": url,
      "api-key": "any",
      arguments: `--stateless ${runArguments}`,
      command,
    });
    expect([exitCode, readOutputs()["outcome"]]).toEqual([1, "failed"]);
    expect(stdout).toMatch(/^::error title=ignored_auth/m);
    expect(readSummary()).toMatch(/^### Contract: FAILED/);
  });

  it("reads arguments on several lines and in quotes", async () => {
    const { url, apiKey } = await startDemo();
    const { folder, runStep, readOutputs } = createRunner();
    const { exitCode } = await runStep("contract", isRun, {
      "base-url": url,
      "api-key": apiKey,
      api: "v1",
      arguments: `${runArguments}\n--header "X-Purpose: a test"\n--report 'json=${join(folder, "own report.json")}'\n`,
      command,
    });
    expect([exitCode, readOutputs()["outcome"]]).toEqual([0, "passed"]);
    expect(existsSync(join(folder, "own report.json"))).toBe(true);
  });

  it.each(["command", "arguments"])(
    "names the input %s if it has a quote without its pair",
    async (input) => {
      const { runStep, readOutputs } = createRunner();
      const inputs = { "base-url": "http://127.0.0.1", command, [input]: "node 'report.js" };
      const { stdout, exitCode } = await runStep("contract", isRun, inputs);
      expect(exitCode).toBe(1);
      expect(stdout).toBe(
        `::error title=Invalid input::The input \`${input}\` has a quote without its pair.\n`,
      );
      expect(readOutputs()).toEqual({});
    },
  );

  it("is incomplete for a server on another machine without allow-remote", async () => {
    const { runStep, readOutputs } = createRunner();
    const { exitCode } = await runStep("contract", isRun, {
      "base-url": "https://api.example",
      "api-key": "any",
      command,
    });
    expect([exitCode, readOutputs()["outcome"]]).toEqual([2, "incomplete"]);
  });
});

interface Comment {
  id: number;
  user: { type: string };
  body: string;
}

/** A stub of GitHub's API for the comments of one pull request. */
async function startGithub(comments: Comment[], rejectedWith?: number) {
  const requests: string[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://github.example");
    requests.push(`${request.method} ${pathname}`);
    const body = await text(request);
    response.setHeader("Content-Type", "application/json");
    if (rejectedWith !== undefined) return response.writeHead(rejectedWith).end("{}");
    if (request.method === "GET") {
      const start = (Number(searchParams.get("page")) - 1) * 100;
      return response.end(JSON.stringify(comments.slice(start, start + 100)));
    }
    const content = (JSON.parse(body) as { body: string }).body;
    const id = Number(pathname.split("/").at(-1));
    const existing = comments.find((comment) => request.method === "PATCH" && comment.id === id);
    if (existing) existing.body = content;
    else comments.push({ id: 1_000 + comments.length, user: { type: "Bot" }, body: content });
    return response.end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, requests };
}

describe("access", () => {
  const command = built("access/dist/cli.js");
  const isPlan = ({ id }: { id?: string }) => id === "plan";
  const isComment = ({ run }: { run?: string }) => run?.includes("comment.mjs") === true;
  const isApply = ({ run }: { run?: string }) => run?.includes(" apply ") === true;
  const config =
    "organization: Fernhill Labs\nroles:\n  Release auditor: { description: Reads, policies: [] }\n";

  it("plans, and applies exactly the plan", async () => {
    const { url, apiKey } = await startDemo();
    const { folder, runStep, readOutputs, readSummary } = createRunner();
    writeFileSync(join(folder, "rolewright.yaml"), config);
    const inputs = { "api-key": apiKey, "base-url": url, command };
    const planned = await runStep("access", isPlan, inputs);
    expect([planned.exitCode, planned.stderr]).toEqual([0, ""]);
    expect(readSummary()).toContain("Release auditor");
    const readRoles = async () =>
      (await fetch(`${url}/v2/organization/roles`, { headers: { CONFIDENT_API_KEY: apiKey } })).text();
    expect(await readRoles()).not.toContain("Release auditor");

    const context = { "steps.plan.outputs.plan": readOutputs()["plan"] ?? "" };
    const applied = await runStep("access", isApply, inputs, context);
    expect([applied.exitCode, applied.stderr]).toEqual([0, ""]);
    expect(await readRoles()).toContain("Release auditor");
    expect(planned.stdout + applied.stdout).not.toContain(apiKey);
  });

  it("reads risks to permit on several lines", async () => {
    const { url, apiKey } = await startDemo();
    const { folder, runStep } = createRunner();
    writeFileSync(join(folder, "rolewright.yaml"), config);
    const inputs = { "api-key": apiKey, "base-url": url, command, allow: "deletions\nunknown-risk\n" };
    const { exitCode, stderr } = await runStep("access", isPlan, inputs);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("unknown-risk");
  });

  it("applies on a push to the main branch only", () => {
    const step = readAction("access").runs.steps.find(isApply);
    expect(step?.if).toBe(
      "inputs.apply == 'true' && github.event_name == 'push' && github.ref == format('refs/heads/{0}', inputs.main-branch)",
    );
  });

  it("fails with the problem of an invalid file, and writes no summary", async () => {
    const { url, apiKey } = await startDemo();
    const { folder, runStep, readSummary } = createRunner();
    writeFileSync(join(folder, "rolewright.yaml"), "role: {}\n");
    const { exitCode, stderr } = await runStep("access", isPlan, {
      "api-key": apiKey,
      "base-url": url,
      command,
    });
    expect(exitCode).toBe(2);
    expect(stderr).toContain("rolewright.yaml");
    expect(readSummary()).toBe("");
  });

  /** Runs the step that comments a plan. */
  async function comment(plan: string, apiUrl: string) {
    const { folder, runStep } = createRunner();
    const markdown = join(folder, "plan.md");
    writeFileSync(markdown, plan);
    return runStep(
      "access",
      isComment,
      { token: "token" },
      {
        "steps.plan.outputs.markdown": markdown,
        "github.event.pull_request.number": "7",
        GITHUB_API_URL: apiUrl,
      },
    );
  }

  it("updates its comment instead of adding another, beyond the first page too", async () => {
    const marker = "<!-- rolewright-access: rolewright.yaml -->";
    const comments: Comment[] = Array.from({ length: 120 }, (_, id) => ({
      id,
      user: { type: "User" },
      body: `${marker} by a person`,
    }));
    const { url, requests } = await startGithub(comments);
    expect((await comment("first plan", url)).exitCode).toBe(0);
    expect((await comment("second plan", url)).exitCode).toBe(0);
    expect(comments).toHaveLength(121);
    expect(comments.at(-1)?.body).toBe(`${marker}\n### Access plan of rolewright.yaml\n\nsecond plan`);
    expect(requests.filter((request) => !request.startsWith("GET"))).toEqual([
      "POST /repos/octocat/example/issues/7/comments",
      "PATCH /repos/octocat/example/issues/comments/1120",
    ]);
  });

  it("says which permission is missing", async () => {
    const { url } = await startGithub([], 403);
    const { exitCode, stderr } = await comment("plan", url);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("Give the job `pull-requests: write`.");
    expect(stderr).not.toContain("token");
  });
});
