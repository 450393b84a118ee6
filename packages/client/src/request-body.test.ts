import { describe, expect, it } from "vitest";
import { catchError, recording } from "./client-fixtures.test-support.ts";
import { ConfigurationError } from "./index.ts";

const roles = { success: true, data: { role: { id: "r" } } };

describe("a value of the input", () => {
  const itself: Record<string, unknown> = {};
  itself["itself"] = itself;

  it.each<[unknown, string]>([
    [Number.NaN, "`description` is NaN, which is not JSON."],
    [-Infinity, "`description` is -Infinity, which is not JSON."],
    [new Date(Number.NaN), "`description` is an invalid date, which is not JSON."],
    [1n, "`description` is a BigInt, which is not JSON."],
    [new Map([["a", 1]]), "`description` is a Map, which is not JSON."],
    [new Set(["a"]), "`description` is a Set, which is not JSON."],
    [Promise.resolve("a"), "`description` is a Promise, which is not JSON."],
    [new Uint8Array(1), "`description` is a Uint8Array, which is not JSON."],
    [/a/, "`description` is a RegExp, which is not JSON."],
    [{ deep: [new Set()] }, "`0` is a Set, which is not JSON."],
    [itself, "`input` is not JSON. Use an object of JSON values."],
  ])("that JSON would change is rejected before anything is sent: %s", async (description, message) => {
    const { client, sent } = recording(roles);
    const input = { name: "n", policyIds: [], description: description as string };
    const error = await catchError(client.organization.roles.create(input));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toBe(message);
    expect(sent).toEqual([]);
  });

  it.each<[unknown, unknown]>([
    [new Date(0), "1970-01-01T00:00:00.000Z"],
    [{ toJSON: () => "text" }, "text"],
    [Object("text"), "text"],
    [Object(1), 1],
    [Object(true), true],
    [null, null],
    [undefined, undefined],
    [() => 1, undefined],
    [Symbol("s"), undefined],
    [{ a: [undefined, null, -1.5] }, { a: [null, null, -1.5] }],
    [Object.assign(Object.create(null), { a: "b" }), { a: "b" }],
  ])("that JSON has a form for is sent: %o", async (description, expected) => {
    const { client, sent } = recording(roles);
    await client.organization.roles.create({
      name: "n",
      policyIds: [],
      description: description as string,
    });
    expect(JSON.parse(String(sent[0]?.body))).toEqual({ name: "n", policyIds: [], description: expected });
  });
});
