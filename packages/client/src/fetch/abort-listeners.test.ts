import { describe, expect, it, vi } from "vitest";
import { catchError, createTestClient } from "../client-fixtures.test-support.ts";
import type { FetchInit } from "../index.ts";

describe("a signal that calls share", () => {
  it("has one listener for all calls, and none after the last call", async () => {
    const { signal } = new AbortController();
    const [add, remove] = [vi.spyOn(signal, "addEventListener"), vi.spyOn(signal, "removeEventListener")];
    const client = createTestClient(async () => Response.json({ success: true, data: { projects: [] } }));
    await Promise.all(Array.from({ length: 12 }, () => client.projects.list({ signal })));
    expect(add).toHaveBeenCalledTimes(1);
    expect(remove).toHaveBeenCalledTimes(1);
    await client.projects.list({ signal });
    expect(add).toHaveBeenCalledTimes(2);
    expect(remove).toHaveBeenCalledTimes(2);
  });

  it("aborts a call after another call has ended", async () => {
    const controller = new AbortController();
    const client = createTestClient((_, init: FetchInit) =>
      init.method === "GET"
        ? Promise.resolve(Response.json({ success: true, data: { projects: [] } }))
        : new Promise(() => {}),
    );
    const { signal } = controller;
    const hanging = catchError(client.project("p").delete({ signal }));
    await client.projects.list({ signal });
    controller.abort("left");
    expect(await hanging).toMatchObject({ kind: "abort", cause: "left" });
  });
});
