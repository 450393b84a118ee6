import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addOrganization, seedDemo, startServer } from "@rolewright/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Report } from "./report/report.ts";

const cli = fileURLToPath(new URL("cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "rolewright-contract-"));
let reference: Awaited<ReturnType<typeof startServer>>;
let apiKey: string;
let broken: Server;

beforeAll(async () => {
  reference = await startServer();
  ({ apiKey } = await seedDemo(reference.store));
  await addOrganization(reference.store, "Another organization");
  broken = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end('{"success":true,"data":{"note":"</failure>\\u0007 it\'s $HOME"}}');
  });
  await new Promise<void>((listening) => broken.listen(0, "127.0.0.1", listening));
});

afterAll(async () => {
  await reference.close();
  broken.closeAllConnections();
  broken.close();
  rmSync(folder, { recursive: true });
});

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Saves each process the compiling of the same files. */
const { NODE_COMPILE_CACHE = "" } = process.env;

/** Runs the command in a folder of its own, with nothing of ours in its environment but what is given. */
function run(
  args: string[],
  env: Record<string, string> = {},
  whileRunning?: (kill: () => void) => void,
): Promise<Ran> {
  const child = spawn(process.execPath, [cli, ...args], { cwd: folder, env: { NODE_COMPILE_CACHE, ...env } });
  const ran: Ran = { code: null, out: "", err: "" };
  child.stdout.on("data", (data: Buffer) => (ran.out += data));
  child.stderr.on("data", (data: Buffer) => {
    ran.err += data;
    whileRunning?.(() => child.kill("SIGINT"));
  });
  return new Promise((done) => child.once("close", (code) => done({ ...ran, code })));
}

const brokenUrl = () => `http://127.0.0.1:${(broken.address() as AddressInfo).port}`;

describe("rolewright-contract", () => {
  it("exits with 0 where the description is kept, and says what it could not look at", async () => {
    const env = { ROLEWRIGHT_API_KEY: apiKey };
    const only = ["--only", "unsupported_method,tenant_isolation", "--only", "unknown_path"];
    const { code, out, err } = await run(["--base-url", reference.url, ...only], env);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(out).toMatch(/^KEPT: /);
    expect(out).toContain("tenant_isolation: needs the key of another organization, --second-key");
    expect(out).toContain("2 checks passed, 0 failed, 1 not run.");
  });

  it("exits with 1 where it is broken, with a report in each format, and shows no key", async () => {
    const env = { ROLEWRIGHT_API_KEY: "confident_org_a-key-for-this-test" };
    const reports = ["junit=r.xml", "html=r.html", "json"].flatMap((format) => ["--report", format]);
    const args = ["--base-url", brokenUrl(), "--quiet", "--fuzz", "0", "--stateless", ...reports];
    const { code, out } = await run(args, env);
    expect(code).toBe(1);
    const json = readFileSync(join(folder, "contract-report.json"), "utf8");
    const xml = readFileSync(join(folder, "r.xml"), "utf8");
    const html = readFileSync(join(folder, "r.html"), "utf8");
    const report = JSON.parse(json) as Report;
    expect(report.findings.length).toBeGreaterThan(3);
    const [first] = report.findings;
    expect(out).toContain(`${first?.source.file}:${first?.source.line}`);
    expect(out).toContain('-H "CONFIDENT_API_KEY: ${ROLEWRIGHT_API_KEY}"');
    expect(out).toContain(`--seed ${report.seed} --only ${first?.check}`);
    expect(xml.match(/<failure /g)).toHaveLength(report.findings.length);
    expect(xml.match(/<\/failure>/g)).toHaveLength(report.findings.length);
    expect(html.match(/<section /g)).toHaveLength(report.findings.length);
    for (const text of [out, json, xml, html]) {
      expect(text).not.toContain("a-key-for-this-test");
      expect(text).not.toContain("\u0007");
    }
  });

  it.each([
    ["no URL", [], "--base-url"],
    ["no key", ["--base-url", "http://127.0.0.1:9"], "ROLEWRIGHT_API_KEY"],
    ["a flag that there is not", ["--nonsense"], "'--nonsense'. See --help."],
    [
      "a seed that is none",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k", "--seed", "x"],
      '--seed is "x"',
    ],
    [
      "a time that is none",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k", "--max-time", "soon"],
      '--max-time is "soon"',
    ],
    [
      "another format",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k", "--report", "pdf"],
      '--report is "pdf"',
    ],
    [
      "a report that has no place, before anything is asked",
      ["--base-url", "http://127.0.0.1:9", "--api-key", "k", "--report", "junit=nowhere/r.xml"],
      "The report cannot be written to nowhere/r.xml (ENOENT)",
    ],
    ["another machine", ["--base-url", "http://192.0.2.1", "--api-key", "k"], "--allow-remote"],
    ["nobody there", ["--base-url", "http://127.0.0.1:9", "--api-key", "k"], "Nothing answers"],
  ])("exits with 2 for %s, and says what to do", async (_, args, message) => {
    const { code, out, err } = await run(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err.trim().split("\n")).toHaveLength(1);
  });

  it("deletes what it made when it is interrupted, and exits with 2", async () => {
    const list = async () => {
      const answer = await fetch(`${reference.url}/v1/organization/policies`, {
        headers: { CONFIDENT_API_KEY: apiKey },
      });
      return answer.text();
    };
    const before = await list();
    let isKilled = false;
    const ran = await run(["--base-url", reference.url], { ROLEWRIGHT_API_KEY: apiKey }, (kill) => {
      if (isKilled) return;
      isKilled = true;
      kill();
    });
    expect(ran.out).toMatch(/^NOT FINISHED: /);
    expect(ran.out).toContain("INCOMPLETE: it was interrupted");
    expect(ran.code).toBe(2);
    expect(await list()).toBe(before);
  });

  it("prints its usage, its checks and its version", async () => {
    expect((await run(["--help"])).out).toContain("Usage: rolewright-contract");
    expect((await run(["--list"])).out).toContain("use_after_free");
    expect((await run(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
