/** A test of a user, for ts-jest. */
import { ConflictError, createClient, type Role } from "@rolewright/client";
import { createResilientFetch } from "@rolewright/client/fetch";
import { createFakeApi } from "@rolewright/client/testing";
import { responseSchemas } from "@rolewright/client/validation";

const api = createFakeApi();
const client = createClient({ apiKey: "test", fetch: api.fetch, responseSchemas });
const input = { name: "Auditor", policyIds: [] };

test("creates a role once", async () => {
  const role: Role = await client.organization.roles.create(input);
  expect(await client.organization.roles.list()).toContainEqual(role);
  await expect(client.organization.roles.create(input)).rejects.toThrow(ConflictError);
});

test("retries below a bare fetch", async () => {
  let attempts = 0;
  const fetch = async () => new Response("", { status: ++attempts === 1 ? 503 : 200 });
  const response = await createResilientFetch({ fetch })("https://api.example.com/items");
  expect([response.status, attempts]).toEqual([200, 2]);
});
