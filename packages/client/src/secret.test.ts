import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type ClientEvent, ConfigurationError, createClient } from "./index.ts";
import { apiKey, clientOf, problemOf } from "./given.test-support.ts";

/** Everything that could be shown of an error. */
const shown = (error: Error) =>
  [
    inspect(error, { depth: 12, showHidden: true }),
    JSON.stringify(error),
    error.stack,
    String(error),
    String(error.cause),
    JSON.stringify([...((error as { headers?: Headers }).headers ?? [])]),
  ].join("\n");

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the API key", () => {
  it("comes from the option, else the variable", async () => {
    vi.stubEnv("CONFIDENT_ORG_API_KEY", "confident_org_FROM_ENV");
    const keys: unknown[] = [];
    const fetch = async (_: string, init: RequestInit) => {
      keys.push((init.headers as Record<string, string>)["confident_api_key"]);
      return Response.json({ success: true, data: { projects: [] } });
    };
    await createClient({ fetch }).projects.list();
    await createClient({ fetch, apiKey }).projects.list();
    expect(keys).toEqual(["confident_org_FROM_ENV", apiKey]);
  });

  it.each([
    [
      undefined,
      /The API key is missing\. Give an organization API key as `apiKey`, or set CONFIDENT_ORG_API_KEY/,
    ],
    ["", /missing/],
    [7, /missing/],
    [`${apiKey}\n`, /has white space, quotes or other odd characters\. Copy it again/],
    [` ${apiKey}`, /white space/],
    [`${apiKey} x`, /white space/],
    [`${apiKey}é`, /white space/],
    [`"${apiKey}"`, /quotes/],
    [`${apiKey}\\`, /quotes/],
  ])("%j is refused without being shown", (key, message) => {
    vi.stubEnv("CONFIDENT_ORG_API_KEY", "");
    const make = () => createClient({ apiKey: key as string });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/SECRET/);
  });

  it("needs no environment to be read", () => {
    const { process } = globalThis;
    try {
      Object.assign(globalThis, { process: undefined });
      expect(() => createClient({ apiKey })).not.toThrow();
      Object.assign(globalThis, {
        process: {
          get env() {
            throw new Error("NotCapable");
          },
        },
      });
      expect(() => createClient({ apiKey })).not.toThrow();
    } finally {
      Object.assign(globalThis, { process });
    }
  });

  it.each<[string, () => Response]>([
    [
      "an error's words",
      () => Response.json({ success: false, error: `bad key ${apiKey}` }, { status: 401 }),
    ],
    [
      "any field of an error",
      () => Response.json({ success: false, error: "x", list: [{ [apiKey]: apiKey }] }, { status: 401 }),
    ],
    [
      "an escaped error",
      () => new Response(`{"success":false,"error":"\\u0063${apiKey.slice(1)}"}`, { status: 401 }),
    ],
    [
      "a page",
      () =>
        new Response(`<p>${apiKey}`, {
          status: 200,
          headers: { "content-type": `text/html; key=${apiKey}` },
        }),
    ],
    ["a refused page", () => new Response(`<p>${apiKey}`, { status: 403 })],
    ["a page, across its cut", () => new Response(`${"x".repeat(990)}${apiKey}`)],
    [
      "headers",
      () =>
        Response.json(
          { success: false, error: "x" },
          { status: 401, headers: { "x-request-id": apiKey, "x-echo": `a${apiKey}` } },
        ),
    ],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: `https://x.example/?k=${apiKey}` } }),
    ],
  ])("is not shown where a server repeats it: in %s", async (_, respond) => {
    const error = await problemOf(clientOf(async () => respond(), { retries: 0 }).projects.list());
    expect(shown(error)).not.toContain(apiKey);
    expect(shown(error)).not.toContain("SECRET");
    expect(shown(error)).toContain("*API-key");
  });

  it.each<[string, () => unknown]>([
    ["its message", () => new TypeError(`bad header ${apiKey}`)],
    ["a field", () => Object.assign(new Error("x"), { config: { headers: { key: apiKey } } })],
    ["its cause", () => new Error("x", { cause: new Error(apiKey) })],
    ["a list", () => Object.assign(new Error("x"), { all: [[apiKey]] })],
    [
      "a request",
      () =>
        Object.assign(new Error("x"), {
          request: new Request("http://x.example", { headers: { k: apiKey } }),
        }),
    ],
    ["a text", () => apiKey],
    ["a depth that is not looked into", () => ({ a: { a: { a: { a: { a: { a: { a: apiKey } } } } } } })],
    [
      "what cannot be read",
      () =>
        Object.defineProperty(new Error("x"), "y", {
          get() {
            throw new Error(apiKey);
          },
        }),
    ],
  ])("is not shown where a fetch throws it: in %s", async (_, make) => {
    const thrown = make();
    const error = await problemOf(clientOf(() => Promise.reject(thrown), { retries: 0 }).projects.list());
    expect(error.kind).toBe("connection");
    expect(shown(error)).not.toContain(apiKey);
    expect(error.cause).not.toBe(thrown);
  });

  it("leaves a cause its name, message and code", async () => {
    const thrown = Object.assign(new TypeError(`x ${apiKey}`), { code: "E1" });
    const error = await problemOf(clientOf(() => Promise.reject(thrown), { retries: 0 }).projects.list());
    expect(error.cause).toMatchObject({
      name: "TypeError",
      message: "x *API-key*",
      code: "E1",
      stack: "TypeError: x *API-key*",
    });
  });

  it.each([
    [{ message: `x ${apiKey}` }, "Error", "x *API-key*"],
    [apiKey, "Error", "*API-key*"],
    [{ [apiKey]: "", name: "Odd", list: [apiKey] }, "Odd", "*API-key*"],
  ])("leaves of a cause that is no error what there is", async (thrown, name, message) => {
    const error = await problemOf(clientOf(() => Promise.reject(thrown), { retries: 0 }).projects.list());
    expect(error.cause).toMatchObject({ name, message, code: undefined, stack: `${name}: ${message}` });
  });

  const unreadable = {
    get message() {
      throw new Error(apiKey);
    },
  };
  const own = new Error("own");
  own.cause = own;
  const odd: [string, unknown][] = [
    ["cannot be read", unreadable],
    [
      "refuses everything",
      new Proxy(
        {},
        {
          get() {
            throw new Error(apiKey);
          },
        },
      ),
    ],
    ["has a message that is no text", { message: Object.create(null) as unknown, key: apiKey }],
    ["is a function", Object.assign(() => {}, { apiKey })],
    ["is its own cause", own],
  ];
  const problemWith = (thrown: unknown, key: string) =>
    problemOf(
      clientOf(() => Promise.reject(thrown as Error), { apiKey: key, retries: 0 }).organization.roles.create({
        name: "n",
        policyIds: [],
      }),
    );
  it.each(odd)("is not shown by a cause that %s", async (_, thrown) => {
    const error = await problemWith(thrown, apiKey);
    expect(error).toMatchObject({ kind: "connection", attempts: 1 });
    expect(shown(error) + String(error.cause)).not.toContain(apiKey);
  });

  it.each(odd)("that is too short to be a secret leaves a cause that %s", async (_, thrown) => {
    const error = await problemWith(thrown, "any");
    expect(error).toMatchObject({ kind: "connection", attempts: 1 });
    expect(error.cause).toBe(thrown);
  });

  it("is not shown by a header whose name it is", async () => {
    const key = "confident_us_org_secret";
    const headers = { [`x-${key}`]: "1", "x-a": key };
    const client = clientOf(async () => Response.json({}, { status: 404, headers }), { apiKey: key });
    const error = await problemOf(client.projects.list());
    expect(Object.fromEntries(error.headers ?? [])).toMatchObject({ "x-*api-key*": "1", "x-a": "*API-key*" });
  });

  it("is not shown where it was given for something else", () => {
    for (const options of [{ retries: apiKey as never }, { deadlineMs: [apiKey] as never }]) {
      const make = () => createClient({ apiKey, ...options });
      expect(make).toThrow(/Give a number from/);
      expect(make).not.toThrow(/SECRET/);
    }
  });

  it("is not shown by the words of a schema", async () => {
    const schema = {
      version: 1,
      vendor: "v",
      validate: () => ({ issues: [{ message: `no ${apiKey}` }] }),
    } as const;
    const client = clientOf(async () => Response.json({ success: true, data: { projects: [] } }), {
      schemas: { "GET /v1/projects": { "~standard": schema } },
    });
    expect((await problemOf(client.projects.list())).message).toContain("but the answer: no *API-key*.");
  });

  it("is not taken for what it is not: a cause without it stays as it is", async () => {
    const thrown = Object.assign(new TypeError("x"), { a: null, b: undefined, c: 7, d: { e: [null] } });
    const error = await problemOf(clientOf(() => Promise.reject(thrown), { retries: 0 }).projects.list());
    expect(error.cause).toBe(thrown);
  });

  it("of eight characters is a secret", async () => {
    const thrown = new Error("12345678");
    const client = clientOf(() => Promise.reject(thrown), { apiKey: "12345678", retries: 0 });
    expect(await problemOf(client.projects.list())).toMatchObject({ cause: { message: "*API-key*" } });
  });

  it("is not shown where it was given as an id", async () => {
    const events: ClientEvent[] = [];
    const client = clientOf(async () => Response.json({}, { status: 404 }), {
      onEvent: (event) => events.push(event),
    });
    const error = await problemOf(client.project(apiKey).retrieve());
    expect(shown(error) + JSON.stringify(events)).not.toContain(apiKey);
    expect(error.path).toBe("/v1/projects/*API-key*");
  });

  it("that is too short to be a secret hides no words", async () => {
    const client = clientOf(
      async () => Response.json({ success: false, error: "any body" }, { status: 400 }),
      { apiKey: "any" },
    );
    expect((await problemOf(client.projects.list())).body).toMatchObject({ error: "any body" });
    const thrown = new Error("any");
    expect(
      (await problemOf(clientOf(() => Promise.reject(thrown), { apiKey: "any", retries: 0 }).projects.list()))
        .cause,
    ).toBe(thrown);
  });
});
