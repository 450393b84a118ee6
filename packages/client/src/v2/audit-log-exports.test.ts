import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { catchError } from "../client-fixtures.test-support.ts";
import { apiKey, createSetup } from "./client-fixtures.test-support.ts";
import { type ClientEvent, type ClientOptions, type RequestOptions } from "./index.ts";

describe("a download", () => {
  it("reports the warning about an outgoing API key to listeners and to the log", async () => {
    const entries: unknown[] = [];
    const log = (message: string) => void entries.push(message);
    const events: string[] = [];
    const { client } = createSetup(
      () =>
        new Response(null, {
          status: 302,
          headers: { location: "https://files.example/export", "x-api-key-warning": "Use the new value." },
        }),
      {
        onEvent: ({ type }) => events.push(type),
        logger: { debug: log, info: log, warn: log, error: log },
        logLevel: "warn",
      },
    );
    const url = await client.organization.auditLogs.exports.getDownloadUrl("export-1");
    expect(url).toBe("https://files.example/export");
    expect(events).toEqual(["request", "response", "api-key-warning"]);
    expect(entries).toEqual(["API key outgoing"]);
  });
});

describe("an audit-log export", () => {
  const signature = "abcdef0123456789";
  const exports = (
    statuses: string[],
    file: () => Response = () => new Response("gzip"),
    options: ClientOptions = {},
  ) => {
    let polls = 0;
    return createSetup((path) => {
      if (path.startsWith("/bucket/")) return file();
      if (path.endsWith("/download"))
        return new Response(null, {
          status: 302,
          headers: { location: `https://files.example/bucket/export.csv.gz?signature=${signature}` },
        });
      return {
        id: "export-1",
        status: statuses[Math.min(polls++, statuses.length - 1)],
        errorMessage: "no space",
      };
    }, options);
  };
  const fast = { pollIntervalMs: 100 };

  it("is polled until it is completed", async () => {
    const { client, requests } = exports(["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"]);
    const done = await client.organization.auditLogs.exports.createAndPoll({ searchTerm: "role" }, fast);
    expect(done.status).toBe("COMPLETED");
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET"]);
  });

  it("fails without a reason if the API gives none", async () => {
    const { client } = createSetup(() => ({ id: "export-1", status: "ERRORED", errorMessage: null }));
    const error = await catchError(client.organization.auditLogs.exports.poll("export-1", fast));
    expect(error.message).toBe(
      "The audit-log export export-1 failed: the API gives no reason. Create another one.",
    );
  });

  it("can be an empty file", async () => {
    const { client } = exports(["COMPLETED"], () => new Response(null));
    const stream = await client.organization.auditLogs.exports.download("export-1");
    expect(await new Response(stream).text()).toBe("");
  });

  it("is downloaded from a relative location, and from this machine without https", async () => {
    for (const [location, expected] of [
      ["/files/export-1", "https://api.confident-ai.com/files/export-1"],
      ["http://127.0.0.1:9000/export-1", "http://127.0.0.1:9000/export-1"],
      ["http://files.localhost/export-1", "http://files.localhost/export-1"],
    ] as const) {
      const urls: string[] = [];
      const { client } = createSetup((path, { url }) => {
        if (!path.endsWith("/download")) return new Response(String(urls.push(url.href)));
        const response = new Response(null, { status: 302, headers: { location } });
        return Object.defineProperty(response, "url", { value: url.href });
      });
      await (await client.organization.auditLogs.exports.download("export-1")).cancel();
      expect(urls).toEqual([expected]);
    }
  });

  it.each(["http://files.example/export-1?signature=abc", "/export-1", "ftp://files.example/", "http://"])(
    "is not downloaded from %s, without https",
    async (location) => {
      const { client, requests } = createSetup(
        () => new Response(null, { status: 302, headers: { location } }),
      );
      const error = await catchError(client.organization.auditLogs.exports.download("export-1"));
      expect(error).toMatchObject({ name: "RedirectError", status: 302 });
      expect(error.message).toMatch(/^The download was redirected to a URL without https/);
      expect(inspect(error, { depth: 9 })).not.toContain("signature=abc");
      expect(requests).toHaveLength(1);
    },
  );

  it.each([
    [{ pollIntervalMs: 99 }, "`pollIntervalMs` is 99. Use a number from 100 to 60000."],
    [{ pollIntervalMs: 60_001 }, "`pollIntervalMs` is 60001."],
    [{ deadlineMs: 0 }, "`deadlineMs` is 0. Use a number from 1 to 2147483647."],
    [{ deadlineMs: "1" as never }, "`deadlineMs` is a string."],
  ])("is not polled with %o", async (options, message) => {
    const { client, requests } = exports(["COMPLETED"]);
    const { poll, createAndPoll } = client.organization.auditLogs.exports;
    for (const call of [poll("export-1", options), createAndPoll({}, options)])
      expect((await catchError(call)).message).toContain(message);
    expect(requests).toEqual([]);
  });

  it("is polled within a deadline that the creation and all requests share", async () => {
    const { client } = exports(["IN_PROGRESS"], undefined, {
      fetch: async (url) => {
        if (!url.endsWith("/exports")) return new Promise(() => {});
        await new Promise((resolve) => setTimeout(resolve, 60));
        return Response.json({ success: true, data: { id: "export-1", status: "IN_PROGRESS" } });
      },
    });
    const startedAt = performance.now();
    const call = client.organization.auditLogs.exports.createAndPoll({}, { ...fast, deadlineMs: 150 });
    expect(await catchError(call)).toMatchObject({ name: "TimeoutError", method: "GET" });
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it("tells when polling was aborted, and why", async () => {
    const { client } = exports(["IN_PROGRESS"]);
    const controller = new AbortController();
    const call = client.organization.auditLogs.exports.poll("export-1", {
      pollIntervalMs: 60_000,
      signal: controller.signal,
      onEvent: ({ type }) => type === "response" && setTimeout(() => controller.abort("stop"), 10),
    });
    const error = await catchError(call);
    expect(error).toMatchObject({ name: "AbortError", cause: "stop" });
    expect(error.message).toBe(
      "Polling the audit-log export export-1 was aborted by its signal. See `cause` for the reason.",
    );
  });

  it("leaves no timer when polling was aborted", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const { client } = exports(["IN_PROGRESS"]);
      const controller = new AbortController();
      const call = catchError(
        client.organization.auditLogs.exports.poll("export-1", { signal: controller.signal }),
      );
      await vi.advanceTimersByTimeAsync(1);
      expect(vi.getTimerCount()).toBe(1);
      controller.abort();
      expect(await call).toMatchObject({ kind: "abort" });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it("fails with the reason of the API", async () => {
    const { client } = exports(["ERRORED"]);
    const error = await catchError(client.project("p").auditLogs.exports.poll("export-1", fast));
    expect(error).toMatchObject({
      name: "AuditLogExportError",
      kind: "export",
      auditLogExport: { id: "export-1" },
    });
    expect(error.message).toContain("no space");
  });

  it("stops at the deadline and by the signal", async () => {
    const { client } = exports(["IN_PROGRESS"]);
    const { poll } = client.organization.auditLogs.exports;
    expect(await catchError(poll("export-1", { ...fast, deadlineMs: 250 }))).toMatchObject({
      name: "TimeoutError",
      message: "The audit-log export export-1 still runs after `deadlineMs` (250 ms). Poll it again.",
    });
    const { createAndPoll } = client.organization.auditLogs.exports;
    expect((await catchError(createAndPoll({}, { ...fast, deadlineMs: 251 }))).message).toContain("(251 ms)");
    expect(
      await catchError(poll("export-1", { pollIntervalMs: 60_000, signal: AbortSignal.timeout(20) })),
    ).toMatchObject({ name: "AbortError" });
    expect(await catchError(poll("export-1", { pollIntervalMs: 0 }))).toMatchObject({
      name: "ConfigurationError",
    });
  });

  it("is downloaded as a stream without the API key", async () => {
    const { client, requests } = exports(["COMPLETED"]);
    const stream = await client.organization.auditLogs.exports.download("export-1");
    expect(await new Response(stream).text()).toBe("gzip");
    expect(requests[0]?.headers).toMatchObject({ confident_api_key: apiKey });
    expect(requests[1]).toMatchObject({ path: `/bucket/export.csv.gz?signature=${signature}` });
    expect(JSON.stringify(requests[1]?.headers)).not.toContain("SECRET");
  });

  it("is returned before it ends, and reported as events", async () => {
    const paths: string[] = [];
    const onEvent = (event: ClientEvent) => event.type === "request" && paths.push(event.path);
    const endless = () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }));
    const { client } = exports(["COMPLETED"], endless, { onEvent });
    const download = (options?: RequestOptions) =>
      client.organization.auditLogs.exports.download("export-1", options);
    await (await download()).cancel();
    expect(paths).toEqual(["/v2/organization/audit-logs/exports/export-1/download", "/bucket/export.csv.gz"]);
    const ofCall: string[] = [];
    await (await download({ onEvent: ({ path }) => ofCall.push(path) })).cancel();
    expect(new Set(ofCall)).toEqual(new Set(paths));
    expect(paths).toHaveLength(2);
  });

  it("fails without the signature of the URL in the error, also if the host repeats it", async () => {
    const page = `<Error><Provided>${signature}</Provided></Error>`;
    const { client } = exports(["COMPLETED"], () => new Response(page, { status: 403 }));
    const error = await catchError(client.organization.auditLogs.exports.download("export-1"));
    expect(error).toMatchObject({ name: "ForbiddenError", status: 403, path: "/bucket/export.csv.gz" });
    expect(inspect(error, { depth: 9 })).not.toContain(signature);
    expect(error.message).toContain("<Provided>*API-key*</Provided>");
  });

  it("is redirected once: a further redirect, whose request has no API key, is an error", async () => {
    const location = "https://files.example/bucket/again";
    const { client, requests } = exports(
      ["COMPLETED"],
      () => new Response(null, { status: 302, headers: { location } }),
    );
    const error = await catchError(client.organization.auditLogs.exports.download("export-1"));
    expect(error).toMatchObject({ name: "RedirectError", status: 302, location });
    expect(error.message).toBe(
      `GET /bucket/export.csv.gz was redirected to ${location}. The redirect was not followed. Check the URL.`,
    );
    expect(requests).toHaveLength(2);
  });

  it("does not follow a redirect without https", async () => {
    const { client, requests } = createSetup(
      () => new Response(null, { status: 302, headers: { location: "http://files.example/export" } }),
    );
    expect(await catchError(client.organization.auditLogs.exports.download("export-1"))).toMatchObject({
      name: "RedirectError",
    });
    expect(requests).toHaveLength(1);
  });
});
