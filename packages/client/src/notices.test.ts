import { describe, expect, it } from "vitest";
import type { ClientEvent } from "./index.ts";
import { createTestClient } from "./client-fixtures.test-support.ts";

describe("a deprecated endpoint", () => {
  const eventsOf = async (body: unknown, headers: Record<string, string> = {}, status = 200) => {
    const events: ClientEvent[] = [];
    const client = createTestClient(async () => Response.json(body, { status, headers }), {
      maxRetries: 0,
      onEvent: (e) => events.push(e),
    });
    await client.projects.list().asResult();
    return events.filter(({ type }) => type === "deprecation");
  };
  const good = { success: true, data: { projects: [] } };
  const event = {
    type: "deprecation",
    method: "GET",
    path: "/v1/projects",
    attempt: 1,
    link: undefined,
    deprecation: undefined,
    sunset: undefined,
  };

  it("is reported as an event for each deprecation header", async () => {
    expect(await eventsOf({ ...good, deprecated: true, link: "https://x.example/new" })).toEqual([
      { ...event, link: "https://x.example/new" },
    ]);
    expect(await eventsOf(good, { deprecation: "@1" })).toEqual([{ ...event, deprecation: "@1" }]);
    expect(await eventsOf(good, { sunset: "Wed, 21 Oct 2026 07:28:00 GMT" })).toEqual([
      { ...event, sunset: "Wed, 21 Oct 2026 07:28:00 GMT" },
    ]);
    expect(await eventsOf({ success: false, error: "x", deprecated: true, link: 1 }, {}, 409)).toEqual([
      event,
    ]);
  });

  it("has no end of its own if the API key of the request has one", async () => {
    const headers = { sunset: "Wed, 21 Oct 2026 07:28:00 GMT", "x-api-key-warning": "Rotated." };
    expect(await eventsOf({ ...good, deprecated: true }, headers)).toEqual([event]);
    expect(await eventsOf(good, headers)).toEqual([]);
  });

  it("is not reported without a deprecation header", async () => {
    expect(await eventsOf({ ...good, deprecated: false, link: "l" })).toEqual([]);
  });
});
