import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@rolewright/client/v2";
import { addOrganization, type RunningServer, startServer } from "@rolewright/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AccessApi } from "./api/access-api.ts";
import { createApi } from "./api/create-api.ts";
import type { Scope } from "./state/access-state.ts";
import { type CommandRun, startCommand } from "./testing/command-run.ts";
import { type Recorder, startRecorder } from "./testing/recorder.ts";

const cli = join(import.meta.dirname, "../dist/cli.js");
const organization = { kind: "organization" } as const;

/** Three requests: two policies of the organization, and a policy of the project that is changed. */
const file = `organization: Fernhill Labs
policies: { First: [billing:read], Second: [billing:read] }
projects: { Checkout: { policies: { Third: [trace:read] } } }
`;

describe("an apply that is interrupted", () => {
  let server: RunningServer;
  let recorder: Recorder;
  let folder: string;
  let apiKey: string;
  let api: AccessApi;
  let project: Scope & { kind: "project" };
  let thirdId: string;

  beforeAll(async () => {
    server = await startServer();
  });

  beforeEach(async () => {
    recorder = await startRecorder(server.url);
    folder = await mkdtemp(join(tmpdir(), "rolewright-access-"));
    ({ apiKey } = await addOrganization(server.store, "Fernhill Labs"));
    api = createApi({ apiKey, baseUrl: server.url });
    const created = await createClient({ apiKey, baseUrl: server.url }).projects.create({ name: "Checkout" });
    project = { kind: "project", id: created.project.id, name: "Checkout" };
    const body = { name: "Third", permissionIds: [] };
    thirdId = (await api.send({ action: "createPolicy", scope: project, body })).id;
    await writeFile(join(folder, "rolewright.yaml"), file);
    return async () => {
      await recorder.close();
      await rm(folder, { recursive: true });
    };
  });

  afterAll(() => server.close());

  const start = (args = ["apply", "--yes"]): CommandRun =>
    startCommand(cli, args, {
      cwd: folder,
      env: { CONFIDENT_ORG_API_KEY: apiKey, CONFIDENT_BASE_URL: recorder.url },
    });

  /** Sends a signal, and waits until the command has received it. */
  const interrupt = async ({ child }: CommandRun, signal: NodeJS.Signals) => {
    const received = new Promise((resolve) => child.stderr?.once("data", resolve));
    child.kill(signal);
    await received;
  };

  const listPolicyNames = async () => (await api.listPolicies(organization)).map(({ name }) => name);

  it.each(["SIGINT", "SIGTERM"] as const)(
    "finishes the request under way after %s, and lists what is done and what is not",
    async (signal) => {
      const run = start();
      recorder.beforeWrite = () => interrupt(run, signal);
      const { code, stdout, stderr } = await run.closed;
      expect(code).toBe(1);
      const lines = stdout.split("\n").filter((line) => /^(not )?done/.test(line));
      expect(lines).toEqual([
        'done: 1. POST /v2/organization/policies "First"',
        'not done: 2. POST /v2/organization/policies "Second"',
        `not done: 3. PUT /v2/projects/${project.id}/policies/${thirdId} "Third"`,
      ]);
      expect(stderr).toContain("Stopping after the request under way.");
      expect(stderr).toContain("Stopped on request.\nTo continue, create a new plan.\n");
      expect(await listPolicyNames()).toEqual(["First"]);
      delete recorder.beforeWrite;
      expect(await start().closed).toMatchObject({ code: 0 });
      expect((await listPolicyNames()).toSorted()).toEqual(["First", "Second"]);
    },
  );

  it("ends at once after a second signal", async () => {
    const run = start();
    recorder.beforeWrite = async () => {
      await interrupt(run, "SIGINT");
      run.child.kill("SIGINT");
      await run.closed;
    };
    expect(await run.closed).toMatchObject({ code: null });
    expect(run.child.signalCode).toBe("SIGINT");
  });

  it("waits as long as Retry-After says, and repeats the request", async () => {
    let limited = 0;
    recorder.intercept = ({ method }) =>
      method === "POST" && limited++ === 0 ? { status: 429, headers: { "retry-after": "1" } } : undefined;
    const begin = performance.now();
    expect(await start().closed).toMatchObject({ code: 0, stderr: "" });
    expect(performance.now() - begin).toBeGreaterThan(1000);
    expect(recorder.writes.map(({ method, status }) => [method, status])).toEqual([
      ["POST", undefined],
      ["POST", 200],
      ["POST", 200],
      ["PUT", 200],
    ]);
  });

  it.each([429, 401, 403, 503])("stops at a write that fails with %i", async (status) => {
    recorder.intercept = ({ method }) =>
      method === "PUT" ? { status, headers: { "retry-after": "0" } } : undefined;
    const { code, stdout, stderr } = await start().closed;
    expect(code).toBe(1);
    expect(stdout).toContain('done: 2. POST /v2/organization/policies "Second"');
    expect(stdout).toContain("not done: 3.");
    expect(stderr).toContain(String(status));
    expect(stderr).toContain('Policy "Third" of project "Checkout"');
    expect(stderr).not.toContain(apiKey);
  });

  it.each([429, 401, 403, 404])("sends nothing if a read fails with %i", async (status) => {
    recorder.intercept = ({ path }) =>
      path.endsWith("/policies") ? { status, headers: { "retry-after": "0" } } : undefined;
    const { code, stdout, stderr } = await start().closed;
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(String(status));
    expect(recorder.writes).toEqual([]);
  });

  it("stops if the project disappears", async () => {
    recorder.beforeResponse = async ({ number }) => {
      if (number === 2) await createClient({ apiKey, baseUrl: server.url }).project(project.id).delete();
    };
    const { code, stdout, stderr } = await start().closed;
    expect(code).toBe(1);
    expect(stdout).toContain("not done: 3.");
    expect(stderr).toContain('Policy "Third" of project "Checkout"');
    expect(stderr).toContain("404");
  });

  it("stops if somebody changes the next resource", async () => {
    recorder.beforeResponse = async ({ number }) => {
      if (number !== 2) return;
      const body = { name: "Third", permissionIds: [], description: "changed by somebody else" };
      await api.send({ action: "updatePolicy", scope: project, id: thirdId, body });
    };
    const { code, stderr } = await start().closed;
    expect(code).toBe(1);
    expect(stderr).toContain(
      'Policy "Third" of project "Checkout" differs from the plan: its description differs.',
    );
    expect((await api.listPolicies(project))[0]?.description).toBe("changed by somebody else");
  });

  it("stops if somebody changes the resource between the read and the write", async () => {
    recorder.beforeWrite = async ({ number }) => {
      if (number !== 3) return;
      const body = { name: "Third", permissionIds: [], description: "changed by somebody else" };
      await api.send({ action: "updatePolicy", scope: project, id: thirdId, body });
    };
    const { code, stderr } = await start().closed;
    expect(code).toBe(1);
    expect(stderr).toContain('Policy "Third"');
    expect((await api.listPolicies(project))[0]).toMatchObject({
      description: "changed by somebody else",
      permissions: [],
    });
  });

  it("stops if somebody creates the same name first", async () => {
    recorder.beforeWrite = async ({ number }) => {
      if (number !== 2) return;
      const body = { name: "second", permissionIds: [] };
      await api.send({ action: "createPolicy", scope: organization, body });
    };
    const { code, stdout, stderr } = await start().closed;
    expect(code).toBe(1);
    expect(stdout).toContain("not done: 2.");
    expect(stderr).toContain("409");
    expect(await listPolicyNames()).toEqual(["First", "second"]);
  });

  it.each(["POST", "PUT"])("repeats a %s whose response is lost, without a duplicate", async (lost) => {
    let count = 0;
    recorder.beforeResponse = ({ method }) => {
      if (method === lost && count++ === 0) throw new Error("The recorder ends the connection.");
    };
    expect(await start().closed).toMatchObject({ code: 0, stderr: "" });
    expect((await listPolicyNames()).toSorted()).toEqual(["First", "Second"]);
    expect((await api.listPolicies(project))[0]?.permissions).toHaveLength(1);
    expect(await start(["check"]).closed).toMatchObject({ code: 0 });
  });

  it("repeats a deletion whose response is lost", async () => {
    for (const name of ["A", "B", "C", "D"])
      await api.send({ action: "createPolicy", scope: organization, body: { name, permissionIds: [] } });
    const rest = "A: [], B: [], C: []";
    await writeFile(
      join(folder, "rolewright.yaml"),
      `organization: Fernhill Labs\nmanage: { policies: all }\npolicies: { ${rest} }\n`,
    );
    let count = 0;
    recorder.beforeResponse = () => {
      if (count++ === 0) throw new Error("The recorder ends the connection.");
    };
    expect(await start().closed).toMatchObject({ code: 0, stderr: "" });
    expect((await listPolicyNames()).toSorted()).toEqual(["A", "B", "C"]);
  });

  it("goes on if nobody reads its output", async () => {
    const run = start();
    run.child.stdout?.destroy();
    expect(await run.closed).toMatchObject({ code: 0 });
    expect((await listPolicyNames()).toSorted()).toEqual(["First", "Second"]);
  });
});
