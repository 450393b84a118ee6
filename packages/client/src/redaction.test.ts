import { inspect } from "node:util";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type ClientEvent, ConfigurationError, createClient } from "./index.ts";
import { createResilientFetch } from "./fetch/index.ts";
import { apiKey, createTestClient, catchError } from "./client-fixtures.test-support.ts";

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
  it("is read from the option, then from the environment variable", async () => {
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
    [undefined, /The API key is missing\. Set `apiKey` or CONFIDENT_ORG_API_KEY/],
    ["", /missing/],
    [7, /`apiKey` is a number\. Use a text, or a function that returns one\./],
    [Promise.resolve(apiKey), /`apiKey` is an object\. Use a text/],
    [`${apiKey}\n`, /contains whitespace, quotes or other invalid characters\. Copy it again/],
    [` ${apiKey}`, /whitespace/],
    [`${apiKey} x`, /whitespace/],
    [`${apiKey}é`, /whitespace/],
    [`"${apiKey}"`, /quotes/],
    [`${apiKey}\\`, /quotes/],
  ])("%j is rejected without being shown", (key, message) => {
    vi.stubEnv("CONFIDENT_ORG_API_KEY", "");
    const make = () => createClient({ apiKey: key as string });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/SECRET/);
  });

  it("needs no access to the environment if the option is set", () => {
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
    ["a rejection page", () => new Response(`<p>${apiKey}`, { status: 403 })],
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
    const error = await catchError(
      createTestClient(async () => respond(), { maxRetries: 0 }).projects.list(),
    );
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
    [
      "a text in which each character is escaped",
      () => Array.from(apiKey, (each) => `%${each.charCodeAt(0).toString(16)}`).join(""),
    ],
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
    const error = await catchError(
      createTestClient(() => Promise.reject(thrown), { maxRetries: 0 }).projects.list(),
    );
    expect(error.kind).toBe("connection");
    expect(shown(error)).not.toContain(apiKey);
    expect(error.cause).not.toBe(thrown);
  });

  it("is removed from a cause, which keeps its name, message and code", async () => {
    const thrown = Object.assign(new TypeError(`x ${apiKey}`), { code: "E1" });
    const error = await catchError(
      createTestClient(() => Promise.reject(thrown), { maxRetries: 0 }).projects.list(),
    );
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
  ])("is removed from a cause that is not an error", async (thrown, name, message) => {
    const error = await catchError(
      createTestClient(() => Promise.reject(thrown), { maxRetries: 0 }).projects.list(),
    );
    expect(error.cause).toMatchObject({ name, message, code: undefined, stack: `${name}: ${message}` });
  });

  const unreadable = {
    get message() {
      throw new Error(apiKey);
    },
  };
  const at = (text: string) =>
    Object.defineProperty(new Response(), "url", { value: `https://x.example/?${text}` });
  const own = new Error("own");
  own.cause = own;
  const odd: [string, unknown][] = [
    ["cannot be read", unreadable],
    [
      "rejects everything",
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
    ["has a URL with it", Object.assign(new Error("x"), { target: new URL(`https://x.example/?${apiKey}`) })],
    ["has a response from a URL with it", Object.assign(new Error("x"), { response: at(apiKey) })],
    ["has a regular expression with it", Object.assign(new Error("x"), { pattern: new RegExp(apiKey) })],
    ["has it as a text in an object", Object.assign(new Error("x"), { key: Object(apiKey) as unknown })],
    ["has it as the name of a symbol", Object.assign(new Error("x"), { [Symbol(apiKey)]: 1 })],
    ["has a promise of it", Object.assign(new Error("x"), { key: Promise.resolve(apiKey) })],
    ["has a weak reference to it", Object.assign(new Error("x"), { key: new WeakRef({ apiKey }) })],
    ["is printed as JSON with it", Object.assign(new Error("x"), { toJSON: () => ({ apiKey }) })],
    ["is a function", Object.assign(() => {}, { apiKey })],
    ["is its own cause", own],
  ];
  const problemWith = (thrown: unknown, key: string) =>
    catchError(
      createTestClient(() => Promise.reject(thrown as Error), {
        apiKey: key,
        maxRetries: 0,
      }).organization.roles.create({
        name: "n",
        policyIds: [],
      }),
    );
  it.each<[string, object, (cause: object) => unknown]>([
    ["names of properties", { details: { [apiKey]: 1 } }, (cause) => inspect(cause)],
    ["names of symbols", { details: { [Symbol(apiKey)]: 1 } }, (cause) => inspect(cause)],
    ["its JSON", { toJSON: () => ({ apiKey }) }, (cause) => JSON.stringify(cause)],
    ["its text", { details: new URL(`https://x.example/${apiKey}`) }, (cause) => inspect(cause)],
  ])("is not shown by a cause in %s alone", async (_, facts, print) => {
    const error = await problemWith(Object.assign(new Error("x"), facts), apiKey);
    expect(print(error.cause as object)).not.toContain(apiKey);
  });

  it.each(odd)("is not shown by a cause that %s", async (_, thrown) => {
    const error = await problemWith(thrown, apiKey);
    expect(error).toMatchObject({ kind: "connection", attempts: 1 });
    expect(shown(error) + String(error.cause)).not.toContain(apiKey);
  });

  it.each(odd)("is ignored if it is too short to be a secret, in a cause that %s", async (_, thrown) => {
    const error = await problemWith(thrown, "any");
    expect(error).toMatchObject({ kind: "connection", attempts: 1 });
    expect(error.cause).toBe(thrown);
  });

  it("is not shown if it is the name of a header", async () => {
    const key = "confident_us_org_secret";
    const headers = { [`x-${key}`]: "1", "x-a": key };
    const client = createTestClient(async () => Response.json({}, { status: 404, headers }), { apiKey: key });
    const error = await catchError(client.projects.list());
    expect(Object.fromEntries(error.headers ?? [])).toMatchObject({ "x-*api-key*": "1", "x-a": "*API-key*" });
  });

  it("is not shown if it is passed as another option", () => {
    for (const options of [{ maxRetries: apiKey as never }, { deadlineMs: [apiKey] as never }]) {
      const make = () => createClient({ apiKey, ...options });
      expect(make).toThrow(/Use a (whole )?number from/);
      expect(make).not.toThrow(/SECRET/);
    }
  });

  it("is not shown where a signal has it as its reason", async () => {
    const signal = AbortSignal.abort(new Error(`stop ${apiKey}`));
    const client = createTestClient(async () => Response.json({}));
    expect(await catchError(client.projects.list({ signal }))).toMatchObject({
      kind: "abort",
      cause: { message: "stop *API-key*" },
    });
    const resilientFetch = createResilientFetch({ secrets: [apiKey] });
    expect(await catchError(resilientFetch("https://x.example/a", { signal }))).toMatchObject({
      kind: "abort",
      cause: { message: "stop *API-key*" },
    });
  });

  it("is not shown in the message of a schema", async () => {
    const schema = {
      version: 1,
      vendor: "v",
      validate: () => ({ issues: [{ message: `no ${apiKey}` }] }),
    } as const;
    const client = createTestClient(async () => Response.json({ success: true, data: { projects: [] } }), {
      responseSchemas: { "GET /v1/projects": { "~standard": schema } },
    });
    expect((await catchError(client.projects.list())).message).toContain("but the response: no *API-key*.");
  });

  it("leaves a cause that does not contain it unchanged", async () => {
    const thrown = Object.assign(new TypeError("100%25 &amp; \\u0041"), {
      a: null,
      b: undefined,
      c: 7,
      d: { e: [null] },
      f: Object.create(null) as unknown,
      g: [new URL("https://x.example/"), /x/, new Date(0), Symbol("x"), new Map([["x", new Set(["x"])]])],
      h: () => "x",
      toJSON: "x",
      [Symbol("x")]: 1,
    });
    const error = await catchError(
      createTestClient(() => Promise.reject(thrown), { maxRetries: 0 }).projects.list(),
    );
    expect(error.cause).toBe(thrown);
  });

  it.each(["confident_us_org_0123456789-abc", "confident_org_01234567", "CONFIDENT_EU_PROJ_01234567"])(
    "is not shown although it is another one, which the client never received: %s",
    async (other) => {
      const text = `The key ${other} replaces "${apiKey}".`;
      const client = createTestClient(async () => Response.json({ error: text }, { status: 401 }));
      expect(await catchError(client.projects.list())).toMatchObject({
        body: { error: 'The key *API-key* replaces "*API-key*".' },
      });
      const failing = createTestClient(() => Promise.reject(new Error(other)), { maxRetries: 0 });
      expect(await catchError(failing.projects.list())).toMatchObject({ cause: { message: "*API-key*" } });
    },
  );

  it("is a secret from eight characters on", async () => {
    const thrown = new Error("12345678");
    const client = createTestClient(() => Promise.reject(thrown), { apiKey: "12345678", maxRetries: 0 });
    expect(await catchError(client.projects.list())).toMatchObject({ cause: { message: "*API-key*" } });
  });

  it("is not shown if it is passed as an id", async () => {
    const events: ClientEvent[] = [];
    const client = createTestClient(async () => Response.json({}, { status: 404 }), {
      onEvent: (event) => events.push(event),
    });
    const error = await catchError(client.project(apiKey).retrieve());
    expect(shown(error) + JSON.stringify(events)).not.toContain(apiKey);
    expect(error.path).toBe("/v1/projects/*API-key*");
  });

  it("is not redacted if it is too short to be a secret", async () => {
    const client = createTestClient(
      async () => Response.json({ success: false, error: "any body" }, { status: 400 }),
      { apiKey: "any" },
    );
    expect((await catchError(client.projects.list())).body).toMatchObject({ error: "any body" });
    const thrown = new Error("any");
    expect(
      (
        await catchError(
          createTestClient(() => Promise.reject(thrown), { apiKey: "any", maxRetries: 0 }).projects.list(),
        )
      ).cause,
    ).toBe(thrown);
  });
});
