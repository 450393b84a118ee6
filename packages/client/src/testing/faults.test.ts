import { afterEach, describe, expect, it, vi } from "vitest";
import { createClient, type FetchInit } from "../index.ts";
import { catchError } from "../client-fixtures.test-support.ts";
import { createFakeSetup } from "./fake-setup.test-support.ts";
import { createFakeApi } from "./index.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("a fault", () => {
  const create = (client: ReturnType<typeof createFakeSetup>["client"]) =>
    client.organization.roles.create({ name: "a", policyIds: [] });

  it("of 429 is retried, and the operation has no effect before", async () => {
    vi.useFakeTimers();
    const { api, client } = createFakeSetup();
    api.inject({ status: 429, retryAfter: 2 });
    const call = create(client).withResponse();
    const id = call.then(({ data }) => data.id);
    await vi.advanceTimersByTimeAsync(1900);
    expect(api.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await id).toBe("role-1");
    expect(api.requests).toHaveLength(2);
  });

  it("applies once, and to one operation if it names one", async () => {
    const { api, client } = createFakeSetup({ maxRetries: 0 });
    api.inject({ operationId: "listProjects", status: 500, count: 2 });
    api.inject({ status: 503 });
    expect(await catchError(create(client))).toMatchObject({ status: 503, headers: expect.any(Headers) });
    await create(client);
    expect(await catchError(client.projects.list())).toMatchObject({ status: 500 });
    expect(await catchError(client.projects.list())).toMatchObject({ status: 500 });
    expect(await client.projects.list()).toEqual([]);
    api.inject({ status: 500, count: Infinity });
    for (let n = 0; n < 5; n++)
      expect(await catchError(client.projects.list())).toMatchObject({ status: 500 });
  });

  it("truncates a body after the operation has run", async () => {
    const api = createFakeApi();
    const client = createClient({ apiKey: "test", fetch: api.fetch });
    api.inject({ truncateBody: true });
    expect(await catchError(create(client))).toMatchObject({
      kind: "invalid-response",
      attempts: 1,
      body: expect.stringMatching(/^\{"success":true/),
    });
    expect(await client.organization.roles.list()).toHaveLength(4);
    const whole = JSON.stringify({ success: true, data: { projects: [] } });
    api.inject({ truncateBody: true });
    const { body, headers, cause } = await catchError(
      createClient({ apiKey: "test", maxRetries: 0, fetch: api.fetch }).projects.list(),
    );
    expect(body).toBe(whole.slice(0, whole.length / 2));
    expect(headers?.get("content-type")).toBe("application/json");
    expect(cause).toMatchObject({ message: "terminated: a truncated body was injected" });
  });

  it("truncates an error response and keeps its status", async () => {
    const api = createFakeApi();
    const client = createClient({ apiKey: "test", fetch: api.fetch, maxRetries: 0 });
    api.inject({ truncateBody: true });
    expect(await catchError(client.project("no").retrieve())).toMatchObject({ kind: "api", status: 404 });
  });

  it.each([
    [429, undefined, "0"],
    [503, 7, "7"],
    [500, 7, null],
    [401, undefined, null],
  ])("of %i, with %s seconds to wait, says %s", async (status, retryAfter, header) => {
    const { api, client } = createFakeSetup({ maxRetries: 0 });
    api.inject({ status, ...(retryAfter !== undefined && { retryAfter }) });
    const error = await catchError(client.projects.list());
    expect(error.headers?.get("retry-after")).toBe(header);
    expect(error.body).toEqual({ success: false, error: `The status ${status} was injected.` });
  });

  const invalidPath = "The path contains invalid percent-encoding. Encode a literal percent sign as %25.";

  it.each<[number, string, string, RequestInit]>([
    [404, "There is no GET /v1/nothing.", "/v1/nothing", {}],
    [400, invalidPath, "/v1/projects/100%/roles", {}],
    [400, invalidPath, "/v1/projects/%zz/roles", { method: "POST" }],
    [404, "There is no PATCH /v1/projects.", "/v1/projects", { method: "PATCH" }],
    [401, "The API key is missing or invalid.", "/v1/projects", { headers: {} }],
    [400, "The request body is not valid JSON.", "/v1/projects", { method: "POST", body: "{" }],
    [400, "The request body is not valid JSON.", "/v1/projects", { method: "POST", body: new Blob(["{"]) }],
  ])("is not needed for a %i that says %s", async (status, error, path, init) => {
    const headers = { confident_api_key: "test" };
    const response = await createFakeApi().fetch(`https://x.example${path}`, {
      headers,
      ...init,
    } as Partial<FetchInit>);
    expect([response.status, await response.json()]).toEqual([status, { success: false, error }]);
  });

  it("disconnects before the operation has an effect", async () => {
    const { api, client } = createFakeSetup();
    api.inject({ networkError: true });
    expect(await catchError(create(client))).toMatchObject({
      kind: "connection",
      attempts: 1,
      cause: { message: "fetch failed: a network error was injected" },
    });
    expect(await client.organization.roles.list()).toHaveLength(3);
  });

  it("delays until the request is aborted", async () => {
    vi.useFakeTimers();
    const { api, client } = createFakeSetup();
    api.inject({ delayMs: 60_000, count: 2 });
    const late = catchError(create(client).withResponse());
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await late).toMatchObject({ kind: "timeout" });
    expect(vi.getTimerCount()).toBe(0);
    const listed = client.projects
      .list({ timeoutMs: 70_000, deadlineMs: 90_000 })
      .then((projects) => projects);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await listed).toEqual([]);
    expect(api.requests.map(({ operationId }) => operationId)).toEqual([
      "createOrganizationRole",
      "listProjects",
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("that delays does not delay the record of the request", async () => {
    const { api, client } = createFakeSetup();
    const controller = new AbortController();
    api.inject({ delayMs: 60_000 });
    const call = catchError(client.projects.list({ signal: controller.signal }));
    await vi.waitFor(() => expect(api.requests).toHaveLength(1));
    controller.abort();
    expect(await call).toMatchObject({ kind: "abort" });
  });

  it.each<[unknown, string]>([
    [{ truncatedBody: true }, "There is no option `truncatedBody`. Did you mean `truncateBody`?"],
    [{ token: "x" }, "There is no option `token`. Use one of: operationId, count,"],
    [{ statusCode: 500 }, "There is no option `statusCode`. Use one of: operationId, count,"],
    [{ status: 200.5 }, "`status` is 200.5. Use a status code from 200 to 599."],
    [{ status: "500" }, "`status` is 500. Use a status code from 200 to 599."],
    [{ operationId: "listProject" }, 'There is no operation "listProject".'],
    [{ count: Number.NaN }, "`count` is NaN. Use a number from 0."],
    [{ delayMs: -1 }, "`delayMs` is -1. Use a number from 0."],
    [{ retryAfter: -1 }, "`retryAfter` is -1. Use a number from 0."],
    ["networkError", "The options are a string. Use an object."],
  ])("%j is rejected", (fault, message) => {
    expect(() => createFakeApi().inject(fault as object)).toThrow(message);
  });

  it("for zero requests never applies", async () => {
    const { api, client } = createFakeSetup({ maxRetries: 0 });
    api.inject({ status: 500, count: 0 });
    expect(await client.projects.list()).toEqual([]);
  });

  it.each([205, 304])("returns %i, which has no content", async (status) => {
    const api = createFakeApi();
    api.inject({ status });
    const client = createClient({ apiKey: "test", fetch: api.fetch });
    expect(await catchError(client.projects.list())).toMatchObject({ status, attempts: 1 });
  });

  it.each([101, 199, 600, Number.NaN])(
    "of status %j is rejected, since no Response can have it",
    (status) => {
      expect(() => createFakeSetup().api.inject({ status })).toThrow(
        /^`status` is .+\. Use a status code from 200 to 599/,
      );
    },
  );

  it("can return a status without content", async () => {
    const api = createFakeApi();
    api.inject({ status: 204 });
    expect(await createClient({ apiKey: "test", fetch: api.fetch }).project("p").delete()).toEqual({
      id: "p",
      deleted: true,
    });
  });
});
