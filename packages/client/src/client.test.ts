import { readFileSync } from "node:fs";
import type { OperationId } from "@rolewright/types";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  AnswerError,
  ApiError,
  type Client,
  ConfigurationError,
  ConnectionError,
  createClient,
} from "./index.ts";

interface Description {
  servers: { url: string; description: string }[];
  paths: Record<string, Record<string, { operationId?: string }>>;
}

const description = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as Description;

const apiKey = "confident_us_org_SECRET";
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

const ids: Record<string, string> = { projectId: "PROJECT-ID" };

/** What the description says that an operation's request looks like, with ids as `calls` gives them. */
const operations = Object.entries(description.paths).flatMap(([path, item]) =>
  Object.entries(item).flatMap(([method, { operationId }]) =>
    operationId === undefined
      ? []
      : [{ operationId: operationId as OperationId, method: method.toUpperCase(), path }],
  ),
);

const answering = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  createClient({ apiKey, fetch: async () => Response.json(body, { status, headers }) });

const problemOf = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail("it should have thrown"),
    (error: unknown) => error,
  );

describe("a client", () => {
  it.each(operations)("sends $operationId as $method $path", async ({ operationId, method, path }) => {
    const sent: Request[] = [];
    const client = createClient({
      apiKey,
      fetch: async (request) => {
        sent.push(request.clone());
        return Response.json({ success: true, data: {} });
      },
    });
    await calls[operationId](client);
    expect(sent).toHaveLength(1);
    const template = new RegExp(
      `^${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? "[^/]+")}$`,
    );
    expect(sent[0]?.method).toBe(method);
    expect(new URL(sent[0]?.url ?? "").pathname).toMatch(template);
    expect(sent[0]?.headers.get("CONFIDENT_API_KEY")).toBe(apiKey);
    expect(sent[0]?.redirect).toBe("manual");
  });

  it("sends the body as JSON, as it was given", async () => {
    let body: unknown;
    const fetch = async (request: Request) => {
      body = { type: request.headers.get("content-type"), json: await request.json() };
      return Response.json({ success: true, data: { role: {} } });
    };
    await createClient({ apiKey, fetch }).organization.roles.create(role);
    expect(body).toEqual({ type: "application/json", json: role });
  });

  it("encodes ids", async () => {
    let path = "";
    const fetch = async (request: Request) => {
      path = new URL(request.url).pathname;
      return Response.json({ success: true, data: {} });
    };
    await createClient({ apiKey, fetch }).project("a/b?c#d").roles.delete("../x");
    expect(path).toBe("/v1/projects/a%2Fb%3Fc%23d/roles/..%2Fx");
  });

  it.each(["", ".", "..", " ", "a b"])("refuses the id %j before anything is sent", async (id) => {
    const client = createClient({ apiKey, fetch: () => expect.fail("it sent something") });
    expect(await problemOf(client.organization.roles.delete(id))).toBeInstanceOf(ConfigurationError);
    expect(() => client.project(id)).toThrow(/projectId/);
  });

  it("gives the raw client, where an error answer is a value", async () => {
    const client = answering(409, { success: false, error: "taken" });
    const { data, error, response } = await client.raw.POST("/v1/organization/roles", { body: role });
    expect({ data, error, status: response.status }).toEqual({
      data: undefined,
      error: { success: false, error: "taken" },
      status: 409,
    });
  });
});

describe("an answer", () => {
  it("is unwrapped", async () => {
    expect(await answering(200, { success: true, data: { roles: [] } }).organization.roles.list()).toEqual(
      [],
    );
    expect(
      await answering(201, { success: true, data: { id: "r", deleted: true } }).organization.roles.delete(
        "r",
      ),
    ).toEqual({ id: "r", deleted: true });
  });

  it("keeps fields that nobody knew of", async () => {
    const client = answering(200, { success: true, data: { organization: { id: "o", since: 2026 } } });
    expect(await client.organization.retrieve()).toEqual({ id: "o", since: 2026 });
  });

  it("that is an error is thrown with its status, words, method and path", async () => {
    const error = await problemOf(
      answering(409, { success: false, error: "The name is taken." }).organization.roles.create(role),
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      name: "ApiError",
      status: 409,
      method: "POST",
      path: "/v1/organization/roles",
      body: { error: "The name is taken." },
    });
    expect((error as Error).message).toBe("POST /v1/organization/roles answered 409: The name is taken.");
  });

  it("that says `success: false` under a 200 is an error all the same", async () => {
    expect(await problemOf(answering(200, { success: false, error: "no" }).projects.list())).toBeInstanceOf(
      ApiError,
    );
  });

  it.each([
    ["a page", () => new Response("<html>Log in</html>", { headers: { "content-type": "text/html" } })],
    ["nothing", () => new Response(null, { status: 204 })],
    ["an empty error", () => new Response(null, { status: 502 })],
    [
      "JSON that was cut",
      () => new Response('{"success":tr', { headers: { "content-type": "application/json" } }),
    ],
    ["another JSON", () => Response.json({ roles: [] })],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://elsewhere.example/" } }),
    ],
  ])("that is %s is an AnswerError", async (_, fetch) => {
    const error = await problemOf(
      createClient({ apiKey, fetch: async () => fetch() }).organization.roles.list(),
    );
    expect(error).toBeInstanceOf(AnswerError);
    expect((error as Error).message).toContain("GET /v1/organization/roles");
  });

  it("that does not come is a ConnectionError with its cause", async () => {
    const cause = new TypeError("fetch failed");
    const error = await problemOf(
      createClient({ apiKey, fetch: () => Promise.reject(cause) }).projects.list(),
    );
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ cause, method: "GET", path: "/v1/projects" });
  });
});

describe("the options", () => {
  const urlFor = async (options: Partial<Parameters<typeof createClient>[0]>) => {
    let url = "";
    const fetch = async (request: Request) => {
      url = request.url;
      return Response.json({ success: true, data: { projects: [] } });
    };
    await createClient({ apiKey, fetch, ...options }).projects.list();
    return url;
  };

  it.each(["US", "EU", "AU"] as const)(
    "send %s to the host that the description names for it",
    async (region) => {
      const host = description.servers.find((server) => server.description.startsWith(region))?.url;
      expect(await urlFor({ region })).toBe(`${host}/v1/projects`);
    },
  );

  it("send to the US where nothing is said, and to a base URL where one is", async () => {
    expect(await urlFor({})).toBe("https://api.confident-ai.com/v1/projects");
    expect(await urlFor({ baseUrl: "http://127.0.0.1:4010/" })).toBe("http://127.0.0.1:4010/v1/projects");
    expect(await urlFor({ baseUrl: "https://ai.example/base" })).toBe("https://ai.example/base/v1/projects");
  });

  it.each([
    [{ region: "us" as "US" }, /region is "us"/],
    [{ baseUrl: "api.confident-ai.com" }, /base URL/],
    [{ baseUrl: "ftp://x.example" }, /base URL/],
    [{ baseUrl: "https://x.example", region: "EU" as const }, /not both/],
    [{ apiKey: "" }, /missing/],
    [{ apiKey: "confident_us_org_SECRET\n" }, /white space/],
  ])("refuse %j and do not show the key", (options, message) => {
    const make = () => createClient({ apiKey, ...options });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/SECRET/);
  });
});
