import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startServer } from "../index.ts";

const cli = fileURLToPath(new URL("main.ts", import.meta.url));
const children: ChildProcess[] = [];
let folder: string;
let database: string;

function run(flags: string[], environment: Record<string, string> = {}) {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [cli, ...flags], {
    cwd: folder,
    env: { ...inherited, ...environment },
  });
  children.push(child);
  const output = { out: "", error: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (output.out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (output.error += chunk));
  const closed = once(child, "close").then(([code]) => ({ code: code as number | null, ...output }));
  return { child, output, closed };
}

async function until(server: ReturnType<typeof run>, pattern: RegExp): Promise<string> {
  const ended = server.closed.then(({ out, error }) => expect.fail(out + error));
  const found = (async () => {
    for (;;) {
      const [, text] = pattern.exec(server.output.out) ?? [];
      if (text !== undefined) return text;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return Promise.race([found, ended]);
}

const urlOf = (server: ReturnType<typeof run>) => until(server, /listens on (http:\S+)/);
const statusOf = async (url: string, apiKey: string) =>
  (await fetch(`${url}/v1/projects`, { headers: { CONFIDENT_API_KEY: apiKey } })).status;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rolewright-cli-"));
  database = join(folder, "test.db");
});

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

describe("rolewright-server", { timeout: 60_000 }, () => {
  it("stores its data in roles.db of the working directory by default", async () => {
    const server = run([], { ROLEWRIGHT_SERVER_PORT: "0" });
    await urlOf(server);
    expect(readdirSync(folder)).toContain("roles.db");
  });

  it("ignores empty environment variables", async () => {
    const server = run(["--port", "0"], { DATABASE_URL: "", ROLEWRIGHT_SERVER_PORT: "" });
    await urlOf(server);
    expect(readdirSync(folder)).toContain("roles.db");
  });

  it("reads every flag from the environment, and prefers the command line", async () => {
    const server = run(["--port", "0"], {
      ROLEWRIGHT_SERVER_PORT: "1",
      ROLEWRIGHT_DATABASE: database,
      DATABASE_URL: join(folder, "other.db"),
      ROLEWRIGHT_DEMO: "true",
      ROLEWRIGHT_BODY_LIMIT: "20",
    });
    const apiKey = await until(server, /shown only once: (\S+)/);
    const response = await fetch(`${await urlOf(server)}/v1/projects`, {
      method: "POST",
      body: JSON.stringify({ name: "A long name" }),
      headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
    });
    expect(response.status).toBe(413);
    expect(readdirSync(folder)).toContain("test.db");
    expect(readdirSync(folder)).not.toContain("other.db");
  });

  it("rejects a variable that is neither true nor false", async () => {
    const { code, error } = await run(["--port", "0"], { ROLEWRIGHT_DEMO: "yes" }).closed;
    expect({ code, error }).toEqual({
      code: 1,
      error: 'rolewright-server: ROLEWRIGHT_DEMO is "yes". Give true or false.\n',
    });
  });

  it("serves the existing demo organization if it is started with --demo again", async () => {
    const flags = ["--port", "0", "--database", database, "--demo"];
    const first = run(flags);
    const apiKey = await until(first, /shown only once: (\S+)/);
    first.child.kill("SIGTERM");
    await first.closed;
    const again = run(flags);
    await until(again, /(already exists)/);
    expect(await statusOf(await urlOf(again), apiKey)).toBe(200);
    again.child.kill("SIGTERM");
    expect((await again.closed).code).toBe(0);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "serves until %s, exits with 0, and has stored everything",
    async (signal) => {
      const server = run(["--port", "0", "--database", database, "--demo"]);
      const url = await urlOf(server);
      const apiKey = await until(server, /shown only once: (\S+)/);
      const created = await fetch(`${url}/v1/projects`, {
        method: "POST",
        body: JSON.stringify({ name: "Kept" }),
        headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
      });
      expect(created.status).toBe(200);
      server.child.kill(signal);
      expect((await server.closed).code).toBe(0);
      const again = await startServer({ database });
      const response = await fetch(`${again.url}/v1/projects`, { headers: { CONFIDENT_API_KEY: apiKey } });
      expect(await response.text()).toContain("Kept");
      await again.close();
    },
  );

  it("creates and revokes keys while the server runs, and no key is in the log or the file", async () => {
    const flags = ["--database", database];
    const server = run(["--port", "0", "--log-level", "debug", ...flags]);
    const url = await urlOf(server);
    const first = (await run(["organizations", "create", "Acme", ...flags]).closed).out.trim();
    expect(first).toMatch(/^confident_org_[\w-]{43}$/);
    expect(await statusOf(url, first)).toBe(200);
    const listed = (await run(["keys", "list", ...flags]).closed).out.split("\t");
    const second = await run(["keys", "create", listed[1] ?? "", "--name", "CI", ...flags]).closed;
    expect(await statusOf(url, second.out.trim())).toBe(200);

    expect((await run(["keys", "revoke", listed[0] ?? "", ...flags]).closed).code).toBe(0);
    expect(await statusOf(url, first)).toBe(401);
    expect(await statusOf(url, second.out.trim())).toBe(200);
    expect((await run(["keys", "revoke", listed[0] ?? "", ...flags]).closed).code).toBe(1);
    expect((await run(["keys", "list", ...flags]).closed).out).toMatch(
      /First\t.*\trevoked \S+\tAcme\n.*\tCI\t/,
    );

    server.child.kill("SIGTERM");
    const { out, error } = await server.closed;
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), "latin1"));
    for (const text of [out, error, ...files]) expect(text).not.toContain(first.slice(-43));
  });

  it("accepts and declines invitations while the server runs, each token once", async () => {
    const flags = ["--database", database];
    const url = await urlOf(run(["--port", "0", ...flags]));
    const apiKey = (await run(["organizations", "create", "Acme", ...flags]).closed).out.trim();
    const send = async (method: string, path: string, body?: object) => {
      const headers = { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" };
      const text = body && JSON.stringify(body);
      const response = await fetch(`${url}/v2/organization/${path}`, {
        method,
        headers,
        ...(text !== undefined && { body: text }),
      });
      // The test knows the shape of each response.
      return ((await response.json()) as { data: any }).data;
    };
    const playInvitee = async (verb: string, token: string) => {
      const { code, out, error } = await run(["invitations", verb, token, ...flags]).closed;
      return { code, out: out.trim(), error: error.trim() };
    };
    const emails = ["ada@acme.example", "ben@acme.example"];
    const [ada, ben] = (await send("POST", "invitations", { emails })).invitations;
    expect(await send("GET", "members")).toMatchObject({ totalOrganizationMembers: 0 });

    const accepted = await playInvitee("accept", ada.token);
    expect(accepted).toMatchObject({
      code: 0,
      error: expect.stringContaining("ada@acme.example is a member"),
    });
    expect(await send("GET", "members")).toMatchObject({ members: [{ id: accepted.out }] });
    const declined = await playInvitee("decline", ben.token);
    expect(declined).toEqual({ code: 0, out: "", error: "Declined the invitation." });
    expect(await send("GET", "invitations")).toMatchObject({
      invitations: [{ id: ben.id, status: "DECLINED" }],
    });

    const resent = await send("PUT", `invitations/${ben.id}`);
    expect(resent).toMatchObject({ status: "PENDING" });
    await send("DELETE", `invitations/${ben.id}`);
    const error =
      "rolewright-server: No pending invitation has this token. It may have been accepted, revoked or sent again.";
    for (const token of [ada.token, ben.token, resent.token, "unknown"]) {
      expect(await playInvitee("accept", token)).toMatchObject({ code: 1, error });
      expect(await playInvitee("decline", token)).toMatchObject({ code: 1, error });
    }
  });

  it.skipIf(!existsSync("/dev/full"))("keeps serving if the disk with its log is full", async () => {
    const apiKey = (await run(["seed", "demo", "--database", database]).closed).out.trim();
    const other = await startServer();
    const { port } = new URL(other.url);
    await other.close();
    const full = openSync("/dev/full", "w");
    const flags = [cli, "--port", port, "--database", database, "--log-level", "debug"];
    const child = spawn(process.execPath, flags, { stdio: ["ignore", full, "ignore"] });
    closeSync(full);
    children.push(child);
    const url = `http://127.0.0.1:${port}`;
    await vi.waitFor(async () => expect(await statusOf(url, apiKey)).toBe(200), { timeout: 10_000 });
    // By now the previous request is in the log, or would be.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await statusOf(url, apiKey)).toBe(200);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  it("creates the demo organization once", async () => {
    const { code, out } = await run(["seed", "demo", "--database", database]).closed;
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^confident_org_\S+\n$/) });
    const again = await run(["seed", "demo", "--database", database]).closed;
    expect([again.code, again.error]).toEqual([1, expect.stringContaining("already exists")]);
  });

  it("reports a port in use in one line, and how to choose another", async () => {
    const other = await startServer();
    const { port } = new URL(other.url);
    const { code, error } = await run(["--port", port, "--database", ":memory:"]).closed;
    await other.close();
    expect({ code, error }).toEqual({
      code: 1,
      error: `rolewright-server: Port ${port} on 127.0.0.1 is already in use. Choose another port, or 0 for any free port. Set it with --port or ROLEWRIGHT_SERVER_PORT.\n`,
    });
  });

  it.each([
    [["--port", "http"], /--port is "http"/],
    [["--error-rate", "2"], /--error-rate is "2"/],
    [["--response-delay", "-1"], /--response-delay/],
    [["--log-level", "loud"], /--log-level is "loud"/],
    [["--prot", "1"], /--prot/],
    [["serve", "roles.db"], /no command "serve roles.db"/],
    [["keys", "make"], /no command "keys make"/],
    [["key"], /no command "key"/],
    [["keys", "list"], /no database roles\.db/],
    [["organizations", "create", " "], /name: must not be blank/],
    [["organizations", "create", "a\tb"], /name: must not have control characters/],
    [["--host", ""], /The host is empty/],
    [["--cors-origin", "http://127.0.0.1:1/\r\n"], /--cors-origin is/],
    [
      ["--trusted-proxies", "proxy", "--database", ":memory:"],
      /trusted proxy "proxy" is neither an IP address/,
    ],
    [["--database", ""], /database has no name/],
    [
      ["--database", "mysql://user:secret@127.0.0.1/x"],
      /Databases of the kind mysql: are not supported\. Give/,
    ],
    [["--database", "postgres://user:pass/word@127.0.0.1/x"], /Invalid URL\. .* write @ as %40/],
    [["--database", "postgres://user:pass#word@127.0.0.1/x"], /Invalid URL\. .* # as %23/],
    [["seed", "demo", "--database", ":memory:"], /in memory is lost/],
    [
      ["--database", "nowhere/roles.db"],
      /nowhere\/roles\.db cannot be used: The database file cannot be opened/,
    ],
    [["--database", cli], /main\.ts cannot be used: file is not a database/],
    [["--database", "postgres://127.0.0.1:1/none"], /PostgreSQL is not available/],
  ])("rejects %j with one line", async (flags, message) => {
    const { code, error } = await run(flags).closed;
    expect({ code, error }).toEqual({ code: 1, error: expect.stringMatching(message) });
    expect(error).not.toContain("    at ");
  });

  it("rejects creating a key for an unknown organization", async () => {
    await run(["seed", "demo", "--database", database]).closed;
    const { code, error } = await run(["keys", "create", "nothing", "--database", database]).closed;
    expect({ code, error }).toEqual({ code: 1, error: expect.stringContaining("no organization nothing") });
  });

  it("prints its help and its version", async () => {
    const { out: help } = await run(["--help"]).closed;
    expect(help).toContain("Usage: rolewright-server");
    const flags = help.match(/^  --(?!version|help)[\w-]+/gm);
    expect(help.match(/^ +ROLEWRIGHT_\w+/gm)).toHaveLength(flags?.length ?? 0);
    expect((await run(["--version"]).closed).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
