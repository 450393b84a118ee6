import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { acceptInvitation, seedDemo, startServer, type Store } from "@rolewright/server";
import { describe, expect, it, onTestFinished } from "vitest";

interface PostmanFolder {
  name: string;
  item?: PostmanFolder[];
}

interface NewmanReport {
  run: {
    executions: { item: { name: string } }[];
    failures: { source?: { name: string }; error: { message: string } }[];
  };
}

const newman = createRequire(import.meta.url).resolve("newman/bin/newman.js");
const readCollection = (name: string) => fileURLToPath(import.meta.resolve(`@rolewright/spec/${name}`));

/** Imports a collection with newman, and runs its requests in their order. */
async function runCollection(
  name: string,
  variables: Record<string, string>,
  onlyFolder?: string,
): Promise<NewmanReport["run"]> {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-postman-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const report = join(folder, "report.json");
  const flags = Object.entries(variables).flatMap(([key, value]) => ["--env-var", `${key}=${value}`]);
  if (onlyFolder !== undefined) flags.push("--folder", onlyFolder);
  await promisify(execFile)(
    process.execPath,
    [newman, "run", readCollection(name), "--reporters", "json", "--reporter-json-export", report, ...flags],
    { env: { ...process.env, HOME: folder } },
  ).catch((error: { code?: number }) => {
    // 1 says that a test of the collection failed. The report tells which.
    if (error.code !== 1) throw error;
  });
  return (JSON.parse(readFileSync(report, "utf8")) as NewmanReport).run;
}

const listNames = ({ name, item }: PostmanFolder): string[] => item?.flatMap(listNames) ?? [name];

async function startDemo() {
  const server = await startServer();
  onTestFinished(() => server.close());
  const { apiKey } = await seedDemo(server.store);
  return { ...server, apiKey };
}

/** Reads the resources that a collection changes. */
const readResources = (url: string, version: string, apiKey: string) =>
  Promise.all(
    ["organization", "organization/policies", "organization/roles", "projects"].map(async (path) => {
      const response = await fetch(`${url}/${version}/${path}`, { headers: { CONFIDENT_API_KEY: apiKey } });
      return response.json();
    }),
  );

/** Invites a person, accepts the invitation, and returns the ID of the new member. */
async function addMember(url: string, apiKey: string, store: Store): Promise<string> {
  const response = await fetch(`${url}/v2/organization/invitations`, {
    method: "POST",
    headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
    body: JSON.stringify({ emails: ["grace@fernhill.example"] }),
  });
  const { data } = (await response.json()) as { data: { invitations: { token: string }[] } };
  const member = await acceptInvitation(store, data.invitations[0]?.token ?? "");
  if (member === undefined) throw new Error("The invitation was not accepted.");
  return member.memberId;
}

describe.each<[name: string, version: string, skippedRequests: string[]]>([
  ["postman.json", "v1", []],
  // Nobody but the Owner is a member of a new project.
  ["postman-v2.json", "v2", ["Update the role of a project member", "Remove a project member"]],
])("%s", (name, version, skippedRequests) => {
  const collection = JSON.parse(readFileSync(readCollection(name), "utf8")) as PostmanFolder & {
    variable: { key: string; value: string }[];
  };

  it("runs every request successfully from the first to the last, and undoes its changes", async () => {
    const { url, store, apiKey } = await startDemo();
    const organizationUserId = await addMember(url, apiKey, store);
    const before = await readResources(url, version, apiKey);
    const { executions, failures } = await runCollection(name, { baseUrl: url, apiKey, organizationUserId });
    expect(failures.map(({ source, error }) => `${source?.name}: ${error.message}`)).toEqual([]);
    const sent = new Set(executions.map(({ item }) => item.name));
    expect(listNames(collection).filter((request) => !sent.has(request))).toEqual(skippedRequests);
    expect(await readResources(url, version, apiKey)).toEqual(before);
  });

  it("has variables for the base URL and the key, and no value for the key", () => {
    const variables = Object.fromEntries(collection.variable.map(({ key, value }) => [key, value]));
    expect(variables["baseUrl"]).toBe("https://api.confident-ai.com");
    expect(variables["apiKey"]).toBe("");
    expect(JSON.stringify(collection)).not.toMatch(/confident_(us|eu|au)?_?org_\w{8}/);
  });
});

it("sends no request for a member before somebody names one", async () => {
  const { url, apiKey } = await startDemo();
  const { executions, failures } = await runCollection(
    "postman-v2.json",
    { baseUrl: url, apiKey },
    "Organization members",
  );
  expect(failures).toEqual([]);
  expect(executions.map(({ item }) => item.name)).toEqual(["List organization members"]);
});
