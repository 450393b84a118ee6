import { describe, expect, it } from "vitest";
import { apiKey, catchError, createTestClient } from "../client-fixtures.test-support.ts";
import { createResilientFetch } from "./index.ts";

describe("an escaped form of the API key", () => {
  const key = "confident_org_A/b+C=d&e<f>%41";
  const hex = (character: string) => character.charCodeAt(0).toString(16).padStart(2, "0");
  const escapeAll = (escape: (character: string) => string) => Array.from(key, escape).join("");

  it.each<[string, string]>([
    ["as it is", key],
    ["in upper case", key.toUpperCase()],
    ["in a URL", encodeURIComponent(key)],
    [
      "in a URL, in lower-case digits",
      encodeURIComponent(key).replaceAll(/%../g, (code) => code.toLowerCase()),
    ],
    ["in a URL, encoded twice", encodeURIComponent(encodeURIComponent(key))],
    ["in a URL, every character", escapeAll((character) => `%${hex(character)}`)],
    ["in a path", encodeURI(key)],
    ["in a form", new URLSearchParams({ key }).toString().slice(4)],
    ["in JSON of PHP", key.replaceAll("/", String.raw`\/`)],
    ["in JSON of Go", key.replaceAll(/[<>&]/g, (character) => String.raw`\u00${hex(character)}`)],
    ["in JSON, every character", escapeAll((character) => String.raw`\u00${hex(character)}`)],
    ["in JSON inside JSON", escapeAll((character) => String.raw`\\u00${hex(character).toUpperCase()}`)],
    ["in HTML", key.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")],
    ["in HTML, by number", escapeAll((character) => `&#${character.charCodeAt(0)};`)],
    ["in HTML, by hexadecimal number", escapeAll((character) => `&#x${hex(character)};`)],
  ])("is not shown: %s", async (_, form) => {
    const page = `<p>100% & "sure": ${form}!</p>`;
    const respond = async () => new Response(page, { status: 403, headers: { "x-echo": `a ${form} z` } });
    const error = await catchError(createTestClient(respond, { apiKey: key }).projects.list());
    expect(error.message).toContain(`<p>100% & "sure": *API-key*!</p>`);
    expect(error.headers?.get("x-echo")).toBe("a *API-key* z");
    const thrown = new Error(page);
    const failed = await catchError(
      createTestClient(() => Promise.reject(thrown), { apiKey: key, maxRetries: 0 }).projects.list(),
    );
    expect(failed.cause).toMatchObject({ message: `<p>100% & "sure": *API-key*!</p>` });
  });

  it.each([
    ["in base64", 0, "base64"],
    ["in base64, after one character", 1, "base64"],
    ["in base64, after two characters", 2, "base64"],
    ["in base64 for URLs", 0, "base64url"],
    ["in base64 for URLs, after one character", 1, "base64url"],
    ["in hexadecimal", 0, "hex"],
  ] as const)("is not shown: %s", async (_, offset, encoding) => {
    const wild = "confident_org_?>~?>~xyz";
    const text = Buffer.from(`${"u".repeat(offset)}${wild}:suffix`).toString(encoding);
    for (const form of encoding === "hex" ? [text, text.toUpperCase()] : [text]) {
      const respond = async () => Response.json({ success: false, error: `Got ${form}.` }, { status: 401 });
      const error = await catchError(createTestClient(respond, { apiKey: wild }).projects.list());
      // The characters beside it have bits of both the key and the other text.
      expect(error.message).toMatch(/returned 401: Got [\w+/-]{0,3}\*API-key\*[\w+/=-]{0,16}\.$/);
    }
  });

  it("is found in bytes", async () => {
    const thrown = Object.assign(new Error("x"), { chunk: new TextEncoder().encode(`a ${key} z`) });
    const client = createTestClient(() => Promise.reject(thrown), { apiKey: key, maxRetries: 0 });
    expect((await catchError(client.projects.list())).cause).not.toHaveProperty("chunk");
  });
});

describe("a cause that contains the API key", () => {
  const findCause = async (thrown: unknown) =>
    (await catchError(createTestClient(() => Promise.reject(thrown), { maxRetries: 0 }).projects.list()))
      .cause;

  it("is copied with its name, its code and its causes", async () => {
    const inner = Object.assign(new RangeError(`bad ${apiKey}`), { code: `E-${apiKey}` });
    const cause = await findCause(new TypeError("fetch failed", { cause: inner }));
    const { name, message, cause: copy } = cause as Error;
    expect([name, message]).toEqual(["TypeError", "fetch failed"]);
    expect(copy).toMatchObject({ name: "RangeError", message: "bad *API-key*", code: "E-*API-key*" });
    expect(copy).not.toHaveProperty("cause");
  });

  it("is copied to a depth of seven errors", async () => {
    let thrown = new Error(apiKey);
    for (let count = 1; count < 9; count++) thrown = new Error("x", { cause: thrown });
    let count = 0;
    for (let each = await findCause(thrown); each instanceof Error; each = each.cause) count++;
    expect(count).toBe(7);
  });

  it("is copied once if it is its own cause", async () => {
    const thrown = new Error(apiKey);
    thrown.cause = thrown;
    expect(await findCause(thrown)).not.toHaveProperty("cause");
  });

  it("is copied if it is nothing but another key of this API", async () => {
    const other = "confident_org_OTHER-KEY";
    expect(await findCause(new Error("x", { cause: other }))).toMatchObject({ message: "x" });
    expect(await findCause(new Error(other))).toMatchObject({ message: "*API-key*" });
  });

  it("is not copied if it cannot be read", async () => {
    const thrown = Object.defineProperty(new Error("x"), "message", {
      get: () => {
        throw new Error(apiKey);
      },
    });
    expect(await findCause(thrown)).toMatchObject({ message: "*API-key*" });
  });
});

describe("a cause without the API key", () => {
  const nest = (depth: number): object => (depth === 0 ? { text: "x" } : { inner: nest(depth - 1) });
  const list = (length: number) => Array.from({ length }, () => ({}));

  it.each<[string, object, boolean]>([
    ["text in bytes", { chunk: new TextEncoder().encode("harmless") }, true],
    ["objects in each other", nest(5), true],
    ["objects in each other, too deep to search", nest(6), false],
    ["a list", { list: list(4_000) }, true],
    ["a list that is too long to search", { list: list(10_001) }, false],
    ["objects that are too many to search", { a: list(3_000), b: list(3_000) }, false],
    ["a set", { set: new Set(list(9_000).keys()) }, true],
    ["a set that is too large to search", { set: new Set(list(10_001).keys()) }, false],
  ])("is kept if all of it can be searched: %s", async (_, facts, isKept) => {
    const thrown = Object.assign(new Error("x"), facts);
    const { cause } = await catchError(
      createTestClient(() => Promise.reject(thrown), { maxRetries: 0 }).projects.list(),
    );
    expect(cause).toMatchObject({ message: "x" });
    expect(cause === thrown).toBe(isKept);
  });
});

describe("a large cause", () => {
  it.each<[string, () => object]>([
    ["bytes", () => ({ chunk: new Uint8Array(32 * 2 ** 20).fill(0x61) })],
    ["a list", () => ({ list: Array.from({ length: 2_000_000 }, (_, index) => index) })],
    [
      "an endless iterator",
      () => ({
        *[Symbol.iterator]() {
          for (;;) yield 1;
        },
      }),
    ],
    ["a wide tree", () => ({ tree: Array.from({ length: 5000 }, () => ({ a: [{ b: 1 }, { b: 2 }] })) })],
  ])("is searched for the key in about a second: %s", async (_, make) => {
    const thrown = Object.assign(new Error("x"), make());
    const before = process.cpuUsage();
    const error = await catchError(
      createTestClient(() => Promise.reject(thrown), { maxRetries: 0 }).projects.list(),
    );
    expect(error.cause).toMatchObject({ message: "x" });
    expect(process.cpuUsage(before).user).toBeLessThan(1_500_000);
  });

  it.each<[string, (text: string) => string]>([
    ["a page", (text) => `<p>${text}`],
    ["JSON", (text) => JSON.stringify({ success: false, error: "no", text })],
    [
      "JSON with backslashes",
      (text) => JSON.stringify({ success: false, error: "\\".repeat(2 ** 16), text }),
    ],
  ])("is searched for the key in about a second: an error body that is %s", async (_, make) => {
    const body = make(`${"%41&amp;".repeat(2 ** 18)}${apiKey}`);
    const before = process.cpuUsage();
    const error = await catchError(
      createTestClient(async () => new Response(body, { status: 400 })).projects.list(),
    );
    expect(JSON.stringify(error.body)).not.toContain(apiKey);
    expect(process.cpuUsage(before).user).toBeLessThan(1_500_000);
  });
});

describe("a secret of a resilient fetch", () => {
  it("may contain any characters", async () => {
    const secret = "p\u00e4ss-\u{1f511}-$1 (.*)";
    const resilientFetch = createResilientFetch({
      secrets: [secret, "short"],
      maxRetries: 0,
      fetch: () => Promise.reject(new Error(`short ${secret} ${JSON.stringify({ secret })}`)),
    });
    await expect(resilientFetch("https://x.example/a")).rejects.toMatchObject({
      cause: { message: 'short *API-key* {"secret":"*API-key*"}' },
    });
  });

  it("with a control character is found in a URL, in hexadecimal and in base64", async () => {
    const secret = "token\t123456";
    const forms = [
      encodeURIComponent(secret),
      ...(["hex", "base64"] as const).map((encoding) => Buffer.from(secret).toString(encoding)),
    ];
    const resilientFetch = createResilientFetch({
      secrets: [secret],
      maxRetries: 0,
      fetch: () => Promise.reject(new Error(forms.join(" "))),
    });
    await expect(resilientFetch("https://x.example/a")).rejects.toMatchObject({
      cause: { message: "*API-key* *API-key* *API-key*" },
    });
  });

  it("is all that is removed", async () => {
    const fetch = (thrown: Error) =>
      createResilientFetch({ secrets: ["token-123456"], maxRetries: 0, fetch: () => Promise.reject(thrown) });
    const harmless = new Error("undefined");
    const error = await catchError(fetch(harmless)("https://x.example/undefined"));
    expect(error.cause).toBe(harmless);
    expect(error.message).toBe("GET https://x.example/undefined failed: undefined.");
  });

  it("may change while calls are made", async () => {
    const secrets = ["first-secret"];
    const resilientFetch = createResilientFetch({
      secrets,
      maxRetries: 0,
      fetch: () => Promise.reject(new Error("first-secret second-secret")),
    });
    const failures = [];
    failures.push(await resilientFetch("https://x.example/a").catch((error) => error.cause.message));
    secrets[0] = "second-secret";
    failures.push(await resilientFetch("https://x.example/a").catch((error) => error.cause.message));
    expect(failures).toEqual(["*API-key* second-secret", "first-secret *API-key*"]);
  });

  it("can be returned by a function, which is called each time", async () => {
    let secret = "first-secret";
    const resilientFetch = createResilientFetch({
      secrets: () => [secret],
      maxRetries: 0,
      fetch: () => Promise.reject(new Error("first-secret second-secret")),
    });
    for (const message of ["*API-key* second-secret", "first-secret *API-key*"]) {
      await expect(resilientFetch("https://x.example/a")).rejects.toMatchObject({ cause: { message } });
      secret = "second-secret";
    }
  });
});
