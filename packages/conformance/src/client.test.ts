import { ApiError, type Client, createClient } from "@rolewright/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getOperation } from "./description.ts";
import { type RunningTarget, targets } from "./targets.ts";

/** Returns the data of the example that the mock returns for a success. */
const exampleData = (operationId: Parameters<typeof getOperation>[0]) => {
  const examples =
    getOperation(operationId).responses.find(({ status }) => status === "200")?.content[0]?.examples ?? {};
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

  it("returns the data of the description's examples", async () => {
    expect(await client.organization.retrieve()).toEqual(exampleData("retrieveOrganization")["organization"]);
    expect(await client.organization.roles.list()).toEqual(exampleData("listOrganizationRoles")["roles"]);
    expect(await client.project("PROJECT-ID").permissions.list()).toEqual(
      exampleData("listProjectPermissions")["permissions"],
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

  it("throws the error response of the API", async () => {
    const rejected = createClient({ apiKey: "any", baseUrl: mock?.url ?? "" }).organization.roles.create({
      name: "",
      policyIds: [],
    });
    await expect(rejected).rejects.toBeInstanceOf(ApiError);
    await expect(rejected).rejects.toMatchObject({
      status: 422,
      method: "POST",
      path: "/v1/organization/roles",
    });
  });
});
