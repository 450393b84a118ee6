import { describe, expect, it } from "vitest";
import type { Fetch } from "./index.ts";
import { apiKey, catchError, createTestClient } from "./client-fixtures.test-support.ts";

const body = { success: true, data: { projects: [] } };

describe("`requestId`", () => {
  const sentId = async (call: (fetch: Fetch) => Promise<{ requestId?: string | undefined }>) => {
    let sent: string | undefined;
    const found = await call(async (_, init: { headers: Record<string, string> }) => {
      sent = init.headers["x-request-id"];
      return Response.json(body);
    });
    return [found.requestId, sent];
  };

  it("is that of the response, else the one that was sent", async () => {
    const [found, sent] = await sentId((fetch) => createTestClient(fetch).projects.list().withResponse());
    expect(sent).toMatch(/^[\da-f-]{36}$/);
    expect(found).toBe(sent);
    const [failed, sentByFailed] = await sentId((fetch) =>
      catchError(createTestClient(fetch).organization.roles.create({ name: "n", policyIds: [] })),
    );
    expect(failed).toBe(sentByFailed);
  });

  it("never shows the key", async () => {
    const echo = createTestClient(async () =>
      Response.json(body, { headers: { "x-request-id": `1-${apiKey}` } }),
    );
    expect((await echo.projects.list().withResponse()).requestId).toBe("1-*API-key*");
    const events: unknown[] = [];
    const silent = createTestClient(async () => Response.json(body), {
      onEvent: (event) => events.push(event),
    });
    silent.raw.use({ onRequest: ({ request }) => request.headers.set("x-request-id", `2-${apiKey}`) });
    expect((await silent.projects.list().withResponse()).requestId).toBe("2-*API-key*");
    expect(JSON.stringify(events)).not.toContain("SECRET");
  });
});
