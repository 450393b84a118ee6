import { describe, expect, it } from "vitest";
import { catchError } from "../client-fixtures.test-support.ts";
import { createdKey, createSetup, member, newValue, pendingKey } from "./client-fixtures.test-support.ts";
import { rotateApiKey } from "./index.ts";

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

  it("reports its events, and stops by its signal", async () => {
    const { client, requests } = createSetup(() => pendingKey);
    const { apiKeys } = client.organization;
    const types: string[] = [];
    await rotateApiKey(apiKeys, 1420, { onEvent: ({ type }) => types.push(type) });
    expect(types).toEqual(["request", "response"]);
    const aborted = rotateApiKey(apiKeys, 1420, { signal: AbortSignal.abort() });
    expect(await catchError(aborted)).toMatchObject({ kind: "abort", attempts: 0 });
    expect(requests).toHaveLength(1);
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
