import {
  createTemporaryDatabase,
  databaseKinds,
  findSkipReason,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addOrganization, type RunningServer, seedDemo, startServer } from "../index.ts";
import { createCacheKey } from "./dispatcher.ts";

describe.each(databaseKinds)("the roles API on %s", (kind) => {
  const skipReason = findSkipReason(kind);
  let database: TemporaryDatabase;
  let server: RunningServer;
  let apiKey: string;

  beforeAll(async () => {
    if (skipReason !== undefined) return;
    database = await createTemporaryDatabase(kind);
    server = await startServer({ database: database.name });
    ({ apiKey } = await seedDemo(server.store));
  });

  afterAll(async () => {
    if (skipReason !== undefined) return;
    await server.close();
    await database.remove();
  });

  async function sendWithHeaders(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: object,
  ) {
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: { CONFIDENT_API_KEY: apiKey, ...(body && { "Content-Type": "application/json" }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      body: (await response.json()) as Record<string, unknown>,
      tag: response.headers.get("etag") ?? "",
    };
  }

  async function send(method: string, path: string, body?: object, key = apiKey) {
    const { tag: _, ...response } = await sendWithHeaders(method, path, { CONFIDENT_API_KEY: key }, body);
    return response;
  }

  it.skipIf(skipReason)("shows every write in the next read", async () => {
    const listNames = async () => {
      const { body } = await send("GET", "/v1/projects/PROJECT-ID/roles");
      return (body["data"] as { roles: { id: string; name: string }[] }).roles.map(({ name }) => name);
    };
    const before = await listNames();
    const path = "/v1/projects/PROJECT-ID/roles";
    const created = await send("POST", path, { name: "Auditor", policyIds: [] });
    const { id } = (created.body["data"] as { role: { id: string } }).role;
    expect(await listNames()).toEqual([...before, "Auditor"]);
    await send("PUT", `${path}/${id}`, { name: "Reviewer", policyIds: [] });
    expect(await listNames()).toEqual([...before, "Reviewer"]);
    await send("DELETE", `${path}/${id}`);
    expect(await listNames()).toEqual(before);
  });

  describe("a change with If-Match", () => {
    const getId = ({ body }: { body: Record<string, unknown> }) => {
      const [resource] = Object.values(body["data"] as Record<string, { id: string }>);
      return resource?.id;
    };

    it.skipIf(skipReason).each([
      ["/v1/organization/roles", { policyIds: [] }],
      ["/v1/organization/policies", { permissionIds: [] }],
      ["/v1/projects", {}],
      ["/v1/projects/PROJECT-ID/roles", { policyIds: [] }],
      ["/v1/projects/PROJECT-ID/policies", { permissionIds: [] }],
    ])("in %s is made only if the resource has not changed", async (path, fields) => {
      const created = await sendWithHeaders("POST", path, {}, { ...fields, name: "Version 1" });
      const item = `${path}/${getId(created)}`;
      const update = (name: string, ifMatch: string) =>
        sendWithHeaders("PUT", item, { "If-Match": ifMatch }, { ...fields, name });

      const first = await update("Version 2", created.tag);
      const second = await update("Version 3", created.tag);
      expect([first.status, second.status]).toEqual([200, 412]);
      expect(second.body).toEqual({ success: false, error: expect.stringContaining("has changed") });
      expect((await update("Version 4", `W/${first.tag}`)).status).toBe(412);
      expect((await update("Version 5", "version")).status).toBe(400);
      expect((await update("Version 6", `"other", ${first.tag}`)).status).toBe(200);
      const list = await sendWithHeaders("GET", path, {});
      expect(JSON.stringify(list.body)).toContain("Version 6");
      const third = await update("Version 7", list.tag);
      expect(third.status).toBe(200);
      expect((await update("Version 8", list.tag)).status).toBe(412);
      expect((await update("Version 9", "*")).status).toBe(200);

      const remove = (ifMatch: string) => sendWithHeaders("DELETE", item, { "If-Match": ifMatch });
      expect((await remove(third.tag)).status).toBe(412);
      expect((await remove("*")).status).toBe(200);
      expect((await remove("*")).status).toBe(404);
    });

    it.skipIf(skipReason)("accepts the ETag of the resource itself", async () => {
      for (const path of ["/v1/organization", "/v1/projects/PROJECT-ID"]) {
        const { tag } = await sendWithHeaders("GET", path, {});
        expect((await sendWithHeaders("GET", path, {})).tag).toBe(tag);
        const update = (name: string) => sendWithHeaders("PUT", path, { "If-Match": tag }, { name });
        expect([(await update("Renamed")).status, (await update("Again")).status]).toEqual([200, 412]);
      }
    });

    it.skipIf(skipReason)("is made once if many callers send the same ETag", async () => {
      const path = "/v1/projects/PROJECT-ID/roles";
      const created = await sendWithHeaders("POST", path, {}, { name: "Contended", policyIds: [] });
      const responses = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          sendWithHeaders(
            "PUT",
            `${path}/${getId(created)}`,
            { "If-Match": created.tag },
            { name: `Contended by ${index}`, policyIds: [] },
          ),
        ),
      );
      const statuses = responses.map(({ status }) => status);
      expect(statuses.toSorted()).toEqual([200, ...Array<number>(19).fill(412)]);
    });
  });

  it.skipIf(skipReason)("returns each organization its own data", async () => {
    const { apiKey: otherKey } = await addOrganization(server.store, "Other");
    const first = await send("GET", "/v1/projects");
    const other = await send("GET", "/v1/projects", undefined, otherKey);
    expect(other.body).toEqual({ success: true, data: { projects: [] } });
    expect((await send("GET", "/v1/projects")).body).toEqual(first.body);
  });

  it.skipIf(skipReason)(
    "rejects missing and unknown keys with 401, and keys of projects with 403",
    async () => {
      const created = await send("POST", "/v1/projects", { name: "Search" });
      const { value } = (created.body["data"] as { apiKey: { value: string } }).apiKey;
      for (const key of ["", " ", "confident_org_unknown"]) {
        expect(await send("GET", "/v1/projects", undefined, key)).toEqual({
          status: 401,
          body: {
            success: false,
            error:
              "The API key is missing or invalid. Send an organization API key in the CONFIDENT_API_KEY header.",
          },
        });
      }
      expect(await send("GET", "/v1/projects", undefined, value)).toEqual({
        status: 403,
        body: {
          success: false,
          error: "This operation requires an organization API key, but the key is a project API key.",
        },
      });
    },
  );
});

it("caches responses by full path and all query parameters", () => {
  const parameter = { type: "string", isArray: false, isExploded: true } as const;
  const operation = {
    path: "/v1/{a}/{b}",
    pathParams: [
      { ...parameter, name: "a" },
      { ...parameter, name: "b" },
    ],
    queryParams: [
      { ...parameter, name: "x" },
      { ...parameter, name: "y" },
    ],
  };
  const createKey = (params: object, query: object) =>
    createCacheKey(operation, { params: { ...params }, query: { ...query } });
  const key = createKey({ a: "1", b: "2" }, { x: "1", y: "2" });
  expect(createKey({ b: "2", a: "1" }, { y: "2", x: "1" })).toBe(key);
  const keys = [
    key,
    createKey({ a: "2", b: "1" }, { x: "1", y: "2" }),
    createKey({ a: "1", b: "2" }, { x: "2", y: "1" }),
    createKey({ a: "1", b: "2" }, { x: "1" }),
    createKey({ a: "1", b: "2" }, { y: "1" }),
    createKey({ a: "1", b: "2" }, { x: "undefined" }),
    createKey({ a: "1", b: "2" }, { x: '1" "2' }),
    createKey({ a: "1/2", b: "2" }, { x: "1", y: "2" }),
    createKey({ a: "1", b: "2/2" }, { x: "1", y: "2" }),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});
