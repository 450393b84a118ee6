import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseDescription, type Operation } from "@rolewright/openapi";
import { expect, onTestFinished, test } from "vitest";
import { writeOperationStubs } from "./operation-stubs.ts";

const repository = join(import.meta.dirname, "../../..");
const tablesV2 = [
  "packages/server/src/http/operation-handlers-v2.ts",
  "packages/client/src/testing/operations-v2.ts",
];
const tables = [
  "packages/server/src/http/operation-handlers.ts",
  "packages/client/src/testing/operations.ts",
  "packages/client/src/operation-calls.test-support.ts",
  "packages/conformance/src/calls.ts",
];

/** Copies the files with the tables of this repository, so that the test fails when one of them moves. */
function copyRepository() {
  const root = mkdtempSync(join(tmpdir(), "rolewright-stubs-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const folder of ["packages/server/src/operations", ".changeset"]) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const file of [...tables, ...tablesV2]) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    cpSync(join(repository, file), join(root, file));
  }
  return { root, read: (file: string) => readFileSync(join(root, file), "utf8") };
}

function readOperation(path: string, method: string, operation: object): Operation {
  const document = { openapi: "3.1.0", paths: { [path]: { [method]: { responses: {}, ...operation } } } };
  return parseDescription(JSON.stringify(document), "api.json").operations[0] as Operation;
}

const toParameter = (name: string, location: string) => ({
  name,
  in: location,
  schema: {},
  example: `${name}-1`,
});
const updateMember = readOperation("/v1/projects/{projectId}/members/{memberId}", "put", {
  operationId: "updateMember",
  summary: "Update a member.",
  parameters: [
    toParameter("projectId", "path"),
    toParameter("memberId", "path"),
    toParameter("notify", "query"),
  ],
  requestBody: {
    content: { "application/json": { examples: { one: { value: { policyIds: ["policy-uuid-2"] } } } } },
  },
});

test("adds a handler, a fake, a call and a changeset", () => {
  const { root, read } = copyRepository();
  const changed = writeOperationStubs(root, "v1", updateMember);
  expect(changed).toEqual([
    ...tables,
    "packages/server/src/operations/update-member.ts",
    ".changeset/update-member.md",
  ]);
  const handlers = read("packages/server/src/http/operation-handlers.ts");
  expect(handlers).toContain('import { updateMember } from "../operations/update-member.ts";\n');
  expect(handlers).toContain("\n  updateMember,\n};");
  expect(read("packages/server/src/operations/update-member.ts")).toContain(
    '/** Update a member. */\nexport const updateMember = {\n  queryParams: {},\n  *run(input: OperationInput<"updateMember">)',
  );
  expect(read("packages/client/src/testing/operations.ts")).toContain(
    "\n  updateMember: { queryParams: {}, respond: () => {} },\n};",
  );
  expect(read("packages/client/src/operation-calls.test-support.ts")).toContain(
    '\n  updateMember: (client, ids) => client.project(ids.projectId).members.update(ids.project.memberId, {"policyIds":[ids.project.policyId]}, { notify: "notify-1" }),\n};',
  );
  expect(read("packages/conformance/src/calls.ts")).toContain(
    "\n  updateMember: async (fixtures) => ({ path: { projectId: await fixtures.getProjectId(), memberId: undefined }, query: { notify: undefined }, body: undefined }),\n};",
  );
  expect(read(".changeset/update-member.md")).toContain(
    '"@rolewright/server": minor\n"@rolewright/docs": minor\n"@rolewright/contract": minor\n---\n\nUpdate a member with `updateMember` (`PUT /v1/projects/{projectId}/members/{memberId}`).',
  );
});

test("writes the shortest entries for an operation without input", () => {
  const { root, read } = copyRepository();
  writeOperationStubs(root, "v1", readOperation("/v1/members", "get", { operationId: "listMembers" }));
  expect(read("packages/server/src/http/operation-handlers.ts")).toContain("\n  listMembers,\n};");
  expect(read("packages/server/src/operations/list-members.ts")).toContain(
    "export function* listMembers(input",
  );
  expect(read("packages/client/src/testing/operations.ts")).toContain("\n  listMembers: () => {},\n};");
  expect(read("packages/client/src/operation-calls.test-support.ts")).toContain(
    "\n  listMembers: (client) => client.members.list(),\n};",
  );
  expect(read("packages/conformance/src/calls.ts")).toContain("\n  listMembers: async () => ({}),\n};");
});

test("adds a handler, a fake and a changeset of version 2", () => {
  const { root, read } = copyRepository();
  const inVersion2 = { ...updateMember, path: "/v2/projects/{projectId}/members/{memberId}" };
  expect(writeOperationStubs(root, "v2", inVersion2)).toEqual([...tablesV2, ".changeset/update-member.md"]);
  expect(read("packages/server/src/http/operation-handlers-v2.ts")).toContain(
    "\n  updateMember: { queryParams: {}, run: () => {} },\n};",
  );
  expect(read("packages/client/src/testing/operations-v2.ts")).toContain(
    "\n  updateMember: { queryParams: {}, respond: () => {} },\n};",
  );
  expect(read(".changeset/update-member.md")).toContain("PUT /v2/projects/{projectId}/members/{memberId}");
  const listMembers = readOperation("/v2/members", "get", { operationId: "listMembers" });
  writeOperationStubs(root, "v2", listMembers);
  expect(read("packages/server/src/http/operation-handlers-v2.ts")).toContain(
    "\n  listMembers: () => {},\n};",
  );
  expect(writeOperationStubs(root, "v2", listMembers)).toEqual([]);
});

test("calls a paged list with its query", () => {
  const { root, read } = copyRepository();
  const parameters = [{ name: "page", in: "query", schema: { type: "integer" }, example: 1 }];
  writeOperationStubs(
    root,
    "v1",
    readOperation("/v1/badges", "get", { operationId: "listBadges", parameters }),
  );
  expect(read("packages/client/src/operation-calls.test-support.ts")).toContain(
    "\n  listBadges: (client) => client.badges.list({ page: 1 }),\n};",
  );
});

test("uses resources of the fixtures for their IDs", () => {
  const { root, read } = copyRepository();
  const parameters = [toParameter("roleId", "path")];
  const operation = { operationId: "listMembers", parameters };
  writeOperationStubs(root, "v1", readOperation("/v1/organization/roles/{roleId}", "get", operation));
  expect(read("packages/conformance/src/calls.ts")).toContain(
    "\n  listMembers: async (fixtures) => ({ path: { roleId: (await fixtures.createOrganizationRole()).id } }),\n};",
  );
});

test("calls an operation with several IDs, and names that are no names of variables", () => {
  const { root, read } = copyRepository();
  const parameters = [
    toParameter("role-id", "path"),
    { ...toParameter("year", "path"), schema: { type: "integer" }, example: 2026 },
    { name: "page-size", in: "query", schema: { type: "integer" } },
  ];
  const operation = { operationId: "listMonths", parameters };
  const path = "/v1/organization/roles/{role-id}/years/{year}";
  writeOperationStubs(root, "v1", readOperation(path, "get", operation));
  expect(read("packages/client/src/operation-calls.test-support.ts")).toContain(
    '\n  listMonths: (client, ids) => client.organization.roles.years.list(ids.organization.roleId, 2026, { "page-size": null }),\n};',
  );
  expect(read("packages/conformance/src/calls.ts")).toContain(
    '\n  listMonths: async () => ({ path: { "role-id": undefined, year: undefined }, query: { "page-size": undefined } }),\n};',
  );
});

test("keeps stubs that exist", () => {
  const { root, read } = copyRepository();
  writeOperationStubs(root, "v1", updateMember);
  const before = tables.map(read);
  expect(writeOperationStubs(root, "v1", updateMember)).toEqual([]);
  expect(tables.map(read)).toEqual(before);
});
