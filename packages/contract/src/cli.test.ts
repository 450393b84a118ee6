import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { acceptInvitation, addOrganization, seedDemo, startServer } from "@rolewright/server";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { checkExplanations } from "./check-explanations.ts";
import { checkNames } from "./check-names.ts";
import type { Report } from "./report/report.ts";

const cli = fileURLToPath(new URL("cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rolewright-contract-"));
let reference: Awaited<ReturnType<typeof startServer>>;
let apiKey: string;
let faulty: Server;

beforeAll(async () => {
  reference = await startServer();
  ({ apiKey } = await seedDemo(reference.store));
  await addOrganization(reference.store, "Another organization");
  faulty = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end('{"success":true,"data":{"note":"</failure>\\u0007 it\'s $HOME"}}');
  });
  await new Promise<void>((listening) => faulty.listen(0, "127.0.0.1", listening));
});

afterAll(async () => {
  await reference.close();
  faulty.closeAllConnections();
  faulty.close();
  rmSync(folder, { recursive: true });
});

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Shares compiled files between the processes. */
const { NODE_COMPILE_CACHE = "" } = process.env;

/** Runs the command in its own folder, with only the given environment variables. */
function run(
  args: string[],
  env: Record<string, string> = {},
  whileRunning?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ran> {
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env: { NODE_COMPILE_CACHE, ...env } });
  const ran: Ran = { code: null, out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => (ran.out += data));
  child.stderr.on("data", (data: Buffer) => {
    ran.err += data;
    whileRunning?.((signal) => child.kill(signal));
  });
  return new Promise((done) => child.once("close", (code) => done({ ...ran, code })));
}

const faultyUrl = () => `http://127.0.0.1:${(faulty.address() as AddressInfo).port}`;

describe("rolewright-contract", () => {
  it("exits with 0 when all checks pass, and lists what did not run", async () => {
    const env = { ROLEWRIGHT_API_KEY: apiKey };
    const only = ["--checks", "unsupported_method,tenant_isolation", "--checks", "path_not_found"];
    const { code, out, err } = await run(["--base-url", reference.url, ...only], env);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(out).toMatch(/^PASSED: /);
    expect(out).toContain(
      "tenant_isolation: needs the credentials of another organization: set --second-api-key",
    );
    expect(out).toContain("2 checks passed, 0 failed, 1 not run.");
  });

  it("exits with 1 when a check fails, writes a report in each format, and shows no key", async () => {
    const env = { ROLEWRIGHT_API_KEY: "confident_org_a-key-for-this-test" };
    const reports = ["junit=r.xml", "html=r.html", "json"].flatMap((format) => ["--report", format]);
    const args = ["--base-url", faultyUrl(), "--quiet", "--max-examples", "0", "--stateless", ...reports];
    const { code, out } = await run(args, env);
    expect(code).toBe(1);
    const json = readFileSync(join(folder, "contract-report.json"), "utf8");
    const xml = readFileSync(join(folder, "r.xml"), "utf8");
    const html = readFileSync(join(folder, "r.html"), "utf8");
    const report = JSON.parse(json) as Report;
    expect(report.findings.length).toBeGreaterThan(3);
    const [first] = report.findings;
    expect(out).toContain(`${first?.specLocation.file}:${first?.specLocation.line}`);
    expect(out).toContain('-H "CONFIDENT_API_KEY: ${ROLEWRIGHT_API_KEY}"');
    expect(out).toContain(`--seed ${report.seed} --checks ${first?.check}`);
    expect(xml.match(/<failure /g)).toHaveLength(report.findings.length);
    expect(xml.match(/<\/failure>/g)).toHaveLength(report.findings.length);
    expect(html.match(/<section>/g)).toHaveLength(report.findings.length);
    const causes = new Set(report.findings.map((each) => `${each.check} ${each.specLocation.pointer}`));
    expect(html.match(/<article /g)).toHaveLength(causes.size);
    for (const text of [out, json, xml, html]) {
      expect(text).not.toContain("a-key-for-this-test");
      expect(text).not.toContain("\u0007");
    }
  });

  it.each([
    ["a missing URL", [], "--base-url"],
    ["a missing key", ["--base-url", "http://127.0.0.1:9"], "ROLEWRIGHT_API_KEY"],
    ["an unknown flag", ["--nonsense"], "'--nonsense'. See --help."],
    [
      "an invalid seed",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k", "--seed", "x"],
      '--seed is "x"',
    ],
    [
      "an invalid duration",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k", "--max-time", "soon"],
      '--max-time is "soon"',
    ],
    [
      "an unknown report format",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k", "--report", "pdf"],
      '--report is "pdf"',
    ],
    [
      "a report path that cannot be written, before any request",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k", "--report", "junit=nowhere/r.xml"],
      "The report cannot be written to nowhere/r.xml (ENOENT)",
    ],
    ["another machine", ["--base-url", "http://192.0.2.1", "--api-key", "k"], "--allow-remote"],
    [
      "a server that is not running",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k"],
      "No server responds",
    ],
  ])("exits with 2 for %s, and says what to do", async (_, args, message) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "deletes created resources after %s, and exits with 2",
    async (signal) => {
      const list = async () => {
        const response = await fetch(`${reference.url}/v1/organization/policies`, {
          headers: { CONFIDENT_API_KEY: apiKey },
        });
        return response.text();
      };
      const before = await list();
      let isKilled = false;
      const ran = await run(["--base-url", reference.url], { ROLEWRIGHT_API_KEY: apiKey }, (kill) => {
        if (isKilled) return;
        isKilled = true;
        kill(signal);
      });
      expect(ran.out).toMatch(/^INCOMPLETE: /);
      expect(ran.out).toContain("The run did not finish: it was interrupted");
      expect(ran.code).toBe(2);
      expect(await list()).toBe(before);
    },
  );

  it("fails a server that redirects every request, and follows no redirect", async () => {
    const paths: string[] = [];
    const redirecting = createServer((request, response) => {
      paths.push(String(request.url));
      response.writeHead(302, { Location: "/login" }).end();
    });
    await new Promise<void>((listening) => redirecting.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}`;
    const { code, out } = await run(
      ["--base-url", url, "--max-examples", "0", "--report", "json=redirects.json"],
      {
        ROLEWRIGHT_API_KEY: "confident_org_a-key-for-this-test",
      },
    );
    redirecting.closeAllConnections();
    redirecting.close();
    expect({ code, out }).toMatchObject({ code: 1, out: expect.stringMatching(/^FAILED: /) as string });
    const { findings, checks } = JSON.parse(readFileSync(join(folder, "redirects.json"), "utf8")) as Report;
    const redirects = findings.find(({ message }) => message === "returns 302, which is not documented");
    expect(redirects?.operations).toContain("listOrganizationRoles");
    expect(redirects?.response).toContain("location: /login");
    // These look at the description only, or at what a redirect has, too.
    expect(checks.filter(({ outcome }) => outcome === "passed").map(({ check }) => check)).toEqual([
      "not_a_server_error",
      "max_response_time",
      "forward_compatibility",
      "examples_valid",
      "body_integrity",
      "api_key_not_exposed",
    ]);
    expect(paths).not.toContain("/login");
  });

  it("annotates the description and writes a job summary on GitHub Actions", async () => {
    const spec = join(folder, "items.json");
    writeFileSync(
      spec,
      JSON.stringify(
        {
          openapi: "3.1.0",
          info: { title: "Items", version: "1" },
          paths: {
            "/items": { get: { operationId: "listItems", responses: { "204": { description: "None." } } } },
          },
        },
        null,
        2,
      ),
    );
    const env = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: join(folder, "summary.md") };
    const args = ["--base-url", faultyUrl(), "--spec", "items.json", "--quiet", "--max-examples", "0"];
    const { code, out } = await run(args, env);
    expect(code).toBe(1);
    expect(out).toMatch(
      /^::error file=items\.json,line=\d+,title=status_code_conformance%3A listItems::returns 200, which is not documented%0A\w/m,
    );
    const summary = readFileSync(join(folder, "summary.md"), "utf8");
    expect(summary).toMatch(/^### Contract: FAILED: /);
    expect(summary).toContain(
      "| `status_code_conformance` | listItems | returns 200, which is not documented |",
    );
  });

  describe("--accept-invitation", () => {
    const only = ["--api", "v2", "--checks", "removal_cascades", "--quiet"];
    const runJoining = (...args: string[]) =>
      run(["--base-url", reference.url, ...only, ...args], { ROLEWRIGHT_API_KEY: apiKey });

    /** Writes a program that accepts an invitation as the invited person, and returns a command that runs it. */
    async function writeAcceptance(): Promise<string> {
      const people = createServer(async (request, response) => {
        const token = decodeURIComponent((request.url ?? "").slice(1));
        response.writeHead((await acceptInvitation(reference.store, token)) ? 204 : 404).end();
      });
      await new Promise<void>((listening) => people.listen(0, "127.0.0.1", listening));
      onTestFinished(() => {
        people.closeAllConnections();
        people.close();
      });
      const url = `http://127.0.0.1:${(people.address() as AddressInfo).port}`;
      const program = join(folder, "accept invitations.mjs");
      writeFileSync(
        program,
        `const { status } = await fetch("${url}/" + encodeURIComponent(process.argv[2]));\nprocess.exitCode = status === 204 ? 0 : 1;\n`,
      );
      return `"${process.execPath}" '${program}' {token}`;
    }

    it("runs the command with the token of each invitation, so that people join", async () => {
      const { code, out } = await runJoining("--accept-invitation", await writeAcceptance());
      expect({ code, out }).toMatchObject({ code: 0, out: expect.stringMatching(/^PASSED: /) as string });
      expect(out).toContain("1 checks passed, 0 failed, 0 not run.");
    });

    it("reports what could not run if the command fails, without the token", async () => {
      const program = join(folder, "reject.mjs");
      writeFileSync(program, "console.error(`rejected: ${process.argv[2]}`);\nprocess.exitCode = 1;\n");
      const command = `"${process.execPath}" "${program}" {token}`;
      const { code, out } = await runJoining("--accept-invitation", command);
      expect({ code, out }).toMatchObject({ code: 2, out: expect.stringMatching(/^INCOMPLETE: /) as string });
      expect(out).toContain("The run did not finish: people could not join with --accept-invitation.");
      expect(out).toContain("--accept-invitation failed: Command failed: ");
      expect(out).toContain("reject.mjs [secret value]");
    });

    it("is incomplete without it, and names the flag", async () => {
      const { code, out } = await runJoining();
      expect({ code, out }).toMatchObject({ code: 2, out: expect.stringMatching(/^INCOMPLETE: /) as string });
      expect(out).toContain("People join outside of the API: set --accept-invitation.");
    });

    it("rejects a command without {token}", async () => {
      const { code, err } = await runJoining("--accept-invitation", "accept-invitation");
      expect(code).toBe(2);
      expect(err).toContain("--accept-invitation has no {token}.");
    });

    it("reads quotes inside of an argument", async () => {
      const program = join(folder, "print.mjs");
      writeFileSync(
        program,
        "console.error(JSON.stringify(process.argv.slice(2)));\nprocess.exitCode = 1;\n",
      );
      const command = `"${process.execPath}" "${program}" --file="my data.db" '' --token={token}`;
      const { out } = await runJoining("--accept-invitation", command);
      expect(out).toContain('["--file=my data.db","","--token=[secret value]"]');
    });

    it("rejects a quote without its pair", async () => {
      const { code, err } = await runJoining("--accept-invitation", `accept "my data.db {token}`);
      expect(code).toBe(2);
      expect(err).toContain("which has a quote without its pair.");
    });
  });

  it.each(checkNames)("explains %s", async (name) => {
    const { why, source } = checkExplanations[name];
    expect(why).toMatch(/^[A-Z].*\.$/);
    expect(source.length).toBeGreaterThan(10);
  });

  it("explains a check, and names the known ones for an unknown one", async () => {
    const { code, out } = await run(["explain", "unsupported_method"]);
    expect(code).toBe(0);
    expect(out).toContain("RFC 9110, 15.5.6");
    const unknown = await run(["explain", "nonsense"]);
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('Unknown check "nonsense". Use one of not_a_server_error');
  });

  it("writes a contract file with init", async () => {
    const { code, out } = await run(["init", "--spec", "items.json", "--output", "items.yaml"]);
    expect({ code, out }).toMatchObject({ code: 0 });
    expect(out).toContain("items.yaml describes no resources.");
    expect((await run(["init"])).err).toContain("--spec is missing");
  });

  it("prints help, checks and version", async () => {
    expect((await run(["--help"])).out).toContain("Usage: rolewright-contract");
    expect((await run(["--list"])).out).toContain("use_after_free");
    expect((await run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
