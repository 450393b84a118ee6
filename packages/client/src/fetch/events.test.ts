import { describe, expect, it } from "vitest";
import type { ClientEvent } from "../index.ts";
import { apiKey, createTestClient, sequence } from "../client-fixtures.test-support.ts";
import { calls, fakeTime, good, outcomeOf } from "./outcomes.test-support.ts";

fakeTime();

describe("events", () => {
  it("report each request, response and retry, without the key", async () => {
    const events: ClientEvent[] = [];
    const fetchSequence = sequence(
      () =>
        Response.json(
          { success: false, error: apiKey },
          { status: 500, headers: { "x-request-id": `1 ${apiKey}` } },
        ),
      good,
    );
    await outcomeOf(
      calls.GET(createTestClient(fetchSequence, { onEvent: () => expect.fail("replaced") }), {
        onEvent: (event) => events.push(event),
      }),
    );
    const call = { method: "GET", path: "/v1/projects" };
    expect(events).toEqual([
      { type: "request", ...call, attempt: 1 },
      { type: "response", ...call, attempt: 1, status: 500, requestId: "1 *API-key*", durationMs: 0 },
      {
        type: "retry",
        ...call,
        attempt: 1,
        delayMs: 125,
        status: 500,
        error: undefined,
      },
      { type: "request", ...call, attempt: 2 },
      { type: "response", ...call, attempt: 2, status: 200, requestId: undefined, durationMs: 0 },
    ]);
    expect(JSON.stringify(events)).not.toContain(apiKey);
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("mine");
      },
    ],
    [
      "fails later",
      async () => {
        throw new Error("mine");
      },
    ],
  ])("do not affect the call if a listener %s", async (_, onEvent) => {
    expect(
      (await outcomeOf(calls.GET(createTestClient(async () => good(), { onEvent })))).error,
    ).toBeUndefined();
  });
});
