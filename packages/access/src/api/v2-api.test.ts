import { createClient } from "@rolewright/client/v2";
import { describe, expect, it } from "vitest";
import { createV2Api } from "./v2-api.ts";

/** Serves responses by method and path, and records requests. The data of a response can be a function. */
function createApi(routes: Record<string, unknown>, headers: Record<string, string> = {}) {
  const requests: { call: string; ifMatch: string | null }[] = [];
  const client = createClient({
    apiKey: "any",
    baseUrl: "http://127.0.0.1",
    maxRetries: 0,
    fetch: async (input, init) => {
      const request = new Request(input, init as RequestInit);
      const { pathname, search } = new URL(request.url);
      const call = `${request.method} ${pathname}${search}`;
      requests.push({ call, ifMatch: request.headers.get("if-match") });
      const route = routes[call];
      const data: unknown = typeof route === "function" ? route() : route;
      return call in routes
        ? Response.json({ success: true, data }, { headers })
        : Response.json({ success: false, error: `Unexpected request: ${call}` }, { status: 404 });
    },
  });
  return { api: createV2Api(client), requests };
}

const organization = { kind: "organization" } as const;
const role = { id: "role-1", name: "Auditor" };
const toMember = (index: number) => ({
  id: `user-${index}`,
  email: `user${index}@fernhill.example`,
  name: null,
  image: null,
  organizationRole: index === 0 ? role : null,
});

describe("the API of version 2", () => {
  it("reads all pages of members", async () => {
    const page = (number: number, count: number) => ({
      members: Array.from({ length: count }, (_, index) => toMember((number - 1) * 100 + index)),
      totalOrganizationMembers: 130,
      page: number,
      pageSize: 100,
    });
    const { api } = createApi({
      "GET /v2/organization/members?pageSize=100": page(1, 100),
      "GET /v2/organization/members?pageSize=100&page=1": page(1, 100),
      "GET /v2/organization/members?pageSize=100&page=2": page(2, 30),
    });
    const members = await api.listMembers(organization);
    expect(members).toHaveLength(130);
    expect(members?.slice(0, 2)).toEqual([
      { id: "user-0", email: "user0@fernhill.example", role },
      { id: "user-1", email: "user1@fernhill.example", role: null },
    ]);
  });

  describe("reading one member again", () => {
    /** Serves pages of a list that can change. */
    const createMemberApi = (ids: number[]) => {
      const toRoute = (number: number) => () => ({
        members: ids.slice((number - 1) * 100, number * 100).map(toMember),
        totalOrganizationMembers: ids.length,
        page: number,
        pageSize: 100,
      });
      const path = "GET /v2/organization/members?pageSize=100";
      return createApi({
        [path]: toRoute(1),
        ...Object.fromEntries([1, 2, 3].map((number) => [`${path}&page=${number}`, toRoute(number)])),
      });
    };
    const listIds = (count: number) => Array.from({ length: count }, (_, index) => index);

    it("sends one request for each member, after the pages are known", async () => {
      const { api, requests } = createMemberApi(listIds(300));
      for (const index of listIds(300))
        expect(await api.findMember(organization, `user-${index}`)).toMatchObject({ id: `user-${index}` });
      // The first member of each page finds the page.
      expect(requests).toHaveLength(300);
      expect(await api.findMember(organization, "user-0")).toMatchObject({ role });
      expect(requests).toHaveLength(301);
    });

    it("finds a member that has moved to another page, and returns nothing for one that has left", async () => {
      const ids = listIds(230);
      const { api } = createMemberApi(ids);
      expect(await api.findMember(organization, "user-229")).toMatchObject({ id: "user-229" });
      ids.splice(50, 100);
      expect(await api.findMember(organization, "user-229")).toMatchObject({ id: "user-229" });
      expect(await api.findMember(organization, "user-60")).toBeUndefined();
      expect(await api.findMember(organization, "user-1000")).toBeUndefined();
    });
  });

  it("recognizes built-in roles, and assigns a role", async () => {
    const stored = { ...role, description: null, policies: [], organizationId: "organization-1" };
    const { api } = createApi({
      "GET /v2/organization/roles": {
        roles: [stored, { ...stored, id: "role-0", name: "Owner", organizationId: null }],
      },
      "PUT /v2/organization/members/user-0": toMember(0),
    });
    expect((await api.listRoles(organization)).map(({ isBuiltIn }) => isBuiltIn)).toEqual([false, true]);
    expect(
      await api.send({ action: "assignRole", scope: organization, id: "user-0", body: { roleId: "role-1" } }),
    ).toEqual({
      id: "user-0",
      email: "user0@fernhill.example",
      role,
    });
  });

  it("sends the ETag of the last list as If-Match", async () => {
    const policy = { id: "policy-1", name: "View", description: null, permissions: [] };
    const scope = { kind: "project", id: "project-1", name: "Checkout" } as const;
    const { api, requests } = createApi(
      {
        "GET /v2/projects/project-1/policies": { policies: [policy] },
        "PUT /v2/projects/project-1/policies/policy-1": policy,
      },
      { etag: '"1"' },
    );
    await api.listPolicies(scope);
    await api.send({
      action: "updatePolicy",
      scope,
      id: "policy-1",
      body: { name: "View", permissionIds: [] },
    });
    expect(requests.map(({ ifMatch }) => ifMatch)).toEqual([null, '"1"']);
  });
});
