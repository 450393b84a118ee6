import { fileURLToPath } from "node:url";
import { startMock } from "@rolewright/mock";
import { acceptInvitation, addOrganization, startServer } from "@rolewright/server";
import { createTemporaryDatabase, findSkipReason } from "@rolewright/test-support";
import { afterAll, describe, expect, it } from "vitest";
import { installPackage, runPython } from "./python.ts";

/** What the script reports. */
interface Report {
  succeeded: string[];
  errors: string[];
  failures: string[];
}

/** The organization that the script works in. */
interface Fixture {
  apiKey: string;
  organization: Scope;
  projects: (Scope & { projectId: string })[];
}

interface Scope {
  memberIds: string[];
  policyName: string;
  projectName: string;
}

/** An implementation that serves both versions. */
interface Target {
  url: string;
  isStateful: boolean;
  createFixture(): Promise<Fixture>;
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL("calls.py", import.meta.url));
/** The script uses it if the implementation creates no export. */
const exampleExportId = "0192f0c4-7b1e-7000-8000-000000000001";

const packages = await Promise.all(
  (
    [
      { version: 1, requirement: "confidentai==0.2.0" },
      { version: 2, requirement: "confident-ai==0.3.0" },
    ] as const
  ).map(async (each) => ({ ...each, environment: await installPackage(each.requirement) })),
);

afterAll(() => {
  for (const { environment } of packages) if ("remove" in environment) environment.remove();
});

const targets = [
  { name: "the mock", skipReason: undefined, start: startMockTarget },
  { name: "the server on sqlite", skipReason: undefined, start: () => startServerTarget("sqlite") },
  {
    name: "the server on postgres",
    skipReason: findSkipReason("postgres"),
    start: () => startServerTarget("postgres"),
  },
];

/** How many calls succeed, and how many raise an error, on the server and on the mock. A missed method lowers them. */
const expectedCounts = {
  1: { succeeded: 30, onServer: 43, onMock: 5 },
  2: { succeeded: 98, onServer: 159, onMock: 10 },
};

describe.each(packages)("$requirement, unmodified,", ({ version, environment }) => {
  describe.each(targets)("on $name", ({ skipReason, start }) => {
    it.for([{ mode: "synchronous" }, { mode: "asynchronous" }])(
      "succeeds with every covered $mode method, and raises the error of every rejected call",
      { timeout: 120_000 },
      async ({ mode }, { skip }) => {
        if (skipReason !== undefined) skip(skipReason);
        if (environment.skipReason !== undefined) return skip(environment.skipReason);
        const { url, isStateful, createFixture, stop } = await start();
        try {
          const settings = {
            ...(await createFixture()),
            baseUrl: url,
            version,
            isStateful,
            isAsync: mode === "asynchronous",
            exportId: exampleExportId,
          };
          const output = await runPython(environment.python, script, JSON.stringify(settings));
          const { succeeded, errors, failures } = JSON.parse(output) as Report;
          expect(failures).toEqual([]);
          const { onServer, onMock, ...expected } = expectedCounts[version];
          expect({ succeeded: succeeded.length, errors: errors.length }).toEqual({
            succeeded: expected.succeeded,
            errors: isStateful ? onServer : onMock,
          });
        } finally {
          await stop();
        }
      },
    );
  });
});

async function startMockTarget(): Promise<Target> {
  const { url, close } = await startMock();
  const scope: Scope = {
    memberIds: ["user-uuid-1", "user-uuid-2"],
    policyName: "Read only",
    projectName: "Checkout",
  };
  const fixture: Fixture = {
    apiKey: "any-key",
    organization: scope,
    projects: [
      { ...scope, projectId: "project-uuid-1" },
      { ...scope, projectId: "project-uuid-1" },
    ],
  };
  return { url, isStateful: false, createFixture: async () => fixture, stop: close };
}

async function startServerTarget(kind: "sqlite" | "postgres"): Promise<Target> {
  const database = await createTemporaryDatabase(kind);
  const { url, store, close } = await startServer({ database: database.name });
  return {
    url,
    isStateful: true,
    async createFixture() {
      const { apiKey } = await addOrganization(store, "Acme");
      const post = async (path: string, body: unknown) => {
        const headers = { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" };
        const response = await fetch(`${url}/v2${path}`, {
          method: "POST",
          headers,
          body: JSON.stringify(body),
        });
        expect(response.status).toBe(200);
        // The test knows the shape of each response.
        return ((await response.json()) as { data: any }).data;
      };
      const createScope = async (path: string, name: string): Promise<Scope> => {
        const emails = [`ada@${name}.example`, `ben@${name}.example`];
        const { invitations } = await post(`${path}/invitations`, { emails });
        const memberIds = [];
        for (const { token } of invitations) {
          memberIds.push((await acceptInvitation(store, token))?.memberId ?? "");
        }
        await post(`${path}/policies`, { name: "Existing", permissionIds: [] });
        return { memberIds, policyName: "Existing", projectName: "first" };
      };
      const createProject = async (name: string) => {
        const projectId: string = (await post("/projects", { name })).project.id;
        return { ...(await createScope(`/projects/${projectId}`, name)), projectId };
      };
      const organization = await createScope("/organization", "acme");
      const projects = [await createProject("first"), await createProject("second")];
      return { apiKey, organization, projects };
    },
    async stop() {
      await close();
      await database.remove();
    },
  };
}
