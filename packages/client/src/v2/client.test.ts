import { describe, expect, it } from "vitest";
import { catchError } from "../client-fixtures.test-support.ts";
import { createdKey, createSetup, member } from "./client-fixtures.test-support.ts";
import type { Client, ClientEvent } from "./index.ts";

describe("a call of version 2", () => {
  it("returns the resource itself", async () => {
    const { client, requests } = createSetup(() => ({ id: "o", name: "Fernhill Labs" }));
    expect(await client.organization.get()).toMatchObject({ id: "o" });
    expect(requests[0]).toMatchObject({ method: "GET", path: "/v2/organization" });
  });

  it("returns the items of a list and the object of a deletion", async () => {
    const { client } = createSetup((_, { method }) =>
      method === "DELETE" ? { id: 42 } : { apiKeys: [createdKey] },
    );
    expect(await client.organization.apiKeys.list()).toHaveLength(1);
    expect(await client.project("p").invitations.delete(42)).toEqual({ id: 42 });
  });

  it("returns the ID of what it deleted, if the response has no content", async () => {
    const { client } = createSetup(() => new Response(null, { status: 204 }));
    expect(await client.organization.apiKeys.delete(1420)).toEqual({ id: 1420 });
    expect(await client.project("p").invitations.delete(42)).toEqual({ id: 42 });
  });

  it.each([Number.NaN, 1.5, 2 ** 53, "", undefined])("rejects the ID %s of a key", async (id) => {
    const { client, requests } = createSetup(() => createdKey);
    const error = await catchError(client.organization.apiKeys.get(id as number));
    expect(error.message).toMatch(/^`apiKeyId` is .*, which is not an ID/);
    expect(requests).toEqual([]);
  });

  it.each(["signal", "timeoutMs", "maxRetries"])(
    "rejects the option `%s` among query parameters",
    async (name) => {
      const { client, requests } = createSetup(() => ({ members: [] }));
      const error = await catchError(client.organization.members.list({ [name]: 1, pageSize: 10 }));
      expect(error.message).toBe(
        `\`${name}\` is an option, not a query parameter. Pass options in the argument after the query.`,
      );
      expect(error).toMatchObject({ name: "ConfigurationError", method: "GET", attempts: 0 });
      expect(requests).toEqual([]);
    },
  );

  it("throws the same errors as version 1", async () => {
    const { client } = createSetup(() =>
      Response.json(
        { success: false, error: "The plan permits 2 users.", details: { usage: "2", limit: "2" } },
        { status: 403 },
      ),
    );
    const error = await catchError(
      client.organization.invitations.create({ emails: ["ada@fernhill.example"] }),
    );
    expect(error).toMatchObject({
      name: "ForbiddenError",
      body: { details: { usage: "2", limit: "2" } },
    });
  });

  it("reports the warning about an outgoing API key and the deprecation as events", async () => {
    const events: ClientEvent[] = [];
    const { client } = createSetup(
      () =>
        Response.json(
          { success: true, data: { roles: [] }, deprecated: true, link: "https://app.confident-ai.com" },
          { headers: { sunset: "Sun, 08 Mar 2026 12:00:00 GMT", "x-api-key-warning": "Use the new value." } },
        ),
      { onEvent: (event) => events.push(event) },
    );
    await client.organization.roles.list();
    expect(events.slice(2)).toMatchObject([
      { type: "deprecation", link: "https://app.confident-ai.com", sunset: undefined },
      { type: "api-key-warning", warning: "Use the new value.", sunset: "Sun, 08 Mar 2026 12:00:00 GMT" },
    ]);
  });
});

describe("iterating over members", () => {
  /** Creates a list whose content a function changes before each page. */
  function createListSetup(count: number, change: (ids: string[], page: number) => void = () => {}) {
    const ids = Array.from({ length: count }, (_, index) => `user-${index}`);
    return createSetup((_, { url }) => {
      const page = Number(url.searchParams.get("page") ?? 1);
      const pageSize = Number(url.searchParams.get("pageSize") ?? 25);
      change(ids, page);
      const members = ids.slice((page - 1) * pageSize, page * pageSize).map((id) => ({ ...member, id }));
      return { members, totalOrganizationMembers: ids.length, page, pageSize };
    });
  }

  const collectIds = async (client: Client) => {
    const ids: string[] = [];
    for await (const { id } of client.organization.members.list({ pageSize: 10 })) ids.push(id);
    return ids;
  };

  it("yields every member once, with one request more than there are pages", async () => {
    const { client, requests } = createListSetup(95);
    const ids = await collectIds(client);
    expect(new Set(ids).size).toBe(95);
    expect(ids).toHaveLength(95);
    expect(requests).toHaveLength(11);
  });

  it("sends one request for one page", async () => {
    const { client, requests } = createListSetup(10);
    expect(await collectIds(client)).toHaveLength(10);
    expect(requests).toHaveLength(1);
  });

  it("yields every stable member once while others are removed and added", async () => {
    let next = 1_000;
    const { client } = createListSetup(95, (ids, page) => {
      if (page > 1) {
        ids.splice(
          ids.findIndex((id) => Number(id.slice(5)) % 2 === 0),
          1,
        );
        ids.push(`user-${next++}`);
      }
    });
    const ids = await collectIds(client);
    expect(new Set(ids).size).toBe(ids.length);
    for (let n = 1; n < 95; n += 2) expect(ids).toContain(`user-${n}`);
  });

  it("ends when the list becomes shorter than its total said", async () => {
    const { client, requests } = createListSetup(95, (ids, page) => {
      if (page > 1) ids.length = 5;
    });
    expect((await collectIds(client)).length).toBe(10);
    expect(requests.length).toBeLessThan(20);
  });
});
