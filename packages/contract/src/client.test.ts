import { ApiError, type Client, createClient } from "@rolewright/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operationNamed } from "./own-description.ts";
import { type RunningTarget, targets } from "./targets.ts";

/** The example that the mock gives for a success. */
const dataOf = (operationId: Parameters<typeof operationNamed>[0]) => {
  const examples =
    operationNamed(operationId).responses.find(({ status }) => status === "200")?.content[0]?.examples ?? {};
  const [first] = Object.values(examples);
  return (first?.value as { data: Record<string, unknown> } | undefined)?.data ?? {};
};

describe("@rolewright/client on the mock", () => {
  let mock: RunningTarget | undefined;
  let client: Client;

  beforeAll(async () => {
    mock = await targets.find(({ name }) => name === "mock")?.start();
    client = createClient({ apiKey: "any", baseUrl: mock?.url ?? "" });
  });

  afterAll(async () => {
    await mock?.stop();
  });

  it("reads what the description's examples say", async () => {
    expect(await client.organization.retrieve()).toEqual(dataOf("retrieveOrganization")["organization"]);
    expect(await client.organization.roles.list()).toEqual(dataOf("listOrganizationRoles")["roles"]);
    expect(await client.project("PROJECT-ID").permissions.list()).toEqual(
      dataOf("listProjectPermissions")["permissions"],
    );
  });

  it("creates, updates and deletes a role in both scopes", async () => {
    for (const { roles } of [client.organization, client.project("PROJECT-ID")]) {
      const role = await roles.create({ name: "Auditor", policyIds: ["policy-uuid-2"] });
      expect(
        await roles.update(role.id, { name: "Auditor", policyIds: [], description: null }),
      ).toMatchObject({ id: role.id });
      expect(await roles.delete(role.id)).toEqual({ id: role.id, deleted: true });
    }
  });

  it("throws what the API answers when it refuses", async () => {
    const refused = createClient({ apiKey: "any", baseUrl: mock?.url ?? "" }).organization.roles.create({
      name: "",
      policyIds: [],
    });
    await expect(refused).rejects.toBeInstanceOf(ApiError);
    await expect(refused).rejects.toMatchObject({
      status: 422,
      method: "POST",
      path: "/v1/organization/roles",
    });
  });
});
