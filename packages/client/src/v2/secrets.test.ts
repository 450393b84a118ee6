import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { catchError } from "../client-fixtures.test-support.ts";
import { createdKey, createSetup, newValue, pendingKey } from "./client-fixtures.test-support.ts";
import { type ClientEvent, type ClientOptions, Secret } from "./index.ts";

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
