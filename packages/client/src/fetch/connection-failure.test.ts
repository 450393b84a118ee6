// cspell:ignore ConnectionRefused refused ECONNREFUSEDX XECONNREFUSED -- error codes and messages of the runtimes, and codes that only look like one
import { describe, expect, it } from "vitest";
import { createTestClient, catchError, sequence } from "../client-fixtures.test-support.ts";
import { calls, fakeTime, fault, good, outcomeOf } from "./outcomes.test-support.ts";

fakeTime();

describe("no response", () => {
  it("is a ConnectionError with its cause", async () => {
    const cause = new TypeError("fetch failed");
    const client = createTestClient(() => Promise.reject(cause), { maxRetries: 0 });
    const error = await catchError(calls.GET(client));
    expect(error).toMatchObject({
      name: "ConnectionError",
      kind: "connection",
      method: "GET",
      path: "/v1/projects",
      attempts: 1,
    });
    expect(error.cause).toBe(cause);
    expect(error.message).toBe("GET https://api.confident-ai.com/v1/projects failed: fetch failed.");
  });

  it("is explained without a text of the platform", async () => {
    const client = createTestClient(() => Promise.reject(new Error("")), { maxRetries: 0 });
    expect((await catchError(calls.GET(client))).message).toBe(
      "GET https://api.confident-ai.com/v1/projects failed: the connection failed.",
    );
  });

  it("says whether the request may have been executed", async () => {
    const doubtful = createTestClient(sequence(fault("ECONNRESET")), { maxRetries: 0 });
    expect((await catchError(calls.POST(doubtful))).message).toMatch(
      /failed: ECONNRESET\. It may have been executed: check before you send it again\.$/,
    );
    const rejected = createTestClient(sequence(fault("ECONNREFUSED")), { maxRetries: 0 });
    expect((await catchError(calls.POST(rejected))).message).toMatch(
      /failed: ECONNREFUSED\. Nothing was sent\.$/,
    );
  });

  it.each([
    ["ECONNREFUSED", "connect ECONNREFUSED 10.0.0.1:3128", { port: 3128 }],
    ["ENOTFOUND", "getaddrinfo ENOTFOUND proxy.invalid", { hostname: "proxy.invalid" }],
  ])("names the other host, such as a proxy, that could not be reached: %s", async (code, message, facts) => {
    const client = createTestClient(
      () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error(message), { code, ...facts }) });
      },
      { maxRetries: 0 },
    );
    const error = await catchError(calls.POST(client));
    expect(error.message).toContain(`failed: ${message}. It may have been executed:`);
  });

  it("is reported for a custom fetch that returns no response", async () => {
    expect(await catchError(calls.POST(createTestClient(async () => undefined as never)))).toMatchObject({
      kind: "configuration",
      attempts: 1,
    });
  });
});

describe("a failure that provably sent nothing", () => {
  const causes: [string, string, object, string][] = [
    [
      "an unknown host",
      "getaddrinfo ENOTFOUND x",
      { code: "ENOTFOUND", syscall: "getaddrinfo" },
      "ENOTFOUND",
    ],
    [
      "a name server that fails",
      "getaddrinfo EAI_FAIL x",
      { code: "EAI_FAIL", syscall: "getaddrinfo" },
      "EAI_FAIL",
    ],
    ["a connect that times out", "connect ETIMEDOUT", { code: "ETIMEDOUT", syscall: "connect" }, "ETIMEDOUT"],
    ["a firewall", "connect EACCES", { code: "EACCES", syscall: "connect" }, "EACCES"],
    [
      "a connection that breaks before TLS",
      "Client network socket disconnected before secure TLS connection was established",
      { code: "ECONNRESET", host: "api.confident-ai.com", port: 443 },
      "ECONNRESET",
    ],
    ["too many open files", "open EMFILE", { code: "EMFILE", syscall: "open" }, "EMFILE"],
  ];
  const permanentCauses: [string, string, object, string][] = [
    [
      "a certificate of another host",
      "Hostname/IP does not match",
      { code: "ERR_TLS_CERT_ALTNAME_INVALID" },
      "ERR_TLS_CERT_ALTNAME_INVALID",
    ],
    ["an expired certificate", "certificate has expired", { code: "CERT_HAS_EXPIRED" }, "CERT_HAS_EXPIRED"],
    [
      "an own certificate",
      "self-signed",
      { code: "DEPTH_ZERO_SELF_SIGNED_CERT" },
      "DEPTH_ZERO_SELF_SIGNED_CERT",
    ],
    [
      "an unknown authority",
      "unable",
      { code: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY" },
      "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    ],
    [
      "a host without TLS",
      "wrong version",
      { code: "ERR_SSL_WRONG_VERSION_NUMBER" },
      "ERR_SSL_WRONG_VERSION_NUMBER",
    ],
    [
      "a proxy that wants a password",
      "Proxy response (407) !== 200 when HTTP Tunneling",
      { code: "UND_ERR_ABORTED" },
      "Proxy response (407) !== 200 when HTTP Tunneling",
    ],
    [
      "an AbortController of another realm, as in jsdom",
      'RequestInit: Expected signal ("AbortSignal {}") to be an instance of AbortSignal.',
      {},
      'RequestInit: Expected signal ("AbortSignal {}") to be an instance of AbortSignal.',
    ],
    ["a blocked port", "bad port", {}, "bad port"],
    [
      "an invalid header",
      "Invalid character in header content",
      { code: "ERR_INVALID_CHAR" },
      "Invalid character in header content",
    ],
    [
      "a header that undici rejects",
      "expect header not supported",
      { code: "UND_ERR_NOT_SUPPORTED" },
      "expect header not supported",
    ],
    [
      "a proxy without a tunnel that wants a password",
      "Proxy Authentication Required (407)",
      { code: "UND_ERR_INVALID_ARG" },
      "Proxy Authentication Required (407)",
    ],
  ];
  const failWith = async (message: string, details: object, call: "GET" | "POST") => {
    const fetch = sequence(() => {
      throw new TypeError("fetch failed", { cause: Object.assign(new Error(message), details) });
    });
    const { error } = await outcomeOf(calls[call](createTestClient(fetch, { maxRetries: 1 })));
    return { error, count: fetch.count };
  };

  it.each(causes)("says so, and is retried: %s", async (_, message, details, shown) => {
    const { error, count } = await failWith(message, details, "POST");
    expect(error).toMatchObject({ kind: "connection", isUnsent: true, isTransient: true });
    expect(error?.message).toContain(`failed: ${shown}. Nothing was sent.`);
    expect(count).toBe(2);
  });

  it.each(permanentCauses)("says so, and is not retried: %s", async (_, message, details, shown) => {
    for (const call of ["GET", "POST"] as const) {
      const { error, count } = await failWith(message, details, call);
      expect(error).toMatchObject({ kind: "connection", isUnsent: true, isTransient: false });
      expect(error?.message).toContain(`failed: ${shown}`);
      expect(error?.message).toMatch(/ Nothing was sent\.$/);
      expect(count).toBe(1);
    }
  });

  it.each<[string, object, boolean]>([
    ["https://api.example", { port: 443 }, true],
    ["https://api.example", { port: "443" }, true],
    ["https://api.example", { port: 80 }, false],
    ["https://api.example:8443", { port: 8443 }, true],
    ["https://api.example:8443", { port: 443 }, false],
    ["http://localhost", { port: 80 }, true],
    ["http://localhost", { port: 443 }, false],
    ["https://api.example", { hostname: "api.example", port: 443 }, true],
    ["https://api.example", { hostname: "proxy.example", port: 443 }, false],
  ])("is one of the API itself: %s, %o", async (baseUrl, facts, isUnsent) => {
    const failed = fault("ECONNREFUSED", "connect ECONNREFUSED 192.0.2.1", facts);
    const client = createTestClient(sequence(failed), { baseUrl, maxRetries: 0 });
    expect(await catchError(calls.POST(client))).toMatchObject({ isUnsent });
  });

  it.each([
    ["connect EHOSTUNREACH 192.0.2.1", true],
    ["cannot read the route: EHOSTUNREACH", true],
    ["read EHOSTUNREACH", false],
    ["write EHOSTUNREACH", false],
  ])("is an unreachable host only before the request was sent: %s", async (message, isUnsent) => {
    const client = createTestClient(sequence(fault("EHOSTUNREACH", message)), { maxRetries: 0 });
    expect(await catchError(calls.POST(client))).toMatchObject({ isUnsent });
  });

  it("is known of an IPv6 address too", async () => {
    const message = "Client network socket disconnected before secure TLS connection was established";
    const failed = (host: string) => fault("ECONNRESET", message, { host, port: 8443 });
    for (const [host, isUnsent] of [
      ["::1", true],
      ["::2", false],
    ] as const) {
      const client = createTestClient(sequence(failed(host)), {
        baseUrl: "https://[::1]:8443",
        maxRetries: 0,
      });
      expect(await catchError(calls.POST(client))).toMatchObject({ isUnsent });
    }
  });

  it("does not say so when an earlier attempt was sent", async () => {
    const fetch = sequence(fault("ECONNRESET"), fault("ECONNREFUSED"));
    const { error } = await outcomeOf(calls.PUT(createTestClient(fetch, { maxRetries: 1 })));
    expect(error).toMatchObject({ isUnsent: false, attempts: 2 });
    expect(error?.message).toContain("failed: ECONNREFUSED. It may have been executed");
  });
});

it.each([
  ["a `Response`, as a network error of MSW has", "fetch failed", Response.error()],
  ["an object", "fetch failed", { message: "" }],
  ["an error with a cause", "fetch failed", new Error("", { cause: new Error("socket") })],
  ["an error, and the fetch is not that of Node.js", "request failed", new Error("")],
])("a failure without an explanation is retried when its cause is %s", async (_, message, cause) => {
  const fetch = sequence(() => {
    throw new TypeError(message, { cause });
  }, good);
  expect(await outcomeOf(calls.GET(createTestClient(fetch)))).not.toHaveProperty("error");
  expect(fetch.count).toBe(2);
});
