import type { OperationId } from "@rolewright/types";
import { describe, expect, it } from "vitest";
import { type Client } from "../index.ts";
import { catchError } from "../client-fixtures.test-support.ts";
import { calls } from "../operation-calls.test-support.ts";
import { createFakeSetup, createResources } from "./fake-setup.test-support.ts";
import { createFakeApi } from "./index.ts";
import type { HandlerOf, HandlersOf } from "./operation-request.ts";

describe("the fake API", () => {
  it.each(Object.keys(calls) as OperationId[])("returns a documented success of %s", async (operationId) => {
    const { seen, client } = createFakeSetup();
    const ids = await createResources(client);
    seen.length = 0;
    await calls[operationId](client, ids);
    expect(seen).toEqual([expect.stringMatching(`^${operationId} [23]\\d\\d$`)]);
  });

  it("does not compile while a handler does not list a query parameter", () => {
    type List = HandlerOf<{ page?: number; status?: string[] } | undefined, { total: number }>;
    const handler: List = { queryParams: { page: true, status: true }, respond: () => ({ total: 1 }) };
    // @ts-expect-error `status` is missing
    const incomplete: List = { queryParams: { page: true }, respond: () => ({ total: 1 }) };
    // @ts-expect-error the parameters are missing
    const without: List = () => ({ total: 1 });
    const simple: HandlerOf<undefined, { total: number }> = () => ({ total: 1 });
    expect([handler, incomplete, without, simple]).toHaveLength(4);
  });

  it("does not compile while a stub returns nothing", () => {
    type Described<Responses extends object> = HandlersOf<{
      run: { parameters: { query?: never }; responses: Responses };
    }>;
    interface Json<Body> {
      content: { "application/json": Body };
    }
    type Failure = Record<404, Json<{ success: false }>>;
    type Accepted<Headers> = { 202: Json<{ data: object }> & { headers: Headers } };
    // @ts-expect-error the response with the required header is missing
    const header: Described<Failure & Accepted<{ Location: string }>> = { run: () => ({}) };
    const optional: Described<Failure & Accepted<{ Sunset?: string }>> = { run: () => ({}) };
    // @ts-expect-error the data is missing
    const data: Described<Failure & { 200: Json<{ data: { id: string } }> }> = { run: () => {} };
    // @ts-expect-error the response with the file is missing
    const file: Described<Failure & { 200: { content: { "text/plain": string } } }> = { run: () => {} };
    // @ts-expect-error the response with the location is missing
    const redirect: Described<Failure & { 302: { content?: never } }> = { run: () => {} };
    // @ts-expect-error the empty response is missing
    const empty: Described<Failure & { 204: { content?: never } }> = { run: () => {} };
    expect([header, optional, data, file, redirect, empty]).toHaveLength(6);
  });

  it("stores what it receives and returns documented responses", async () => {
    const { api, client } = createFakeSetup();
    expect((await client.organization.update({ name: "Fernhill Research" })).name).toBe("Fernhill Research");
    expect((await client.organization.retrieve()).name).toBe("Fernhill Research");
    const { project, apiKey } = await client.projects.create({
      name: "Checkout",
      email: "Ada@fernhill.example",
    });
    expect([project.id, apiKey.valid]).toEqual(["project-1", true]);
    expect(await client.projects.list()).toEqual([project]);
    const scoped = client.project(project.id);
    expect(await scoped.update({ description: "d" })).toEqual({ ...project, description: "d" });
    expect(await scoped.retrieve()).toEqual({ ...project, description: "d" });
    for (const scope of [client.organization, scoped]) {
      const [permission] = await scope.permissions.list();
      const permissionIds = permission ? [permission.id] : [];
      const policy = await scope.policies.create({ name: "P", permissionIds });
      expect(policy.permissions).toEqual([{ id: permission?.id, name: permission?.name }]);
      expect(await scope.policies.update(policy.id, { name: "p", permissionIds })).toMatchObject({
        name: "p",
        description: null,
      });
      expect(await scope.policies.list()).toHaveLength(1);
      const role = await scope.roles.create({ name: "R", policyIds: [policy.id], description: "x" });
      expect(role).toMatchObject({ description: "x", policies: [{ id: policy.id, name: "p" }] });
      const renamed = { name: " r", policyIds: [policy.id] };
      expect(await scope.roles.update(role.id, renamed)).toMatchObject({
        description: "x",
        policies: [{ id: policy.id, name: "p" }],
      });
      expect(await scope.roles.update(role.id, { ...renamed, description: null })).toMatchObject({
        description: null,
      });
      expect((await scope.roles.list()).map(({ name }) => name)).toEqual([
        "Owner",
        expect.any(String),
        "Member",
        " r",
      ]);
      expect(await scope.policies.delete(policy.id)).toEqual({ id: policy.id, deleted: true });
      expect((await scope.roles.list()).at(-1)).toMatchObject({ id: role.id, policies: [] });
      expect(await scope.roles.delete(role.id)).toEqual({ id: role.id, deleted: true });
      expect(await scope.roles.list()).toHaveLength(3);
    }
    expect(await scoped.delete()).toEqual({ id: project.id, deleted: true });
    expect(await client.projects.list()).toEqual([]);
    expect(api.requests[0]).toEqual({
      operationId: "updateOrganization",
      query: {},
      method: "PUT",
      path: "/v1/organization",
      headers: expect.objectContaining({ accept: "application/json", "content-type": "application/json" }),
      body: { name: "Fernhill Research" },
    });
  });

  it("records the headers of a request, but not the API key", async () => {
    const { api, client } = createFakeSetup({ apiKey: "confident_org_SECRET" });
    const { requestId } = await client.projects.list({ headers: { "X-Team": "a" } }).withResponse();
    expect(api.requests[0]?.headers).toMatchObject({
      "x-request-id": requestId,
      "x-team": "a",
      confident_api_key: "[redacted]",
    });
    expect(JSON.stringify(api.requests)).not.toContain("SECRET");
    await api.fetch("https://x.example/v1/projects");
    expect(api.requests[1]?.headers).toEqual({});
  });

  it("has custom organization roles, custom project roles, and built-in roles", async () => {
    const { client } = createFakeSetup();
    const { project } = await client.projects.create({ name: "c" });
    expect(await client.organization.roles.create({ name: "a", policyIds: [] })).toMatchObject({
      organizationId: "organization-1",
    });
    expect(await client.project(project.id).roles.create({ name: "a", policyIds: [] })).toMatchObject({
      projectId: project.id,
    });
    expect((await client.organization.roles.list())[0]).toMatchObject({ organizationId: null });
    expect((await client.project(project.id).roles.list())[0]).toMatchObject({ projectId: null });
  });

  type Call = (client: Client) => Promise<unknown>;

  it.each<[number, RegExp, Call]>([
    [
      409,
      /A role named " ADMIN " already exists\. Choose another name\.$/,
      (c) => c.organization.roles.create({ name: " ADMIN ", policyIds: [] }),
    ],
    [
      409,
      /A role named "\uff21" already exists/,
      async (c) => {
        await c.organization.roles.create({ name: "a", policyIds: [] });
        return c.organization.roles.create({ name: "\uff21", policyIds: [] });
      },
    ],
    [
      409,
      /A role named "Ad min" already exists/,
      (c) => c.organization.roles.create({ name: "Ad\u200bmin", policyIds: [] }),
    ],
    ...["STRASSE", "Stra\u1e9ee", "stra\u00dfe"].map((name): [number, RegExp, Call] => [
      409,
      /A role named "S.+" already exists/i,
      async (c) => {
        await c.organization.roles.create({ name: "Stra\u00dfe", policyIds: [] });
        return c.organization.roles.create({ name, policyIds: [] });
      },
    ]),
    [422, /name: has no visible/, (c) => c.organization.update({ name: "\u200b\u2800" })],
    [422, /name: has a control character/, (c) => c.organization.update({ name: "a\u202eb" })],
    [422, /name: has a control character/, (c) => c.organization.update({ name: "a\u2028b" })],
    [
      409,
      /project named "C"/,
      async (c) => {
        await c.projects.create({ name: "c" });
        return c.projects.create({ name: "C" });
      },
    ],
    [
      409,
      /project named "a"/,
      async (c) => {
        await c.projects.create({ name: "a" });
        const { project } = await c.projects.create({ name: "b" });
        return c.project(project.id).update({ name: "a" });
      },
    ],
    [
      409,
      /policy named/,
      async (c) => {
        await c.organization.policies.create({ name: "é", permissionIds: [] });
        return c.organization.policies.create({ name: "e\u0301", permissionIds: [] });
      },
    ],
    [
      404,
      /Built-in roles cannot be changed/,
      (c) => c.organization.roles.update("organization-admin", { name: "x", policyIds: [] }),
    ],
    [404, /Built-in roles cannot be changed/, (c) => c.organization.roles.delete("organization-admin")],
    [404, /Role not found/, (c) => c.organization.roles.update("no", { name: "x", policyIds: [] })],
    [404, /Role not found/, (c) => c.organization.roles.delete("no")],
    [404, /Policy not found/, (c) => c.organization.policies.update("no", { name: "x", permissionIds: [] })],
    [404, /Policy not found/, (c) => c.organization.policies.delete("no")],
    [404, /Project not found/, (c) => c.project("no").roles.list()],
    [
      422,
      /policyIds: there is no policy "no"/,
      (c) => c.organization.roles.create({ name: "x", policyIds: ["no"] }),
    ],
    [
      422,
      /permissionIds: there is no permission "no"/,
      (c) => c.organization.policies.create({ name: "x", permissionIds: ["no"] }),
    ],
    [
      422,
      /policyIds: has the same item twice/,
      (c) => c.organization.roles.create({ name: "x", policyIds: ["a", "a"] }),
    ],
    [
      422,
      /policyIds.0: is number, not string/,
      (c) => c.organization.roles.create({ name: "x", policyIds: [1] as never }),
    ],
    [422, /policyIds: is missing/, (c) => c.organization.roles.create({ name: "x" } as never)],
    [422, /name: does not match /, (c) => c.organization.roles.create({ name: " ", policyIds: [] })],
    [422, /name: does not match /, (c) => c.organization.update({ name: "a\nb" })],
    [422, /name: is number, not string/, (c) => c.organization.update({ name: 1 } as never)],
    [
      422,
      /description: (has 1001 characters|does not match|is (array|boolean|number), not string or null)/,
      (c) => c.organization.roles.create({ name: "x", policyIds: [], description: 1 as never }),
    ],
    [
      422,
      /name: has 256 characters, above the maximum of 255/,
      (c) => c.organization.update({ name: "\u{1F511}".repeat(256) }),
    ],
    [422, /name: has 0 characters, below the minimum of 1/, (c) => c.organization.update({ name: "" })],
    ...["x".repeat(1001), "\0", ["x"], true].map((text): [number, RegExp, Call] => [
      422,
      /description: (has 1001 characters|does not match|is (array|boolean|number), not string or null)/,
      (c) => c.projects.create({ name: "x", description: text as never }),
    ]),
    ...["ada", "ada@", "a b@x.example", "ada@x.example\nb", ["ada@x.example"]].map(
      (email): [number, RegExp, Call] => [
        422,
        /email: (does not have the format email|is array, not string)/,
        (c) => c.projects.create({ name: "x", email: email as never }),
      ],
    ),
    [
      422,
      /plan: is not a field of this request/,
      (c) => c.organization.update({ name: "x", plan: "FREE" } as never),
    ],
    [
      422,
      /The request body is array, not object/,
      async (c) => {
        const { error, response } = await c.raw.PUT("/v1/organization", { body: [] as never });
        throw Object.assign(new Error(error?.error), { kind: "api", status: response.status });
      },
    ],
    [
      422,
      /The request body has 0 fields, below the minimum of 1/,
      async (c) => {
        const { project } = await c.projects.create({ name: "x" });
        return c.project(project.id).update({});
      },
    ],
  ])("returns %i: %s", async (status, message, call) => {
    const error = await catchError(call(createFakeSetup().client));
    expect(error).toMatchObject({ kind: "api", status });
    expect(error.message).toMatch(message);
  });

  it("removes only the deleted policy from a role", async () => {
    const { organization } = createFakeSetup().client;
    const [first, second] = await Promise.all(
      ["a", "b"].map((name) => organization.policies.create({ name, permissionIds: [] })),
    );
    const policyIds = [first?.id ?? "", second?.id ?? ""];
    await organization.roles.create({ name: "r", policyIds });
    await organization.policies.delete(policyIds[0] ?? "");
    expect((await organization.roles.list()).at(-1)).toMatchObject({ policies: [{ name: "b" }] });
  });

  it("starts with the same resources and numbered ids each time", async () => {
    const { client } = createFakeSetup();
    const { project } = await client.projects.create({ name: "x" });
    const [organization, inside] = [client.organization, client.project(project.id)];
    expect(await organization.retrieve()).toMatchObject({ id: "organization-1", name: "Fernhill Labs" });
    for (const [scope, kind, roles] of [
      [organization, "permission", ["organization-owner", "organization-admin", "organization-member"]],
      [inside, "project-permission", ["project-owner", "project-manager", "project-member"]],
    ] as const) {
      const permissions = (await scope.permissions.list()).map(({ id }) => id);
      expect(permissions).toEqual([1, 2, 3, 4, 5, 6].map((number) => `${kind}-${number}`));
      const listed = (await scope.roles.list()).map(({ id, policies }) => [id, policies]);
      expect(listed).toEqual(roles.map((id) => [id, []]));
    }
    const policy = { name: "p", description: "d", permissionIds: ["permission-1"] };
    expect(await organization.policies.create(policy)).toMatchObject({ id: "policy-1", description: "d" });
    await organization.policies.delete("policy-1");
    expect(await organization.policies.list()).toEqual([]);
    expect(project.id).toBe("project-1");
  });

  it("accepts texts of the maximum length, counted in characters", async () => {
    const { client } = createFakeSetup();
    const long = { name: "\u{1F511}".repeat(255), description: "\u{1F511}".repeat(1000) };
    const { project } = await client.projects.create({ ...long, email: "ada@fernhill.example" });
    expect(project).toMatchObject(long);
    const plain = await client.projects.create({ name: "x", description: null });
    expect(plain.project).toMatchObject({ name: "x", description: null });
    const separated = { name: "y", description: "\u2028x" };
    expect((await client.projects.create(separated)).project).toMatchObject(separated);
  });

  it.each(["[]", "null", "7", '"name"', "", "{"])("rejects the body %s", async (body) => {
    const { api } = createFakeSetup();
    const headers = { confident_api_key: "test" };
    const response = await api.fetch("https://x.example/v1/projects", { method: "POST", headers, body });
    expect(response.status).toBe(body === "{" ? 400 : 422);
  });

  it("stores a permission of the other scope", async () => {
    const { client } = createFakeSetup();
    const policy = await client.organization.policies.create({
      name: "a",
      permissionIds: ["project-permission-1"],
    });
    expect(policy.permissions).toEqual([{ id: "project-permission-1", name: "trace:read" }]);
  });

  it("lists projects by name", async () => {
    const { client } = createFakeSetup();
    for (const name of ["b", "a", "C"]) await client.projects.create({ name });
    expect((await client.projects.list()).map(({ name }) => name)).toEqual(["C", "a", "b"]);
  });

  it("does not delete a role that is assigned to a member", async () => {
    const { api, client } = createFakeSetup();
    const role = await client.organization.roles.create({ name: "a", policyIds: [] });
    api.assignRole(role.id);
    expect((await catchError(client.organization.roles.delete(role.id))).message).toContain(
      "409: The role is assigned to 1 member(s). Assign other roles to them first.",
    );
    expect(() => api.assignRole("role-9")).toThrow('There is no role "role-9".');
  });

  it("rejects requests of other APIs", async () => {
    const { fetch } = createFakeApi();
    const key = { confident_api_key: "k" };
    expect((await fetch("http://x.example/v1/nothing", {})).status).toBe(404);
    expect((await fetch("http://x.example/v1/projects", {})).status).toBe(401);
    expect(
      (await fetch("http://x.example/v1/projects", { method: "POST", headers: key, body: "{" })).status,
    ).toBe(400);
  });

  it("accepts a Request, and a URL object", async () => {
    const { fetch, requests } = createFakeApi();
    const headers = { confident_api_key: "k", "content-type": "application/json" };
    const url = "http://x.example/v1/projects";
    const request = new Request(url, { method: "POST", headers, body: JSON.stringify({ name: "n" }) });
    expect(await (await fetch(request)).json()).toMatchObject({ data: { project: { name: "n" } } });
    expect((await fetch(new URL(url), { headers })).status).toBe(200);
    expect(requests.map(({ operationId, body }) => [operationId, body])).toEqual([
      ["createProject", { name: "n" }],
      ["listProjects", undefined],
    ]);
  });

  it("restores the initial resources on reset", async () => {
    const { api, client } = createFakeSetup();
    const role = await client.organization.roles.create({ name: "a", policyIds: [] });
    api.assignRole(role.id);
    api.inject({ status: 500 });
    api.reset();
    expect(api.requests).toEqual([]);
    expect((await client.organization.roles.create({ name: "a", policyIds: [] })).id).toBe(role.id);
    expect(await client.organization.roles.delete(role.id)).toMatchObject({ deleted: true });
  });
});
