import { describe, expect, it } from "vitest";
import { catchError } from "../client-fixtures.test-support.ts";
import { createSetup, member, roles } from "./client-fixtures.test-support.ts";
import { ConfigurationError } from "./index.ts";

describe("the ownership", () => {
  const createOwnershipSetup = () => createSetup((path) => (path.endsWith("/roles") ? { roles } : member));

  it("is transferred by the ID of the built-in Owner role, which is looked up once", async () => {
    const { client, requests } = createOwnershipSetup();
    await client.organization.members.transferOwnership("user-1");
    await client.organization.members.transferOwnership("user-2");
    expect(requests.map(({ method, path, body }) => ({ method, path, body }))).toEqual([
      { method: "GET", path: "/v2/organization/roles", body: undefined },
      { method: "PUT", path: "/v2/organization/members/user-1", body: { roleId: "role-owner" } },
      { method: "PUT", path: "/v2/organization/members/user-2", body: { roleId: "role-owner" } },
    ]);
  });

  it("cannot be transferred by updateRole", async () => {
    const { client, requests } = createOwnershipSetup();
    for (const { members } of [client.organization, client.project("p")]) {
      const error = await catchError(members.updateRole("user-1", { roleId: "role-owner" }));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error.message).toContain("transferOwnership");
    }
    expect(requests.map(({ method }) => method)).toEqual(["GET", "GET"]);
  });

  it("is not changed if there is no built-in role with the name Owner", async () => {
    const { client, requests } = createSetup(() => ({ roles: [roles[1], { ...roles[0], name: "Admin" }] }));
    const { members } = client.project("p");
    for (const call of [members.transferOwnership("user-1"), members.updateRole("user-1", { roleId: "r" })])
      expect((await catchError(call)).message).toBe(
        "There is no built-in role named Owner, so the ownership cannot be protected. Check the base URL.",
      );
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  });

  it("leaves other roles to updateRole, also a custom role with the name Owner", async () => {
    const { client, requests } = createOwnershipSetup();
    const result = await client.project("p").members.updateRole("user-1", { roleId: "role-1" }).asResult();
    expect(result).toMatchObject({ ok: true, data: member });
    await client.project("p").members.updateRole("user-2", { roleId: "role-1" });
    expect(requests.filter(({ method }) => method === "GET")).toHaveLength(1);
  });
});
