// cspell:ignore chekout cloe delte plam Prénom secretsecret -- misspelled on purpose
import { existsSync } from "node:fs";
import { mkdtemp, open, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedDemo, startServer } from "@rolewright/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startCommand } from "./testing/command-run.ts";

describe("the command", () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let apiKey: string;
  let folder: string;

  beforeAll(async () => {
    server = await startServer();
    ({ apiKey } = await seedDemo(server.store));
  });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "rolewright-access-"));
    return () => rm(folder, { recursive: true });
  });

  afterAll(() => server.close());

  /** Runs the command in the folder, with the key of the demo organization. */
  function run(args: string[], env: Record<string, string> = {}, stdout?: number) {
    const variables = { CONFIDENT_ORG_API_KEY: apiKey, CONFIDENT_BASE_URL: server.url, ROLEWRIGHT_API: "v1" };
    return startCommand(join(import.meta.dirname, "../dist/cli.js"), args, {
      cwd: folder,
      env: { ...variables, ...env },
      stdout,
    }).closed;
  }

  const write = (text: string) => writeFile(join(folder, "rolewright.yaml"), text);

  it("pulls a file that leads to an empty plan", async () => {
    expect(await run(["pull", "--out", "rolewright.yaml"])).toMatchObject({ code: 0, stderr: "" });
    expect(await readFile(join(folder, "rolewright.yaml"), "utf8")).toContain("Billing Manager");
    expect(await run(["check"])).toMatchObject({ code: 0, stderr: "" });
  });

  it("plans, applies exactly the plan, and has nothing to do afterwards", async () => {
    await write(
      "organization: Fernhill Labs\npolicies: { Read usage: [billing:read] }\nroles: { Auditor: { policies: [Read usage] } }\n",
    );
    expect(await run(["check"])).toMatchObject({ code: 1 });
    const plan = await run(["plan", "--out", "plan.json"]);
    expect(plan).toMatchObject({ code: 0, stderr: "" });
    expect(plan.stdout).toContain('+ policy "Read usage"   (1. POST /v1/organization/policies)');
    expect(plan.stdout).toContain("2 requests: 2 to create, 0 to change, 0 to delete.");
    expect(await run(["apply", "plan.json"])).toEqual({
      code: 0,
      stderr: "",
      stdout:
        'done: 1. POST /v1/organization/policies "Read usage"\ndone: 2. POST /v1/organization/roles "Auditor"\n2 requests done.\n',
    });
    expect(await run(["check"])).toMatchObject({ code: 0 });
    // The same plan again finds what it would create.
    const again = await run(["apply", "plan.json"]);
    expect(again).toMatchObject({ code: 1, stdout: "" });
    expect(again.stderr).toContain('Policy "Read usage" of the organization exists already');
  });

  it.each(["markdown", "html"])("escapes names in a plan as %s", async (format) => {
    await write("organization: Fernhill Labs\npolicies: { <b>*_x: [billing:read] }\n");
    const { code, stdout } = await run(["plan", "--report", format]);
    expect(code).toBe(0);
    // Markdown shows names as code.
    expect(stdout.replaceAll(/`[^`]*`/g, "")).not.toContain("<b>");
  });

  it("prints a plan as JSON", async () => {
    await write("organization: Fernhill Labs\npolicies: { A: [billing:read] }\n");
    const { stdout } = await run(["plan", "--report", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({ format: "rolewright-plan", requests: [{ number: 1 }] });
  });

  it.each([
    ["without a command", [], "Usage: rolewright"],
    ["with an unknown command", ["plam"], "unknown command 'plam'"],
    ["with an unknown option", ["plan", "--foo"], "unknown option '--foo'"],
    [
      "with an unknown format",
      ["plan", "--report", "pdf"],
      "Allowed choices are text, markdown, json, html.",
    ],
    [
      "without a file",
      ["plan"],
      'The file "rolewright.yaml" does not exist. Write what exists with rolewright pull --out rolewright.yaml',
    ],
    [
      "with a folder as the file",
      ["--file", ".", "plan"],
      'Cannot read ".": illegal operation on a directory.',
    ],
    ["without a plan", ["apply"], "Name a plan file, or add --yes"],
    [
      "with a plan that does not exist",
      ["apply", "nope.json"],
      'The file "nope.json" does not exist. Create a plan with: rolewright plan --out plan.json',
    ],
    [
      "with another argument after --allow",
      ["apply", "--allow", "lockout", "plan.json"],
      "argument 'plan.json' is invalid. The risks are built-in-roles, owner, lockout, deletions, rule-violations. Write other arguments before --allow.",
    ],
    ["for members in version 1", ["who"], "Version 1 of the API has no members. Use --api v2."],
  ])("fails %s with exit code 2", async (_, args, message) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("assigns a role to a member of version 2, and shows who has which permission", async () => {
    const env = { ROLEWRIGHT_API: "v2" };
    await write(
      "organization: Fernhill Labs\nmanage: { members: listed }\npolicies: { Read members: [user:read] }\nroles: { Greeter: { policies: [Read members] } }\nmembers: { cleo@fernhill.example: Greeter }\n",
    );
    expect(await run(["apply", "--yes"], env)).toMatchObject({ code: 0, stderr: "" });
    expect(await run(["check"], env)).toMatchObject({ code: 0 });
    const { stdout } = await run(
      ["who", "cleo@fernhill.example", "--in", "organization", "--report", "csv"],
      env,
    );
    expect(stdout).toBe(
      "member,scope,permission,role,policy\r\ncleo@fernhill.example,organization,user:read,Greeter,Read members\r\n",
    );
  });

  it.each([
    [
      "member",
      ["who", "cloe@fernhill.example"],
      "cloe@fernhill.example is not a member of the organization.",
    ],
    ["permission", ["who", "--can", "*:delte"], 'No permission matches "*:delte".'],
    ["project", ["who", "--in", "Chekout"], 'There is no project "Chekout". The nearest name is'],
  ])("fails for a question about an unknown %s", async (_, args, message) => {
    const { code, stdout, stderr } = await run(args, { ROLEWRIGHT_API: "v2" });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it("fails with an unknown version of the API in the environment", async () => {
    const { code, stderr } = await run(["check"], { ROLEWRIGHT_API: "v3" });
    expect(code).toBe(2);
    expect(stderr).toContain("value 'v3' from env 'ROLEWRIGHT_API' is invalid. Allowed choices are v1, v2.");
  });

  it("does not replace the file of another organization", async () => {
    const text = "organization: Other Corp\nroles: { Kept: { policies: [] } }\n";
    await write(text);
    expect(await run(["pull", "--out", "rolewright.yaml"])).toEqual({
      code: 2,
      stdout: "",
      stderr:
        'rolewright.yaml:1:1: The API key belongs to organization "Fernhill Labs", not "Other Corp". Use the key of the file\'s organization, or fix the name.\n',
    });
    expect(await readFile(join(folder, "rolewright.yaml"), "utf8")).toBe(text);
  });

  it.each([
    ["Latin-1", Buffer.from("organization: x\nroles:\n  Prénom: { policies: [] }\n", "latin1"), "3:5"],
    ["UTF-16", Buffer.from([0xff, 0xfe, 0x6f, 0x00]), "1:1"],
  ])("rejects a file in %s, and does not overwrite it", async (_, bytes, place) => {
    const file = join(folder, "rolewright.yaml");
    await writeFile(file, bytes);
    for (const args of [["check"], ["pull", "--out", "rolewright.yaml"]])
      expect(await run(args)).toEqual({
        code: 2,
        stdout: "",
        stderr: `rolewright.yaml:${place}: This is not UTF-8 text. Save the file as UTF-8.\n`,
      });
    expect(await readFile(file)).toEqual(bytes);
  });

  it("says that the organization breaks a rule, if nothing else differs", async () => {
    await write("organization: Fernhill Labs\nrules: [{ permission: iam:manage, atLeast: 3 }]\n");
    const { code, stdout } = await run(["check"], { ROLEWRIGHT_API: "v2" });
    expect(code).toBe(1);
    expect(stdout).toContain("No changes, but the organization breaks rules of the file.");
  });

  it.skipIf(!existsSync("/dev/full"))("cannot tell if its output is lost", async () => {
    await write("organization: Fernhill Labs\npolicies: { Lost: [billing:read] }\n");
    const full = await open("/dev/full", "w");
    for (const args of [["check"], ["plan", "--out", "plan.json"], ["pull"], ["apply", "--yes"]]) {
      const { code, stderr } = await run(args, {}, full.fd);
      expect({ args, code, stderr }).toEqual({
        args,
        code: 2,
        stderr: "Cannot write to the standard output: ENOSPC: no space left on device, write.\n",
      });
    }
    expect(await run(["apply", "plan.json"], {}, full.fd)).toMatchObject({ code: 0, stderr: "" });
    await full.close();
    expect(await run(["check"])).toMatchObject({ code: 0 });
  });

  it("does not overwrite the file with a plan", async () => {
    await write("organization: Fernhill Labs\n");
    const { code, stderr } = await run(["plan", "--out", "./rolewright.yaml"]);
    expect(code).toBe(2);
    expect(stderr).toContain("--out would overwrite rolewright.yaml. Name another file.");
    expect(await readFile(join(folder, "rolewright.yaml"), "utf8")).toBe("organization: Fernhill Labs\n");
  });

  it.each([
    ["in a folder that does not exist", "none/plan.json", "no such file or directory"],
    ["that is a folder", ".", "illegal operation on a directory"],
  ])("fails for an --out %s", async (_, out, reason) => {
    await write("organization: Fernhill Labs\n");
    expect(await run(["plan", "--out", out])).toEqual({
      code: 2,
      stdout: "",
      stderr: `Cannot write "${out}": ${reason}.\n`,
    });
  });

  it("writes through a symbolic link, and has no colors in a pipe", async () => {
    await write("organization: Fernhill Labs\npolicies: { Linked: [billing:read] }\n");
    await symlink(join(folder, "target.json"), join(folder, "plan.json"));
    const { code, stdout } = await run(["plan", "--out", "plan.json"]);
    expect(code).toBe(0);
    expect(stdout).not.toContain("\u001b");
    expect(JSON.parse(await readFile(join(folder, "target.json"), "utf8"))).toMatchObject({
      format: "rolewright-plan",
    });
  });

  it("shows no key, and names the host, when a request fails", async () => {
    await write("organization: Fernhill Labs\n");
    const unauthorized = await run(["plan"], { CONFIDENT_ORG_API_KEY: "confident_us_org_secretsecret" });
    expect(unauthorized).toMatchObject({ code: 2, stdout: "" });
    expect(unauthorized.stderr).toContain("401");
    expect(unauthorized.stderr).not.toContain("secretsecret");
    const missing = await run(["plan"], { CONFIDENT_ORG_API_KEY: "" });
    expect(missing.code).toBe(2);
    expect(missing.stderr).toContain("CONFIDENT_ORG_API_KEY");
  });
});
