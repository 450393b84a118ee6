import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { type ClientOptions, ConfigurationError, createClient } from "./index.ts";
import { apiKey } from "./client-fixtures.test-support.ts";

const { servers } = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as {
  servers: { url: string; description: string }[];
};
const hostOf = (region: string) => servers.find(({ description }) => description.startsWith(region))?.url;
const keyOf = (region: string) => `confident_${region}_org_SECRET`;

async function urlFor(options: ClientOptions, variables: Record<string, string> = {}): Promise<string> {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  let sent = "";
  const fetch = async (url: string) => {
    sent = url;
    return Response.json({ success: true, data: { projects: [] } });
  };
  await createClient({ fetch, ...options }).projects.list();
  return sent.replace(/\/v1\/projects$/, "");
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe("the region", () => {
  it.each(["US", "EU", "AU"] as const)("%s uses the host in the description", async (region) => {
    const keyWithoutRegion = "confident_org_SECRET";
    expect(await urlFor({ apiKey: keyWithoutRegion, region })).toBe(hostOf(region));
    expect(await urlFor({ apiKey: keyWithoutRegion }, { CONFIDENT_REGION: region })).toBe(hostOf(region));
    vi.unstubAllEnvs();
    expect(await urlFor({ apiKey: keyOf(region.toLowerCase()) })).toBe(hostOf(region));
    expect(await urlFor({ apiKey: keyOf(region.toLowerCase()), region })).toBe(hostOf(region));
  });

  it("is read from the option, then from the environment variable, and defaults to US", async () => {
    expect(await urlFor({ apiKey: "confident_org_S", region: "AU" }, { CONFIDENT_REGION: "EU" })).toBe(
      hostOf("AU"),
    );
    vi.unstubAllEnvs();
    expect(await urlFor({ apiKey: "confident_org_S" }, { CONFIDENT_REGION: "" })).toBe(hostOf("US"));
  });

  it.each<[ClientOptions, Record<string, string>, RegExp]>([
    [
      { apiKey, region: "us" as "US" },
      {},
      /region of the option or CONFIDENT_REGION is "us"\. Use US, EU or AU/,
    ],
    [{ apiKey, region: "" as "US" }, {}, /is ""\. Use US/],
    [{ apiKey, region: "constructor" as "US" }, {}, /Use US, EU or AU/],
    [{ apiKey }, { CONFIDENT_REGION: "JP" }, /CONFIDENT_REGION is "JP"\. Use US/],
    [{ apiKey: keyOf("jp") }, {}, /region of the API key is "JP"\. Use US/],
    [
      { apiKey: keyOf("EU"), region: "US" },
      {},
      /CONFIDENT_REGION is US, but the region of the API key is EU\. Omit one of them\./,
    ],
    [{ apiKey: keyOf("eu") }, { CONFIDENT_REGION: "AU" }, /is AU, but the region of the API key is EU/],
    [
      { apiKey: keyOf("eu"), baseUrl: "https://api.confident-ai.com" },
      {},
      /base URL is US, but the region of the API key is EU/,
    ],
    // The same host, as the DNS has it.
    [
      { apiKey: keyOf("eu"), baseUrl: "https://api.confident-ai.com./" },
      {},
      /base URL is US, but the region of the API key is EU/,
    ],
    [
      { apiKey, baseUrl: "https://x.example", region: "US" },
      {},
      /is US, but the region of the base URL is none/,
    ],
    [
      { apiKey, region: "US" },
      { CONFIDENT_BASE_URL: "https://x.example" },
      /but the region of the base URL is none/,
    ],
    [{ apiKey: "none", region: apiKey as "US" }, {}, /CONFIDENT_REGION is an API key\. Use US/],
  ])("is rejected when unknown or contradicted: %j %j", async (options, variables, message) => {
    const error = await urlFor(options, variables).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain("SECRET");
  });
});

describe("the base URL", () => {
  it.each([
    ["http://127.0.0.1:4010/", "http://127.0.0.1:4010"],
    ["http://localhost:4010", "http://localhost:4010"],
    ["http://api.localhost", "http://api.localhost"],
    ["http://127.9.9.9", "http://127.9.9.9"],
    ["http://[::1]:1", "http://[::1]:1"],
    ["https://ai.example/base//", "https://ai.example/base"],
    ["https://eu.api.confident-ai.com/", "https://eu.api.confident-ai.com"],
  ])("%s is used as %s", async (baseUrl, used) => {
    const key = "confident_org_SECRET";
    expect(await urlFor({ apiKey: key, baseUrl })).toBe(used);
    expect(await urlFor({ apiKey: key }, { CONFIDENT_BASE_URL: baseUrl })).toBe(used);
  });

  it("of a self-hosted installation works with a key of any region and ignores the environment variable", async () => {
    expect(
      await urlFor({ apiKey: keyOf("eu"), baseUrl: "https://x.example" }, { CONFIDENT_REGION: "AU" }),
    ).toBe("https://x.example");
    expect(await urlFor({ apiKey: () => keyOf("eu"), baseUrl: "https://x.example" })).toBe(
      "https://x.example",
    );
  });

  it("does not depend on a key that only resembles a regional key", async () => {
    for (const key of ["xconfident_eu_org_SECRET", "confident_eu", "confident_eu_other_SECRET"])
      expect(await urlFor({ apiKey: key })).toBe("https://api.confident-ai.com");
  });

  it.each([
    ["", /base URL is ""\. Use a complete URL/],
    ["api.confident-ai.com", /Use a complete URL/],
    ["ftp://x.example", /Use a complete URL/],
    ["xhttps://x.example", /Use a complete URL/],
    ["httpsx://x.example", /Use a complete URL/],
    ["https://user@x.example", /contains a user, a query or a fragment/],
    ["https://:secret@x.example", /contains a user, a query or a fragment/],
    ["https://x.example?a", /contains a user, a query or a fragment/],
    ["https://x.example#", /contains a user, a query or a fragment/],
    ["http://x.example", /The base URL http:\/\/x\.example is not encrypted\. Use https/],
    ["http://x.example/confident_us_org_SECRET", /The base URL http:\/\/x\.example is not encrypted/],
    ["http://localhost.example", /is not encrypted/],
    ["http://notlocalhost", /is not encrypted/],
    ["http://127.0.0.1.example", /is not encrypted/],
    ["http://0.0.0.0", /is not encrypted/],
    ["http://127.example", /is not encrypted/],
    ["http://x.127.0.0.1.example", /is not encrypted/],
    ["user:secret@x.example", /base URL is "…@x\.example"\. Use a complete URL/],
    ["http://user:secret@[::1", /base URL is "…@\[::1"\. Use a complete URL/],
    [apiKey, /base URL is an API key\. Use a complete URL/],
  ])("%j is rejected at construction", (baseUrl, message) => {
    const make = () => createClient({ apiKey: "any", baseUrl });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/SECRET|:secret/);
  });
});
