import { describe, expect, it } from "vitest";
import { textReport } from "./report/text.ts";
import {
  describeOperation,
  type Received,
  run,
  startItems,
  summarize,
} from "./testing/items-server.test-support.ts";

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

  it.each([
    [
      "a key and a header",
      { apiKey: "a-key-of-the-tests", headers: { authorization: "Bearer token-of-ada" } },
    ],
    ["a token and a header", { auth: "bearer:token-of-ada", headers: { "X-Key": "a-key-of-the-tests" } }],
  ])("sends two credentials that are required together: %s", async (_, options) => {
    const spec = describeOperation({}, { security: { token: [], key: [] } });
    const { baseUrl } = await startItems(({ headers }) =>
      headers.authorization === "Bearer token-of-ada" && headers["x-key"] === "a-key-of-the-tests"
        ? 200
        : 401,
    );
    const report = await run({ baseUrl, spec, ...options });
    expect(summarize(report.findings)).toEqual([]);
    expect(report.checks.find(({ check }) => check === "ignored_auth")?.outcome).toBe("passed");
  });

  it("sends a cookie that is required together with a token", async () => {
    const parameters = [{ name: "region", in: "cookie", required: true, schema: { enum: ["eu"] } }];
    const spec = describeOperation({ parameters }, { security: { token: [], cookie: [] } });
    const { baseUrl } = await startItems(({ headers }) => {
      if (headers.authorization !== "Bearer token-of-ada") return 401;
      if (!headers.cookie?.includes("session=abc")) return 401;
      return headers.cookie.includes("region=eu") ? 200 : 400;
    });
    const options = { auth: "bearer:token-of-ada", headers: { Cookie: "session=abc" } };
    expect(summarize((await run({ baseUrl, spec, ...options })).findings)).toEqual([]);
  });

  it.each([
    [
      "one of two required credentials",
      { token: [], key: [] },
      'useItems requires Authorization (header) and X-Key (header) together. Set the first with --api-key or --auth, and the second with --header "X-Key: VALUE".',
    ],
    [
      "the token of a key in the query",
      { token: [], query: [] },
      'useItems requires api_key (query) and Authorization (header) together. Set the first with --api-key or --auth, and the second with --header "Authorization: VALUE".',
    ],
    [
      "a second key in the query",
      { query: [], query2: [] },
      "useItems requires api_key (query) and tenant_key (query) together. Two keys in the query are not supported.",
    ],
  ])("does not start with %s", async (_, security, message) => {
    const spec = describeOperation({}, { security });
    const { baseUrl, received } = await startItems(() => 401);
    await expect(run({ baseUrl, spec })).rejects.toThrow(message);
    expect(received).toEqual([]);
  });

  it("prefers an alternative that needs one credential", async () => {
    const spec = describeOperation({}, { security: [{ token: [], key: [] }, { query: [] }] });
    const { baseUrl } = await startItems(({ query }) =>
      query.get("api_key") === "a-key-of-the-tests" ? 200 : 401,
    );
    expect(summarize((await run({ baseUrl, spec })).findings)).toEqual([]);
  });

  it.each([
    ["digest", "its security scheme digest is HTTP digest"],
    ["certificate", "its security scheme certificate is mutualTLS"],
  ])("is incomplete if an operation requires %s", async (scheme, reason) => {
    const spec = describeOperation({}, { security: { [scheme]: [] } });
    const { baseUrl } = await startItems(() => 200);
    const { outcome, incompleteReason } = await run({ baseUrl, spec });
    expect(outcome).toBe("incomplete");
    expect(incompleteReason).toContain(`useItems was not tested, because ${reason}, which is not supported`);
  });

  it("stops with one sentence if every request is unauthorized", async () => {
    const parameters = [{ name: "q", in: "query", required: true, schema: { type: "string" } }];
    const spec = describeOperation({ parameters }, { security: { token: [] } });
    const { baseUrl } = await startItems(() => 401);
    await expect(run({ baseUrl, spec })).rejects.toThrow(
      /^Every operation rejects the key \(status 401\)\. Set .*$/,
    );
  });

  it("sends an additional header instead of a sample of a required parameter", async () => {
    const schema = { type: "string", minLength: 3, maxLength: 10 };
    const spec = describeOperation({
      parameters: [{ name: "X-Tenant", in: "header", required: true, schema }],
    });
    const { baseUrl } = await startItems(({ headers }) => (headers["x-tenant"] === "acme" ? 200 : 400));
    const report = await run({ baseUrl, spec, headers: { "x-tenant": "acme" } });
    expect(summarize(report.findings)).toEqual([]);
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

describe("keys that are similar to the valid one", () => {
  const key = "a-key-of-the-tests";
  const runWith = async (isAccepted: (sent: string) => boolean) => {
    const { baseUrl } = await startItems(({ headers }) =>
      isAccepted(String(headers["x-key"] ?? "")) ? 200 : 401,
    );
    const spec = describeOperation({}, { security: { key: [] } });
    return run({ baseUrl, spec, checks: ["ignored_auth"] });
  };

  it.each<[string, string, (sent: string) => boolean]>([
    ["in another letter case", key.toUpperCase(), (sent) => sent.toLowerCase() === key],
    ["without its last character", key.slice(0, -1), (sent) => sent.length > 9 && key.startsWith(sent)],
  ])("are reported if the server accepts them %s, and are not shown", async (_, similar, isAccepted) => {
    const report = await runWith(isAccepted);
    expect(report.findings.map(({ message }) => message)).toContain(
      "accepts an invalid request: the key is invalid",
    );
    expect(JSON.stringify(report) + textReport(report)).not.toContain(similar);
  });

  it("are reported if the server finds the name of a property of every object", async () => {
    const { findings } = await runWith((sent) => sent in { [key]: true });
    expect(findings.map(({ message }) => message)).toContain(
      "accepts an invalid request: the key is invalid",
    );
  });
});
