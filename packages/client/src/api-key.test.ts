import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type ApiKeyInput,
  type ClientOptions,
  createClient,
  ConfigurationError,
  type ExpiringApiKey,
  type FetchInit,
  NotFoundError,
} from "./index.ts";
import { catchError, role } from "./client-fixtures.test-support.ts";

const hang = () => new Promise<never>(() => {});

/** Creates a client that records the keys that it sends. */
function createRecordingClient(apiKey: ApiKeyInput, options: ClientOptions = {}) {
  const sent: (string | undefined)[] = [];
  const client = createClient({
    apiKey,
    fetch: async (_, init: { headers: Record<string, string> }) => {
      sent.push(init.headers["confident_api_key"]);
      return Response.json({ success: true, data: { projects: [] } });
    },
    ...options,
  });
  return { sent, client };
}

beforeEach(() => {
  // Retries do not wait.
  vi.spyOn(Math, "random").mockReturnValue(0);
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a function that returns the API key", () => {
  it("is called for each request, and by concurrent requests once", async () => {
    let count = 0;
    const { sent, client } = createRecordingClient(async () => `confident_org_KEY-${++count}`);
    await client.projects.list();
    await Promise.all([client.projects.list(), client.projects.list()]);
    expect(sent).toEqual(["confident_org_KEY-1", "confident_org_KEY-2", "confident_org_KEY-2"]);
  });

  it("is called again when its key expires, and not before", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    try {
      let count = 0;
      const { sent, client } = createRecordingClient(() => ({
        value: `confident_org_KEY-${++count}`,
        expiresAt: new Date(Date.now() + 1000),
      }));
      await client.projects.list();
      vi.setSystemTime(Date.now() + 999);
      await client.projects.list();
      vi.setSystemTime(Date.now() + 1);
      await client.projects.list();
      expect(sent.map((key) => key?.at(-1))).toEqual(["1", "1", "2"]);
    } finally {
      vi.useRealTimers();
    }
  });

  /** Creates a client whose API accepts one key. The key and the function can be replaced. */
  function createRotatingClient(load: ApiKeyInput, options: ClientOptions = {}) {
    const api = { validKey: "confident_org_KEY-1", count: 0 };
    const client = createClient({
      apiKey: load,
      fetch: async (_, { headers }: FetchInit) => {
        api.count += 1;
        return headers["confident_api_key"] === api.validKey
          ? Response.json({ success: true, data: { projects: [], role: { id: "r" } } })
          : Response.json({ success: false, error: "revoked" }, { status: 401 });
      },
      ...options,
    });
    return { api, client };
  }
  const inAMinute = () => new Date(Date.now() + 60_000);

  it.each<[string, (key: string) => string | ExpiringApiKey]>([
    ["cached", (value) => ({ value, expiresAt: inAMinute() })],
    ["not cached", (value) => value],
  ])(
    "is called again when the API rejects a key that is %s, and the request is sent with the other key",
    async (_, createKey) => {
      let key = "confident_org_KEY-1";
      const { api, client } = createRotatingClient(() => createKey(key), {
        // The key is replaced after the client has read it.
        onEvent: ({ type }) => type === "request" && (key = "confident_org_KEY-2"),
      });
      api.validKey = "confident_org_KEY-2";
      expect(await client.organization.roles.create(role)).toEqual({ id: "r" });
      expect(api.count).toBe(2);
    },
  );

  it("reports 401 when it returns the rejected key again, and after `maxRetries`", async () => {
    const same = createRotatingClient(() => ({ value: "confident_org_OLD", expiresAt: inAMinute() }));
    expect(await catchError(same.client.projects.list())).toMatchObject({ status: 401, attempts: 1 });
    let count = 1;
    const other = createRotatingClient(() => ({
      value: `confident_org_OLD-${++count}`,
      expiresAt: inAMinute(),
    }));
    expect(await catchError(other.client.projects.list())).toMatchObject({ status: 401, attempts: 3 });
    const once = other.client.projects.list({ maxRetries: 0 });
    expect(await catchError(once)).toMatchObject({ status: 401, attempts: 1 });
  });

  it("reports 401 when it fails to return another key", async () => {
    let calls = 0;
    const { client } = createRotatingClient(() => {
      if (calls++ > 0) throw new Error("no vault");
      return { value: "confident_org_OLD", expiresAt: inAMinute() };
    });
    expect(await catchError(client.projects.list())).toMatchObject({ status: 401, attempts: 1 });
    expect(await catchError(client.projects.list())).toMatchObject({ kind: "configuration", attempts: 0 });
  });

  it("is called once when the API rejects its key for many requests", async () => {
    let calls = 0;
    const { api, client } = createRotatingClient(() => ({
      value: `confident_org_KEY-${++calls}`,
      expiresAt: inAMinute(),
    }));
    await client.projects.list();
    api.validKey = "confident_org_KEY-2";
    await Promise.all(Array.from({ length: 5 }, () => client.projects.list()));
    expect(calls).toBe(2);
    expect(api.count).toBe(1 + 5 * 2);
  });

  it("is not called again when the API rejects an earlier key late", async () => {
    const keys = ["confident_org_KEY-1", "confident_org_KEY-2"];
    const load = vi.fn<() => ExpiringApiKey>(() => ({
      value: keys.shift() ?? "confident_org_KEY-3",
      expiresAt: inAMinute(),
    }));
    let rejectLate = () => {};
    const late = new Promise<void>((resolve) => (rejectLate = resolve));
    let sentCount = 0;
    const client = createClient({
      apiKey: load,
      fetch: async (_, { headers }: FetchInit) => {
        if (sentCount++ === 0) await late;
        return headers["confident_api_key"] === "confident_org_KEY-1"
          ? Response.json({ success: false, error: "revoked" }, { status: 401 })
          : Response.json({ success: true, data: { projects: [] } });
      },
    });
    const first = client.projects.list();
    await client.projects.list();
    rejectLate();
    await first;
    expect(load).toHaveBeenCalledTimes(2);
  });

  it("is replaced while more calls are running than the retry budget has retries", async () => {
    let key = "confident_org_KEY-1";
    const { api, client } = createRotatingClient(() => ({ value: key, expiresAt: inAMinute() }));
    await client.projects.list();
    key = "confident_org_KEY-2";
    api.validKey = key;
    const results = await Promise.all(Array.from({ length: 100 }, () => client.projects.list().asResult()));
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(api.count).toBe(1 + 100 * 2);
  });

  it("doubles the requests at most when the API rejects each of its keys", async () => {
    let calls = 0;
    const { api, client } = createRotatingClient(() => `confident_org_OLD-${++calls}`);
    for (let n = 0; n < 20; n++)
      expect(await catchError(client.projects.list())).toMatchObject({ status: 401 });
    expect(api.count).toBe(20 * 2 + 10);
  });

  it("is not called again for the 401 of a fixed key", async () => {
    const { client } = createRotatingClient("confident_org_OLD");
    expect(await catchError(client.projects.list())).toMatchObject({ status: 401, attempts: 1 });
  });

  it("does not block later calls when it hangs", async () => {
    let count = 0;
    const { sent, client } = createRecordingClient(() => (count++ === 0 ? hang() : "confident_org_SECOND"));
    const error = await catchError(client.projects.list({ deadlineMs: 20 }));
    expect(error).toMatchObject({ kind: "timeout", attempts: 0 });
    expect(await client.projects.list()).toEqual([]);
    expect(sent).toEqual(["confident_org_SECOND"]);
  });

  it("does not replace a newer key when it returns late", async () => {
    const late: ((key: { value: string; expiresAt: Date }) => void)[] = [];
    const expiresAt = new Date(Date.now() + 60_000);
    const load = () =>
      late.length === 0
        ? new Promise<{ value: string; expiresAt: Date }>((resolve) => late.push(resolve))
        : { value: "confident_org_NEW", expiresAt };
    const { sent, client } = createRecordingClient(load);
    await catchError(client.projects.list({ deadlineMs: 20 }));
    await client.projects.list();
    late[0]?.({ value: "confident_org_OLD", expiresAt });
    await new Promise((resolve) => setImmediate(resolve));
    await client.projects.list();
    expect(sent).toEqual(["confident_org_NEW", "confident_org_NEW"]);
  });

  it("is called once by concurrent requests, also when an earlier call of it returns late", async () => {
    const loads: ((key: string) => void)[] = [];
    const { sent, client } = createRecordingClient(() => new Promise((resolve) => loads.push(resolve)));
    await catchError(client.projects.list({ deadlineMs: 20 }));
    const second = client.projects.list();
    loads[0]?.("confident_org_OLD");
    await new Promise((resolve) => setImmediate(resolve));
    const third = client.projects.list();
    loads[1]?.("confident_org_NEW");
    await Promise.all([second, third]);
    expect(sent).toEqual(["confident_org_NEW", "confident_org_NEW"]);
  });

  it("takes time that is not part of the timeout of an attempt", async () => {
    const load = () => new Promise<string>((resolve) => setTimeout(() => resolve("confident_org_SLOW"), 40));
    const { sent, client } = createRecordingClient(load, { timeoutMs: 20 });
    expect(await client.projects.list()).toEqual([]);
    expect(sent).toEqual(["confident_org_SLOW"]);
  });

  it.each<[string, () => unknown, string]>([
    [
      "throws",
      () => expect.fail("no vault"),
      "The `apiKey` function failed (AssertionError). Its message is not shown",
    ],
    ["returns null", () => null, "The `apiKey` function returned no key. Return a text"],
    ["returns nothing", () => undefined, "The `apiKey` function returned no key. Return a text"],
    ["returns an object without a key", () => ({ token: "x" }), "The `apiKey` function returned no key."],
    ["returns an empty text", () => "", "The `apiKey` function returned no key."],
    ["returns a line", () => "confident_org_A\n", "The API key contains whitespace"],
    ["returns an invalid date", () => ({ value: "confident_org_A", expiresAt: "soon" }), "`expiresAt`"],
    ["returns a key of another region", () => "confident_eu_org_A", "The region of the base URL is US"],
  ])("fails the call before it is sent when it %s", async (_, load, message) => {
    const { sent, client } = createRecordingClient(load as () => string);
    const error = await catchError(client.projects.list());
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error).toMatchObject({ attempts: 0, method: "GET", path: "/v1/projects" });
    expect(error.message).toContain(`GET /v1/projects was not sent: `);
    expect(error.message).toContain(message);
    expect(sent).toEqual([]);
  });

  it("fails each call with its own error when calls share it", async () => {
    const { client } = createRecordingClient(() => Promise.reject(new Error("no vault")));
    const errors = await Promise.all([
      catchError(client.projects.list()),
      catchError(client.project("p").delete()),
    ]);
    expect(errors).toMatchObject([
      { method: "GET", path: "/v1/projects" },
      { method: "DELETE", path: "/v1/projects/p" },
    ]);
  });

  it("can fail with an error of another client, which is not changed", async () => {
    const foreign = new NotFoundError("returned 404.", {
      method: "GET",
      path: "/vault",
      status: 404,
      attempts: 3,
    });
    const { client } = createRecordingClient(() => Promise.reject(foreign));
    const error = await catchError(client.projects.list());
    expect(error).toMatchObject({ kind: "configuration", attempts: 0, path: "/v1/projects" });
    expect(error.message).toContain("The `apiKey` function failed (NotFoundError).");
    expect(foreign).toMatchObject({ path: "/vault", attempts: 3 });
  });

  const secret = "confident_org_NEVER-RECEIVED";
  const withCode = Object.assign(new TypeError(`no ${secret}`), { code: "ECONNREFUSED" });

  it.each<[string, unknown, string]>([
    ["an error", withCode, "failed (TypeError, ECONNREFUSED)."],
    ["a cause", new Error("no vault", { cause: new Error(secret) }), "failed (Error)."],
    ["a property", Object.assign(new Error("no vault"), { response: { body: secret } }), "failed (Error)."],
    ["a name and a code", Object.assign(new Error(), { name: secret, code: secret }), "failed."],
    [
      "a name and a code that end with it",
      Object.assign(new Error(), { name: `Error ${secret}`, code: `E ${secret}` }),
      "failed.",
    ],
    ["a text", secret, "failed."],
    ["null", null, "failed."],
    ["what cannot be read", new Proxy({}, { get: () => expect.fail(secret) }), "failed."],
  ])(
    "can throw %s with a key that the client never received, which is not shown",
    async (_, thrown, text) => {
      const logged: unknown[] = [];
      const log = (...items: unknown[]) => void logged.push(...items);
      const { client } = createRecordingClient(
        () => {
          throw thrown;
        },
        { logger: { error: log, warn: log, info: log, debug: log }, logLevel: "debug" },
      );
      const error = await catchError(client.projects.list());
      expect(error.message).toContain(`The \`apiKey\` function ${text}`);
      expect(error.cause).toBeUndefined();
      expect(inspect([error, error.stack, logged], { depth: 9, showHidden: true })).not.toContain("NEVER");
      expect(JSON.stringify(error)).not.toContain("NEVER");
    },
  );

  it("returns the same keys in turn, and an earlier one stays redacted", async () => {
    let count = 0;
    const error = "confident_org_FIRST";
    const client = createClient({
      apiKey: () => (count++ === 0 ? error : `confident_org_KEY-${count % 2}`),
      fetch: async () =>
        count < 1002
          ? Response.json({ success: true, data: { projects: [] } })
          : Response.json({ success: false, error }, { status: 400 }),
    });
    for (let n = 0; n < 1001; n++) await client.projects.list();
    expect(await catchError(client.projects.list())).toMatchObject({ body: { error: "*API-key*" } });
  });

  it("returns keys of which the last 1,000 stay redacted", async () => {
    let count = 0;
    let respond = () => Response.json({ success: true, data: { projects: [] } });
    const client = createClient({
      apiKey: () => `confident_org_${String(count++).padStart(6, "0")}`,
      fetch: async () => respond(),
    });
    for (let n = 0; n < 1001; n++) await client.projects.list();
    // The next call adds one key more, and forgets the second.
    const error = "confident_org_000001 confident_org_000002 confident_org_001001";
    respond = () => Response.json({ success: false, error }, { status: 400 });
    expect(await catchError(client.projects.list())).toMatchObject({
      body: { error: "confident_org_000001 *API-key* *API-key*" },
    });
  });
});
