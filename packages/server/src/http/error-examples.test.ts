import { readDescription } from "@rolewright/openapi";
import { createTemporaryDatabase, type TemporaryDatabase } from "@rolewright/test-support";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addOrganization, type RunningServer, seedDemo, startServer } from "../index.ts";

/** Errors that need more than one request, or a failure. Other tests cause them. */
const causedElsewhere = [
  "This organization already has the maximum of 1,000 policies. Delete one before you create another.",
  "This organization already has the maximum of 1,000 custom roles. Delete one before you create another.",
  "This organization already has the maximum of 1,000 projects. Delete one before you create another.",
  "This project already has the maximum of 1,000 policies. Delete one before you create another.",
  "This project already has the maximum of 1,000 custom roles. Delete one before you create another.",
  "Too many requests. Retry after 30 seconds.",
  "An internal error occurred. Check the current state before you retry.",
  "The service is temporarily unavailable. Retry after 30 seconds.",
  "No audit-log entries match the period and the search term. Change them.",
  "More than 10,000,000 audit-log entries match. Choose a shorter period.",
  "The API key is being rotated until 2026-03-08T12:00:00.000Z. Rotate it again after that time, or revoke it.",
  "An export is in progress. Wait until it has finished.",
  "The export is in progress. Poll it until its status is COMPLETED.",
  // An export of this server cannot fail.
  "The export failed. Start a new export.",
  "expiresInDays: is required, because the API key has expired. Send a number of days, or null for no expiry.",
  "gracePeriodInHours: must be 0, because the API key has expired.",
];

type Request = [method: string, path: string, body?: unknown, contentType?: string];

const policy = (name: string, ...permissionIds: string[]) => ({ name, permissionIds });
const role = (name: string, ...policyIds: string[]) => ({ name, policyIds });
const organization = "/organization";
const project = "/projects/PROJECT-ID";
const emails = (...addresses: string[]) => ({ emails: addresses });

/** Requests to the demo organization, which has the examples of the description. */
const requests: Request[] = [
  ["POST", `${organization}/policies`, policy("Manage billing")],
  ["POST", `${organization}/roles`, role("Billing Manager")],
  ["POST", `${organization}/roles`, role("Admin")],
  ["DELETE", `${organization}/roles/role-uuid-3`],
  ["POST", "/projects", { name: "Checkout assistant" }],
  ["POST", "/projects", { name: " " }],
  ["POST", "/projects", { name: "New", email: "nobody@fernhill.example" }],
  ["POST", `${project}/policies`, policy("View traces")],
  ["POST", `${project}/roles`, role("Analyst")],
  ["POST", `${project}/roles`, role("Manager")],
  ["DELETE", "/projects/%zz"],
  ["DELETE", `${organization}/roles/%20`],
  ["PUT", organization, "{"],
  ["DELETE", `${organization}/policies/policy-uuid-404`],
  ["GET", "/projects/PROJECT-ID-404"],
  ["DELETE", `${organization}/roles/role-uuid-404`],
  ["DELETE", `${organization}/roles/role-uuid-0`],
  ["POST", `${organization}/roles`, role("x".repeat(100_000))],
  ["PUT", organization, { name: "New" }, "text/plain"],
  ["POST", `${organization}/policies`, policy("New", "perm-uuid-404")],
  ["POST", `${organization}/policies`, policy("New", "perm-uuid-1", "perm-uuid-1")],
  ["POST", `${organization}/roles`, role("New", "policy-uuid-404")],
  ["POST", `${organization}/roles`, role("New", "policy-uuid-2", "policy-uuid-2")],
  ["PATCH", `${organization}/roles`],
];

const period = { startTime: "2026-02-01T00:00:00Z", endTime: "2026-02-01T00:00:00Z" };
const requestsOfVersion2: Request[] = [
  ...requests,
  ["POST", `${organization}/audit-logs/exports`, { endTime: period.endTime }],
  ["POST", `${organization}/audit-logs/exports`, period],
  ["POST", `${organization}/audit-logs/exports`, { ...period, startTime: "yesterday" }],
  ["GET", `${organization}/audit-logs/exports/export-uuid-404`],
  ["DELETE", `${organization}/members/user-uuid-404`],
  ["DELETE", `${organization}/invitations/404`],
  ["DELETE", `${organization}/api-keys/404`],
  ["PUT", `${organization}/members/user-uuid-1`, { roleId: "role-uuid-2" }],
  ["DELETE", `${organization}/members/user-uuid-1`],
  ["POST", `${organization}/invitations`, emails("ada@fernhill.example")],
  ["POST", `${organization}/invitations`, emails(...Array<string>(51).fill("dana@fernhill.example"))],
  ["POST", `${organization}/invitations`, emails("dana@")],
  ["POST", `${organization}/invitations`, emails("dana@gmail.com")],
  [
    "POST",
    `${organization}/invitations`,
    { ...emails("dana@fernhill.example"), organizationRoleId: "role-uuid-404" },
  ],
  [
    "POST",
    `${organization}/invitations`,
    { ...emails("dana@fernhill.example"), organizationRoleId: "role-uuid-0" },
  ],
  ["GET", `${organization}/members?page=0`],
  ["GET", `${organization}/members?pageSize=101`],
  ["PUT", `${organization}/members/user-uuid-1`, {}],
  ["PUT", `${organization}/members/user-uuid-1`, { roleId: "role-uuid-404" }],
  ["POST", `${organization}/api-keys`, { name: "CI", expiresInDays: 3651 }],
  ["PUT", `${organization}/api-keys/404`, { valid: "yes" }],
  ["POST", `${organization}/api-keys/404/rotate`, { gracePeriodInHours: 8761 }],
];

/** Hides the free email domain. The domains of the description do not exist. */
const hideDomain = (error: string) => error.replace(/@[\w.]+" is not a company/, '@" is not a company');

describe.each([
  ["v1", "openapi.json", requests],
  ["v2", "openapi-v2.json", requestsOfVersion2],
])("the error examples of %s", (version, file, requestsOfVersion) => {
  let database: TemporaryDatabase;
  let server: RunningServer;

  beforeAll(async () => {
    database = await createTemporaryDatabase("sqlite");
    server = await startServer({ database: database.name });
  });

  afterAll(async () => {
    await server.close();
    await database.remove();
  });

  const send = async (apiKey: string, [method, path, body, contentType]: Request) => {
    const response = await fetch(`${server.url}/${version}${path}`, {
      method,
      headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": contentType ?? "application/json" },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    const { error = "" } = (await response.json()) as { error?: string };
    return `${response.status} ${hideDomain(error)}`;
  };

  it("have the status and the text that the server returns", async () => {
    const { apiKey } = await seedDemo(server.store);
    const returned = await Promise.all(requestsOfVersion.map((request) => send(apiKey, request)));
    returned.push(await send("confident_org_unknown", ["GET", organization]));
    const starter = await addOrganization(server.store, "Starter", "STARTER");
    const names = ["One", "Two", "Three", "Four", "Five"];
    for (const name of names) await send(starter.apiKey, ["POST", "/projects", { name }]);
    returned.push(await send(starter.apiKey, ["POST", "/projects", { name: "Six" }]));
    const free = await addOrganization(server.store, "Free", "FREE");
    const addresses = emails("a@fernhill.example", "b@fernhill.example", "c@fernhill.example");
    if (version === "v2")
      returned.push(await send(free.apiKey, ["POST", `${organization}/invitations`, addresses]));
    returned.push(await send(await createProjectKey(free.apiKey), ["GET", organization]));
    expect([...new Set(returned)].toSorted()).toEqual(readExamples(file).toSorted());
  });

  async function createProjectKey(apiKey: string): Promise<string> {
    const response = await fetch(`${server.url}/${version}/projects`, {
      method: "POST",
      headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
      body: JSON.stringify({ name: "First" }),
    });
    return ((await response.json()) as { data: { apiKey: { value: string } } }).data.apiKey.value;
  }
});

/** Returns the status and the text of each error example, except for those that other tests cause. */
function readExamples(file: string): string[] {
  const { operations } = readDescription(new URL(import.meta.resolve(`@rolewright/spec/${file}`)));
  const examples = operations.flatMap(({ responses }) =>
    responses.flatMap(({ status, content }) =>
      content
        .flatMap((each) => Object.values(each.examples))
        .map(({ value }) => ({ status, error: (value as { error?: string } | undefined)?.error })),
    ),
  );
  const errors = examples.filter(({ error }) => error !== undefined && !causedElsewhere.includes(error));
  return [
    ...new Set(
      errors.map(({ status, error = "" }) => `${status === "default" ? 405 : status} ${hideDomain(error)}`),
    ),
  ];
}
