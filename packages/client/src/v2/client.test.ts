import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { catchError } from "../client-fixtures.test-support.ts";
import type { FetchInit } from "../fetch/fetch-function.ts";
import {
  type Client,
  type ClientEvent,
  type ClientOptions,
  ConfigurationError,
  createClient,
  type RequestOptions,
  rotateApiKey,
  Secret,
} from "./index.ts";

const apiKey = "confident_us_org_SECRET";
const newValue = "confident_us_org_NEW-VALUE";

type Respond = (path: string, init: FetchInit & { url: URL }) => unknown;

/** Creates a client whose server returns the data of a function, or its `Response`. */
function createSetup(respond: Respond, options: ClientOptions = {}) {
  const requests: { method: string; path: string; headers: Record<string, string>; body: unknown }[] = [];
  const fetch = async (address: string, init: FetchInit) => {
    const url = new URL(address);
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    requests.push({
      method: init.method,
      path: url.pathname + url.search,
      headers: init.headers,
      body,
    });
    const data = respond(url.pathname, { ...init, url });
    return data instanceof Response ? data : Response.json({ success: true, data });
  };
  const client: Client = createClient({ apiKey, fetch, maxRetries: 0, ...options });
  return { client, requests };
}

const createdKey = {
  id: 1420,
  name: "CI",
  valid: true,
  created_at: "2026-03-01T09:00:00.000Z",
  expiresAt: null,
  value: newValue,
  shadowValue: null,
  rotatesAt: null,
  lastUsed: null,
};
const pendingKey = {
  ...createdKey,
  value: "***************Y-5b1c",
  shadowValue: newValue,
  rotatesAt: "2026-03-08T12:00:00.000Z",
};
const roles = [
  { id: "role-owner", name: "Owner", description: null, organizationId: null, projectId: null, policies: [] },
  { id: "role-1", name: "Owner", description: null, organizationId: "o", projectId: "p", policies: [] },
];
const member = { id: "user-1", email: "ada@fernhill.example", name: null, image: null };

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

describe("a download", () => {
  it("reports the warning about an outgoing API key to listeners and to the log", async () => {
    const entries: unknown[] = [];
    const log = (message: string) => void entries.push(message);
    const events: string[] = [];
    const { client } = createSetup(
      () =>
        new Response(null, {
          status: 302,
          headers: { location: "https://files.example/export", "x-api-key-warning": "Use the new value." },
        }),
      {
        onEvent: ({ type }) => events.push(type),
        logger: { debug: log, info: log, warn: log, error: log },
        logLevel: "warn",
      },
    );
    const url = await client.organization.auditLogs.exports.getDownloadUrl("export-1");
    expect(url).toBe("https://files.example/export");
    expect(events).toEqual(["request", "response", "api-key-warning"]);
    expect(entries).toEqual(["API key outgoing"]);
  });
});

describe("a secret", () => {
  it("prints as [redacted] and is read by reveal()", async () => {
    const { client } = createSetup(() => createdKey);
    const key = await client.organization.apiKeys.create({ name: "CI" });
    expect(key.value.reveal()).toBe(newValue);
    for (const text of [inspect(key, { showHidden: true }), JSON.stringify(key), `${key.value}`]) {
      expect(text).toContain("[redacted]");
      expect(text).not.toContain(newValue);
    }
  });

  it("is each token of a list, and null without a token", async () => {
    const { client } = createSetup(() => ({
      invitations: [
        { id: 1, token: "TOKEN" },
        { id: 2, token: null },
      ],
    }));
    const [first, second] = await client.project("p").invitations.list();
    expect(first?.token).toBeInstanceOf(Secret);
    expect(first?.token?.reveal()).toBe("TOKEN");
    expect(second?.token).toBeNull();
  });

  it("is the key of a created project", async () => {
    const { client } = createSetup(() => ({ project: { id: "p" }, apiKey: createdKey }));
    const { apiKey: projectKey } = await client.projects.create({ name: "Checkout" });
    expect(projectKey?.value.reveal()).toBe(newValue);
  });

  it("is not in the error of an invalid response", async () => {
    const { client } = createSetup(
      () => new Response(`{"success":true,"extra":{"value" : "${newValue}`, { status: 200 }),
    );
    const error = await catchError(client.organization.apiKeys.create({ name: "CI" }));
    expect(error.name).toBe("InvalidResponseError");
    expect(inspect(error, { depth: 9 })).not.toContain(newValue);
    expect(error.body).toContain("*API-key*");
  });

  const invalidKey = { ...createdKey, value: [newValue], shadowValue: newValue };
  const failingSchema = (validate: (value: unknown) => { issues: { message: string }[] }) => ({
    responseSchemas: {
      "POST /v2/organization/api-keys/{apiKeyId}/rotate": {
        "~standard": { version: 1 as const, vendor: "test", validate },
      },
    },
  });

  it.each<[string, () => Response, ClientOptions]>([
    ["says `success: false`", () => Response.json({ success: false, error: "no", data: pendingKey }), {}],
    [
      "has an error status",
      () => Response.json({ success: false, error: "no", data: pendingKey }, { status: 500 }),
      {},
    ],
    ["is not a success", () => Response.json({ success: "yes", data: invalidKey }), {}],
    ["has an array", () => Response.json({ success: true, data: [pendingKey] }), {}],
    ["is a page", () => new Response(`<pre>${newValue}</pre>`), {}],
    [
      "violates a schema that prints it",
      () => Response.json({ success: true, data: pendingKey }),
      failingSchema((value) => ({ issues: [{ message: `was ${JSON.stringify(value)}` }] })),
    ],
    [
      "has a schema that throws it",
      () => Response.json({ success: true, data: pendingKey }),
      failingSchema((value) => {
        throw new Error(JSON.stringify(value));
      }),
    ],
  ])("is not in the error of a response that %s", async (_, respond, options) => {
    const { client } = createSetup(respond, options);
    const error = await catchError(client.organization.apiKeys.rotate(1420, {}));
    expect(["ApiError", "InternalServerError", "InvalidResponseError"]).toContain(error.name);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(newValue);
  });

  it("is not in the error of a response that was cut off, nor in the events of its retries", async () => {
    const token = String.raw`invitation\/token-5b1c`;
    const events: ClientEvent[] = [];
    const { client } = createSetup(
      () =>
        new Response(
          new ReadableStream({
            start: (stream) => stream.enqueue(new TextEncoder().encode(`{"data":{"token":"${token}","id":`)),
            pull: (stream) => stream.error(new TypeError("terminated")),
          }),
        ),
      { maxRetries: 1, onEvent: (event) => events.push(event) },
    );
    const error = await catchError(client.organization.invitations.resend(7));
    expect(error).toMatchObject({ name: "InvalidResponseError", attempts: 2 });
    expect(error.body).toContain('{"data":{"token":"*API-key*","id":');
    expect(inspect([error, events], { depth: 9, showHidden: true })).not.toContain("5b1c");
  });

  it("is no text of an error that has a field of the same name", async () => {
    const details = { value: "not a secret" };
    const { client } = createSetup(() =>
      Response.json({ success: false, error: "invalid", details }, { status: 422 }),
    );
    const error = await catchError(client.organization.apiKeys.create({ name: "CI" }));
    expect(error.body).toMatchObject({ details });
  });

  it("is one of the last 100 that are redacted", async () => {
    const tokens = Array.from({ length: 101 }, (_, index) => `token-of-invitation-${index}-`);
    let respond: () => unknown = () => ({ invitations: tokens.map((token, id) => ({ id, token })) });
    const { client } = createSetup(() => respond());
    await client.organization.invitations.list();
    const readError = async () => {
      respond = () => Response.json({ success: false, error: tokens.join(" ") }, { status: 409 });
      const { body } = await catchError(client.organization.roles.list());
      return (body as { error: string }).error.split(" ");
    };
    const redacted = (await readError()).map((text) => text === "*API-key*");
    expect(redacted).toEqual(tokens.map((_, index) => index > 0));
    // The second one is received again, and then a new one: the third one is the oldest.
    respond = () => ({ invitations: [{ id: 1, token: tokens[1] }] });
    await client.organization.invitations.list();
    respond = () => ({ invitations: [{ id: 0, token: tokens[0] }] });
    await client.organization.invitations.list();
    expect((await readError()).filter((text) => text !== "*API-key*")).toEqual([tokens[2]]);
  });

  it("is not in later errors and events, without the escapes of JSON", async () => {
    let body = String.raw`{"success":true,"data":{"id":7,"token":"tok\u0065n\/5b1c-2f6a"}}`;
    const { client } = createSetup(() => new Response(body, { status: body.includes("true") ? 200 : 409 }));
    expect((await client.organization.invitations.resend(7)).token?.reveal()).toBe("token/5b1c-2f6a");
    body = JSON.stringify({ success: false, error: "The token token/5b1c-2f6a is used." });
    expect(await catchError(client.organization.roles.list())).toMatchObject({
      body: { error: "The token *API-key* is used." },
    });
  });

  it("is not in later errors and events", async () => {
    const events: ClientEvent[] = [];
    const { client } = createSetup(
      (_, { method }) =>
        method === "POST"
          ? createdKey
          : Response.json({ success: false, error: `The key ${newValue} was revoked.` }, { status: 409 }),
      { onEvent: (event) => events.push(event) },
    );
    await client.organization.apiKeys.create({ name: "CI" });
    const error = await catchError(client.organization.apiKeys.delete(1420));
    expect(inspect([error, events], { depth: 9 })).not.toContain(newValue);
  });
});

describe("rotating an API key", () => {
  it("returns the new value and when the outgoing one ends", async () => {
    const { client, requests } = createSetup(() => pendingKey);
    const rotation = await rotateApiKey(client.organization.apiKeys, 1420);
    expect(requests[0]).toMatchObject({
      path: "/v2/organization/api-keys/1420/rotate",
      body: { gracePeriodInHours: 24 },
    });
    expect(rotation.newValue.reveal()).toBe(newValue);
    expect(rotation.outgoingUntil).toEqual(new Date("2026-03-08T12:00:00.000Z"));
    expect(rotation.apiKey.value).toBe("***************Y-5b1c");
  });

  it("returns the new value of a rotation without a grace period", async () => {
    const { client } = createSetup(() => createdKey);
    const { newValue: value, outgoingUntil } = await rotateApiKey(client.project("p").apiKeys, 1420, {
      gracePeriodInHours: 0,
    });
    expect(value.reveal()).toBe(newValue);
    expect(outgoingUntil).toBeUndefined();
  });
});

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

describe("a key that is rotated while a client iterates", () => {
  it("is replaced, and every member is yielded", async () => {
    let validKey = "confident_us_org_OUTGOING";
    let storedKey = validKey;
    const { client, requests } = createSetup(
      (_, { url, headers }) => {
        const page = Number(url.searchParams.get("page") ?? 1);
        if (page === 3) storedKey = validKey = "confident_us_org_INCOMING";
        if (headers["confident_api_key"] !== validKey)
          return Response.json({ success: false, error: "revoked" }, { status: 401 });
        const members = Array.from({ length: 10 }, (_item, index) => ({ ...member, id: `${page}-${index}` }));
        return { members, totalOrganizationMembers: 40, page, pageSize: 10 };
      },
      {
        apiKey: () => ({ value: storedKey, expiresAt: new Date(Date.now() + 60_000) }),
        maxRetries: 1,
      },
    );
    const ids = new Set<string>();
    for await (const { id } of client.organization.members.list({ pageSize: 10 })) ids.add(id);
    expect(ids.size).toBe(40);
    expect(requests.filter(({ headers }) => headers["confident_api_key"] === validKey).length).toBe(3);
  });
});

describe("an audit-log export", () => {
  const exports = (
    statuses: string[],
    file: () => Response = () => new Response("gzip"),
    options: ClientOptions = {},
  ) => {
    let polls = 0;
    return createSetup((path) => {
      if (path.startsWith("/bucket/")) return file();
      if (path.endsWith("/download"))
        return new Response(null, {
          status: 302,
          headers: { location: "https://files.example/bucket/export.csv.gz?signature=abc" },
        });
      return {
        id: "export-1",
        status: statuses[Math.min(polls++, statuses.length - 1)],
        errorMessage: "no space",
      };
    }, options);
  };
  const fast = { pollIntervalMs: 100 };

  it("is polled until it is completed", async () => {
    const { client, requests } = exports(["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"]);
    const done = await client.organization.auditLogs.exports.createAndPoll({ searchTerm: "role" }, fast);
    expect(done.status).toBe("COMPLETED");
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
  });

  it("fails without a reason if the API gives none", async () => {
    const { client } = createSetup(() => ({ id: "export-1", status: "ERRORED", errorMessage: null }));
    const error = await catchError(client.organization.auditLogs.exports.poll("export-1", fast));
    expect(error.message).toBe(
      "The audit-log export export-1 failed: the API gives no reason. Create another one.",
    );
  });

  it("can be an empty file", async () => {
    const { client } = exports(["COMPLETED"], () => new Response(null));
    const stream = await client.organization.auditLogs.exports.download("export-1");
    expect(await new Response(stream).text()).toBe("");
  });

  it("is downloaded from a relative location, and from this machine without https", async () => {
    for (const [location, expected] of [
      ["/files/export-1", "https://api.confident-ai.com/files/export-1"],
      ["http://127.0.0.1:9000/export-1", "http://127.0.0.1:9000/export-1"],
      ["http://files.localhost/export-1", "http://files.localhost/export-1"],
    ] as const) {
      const urls: string[] = [];
      const { client } = createSetup((path, { url }) => {
        if (!path.endsWith("/download")) return new Response(String(urls.push(url.href)));
        const response = new Response(null, { status: 302, headers: { location } });
        return Object.defineProperty(response, "url", { value: url.href });
      });
      await (await client.organization.auditLogs.exports.download("export-1")).cancel();
      expect(urls).toEqual([expected]);
    }
  });

  it.each(["http://files.example/export-1?signature=abc", "/export-1", "ftp://files.example/", "http://"])(
    "is not downloaded from %s, without https",
    async (location) => {
      const { client, requests } = createSetup(
        () => new Response(null, { status: 302, headers: { location } }),
      );
      const error = await catchError(client.organization.auditLogs.exports.download("export-1"));
      expect(error).toMatchObject({ name: "RedirectError", status: 302 });
      expect(error.message).toMatch(/^The download was redirected to a URL without https/);
      expect(inspect(error, { depth: 9 })).not.toContain("signature=abc");
      expect(requests).toHaveLength(1);
    },
  );

  it.each([
    [{ pollIntervalMs: 99 }, "`pollIntervalMs` is 99. Use a number from 100 to 60000."],
    [{ pollIntervalMs: 60_001 }, "`pollIntervalMs` is 60001."],
    [{ deadlineMs: 0 }, "`deadlineMs` is 0. Use a number from 1 to 2147483647."],
    [{ deadlineMs: "1" as never }, "`deadlineMs` is a string."],
  ])("is not polled with %o", async (options, message) => {
    const { client, requests } = exports(["COMPLETED"]);
    const { poll, createAndPoll } = client.organization.auditLogs.exports;
    for (const call of [poll("export-1", options), createAndPoll({}, options)])
      expect((await catchError(call)).message).toContain(message);
    expect(requests).toEqual([]);
  });

  it("is polled within a deadline that the creation and all requests share", async () => {
    const { client } = exports(["IN_PROGRESS"], undefined, {
      fetch: async (url) => {
        if (!url.endsWith("/exports")) return new Promise(() => {});
        await new Promise((resolve) => setTimeout(resolve, 60));
        return Response.json({ success: true, data: { id: "export-1", status: "IN_PROGRESS" } });
      },
    });
    const startedAt = performance.now();
    const call = client.organization.auditLogs.exports.createAndPoll({}, { ...fast, deadlineMs: 150 });
    expect(await catchError(call)).toMatchObject({ name: "TimeoutError", method: "GET" });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it("tells when polling was aborted, and why", async () => {
    const { client } = exports(["IN_PROGRESS"]);
    const controller = new AbortController();
    const call = client.organization.auditLogs.exports.poll("export-1", {
      pollIntervalMs: 60_000,
      signal: controller.signal,
      onEvent: ({ type }) => type === "response" && setTimeout(() => controller.abort("stop"), 10),
    });
    const error = await catchError(call);
    expect(error).toMatchObject({ name: "AbortError", cause: "stop" });
    expect(error.message).toBe(
      "Polling the audit-log export export-1 was aborted by its signal. See `cause` for the reason.",
    );
  });

  it("fails with the reason of the API", async () => {
    const { client } = exports(["ERRORED"]);
    const error = await catchError(client.project("p").auditLogs.exports.poll("export-1", fast));
    expect(error).toMatchObject({
      name: "AuditLogExportError",
      kind: "export",
      auditLogExport: { id: "export-1" },
    });
    expect(error.message).toContain("no space");
  });

  it("stops at the deadline and by the signal", async () => {
    const { client } = exports(["IN_PROGRESS"]);
    const { poll } = client.organization.auditLogs.exports;
    expect(await catchError(poll("export-1", { ...fast, deadlineMs: 250 }))).toMatchObject({
      name: "TimeoutError",
    });
    expect(
      await catchError(poll("export-1", { pollIntervalMs: 60_000, signal: AbortSignal.timeout(20) })),
    ).toMatchObject({ name: "AbortError" });
    expect(await catchError(poll("export-1", { pollIntervalMs: 0 }))).toMatchObject({
      name: "ConfigurationError",
    });
  });

  it("is downloaded as a stream without the API key", async () => {
    const { client, requests } = exports(["COMPLETED"]);
    const stream = await client.organization.auditLogs.exports.download("export-1");
    expect(await new Response(stream).text()).toBe("gzip");
    expect(requests[0]?.headers).toMatchObject({ confident_api_key: apiKey });
    expect(requests[1]).toMatchObject({ path: "/bucket/export.csv.gz?signature=abc" });
    expect(JSON.stringify(requests[1]?.headers)).not.toContain("SECRET");
  });

  it("is returned before it ends, and reported as events", async () => {
    const paths: string[] = [];
    const onEvent = (event: ClientEvent) => event.type === "request" && paths.push(event.path);
    const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
    const { client } = exports(["COMPLETED"], endless, { onEvent });
    const download = (options?: RequestOptions) =>
      client.organization.auditLogs.exports.download("export-1", options);
    await (await download()).cancel();
    expect(paths).toEqual(["/v2/organization/audit-logs/exports/export-1/download", "/bucket/export.csv.gz"]);
    const ofCall: string[] = [];
    await (await download({ onEvent: ({ path }) => ofCall.push(path) })).cancel();
    expect(new Set(ofCall)).toEqual(new Set(paths));
    expect(paths).toHaveLength(2);
  });

  it("fails without the signature of the URL in the error", async () => {
    const { client } = exports(["COMPLETED"], () => new Response("<Error/>", { status: 403 }));
    const error = await catchError(client.organization.auditLogs.exports.download("export-1"));
    expect(error).toMatchObject({ name: "ForbiddenError", status: 403, path: "/bucket/export.csv.gz" });
    expect(inspect(error, { depth: 9 })).not.toContain("signature=abc");
  });

  it("does not follow a redirect without https", async () => {
    const { client, requests } = createSetup(
      () => new Response(null, { status: 302, headers: { location: "http://files.example/export" } }),
    );
    expect(await catchError(client.organization.auditLogs.exports.download("export-1"))).toMatchObject({
      name: "RedirectError",
    });
    expect(requests).toHaveLength(1);
  });
});
