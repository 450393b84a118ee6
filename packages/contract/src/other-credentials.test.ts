import { describe, expect, it } from "vitest";
import { describeOperation, type Received, run, startItems, summarize } from "./testing/items-server.ts";

describe("credentials", () => {
  const basic = `Basic ${Buffer.from("ada:correct horse").toString("base64")}`;
  it.each([
    [
      "HTTP Basic",
      { basic: [] },
      { auth: "basic:ada:correct horse" },
      ({ headers }: Received) => headers.authorization === basic,
    ],
    [
      "a bearer token",
      { token: [] },
      { auth: "bearer:token-of-ada" },
      ({ headers }: Received) => headers.authorization === "Bearer token-of-ada",
    ],
    [
      "a query parameter",
      { query: [] },
      {},
      ({ query }: Received) => query.get("api_key") === "a-key-of-the-tests",
    ],
    [
      "a cookie",
      { cookie: [] },
      {},
      ({ headers }: Received) => /(?:^|; )session=a-key-of-the-tests(?:;|$)/.test(headers.cookie ?? ""),
    ],
  ])("sends %s", async (_, security, options, isAuthorized) => {
    const spec = describeOperation({}, { security });
    const { baseUrl } = await startItems((received) => (isAuthorized(received) ? 200 : 401));
    const report = await run({ baseUrl, spec, ...options });
    expect(summarize(report.findings)).toEqual([]);
    expect(report.checks.find(({ check }) => check === "ignored_auth")?.outcome).toBe("passed");
  });

  it("stops with one sentence if every request is unauthorized", async () => {
    const parameters = [{ name: "q", in: "query", required: true, schema: { type: "string" } }];
    const spec = describeOperation({ parameters }, { security: { token: [] } });
    const { baseUrl } = await startItems(() => 401);
    await expect(run({ baseUrl, spec })).rejects.toThrow(
      /^Every operation rejects the key \(status 401\)\. Set .*$/,
    );
  });

  it("sends additional headers, and hides their values", async () => {
    const spec = describeOperation({});
    const headers = { "X-Tenant": "tenant-of-the-tests" };
    const { baseUrl, received } = await startItems(() => 500);
    const report = await run({ baseUrl, spec, headers });
    expect(received.every((each) => each.headers["x-tenant"] === "tenant-of-the-tests")).toBe(true);
    expect(JSON.stringify(report)).not.toContain("tenant-of-the-tests");
  });
});
