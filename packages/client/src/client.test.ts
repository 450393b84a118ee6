import { inspect } from "node:util";
import { isJsonMediaType, type Operation, readDescription } from "@rolewright/openapi";
import type { OperationId } from "@rolewright/types";
import { describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  ConfigurationError,
  type ConflictError,
  createClient,
  type FetchInit,
  type Role,
  RolewrightError,
  ConnectionError,
  InvalidResponseError,
} from "./index.ts";
import {
  anything,
  respondWith,
  role,
  apiKey,
  createTestClient,
  catchError,
  recording,
  type SentRequest,
} from "./client-fixtures.test-support.ts";
import { calls, type ExistingIds } from "./operation-calls.test-support.ts";

const { operations } = readDescription(new URL(import.meta.resolve("@rolewright/spec/openapi.json")));

/** IDs as the examples of the description have them. */
const ids: ExistingIds = {
  organization: { permissionId: "perm-uuid-1", policyId: "policy-uuid-2", roleId: "role-uuid-3" },
  projectId: "PROJECT-ID",
  project: { permissionId: "perm-uuid-7", policyId: "policy-uuid-1", roleId: "project-role-uuid-3" },
};

/** The documented success of an operation, with its first example. */
function findSuccess({ responses }: Operation) {
  const success = responses.find(({ status }) => /^[23]/.test(status));
  if (success === undefined) throw new Error("There is no success.");
  const [media] = success.content;
  const [example] = Object.values(media?.examples ?? {});
  const headers = success.headers.map(({ name, example: value }): [string, string] => [name, String(value)]);
  const body = media && isJsonMediaType(media.name) ? JSON.stringify(example?.value) : example?.value;
  return {
    mediaType: media?.name,
    response: new Response((body as string | undefined) ?? null, {
      status: Number(success.status),
      headers: [...headers, ...(media ? [["content-type", media.name] as [string, string]] : [])],
    }),
  };
}

describe("a client", () => {
  it.each(operations)("sends $operationId as $method $path", async (operation) => {
    const { operationId, method, path, parameters } = operation;
    const { mediaType, response } = findSuccess(operation);
    const sent: SentRequest[] = [];
    const client = createTestClient(async (url, init) => {
      sent.push({ url, ...init });
      return response;
    });
    await calls[operationId as OperationId](client, ids);
    expect(sent).toHaveLength(1);
    const { origin, pathname, searchParams } = new URL(sent[0]?.url ?? "");
    expect(origin).toBe("https://api.confident-ai.com");
    expect(pathname).toMatch(
      new RegExp(`^${path.replace("{projectId}", "PROJECT-ID").replaceAll(/\{[^{}]+\}/g, "[\\w-]+")}$`),
    );
    const query = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
    expect([...new Set(searchParams.keys())].toSorted()).toEqual(query.toSorted());
    expect(sent[0]).toMatchObject({ method, redirect: "manual" });
    const headers = { confident_api_key: apiKey, ...(mediaType && { accept: mediaType }) };
    expect(sent[0]?.headers).toMatchObject(headers);
  });

  it("sends the body as JSON, unaffected by later changes to the input", async () => {
    const { sent, client } = recording(anything);
    const input = structuredClone(role);
    const call = client.organization.roles.create(input);
    input.name = "Changed later";
    await call;
    expect(sent[0]?.headers).toMatchObject({ "content-type": "application/json" });
    expect(JSON.parse(sent[0]?.body as string)).toEqual(role);
  });

  it("sends no body and no content type for an operation without a body", async () => {
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
    [{ toJSON: () => undefined }, "not JSON"],
    [["name"], "array"],
    [new Date(0), "date"],
    [new Map([["name", "n"]]), "map"],
    [new FormData(), "formdata"],
    [new Uint8Array(1), "uint8array"],
  ])("rejects the input %s before anything is sent", async (input, what) => {
    const { sent, client } = recording(anything);
    const error = await catchError(client.organization.roles.create(input as never));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ method: "POST", path: "/v1/organization/roles", attempts: 0 });
    expect(error.message).toBe(`\`input\` is ${what}. Use an object of JSON values.`);
    expect(sent).toEqual([]);
  });

  it("shows no key when it is printed", () => {
    const client = createTestClient(async () => Response.json(anything));
    const shown = inspect([client, client.organization.roles.list(), client.raw], {
      depth: 9,
      showHidden: true,
    });
    expect(shown + JSON.stringify(client)).not.toContain(apiKey);
  });

  it("says that the platform has no fetch", async () => {
    const client = createClient({ apiKey });
    vi.stubGlobal("fetch", undefined);
    const error = await catchError(client.projects.list()).finally(() => vi.unstubAllGlobals());
    expect(error).toMatchObject({ kind: "configuration", attempts: 0 });
    expect(error.message).toContain("this platform has no `fetch`. Set the `fetch` option.");
  });

  it("rejects a platform without Response, and names the test environment of Jest", () => {
    vi.stubGlobal("Response", undefined);
    try {
      expect(() => createClient({ apiKey })).toThrow(
        'This platform has no `Response`. In Jest, set the test environment to "node".',
      );
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it("names everything that the platform lacks", () => {
    vi.stubGlobal("Request", undefined);
    vi.stubGlobal("Response", undefined);
    try {
      expect(() => createClient({ apiKey })).toThrow("This platform has no `Request`, `Response`.");
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it.each<[string, unknown]>([
    ["`crypto`", undefined],
    ["`crypto.randomUUID`, as in a page without https", {}],
  ])("sends a request ID of its own on a platform without %s", async (_, crypto) => {
    const { sent, client } = recording(anything);
    vi.stubGlobal("crypto", crypto);
    try {
      for (let n = 0; n < 3; n++) await client.projects.list();
    } finally {
      vi.unstubAllGlobals();
    }
    const sentIds = sent.map(({ headers }) => headers["x-request-id"]);
    expect(new Set(sentIds).size).toBe(3);
    for (const id of sentIds) expect(id).toMatch(/^[\da-z]{2,8}(-[\da-z]{2,8}){3}$/);
  });

  it("sends JSON on a platform without streams", async () => {
    const text = async () => JSON.stringify({ success: true, data: { role } });
    let body: unknown;
    const client = createTestClient(async (_, init: FetchInit) => {
      body = init.body;
      return { status: 200, headers: new Headers(), text };
    });
    vi.stubGlobal("ReadableStream", undefined);
    const created = client.organization.roles.create(role).finally(() => vi.unstubAllGlobals());
    expect(await created).toEqual(role);
    expect(JSON.parse(String(body))).toEqual(role);
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
  it("is sent once when it is awaited", async () => {
    const { sent, client } = recording(anything);
    const call = client.organization.roles.list();
    const [safe, withResponse] = [call.asResult(), call.withResponse()];
    expect(sent).toEqual([]);
    await call;
    await Promise.all([
      call,
      call.asResult(),
      safe,
      withResponse,
      call.catch(() => {}),
      call.finally(() => {}),
    ]);
    expect(sent).toHaveLength(1);
  });

  it("returns a result that distinguishes success from failure", async () => {
    const good = await respondWith(200, { success: true, data: { role: { id: "r" } } })
      .organization.roles.create(role)
      .asResult();
    if (good.ok) expectTypeOf(good.data).toEqualTypeOf<Role>();
    expect(good).toMatchObject({ ok: true, data: { id: "r" }, response: { status: 200 } });
    const bad = await respondWith(409, { success: false, error: "conflict" })
      .organization.roles.create(role)
      .asResult();
    const words = !bad.ok && bad.error.status === 409 ? bad.error.body.error : undefined;
    expect(words).toBe("conflict");
    expectTypeOf(words).toEqualTypeOf<string | undefined>();
    expectTypeOf<ConflictError["status"]>().toEqualTypeOf<409>();
  });

  it("returns a result for arguments that cannot be sent", async () => {
    const result = await respondWith(200, {}).organization.roles.delete("").asResult();
    expect(result).toMatchObject({ ok: false, error: { kind: "configuration", attempts: 0 } });
  });

  it("returns the response and the request id with the data", async () => {
    const client = respondWith(200, anything, { "x-request-id": "req-1", "x-more": "yes" });
    const { data, response, requestId } = await client.organization.roles.list().withResponse();
    expect({ data, requestId, more: response.headers.get("x-more") }).toEqual({
      data: [],
      requestId: "req-1",
      more: "yes",
    });
  });

  it("is a promise", async () => {
    const call = respondWith(200, anything).organization.roles.list();
    expect(Object.prototype.toString.call(call)).toBe("[object Promise]");
    let ended = false;
    expect(await call.finally(() => (ended = true))).toEqual([]);
    expect(ended).toBe(true);
    expect(
      await respondWith(404, {})
        .projects.list()
        .catch((error: Error) => error.name),
    ).toBe("NotFoundError");
  });
});

describe("an id", () => {
  it.each([
    ["a/b?c#d", "a%2Fb%3Fc%23d"],
    ["p1#", "p1%23"],
    ["a b", "a%20b"],
    ["%2e", undefined],
    ["...", "..."],
    ["%zz", "%25zz"],
    ["%C3%BC", "%25C3%25BC"],
    ["%f0%9f%98%80", "%25f0%259f%2598%2580"],
    ["%E2%82%AC", "%25E2%2582%25AC"],
    // White space beyond ASCII, encoded once and twice, and a dot in a form that is too long to be one.
    ["%C2%A0", undefined],
    ["%25E3%2580%2580", undefined],
    ["%C0%AE", undefined],
    ["ünïcode", "%C3%BCn%C3%AFcode"],
  ])("%j is sent as %j", async (id, path) => {
    const { sent, client } = recording(anything);
    const outcome = await client.organization.roles.delete(id).asResult();
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
    ["../../p2", '"../../p2"'],
    ["a/..%2f..", '"a/..%2f.."'],
    ["..\\..", String.raw`"..\\.."`],
    ["%20", '"%20"'],
    ["\ud800", String.raw`"\ud800"`],
    [undefined, "undefined"],
    [null, "null"],
    [7.5, "number"],
    [Number.NaN, "number"],
    [2 ** 53, "number"],
    [true, "boolean"],
    [{}, "object"],
    // It would do what a text does.
    [Object("r1"), "object"],
    [{ replace: () => "r1" }, "object"],
  ])("%j is rejected before anything is sent, with the name of the argument", async (id, what) => {
    const { sent, client } = recording(anything);
    const error = await catchError(client.organization.roles.delete(id as string));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toBe(`\`roleId\` is ${what}, which is not an ID. Use an ID from a list.`);
    expect(error).toMatchObject({ method: "DELETE", path: "/v1/organization/roles/{roleId}" });
    expect(() => client.project(id as string)).toThrow(/^`projectId` is/);
    expect(() => client.project(id as string)).toThrow(ConfigurationError);
    expect(sent).toEqual([]);
  });
});

describe("an error", () => {
  it("can be created in tests of error handling", () => {
    const error = new RolewrightError("It broke.", { status: 500 });
    expect(error).toMatchObject({ name: "RolewrightError", kind: "unknown", status: 500, attempts: 0 });
    expect(String(error)).toBe("RolewrightError: It broke.");
    expect(String(new ConfigurationError("It is invalid."))).toBe("ConfigurationError: It is invalid.");
  });

  it("does not say that nothing was sent, nor that its body was cut off, unless it is known", () => {
    expect(new ConnectionError("failed.")).toMatchObject({ isUnsent: false, isTransient: true, attempts: 0 });
    expect(new InvalidResponseError("returned 200.")).toMatchObject({ isTruncated: false });
    expect(new ConnectionError("failed.", { isUnsent: true, isTransient: false })).toMatchObject({
      isUnsent: true,
      isTransient: false,
    });
  });

  it("has a `cause` property only if there is a cause", () => {
    expect(Object.hasOwn(new RolewrightError("x"), "cause")).toBe(false);
    expect(new RolewrightError("x", { cause: 0 }).cause).toBe(0);
  });
});
