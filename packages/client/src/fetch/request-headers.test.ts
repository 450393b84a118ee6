import { describe, expect, it } from "vitest";
import { type ClientOptions, ConfigurationError } from "../index.ts";
import {
  apiKey,
  createTestClient,
  catchError,
  recording,
  sequence,
} from "../client-fixtures.test-support.ts";
import { calls, fakeTime, good } from "./outcomes.test-support.ts";

fakeTime();

describe("headers", () => {
  const headersFor = async (client: ClientOptions["headers"], call: ClientOptions["headers"]) => {
    const { sent, client: one } = recording({ success: true, data: { role: {} } }, { headers: client });
    await calls.POST(one, { headers: call });
    return sent[0]?.headers;
  };
  const own = {
    accept: "application/json",
    "content-type": "application/json",
    confident_api_key: apiKey,
    "user-agent": expect.stringMatching(/^rolewright-client\//),
    "x-request-id": expect.any(String),
  };

  it.each([
    "Connection",
    "content-length",
    "Expect",
    "Host",
    "Keep-Alive",
    "TE",
    "Trailer",
    "Transfer-Encoding",
    "Upgrade",
  ])("cannot have %s, which the platform sets", async (name) => {
    const message = `The header "${name}" is set by the platform. Remove it.`;
    expect(() => createTestClient(async () => good(), { headers: { [name]: "x" } })).toThrow(message);
    const { sent, client } = recording({ success: true, data: { role: {} } });
    client.raw.use({ onRequest: ({ request }) => request.headers.set(name, "x") });
    expect((await catchError(calls.POST(client))).message).toContain(name.toLowerCase());
    expect(sent).toEqual([]);
  });

  it("of the call override the client's, in any case", async () => {
    expect(await headersFor({ "X-One": "1", "X-Two": "2" }, { "x-one": "3" })).toEqual({
      ...own,
      "x-one": "3",
      "x-two": "2",
    });
    expect(await headersFor(new Headers({ "X-One": "1" }), undefined)).toEqual({ ...own, "x-one": "1" });
  });

  it("of a list of pairs can repeat a name, in any case, unless a null removes it", async () => {
    const pairs = [
      ["X-One", "1"],
      ["x-one", "2"],
      ["x-two", "1"],
      ["x-two", null],
    ] as [string, string][];
    expect(await headersFor(undefined, pairs)).toEqual({ ...own, "x-one": "1, 2" });
    expect(await headersFor(undefined, { "X-One": "1", "x-one": "2" })).toEqual({ ...own, "x-one": "2" });
  });

  it("do not replace the headers that the client sets", async () => {
    const mine = { Confident_Api_Key: "other", Accept: "text/html", "Content-Type": "text/plain" };
    expect(await headersFor(mine, mine)).toEqual(own);
  });

  it.each([[{ "x y": "1" }], [{ "": "1" }], [{ "x-one": "a\r\nb: SECRET" }], [{ "x-one": "\u0100SECRET" }]])(
    "%j are rejected without their values",
    (headers) => {
      const make = () => createTestClient(async () => good(), { headers: headers as Record<string, string> });
      expect(make).toThrow(ConfigurationError);
      expect(make).toThrow(/^The header ".*" has an invalid name or value\.$/);
      expect(make).not.toThrow(/SECRET/);
    },
  );

  it("reject an idempotency key for all calls", async () => {
    expect(() => createTestClient(async () => good(), { idempotencyKey: "one" })).toThrow(
      /^`idempotencyKey` of a client is a text\. Use a function/,
    );
    expect(
      await catchError(
        calls.POST(
          createTestClient(async () => good()),
          { idempotencyKey: "a\nb" },
        ),
      ),
    ).toMatchObject({ kind: "configuration" });
    const failing = createTestClient(async () => good(), {
      idempotencyKey: () => {
        throw new Error("mine");
      },
    });
    expect(await catchError(calls.POST(failing))).toMatchObject({
      kind: "configuration",
      message: expect.stringMatching(/^`idempotencyKey` is not a text, or empty\./),
      cause: { message: "mine" },
    });
  });

  it.each([[""], [" "], [7]])("reject the idempotency key %j before anything is sent", async (key) => {
    const fetch = sequence(good);
    const client = createTestClient(fetch, { idempotencyKey: () => key as string });
    expect(await catchError(calls.POST(client))).toMatchObject({ kind: "configuration", attempts: 0 });
    expect(
      await catchError(calls.POST(createTestClient(fetch), { idempotencyKey: key as string })),
    ).toMatchObject({
      kind: "configuration",
    });
    expect(fetch.count).toBe(0);
  });

  it("and a signal may be null", async () => {
    const { sent, client } = recording({ success: true, data: { roles: [] } });
    const none = { headers: null, signal: null } as never;
    expect(await client.organization.roles.list(none)).toEqual([]);
    expect(Object.keys(Object(sent[0]?.headers))).toEqual([
      "accept",
      "user-agent",
      "x-request-id",
      "confident_api_key",
    ]);
  });

  it("may have any size up to the documented limit", () => {
    const [most, least] = [2 ** 31 - 1, 1];
    for (const options of [
      { maxRetries: 10, timeoutMs: most, deadlineMs: most },
      { maxRetries: 0, timeoutMs: least, deadlineMs: least },
    ])
      expect(() => createTestClient(async () => good(), options)).not.toThrow();
  });
});
