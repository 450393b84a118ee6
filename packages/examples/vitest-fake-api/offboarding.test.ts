import { createClient } from "@rolewright/client";
import { createFakeApi } from "@rolewright/client/testing";
import { expect, test } from "vitest";
import { deleteEmptyRoles } from "./offboarding.ts";

/** A client of an API in memory. Nothing is sent. */
function createFake() {
  const api = createFakeApi();
  return { api, client: createClient({ apiKey: "test", fetch: api.fetch }) };
}

test("deletes only the roles without policies", async () => {
  const { client } = createFake();
  const [permission] = await client.organization.permissions.list();
  const permissionIds = [permission?.id ?? ""];
  const policy = await client.organization.policies.create({ name: "Some access", permissionIds });
  await client.organization.roles.create({ name: "Empty", policyIds: [] });
  await client.organization.roles.create({ name: "Used", policyIds: [policy.id] });
  expect(await deleteEmptyRoles(client)).toEqual(["Empty"]);
  const names = (await client.organization.roles.list()).map(({ name }) => name);
  expect(names).toContain("Used");
  expect(names).not.toContain("Empty");
});

test("succeeds although the API is overloaded for a moment", async () => {
  const { api, client } = createFake();
  await client.organization.roles.create({ name: "Empty", policyIds: [] });
  api.inject({ status: 503, retryAfter: 0, operationId: "listOrganizationRoles" });
  expect(await deleteEmptyRoles(client)).toEqual(["Empty"]);
});

test("reports a role that cannot be deleted", async () => {
  const { api, client } = createFake();
  await client.organization.roles.create({ name: "Empty", policyIds: [] });
  api.inject({ status: 409, operationId: "deleteOrganizationRole" });
  await expect(deleteEmptyRoles(client)).rejects.toThrow("409");
});
