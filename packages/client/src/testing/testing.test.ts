import { readFileSync } from "node:fs";
import ajvFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { type Client, type ClientOptions, createClient, type Fetch } from "../index.ts";
import { problemOf } from "../given.test-support.ts";
import { createTestApi } from "./index.ts";

interface OperationObject {
  operationId?: string;
  responses: Record<string, { $ref?: string }>;
}

const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as {
  paths: Record<string, Record<string, OperationObject>>;
  components: object;
};
const ajv = new Ajv2020({ strict: false });
// ajv-formats is CommonJS whose types say `default`; under Node that is the function itself.
(ajvFormats as unknown as (target: Ajv2020) => void)(ajv);
ajv.addSchema({ $id: "d", ...description } as never);

/** Holds each answer to the description: its status and its body. */
const held =
  (seen: string[], fetch: Fetch): Fetch =>
  async (url, init) => {
    const response = await fetch(url, init);
    const path = new URL(url).pathname;
    for (const [template, item] of Object.entries(description.paths)) {
      if (!new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(path)) continue;
      const operation = item[init.method?.toLowerCase() ?? ""];
      if (operation?.operationId === undefined) continue;
      const pointer = `/paths/${template.replaceAll("/", "~1").replaceAll("{", "%7B").replaceAll("}", "%7D")}/${init.method?.toLowerCase()}/responses/${response.status}`;
      const { $ref } =
        operation.responses[response.status] ??
        expect.fail(`${operation.operationId} documents no ${response.status}`);
      const schema = `d${$ref ?? `#${pointer}`}/content/application~1json/schema`;
      const body: unknown = await response.clone().json();
      expect(
        ajv.validate({ $ref: schema }, body),
        `${operation.operationId} ${ajv.errorsText()} ${JSON.stringify(body)}`,
      ).toBe(true);
      seen.push(`${operation.operationId} ${response.status}`);
    }
    return response;
  };

function given(options: ClientOptions = {}) {
  const api = createTestApi();
  const seen: string[] = [];
  const client = createClient({ apiKey: "test", fetch: held(seen, api.fetch), ...options });
  return { api, seen, client };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("the API in memory", () => {
  it("keeps what it is told, and answers as the description says, in every operation", async () => {
    const { api, seen, client } = given();
    expect((await client.organization.update({ name: "Fernhill Research" })).name).toBe("Fernhill Research");
    expect((await client.organization.retrieve()).name).toBe("Fernhill Research");
    const { project, apiKey } = await client.projects.create({
      name: "Checkout",
      email: "ada@fernhill.example",
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
      expect(await problemOf(scope.policies.delete(policy.id))).toMatchObject({ status: 409 });
      expect(await scope.roles.update(role.id, { name: " r", policyIds: [] })).toMatchObject({
        description: null,
        policies: [],
      });
      expect((await scope.roles.list()).map(({ name }) => name)).toEqual([
        "Owner",
        expect.any(String),
        "Member",
        " r",
      ]);
      expect(await scope.policies.delete(policy.id)).toEqual({ id: policy.id, deleted: true });
      expect(await scope.roles.delete(role.id)).toEqual({ id: role.id, deleted: true });
      expect(await scope.roles.list()).toHaveLength(3);
    }
    expect(await scoped.delete()).toEqual({ id: project.id, deleted: true });
    expect(await client.projects.list()).toEqual([]);
    const operations = Object.values(description.paths).flatMap((item) =>
      Object.values(item).flatMap(({ operationId }) => operationId ?? []),
    );
    expect(operations.filter((operationId) => !seen.includes(`${operationId} 200`))).toEqual([]);
    expect(api.requests[0]).toEqual({
      operation: "updateOrganization",
      method: "PUT",
      path: "/v1/organization",
      body: { name: "Fernhill Research" },
    });
  });

  it("has roles that belong to the organization, to the project, or to nobody", async () => {
    const { client } = given();
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
      403,
      /global role/,
      (c) => c.organization.roles.update("organization-admin", { name: "x", policyIds: [] }),
    ],
    [403, /global role/, (c) => c.organization.roles.delete("organization-admin")],
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
      /permissionIds: there is no permission "project-permission-1"/,
      (c) => c.organization.policies.create({ name: "x", permissionIds: ["project-permission-1"] }),
    ],
    [
      422,
      /policyIds: must be a list of ids, each once/,
      (c) => c.organization.roles.create({ name: "x", policyIds: ["a", "a"] }),
    ],
    [
      422,
      /policyIds: must be a list/,
      (c) => c.organization.roles.create({ name: "x", policyIds: [1] as never }),
    ],
    [422, /policyIds: is missing/, (c) => c.organization.roles.create({ name: "x" } as never)],
    [422, /name: must be a name/, (c) => c.organization.roles.create({ name: " ", policyIds: [] })],
    [422, /name: must be a name/, (c) => c.organization.update({ name: "a\nb" })],
    [422, /name: must be a name/, (c) => c.organization.update({ name: 1 } as never)],
    [
      422,
      /description: must be a text/,
      (c) => c.organization.roles.create({ name: "x", policyIds: [], description: 1 as never }),
    ],
    [422, /name: must be a name/, (c) => c.organization.update({ name: "\u{1F511}".repeat(256) })],
    [422, /name: must be a name/, (c) => c.organization.update({ name: "" })],
    ...["x".repeat(1001), "\0", ["x"], true].map((text): [number, RegExp, Call] => [
      422,
      /description: must be a text/,
      (c) => c.projects.create({ name: "x", description: text as never }),
    ]),
    ...["ada", "ada@", "a b@x.example", "ada@x.example\nb", ["ada@x.example"]].map(
      (email): [number, RegExp, Call] => [
        422,
        /email: must be an address/,
        (c) => c.projects.create({ name: "x", email: email as never }),
      ],
    ),
    [422, /plan: is not known here/, (c) => c.organization.update({ name: "x", plan: "FREE" } as never)],
    [422, /must be an object/, (c) => c.organization.update([] as never)],
    [
      422,
      /changes nothing/,
      async (c) => {
        const { project } = await c.projects.create({ name: "x" });
        return c.project(project.id).update({});
      },
    ],
  ])("refuses with %i, saying %s", async (status, message, call) => {
    const error = await problemOf(call(given().client));
    expect(error).toMatchObject({ kind: "api", status });
    expect(error.message).toMatch(message);
  });

  it("begins with the same things each time, under ids that are counted", async () => {
    const { client } = given();
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

  it("takes what is as long as it may be, counted in characters", async () => {
    const { client } = given();
    const long = { name: "\u{1F511}".repeat(255), description: "\u{1F511}".repeat(1000) };
    const { project } = await client.projects.create({ ...long, email: "ada@x.example" });
    expect(project).toMatchObject(long);
    const plain = await client.projects.create({ name: "\u2028x", description: null });
    expect(plain.project).toMatchObject({ name: "\u2028x", description: null });
  });

  it.each(["[]", "null", "7", '"name"', "", "{"])("refuses the body %s", async (body) => {
    const { api } = given();
    const headers = { confident_api_key: "test" };
    const answer = await api.fetch("https://x.example/v1/projects", { method: "POST", headers, body });
    expect(answer.status).toBe(body === "{" ? 400 : 422);
  });

  it("keeps a role that a member has", async () => {
    const { api, client } = given();
    const role = await client.organization.roles.create({ name: "a", policyIds: [] });
    api.assignRole(role.id);
    expect(await problemOf(client.organization.roles.delete(role.id))).toMatchObject({ status: 409 });
  });

  it("refuses what is no request of this API", async () => {
    const { fetch } = createTestApi();
    const key = { confident_api_key: "k" };
    expect((await fetch("http://x.example/v1/nothing", {})).status).toBe(404);
    expect((await fetch("http://x.example/v1/projects", {})).status).toBe(401);
    expect(
      (await fetch("http://x.example/v1/projects", { method: "POST", headers: key, body: "{" })).status,
    ).toBe(400);
  });

  it("forgets everything when it is told to", async () => {
    const { api, client } = given();
    const role = await client.organization.roles.create({ name: "a", policyIds: [] });
    api.assignRole(role.id);
    api.inject({ status: 500 });
    api.reset();
    expect(api.requests).toEqual([]);
    expect((await client.organization.roles.create({ name: "a", policyIds: [] })).id).toBe(role.id);
    expect(await client.organization.roles.delete(role.id)).toMatchObject({ deleted: true });
  });
});

describe("a fault", () => {
  const create = (client: ReturnType<typeof given>["client"]) =>
    client.organization.roles.create({ name: "a", policyIds: [] });

  it("of 429 passes, and nothing was done before", async () => {
    vi.useFakeTimers();
    const { api, client } = given();
    api.inject({ status: 429, retryAfter: 2 });
    const call = create(client).withResponse();
    const id = call.then(({ data }) => data.id);
    await vi.advanceTimersByTimeAsync(1900);
    expect(api.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await id).toBe("role-1");
    expect(api.requests).toHaveLength(2);
  });

  it("is used up, and meant for one operation if it says so", async () => {
    const { api, client } = given({ retries: 0 });
    api.inject({ on: "listProjects", status: 500, times: 2 });
    api.inject({ status: 503 });
    expect(await problemOf(create(client))).toMatchObject({ status: 503, headers: expect.any(Headers) });
    await create(client);
    expect(await problemOf(client.projects.list())).toMatchObject({ status: 500 });
    expect(await problemOf(client.projects.list())).toMatchObject({ status: 500 });
    expect(await client.projects.list()).toEqual([]);
    api.inject({ status: 500, times: Infinity });
    for (let n = 0; n < 5; n++)
      expect(await problemOf(client.projects.list())).toMatchObject({ status: 500 });
  });

  it("cuts a body after the thing was done", async () => {
    const api = createTestApi();
    const client = createClient({ apiKey: "test", fetch: api.fetch });
    api.inject({ cutBody: true });
    expect(await problemOf(create(client))).toMatchObject({
      kind: "answer",
      attempts: 1,
      body: expect.stringMatching(/^\{"success":true/),
    });
    expect(await client.organization.roles.list()).toHaveLength(4);
    const whole = JSON.stringify({ success: true, data: { projects: [] } });
    api.inject({ cutBody: true });
    const { body, headers, cause } = await problemOf(
      createClient({ apiKey: "test", retries: 0, fetch: api.fetch }).projects.list(),
    );
    expect(body).toBe(whole.slice(0, whole.length / 2));
    expect(headers?.get("content-type")).toBe("application/json");
    expect(cause).toMatchObject({ message: "terminated: the test API was told to cut the body" });
  });

  it("of a status that was already refused is cut with that status", async () => {
    const api = createTestApi();
    const client = createClient({ apiKey: "test", fetch: api.fetch, retries: 0 });
    api.inject({ cutBody: true });
    expect(await problemOf(client.project("no").retrieve())).toMatchObject({ kind: "api", status: 404 });
  });

  it.each([
    [429, undefined, "0"],
    [503, 7, "7"],
    [500, 7, null],
    [401, undefined, null],
  ])("of %i, with %s seconds to wait, says %s", async (status, retryAfter, header) => {
    const { api, client } = given({ retries: 0 });
    api.inject({ status, ...(retryAfter !== undefined && { retryAfter }) });
    const error = await problemOf(client.projects.list());
    expect(error.headers?.get("retry-after")).toBe(header);
    expect(error.body).toEqual({ success: false, error: `The test API was told to answer ${status}.` });
  });

  it.each<[number, string, string, RequestInit]>([
    [404, "There is no GET /v1/nothing.", "/v1/nothing", {}],
    [404, "There is no PATCH /v1/projects.", "/v1/projects", { method: "PATCH" }],
    [401, "The API key is missing or not valid.", "/v1/projects", { headers: {} }],
    [400, "The body is not valid JSON.", "/v1/projects", { method: "POST", body: "{" }],
    [400, "The body is not valid JSON.", "/v1/projects", { method: "POST", body: new Blob(["{}"]) }],
  ])("is not needed for a %i that says %s", async (status, error, path, init) => {
    const headers = { confident_api_key: "test" };
    const answer = await createTestApi().fetch(`https://x.example${path}`, { headers, ...init });
    expect([answer.status, await answer.json()]).toEqual([status, { success: false, error }]);
  });

  it("disconnects before anything was done", async () => {
    const { api, client } = given();
    api.inject({ disconnect: true });
    expect(await problemOf(create(client))).toMatchObject({
      kind: "connection",
      attempts: 1,
      cause: { message: "fetch failed: the test API was told to disconnect" },
    });
    expect(await client.organization.roles.list()).toHaveLength(3);
  });

  it("delays, until the request is aborted", async () => {
    vi.useFakeTimers();
    const { api, client } = given();
    api.inject({ delayMs: 60_000, times: 2 });
    const late = problemOf(create(client).withResponse());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await late).toMatchObject({ kind: "timeout" });
    expect(vi.getTimerCount()).toBe(0);
    const listed = client.projects
      .list({ attemptTimeoutMs: 70_000, deadlineMs: 90_000 })
      .then((projects) => projects);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await listed).toEqual([]);
    expect(api.requests.map(({ operation }) => operation)).toEqual(["listProjects"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("for no request happens to none", async () => {
    const { api, client } = given({ retries: 0 });
    api.inject({ status: 500, times: 0 });
    expect(await client.projects.list()).toEqual([]);
  });

  it.each([205, 304])("answers %i, which has no content", async (status) => {
    const api = createTestApi();
    api.inject({ status });
    const client = createClient({ apiKey: "test", fetch: api.fetch });
    expect(await problemOf(client.projects.list())).toMatchObject({ status, attempts: 1 });
  });

  it.each([101, 199, 600, Number.NaN])("of status %j is refused: no Response has it", (status) => {
    expect(() => given().api.inject({ status })).toThrow(/^`status` is .+\. Give one from 200 to 599/);
  });

  it("can answer without content", async () => {
    const api = createTestApi();
    api.inject({ status: 204 });
    expect(await createClient({ apiKey: "test", fetch: api.fetch }).project("p").delete()).toEqual({
      id: "p",
      deleted: true,
    });
  });
});
