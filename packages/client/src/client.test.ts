import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import type { OperationId } from "@rolewright/types";
import { describe, expect, expectTypeOf, it } from "vitest";
import { parse } from "yaml";
import {
  type Client,
  ConfigurationError,
  type ConflictError,
  createClient,
  type Role,
  RolewrightError,
} from "./index.ts";
import { answering, apiKey, clientOf, problemOf, recording, sequence } from "./given.test-support.ts";

interface Description {
  paths: Record<string, Record<string, { operationId?: string }>>;
}

const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as Description;

const role = {
  name: "Billing Manager",
  policyIds: ["policy-uuid-2"],
  description: "Can manage billing only",
};
const policy = { name: "Manage billing", permissionIds: ["perm-uuid-1"] };

/** How each operation of the description is called. The compiler names one that is missing. */
const calls: Record<OperationId, (client: Client) => Promise<unknown>> = {
  retrieveOrganization: (client) => client.organization.retrieve(),
  updateOrganization: (client) => client.organization.update({ name: "Fernhill Research" }),
  listOrganizationPermissions: (client) => client.organization.permissions.list(),
  listOrganizationPolicies: (client) => client.organization.policies.list(),
  createOrganizationPolicy: (client) => client.organization.policies.create(policy),
  updateOrganizationPolicy: (client) => client.organization.policies.update("policy-uuid-2", policy),
  deleteOrganizationPolicy: (client) => client.organization.policies.delete("policy-uuid-2"),
  listOrganizationRoles: (client) => client.organization.roles.list(),
  createOrganizationRole: (client) => client.organization.roles.create(role),
  updateOrganizationRole: (client) => client.organization.roles.update("role-uuid-3", role),
  deleteOrganizationRole: (client) => client.organization.roles.delete("role-uuid-3"),
  listProjects: (client) => client.projects.list(),
  createProject: (client) => client.projects.create({ name: "Checkout assistant" }),
  retrieveProject: (client) => client.project("PROJECT-ID").retrieve(),
  updateProject: (client) => client.project("PROJECT-ID").update({ description: null }),
  deleteProject: (client) => client.project("PROJECT-ID").delete(),
  listProjectPermissions: (client) => client.project("PROJECT-ID").permissions.list(),
  listProjectPolicies: (client) => client.project("PROJECT-ID").policies.list(),
  createProjectPolicy: (client) => client.project("PROJECT-ID").policies.create(policy),
  updateProjectPolicy: (client) => client.project("PROJECT-ID").policies.update("policy-uuid-1", policy),
  deleteProjectPolicy: (client) => client.project("PROJECT-ID").policies.delete("policy-uuid-1"),
  listProjectRoles: (client) => client.project("PROJECT-ID").roles.list(),
  createProjectRole: (client) => client.project("PROJECT-ID").roles.create(role),
  updateProjectRole: (client) => client.project("PROJECT-ID").roles.update("project-role-uuid-3", role),
  deleteProjectRole: (client) => client.project("PROJECT-ID").roles.delete("project-role-uuid-3"),
};

/** Whatever an operation gives is in it. */
const anything = {
  success: true,
  data: {
    organization: {},
    permissions: [],
    policies: [],
    policy: {},
    roles: [],
    role: {},
    projects: [],
    project: {},
    deleted: true,
  },
};

const operations = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { operationId }]) =>
    operationId === undefined
      ? []
      : [{ operationId: operationId as OperationId, method: method.toUpperCase(), path }],
  ),
);

describe("a client", () => {
  it.each(operations)("sends $operationId as $method $path", async ({ operationId, method, path }) => {
    const { sent, client } = recording(anything);
    await calls[operationId](client);
    expect(sent).toHaveLength(1);
    const template = new RegExp(
      `^https://api.confident-ai.com${path.replace("{projectId}", "PROJECT-ID").replaceAll(/\{\w+\}/g, "[\\w-]+")}$`,
    );
    expect(sent[0]?.url).toMatch(template);
    expect(sent[0]).toMatchObject({ method, redirect: "manual" });
    expect(sent[0]?.headers).toMatchObject({ accept: "application/json", confident_api_key: apiKey });
  });

  it("sends the body as JSON, as it was when the call was made", async () => {
    const { sent, client } = recording(anything);
    const input = structuredClone(role);
    const call = client.organization.roles.create(input);
    input.name = "Changed later";
    await call;
    expect(sent[0]?.headers).toMatchObject({ "content-type": "application/json" });
    expect(JSON.parse(sent[0]?.body as string)).toEqual(role);
  });

  it("sends no body and no content type where an operation takes none", async () => {
    const { sent, client } = recording(anything);
    await client.organization.roles.list();
    expect(sent[0]?.body).toBeUndefined();
    expect(sent[0]?.headers).not.toHaveProperty("content-type");
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    [1, "number"],
    ["name", "string"],
    [{ a: 1n }, "not JSON"],
  ])("refuses the input %s before anything is sent", async (input, what) => {
    const { sent, client } = recording(anything);
    const error = await problemOf(client.organization.roles.create(input as never));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ method: "POST", path: "/v1/organization/roles", attempts: 0 });
    expect(error.message).toBe(`\`input\` is ${what}. Give an object of JSON values.`);
    expect(sent).toEqual([]);
  });

  it("shows no key when it is printed", () => {
    const client = clientOf(async () => Response.json(anything));
    const shown = inspect([client, client.organization.roles.list(), client.raw], {
      depth: 9,
      showHidden: true,
    });
    expect(shown + JSON.stringify(client)).not.toContain(apiKey);
  });

  it("reads the platform's fetch at each attempt", async () => {
    const before = globalThis.fetch;
    const client = createClient({ apiKey });
    try {
      globalThis.fetch = async () =>
        Response.json({ success: true, data: { projects: [{ id: "replaced" }] } });
      expect(await client.projects.list()).toEqual([{ id: "replaced" }]);
    } finally {
      globalThis.fetch = before;
    }
  });
});

describe("a call", () => {
  it("is sent when it is awaited, and only once", async () => {
    const { sent, client } = recording(anything);
    const call = client.organization.roles.list();
    const [safe, withResponse] = [call.safe(), call.withResponse()];
    expect(sent).toEqual([]);
    await call;
    await Promise.all([call, call.safe(), safe, withResponse, call.catch(() => {}), call.finally(() => {})]);
    expect(sent).toHaveLength(1);
  });

  it("gives a result that tells success from failure", async () => {
    const good = await answering(200, { success: true, data: { role: { id: "r" } } })
      .organization.roles.create(role)
      .safe();
    if (good.ok) expectTypeOf(good.data).toEqualTypeOf<Role>();
    expect(good).toMatchObject({ ok: true, data: { id: "r" }, response: { status: 200 } });
    const bad = await answering(409, { success: false, error: "taken" })
      .organization.roles.create(role)
      .safe();
    const words = !bad.ok && bad.error.status === 409 ? bad.error.body.error : undefined;
    expect(words).toBe("taken");
    expectTypeOf(words).toEqualTypeOf<string | undefined>();
    expectTypeOf<ConflictError["status"]>().toEqualTypeOf<409>();
  });

  it("gives a result for arguments that cannot be sent", async () => {
    const result = await answering(200, {}).organization.roles.delete("").safe();
    expect(result).toMatchObject({ ok: false, error: { kind: "configuration", attempts: 0 } });
  });

  it("gives the response and the request's id beside the data", async () => {
    const client = answering(200, anything, { "x-request-id": "req-1", "x-more": "yes" });
    const { data, response, requestId } = await client.organization.roles.list().withResponse();
    expect({ data, requestId, more: response.headers.get("x-more") }).toEqual({
      data: [],
      requestId: "req-1",
      more: "yes",
    });
  });

  it("is a promise to who asks", async () => {
    const call = answering(200, anything).organization.roles.list();
    expect(Object.prototype.toString.call(call)).toBe("[object Promise]");
    let ended = false;
    expect(await call.finally(() => (ended = true))).toEqual([]);
    expect(ended).toBe(true);
    expect(
      await answering(404, {})
        .projects.list()
        .catch((error: Error) => error.name),
    ).toBe("NotFoundError");
  });
});

describe("an id", () => {
  it.each([
    ["a/b?c#d", "a%2Fb%3Fc%23d"],
    ["../../p2", "..%2F..%2Fp2"],
    ["p1#", "p1%23"],
    ["a b", "a%20b"],
    ["%2e", undefined],
    ["...", "..."],
    ["%zz", "%25zz"],
    ["%C3%BC", "%25C3%25BC"],
    ["%f0%9f%98%80", "%25f0%259f%2598%2580"],
    // White space beyond ASCII, encoded once and twice, and a dot in a form that is too long to be one.
    ["%C2%A0", undefined],
    ["%25E3%2580%2580", undefined],
    ["%C0%AE", undefined],
    ["ünïcode", "%C3%BCn%C3%AFcode"],
  ])("%j is sent as %j", async (id, path) => {
    const { sent, client } = recording(anything);
    const outcome = await client.organization.roles.delete(id).safe();
    expect(outcome.ok).toBe(path !== undefined);
    expect(sent.map(({ url }) => url.slice(url.lastIndexOf("/") + 1))).toEqual(
      path === undefined ? [] : [path],
    );
  });

  it.each([
    ["", '""'],
    [" ", '" "'],
    ["\t\n", String.raw`"\t\n"`],
    [".", '"."'],
    ["..", '".."'],
    [" .. ", '" .. "'],
    ["%2e", '"%2e"'],
    ["%2E%2e", '"%2E%2e"'],
    [".%2e", '".%2e"'],
    ["%252e%252E", '"%252e%252E"'],
    ["%20", '"%20"'],
    ["\ud800", String.raw`"\ud800"`],
    [undefined, "undefined"],
    [null, "object"],
    [7, "number"],
    [{}, "object"],
    // It would do what a text does.
    [Object("r1"), "object"],
    [{ replace: () => "r1" }, "object"],
  ])("%j is refused before anything is sent, by the name of its argument", async (id, what) => {
    const { sent, client } = recording(anything);
    const error = await problemOf(client.organization.roles.delete(id as string));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toBe(`\`roleId\` is ${what}, which is no id. Copy one from a list.`);
    expect(error).toMatchObject({ method: "DELETE", path: "/v1/organization/roles/{roleId}" });
    expect(() => client.project(id as string)).toThrow(/^`projectId` is/);
    expect(() => client.project(id as string)).toThrow(ConfigurationError);
    expect(sent).toEqual([]);
  });
});

describe("an error", () => {
  it("can be made by whoever tests how errors are handled", () => {
    const error = new RolewrightError("It broke.", { status: 500 });
    expect(error).toMatchObject({ name: "RolewrightError", kind: "unknown", status: 500, attempts: 0 });
    expect(String(error)).toBe("RolewrightError: It broke.");
    expect(String(new ConfigurationError("It is wrong."))).toBe("ConfigurationError: It is wrong.");
  });

  it("has a cause only where there is one", () => {
    expect(Object.hasOwn(new RolewrightError("x"), "cause")).toBe(false);
    expect(new RolewrightError("x", { cause: 0 }).cause).toBe(0);
  });
});

describe("the raw client", () => {
  it("gives an error answer as a value", async () => {
    const client = answering(409, { success: false, error: "taken" });
    const { data, error, response } = await client.raw.POST("/v1/organization/roles", { body: role });
    expect({ data, error, status: response.status }).toEqual({
      data: undefined,
      error: { success: false, error: "taken" },
      status: 409,
    });
  });

  it("gives the whole of a success", async () => {
    const { sent, client } = recording({ success: true, data: { role: { id: "r" } }, link: "l" });
    const { data } = await client.raw.PUT("/v1/projects/{projectId}/roles/{roleId}", {
      params: { path: { projectId: "p/1", roleId: "r" } },
      body: role,
      headers: { "x-one": "1" },
    });
    expect(data).toEqual({ success: true, data: { role: { id: "r" } }, link: "l" });
    expect(sent[0]).toMatchObject({
      url: "https://api.confident-ai.com/v1/projects/p%2F1/roles/r",
      headers: { "x-one": "1" },
      body: JSON.stringify(role),
    });
  });

  it("throws what is no answer of this API, and what cannot be sent", async () => {
    const page = clientOf(async () => new Response("<html>"));
    await expect(page.raw.GET("/v1/projects")).rejects.toMatchObject({ kind: "answer" });
    await expect(
      page.raw.DELETE("/v1/projects/{projectId}", { params: { path: { projectId: ".." } } }),
    ).rejects.toThrow(/`projectId` is "\.\."/);
    for (const init of [undefined, {}, { params: {} }])
      await expect(page.raw.DELETE("/v1/projects/{projectId}", init as never)).rejects.toThrow(
        /`projectId` is undefined/,
      );
  });

  it("takes the options of a call, and no others", async () => {
    const fetch = sequence(() => Response.json({ success: false, error: "Later." }, { status: 503 }));
    const client = clientOf(fetch);
    const { error, response } = await client.raw.GET("/v1/projects", { retries: 0 });
    expect([error, response.status, fetch.count]).toEqual([{ success: false, error: "Later." }, 503, 1]);
    // @ts-expect-error -- there is no such option
    void (() => client.raw.GET("/v1/projects", { retires: 0 }));
    // @ts-expect-error -- there is no such path
    void (() => client.raw.GET("/v1/roles"));
    // @ts-expect-error -- the body is missing
    void (() => client.raw.POST("/v1/projects"));
  });

  it.each([".evil.example/x", "@evil.example/x", "//evil.example/x", ":9/x", "v1/projects"])(
    "sends a path of %j to the host of the base URL",
    async (path) => {
      const { sent, client } = recording(anything);
      await client.raw.GET(path as "/v1/projects", null as never);
      expect(sent.map(({ url }) => new URL(url).host)).toEqual(["api.confident-ai.com"]);
      expect(sent[0]?.url).toBe(`https://api.confident-ai.com/${path.replace(/^\//, "")}`);
    },
  );

  it("gives a success that is nested too deep to be written again, and one without content", async () => {
    const deep = clientOf(
      async () => new Response(`{"data":{"projects":${"[".repeat(1e5)}${"]".repeat(1e5)}}}`),
    );
    expect((await deep.raw.GET("/v1/projects")).data?.data.projects).toHaveLength(1);
    const empty = clientOf(async () => new Response(null, { status: 204 }));
    const { data, error, response } = await empty.raw.PUT("/v1/organization", { body: { name: "n" } });
    expect([data, error, response.status]).toEqual([undefined, undefined, 204]);
  });

  it("sends by the fetch of the call, else of the client", async () => {
    const { sent, client } = recording(anything);
    const own = recording(anything);
    await client.raw.GET("/v1/projects", { fetch: own.fetch });
    await client.raw.GET("/v1/projects");
    expect([sent.length, own.sent.length]).toEqual([1, 1]);
  });
});
