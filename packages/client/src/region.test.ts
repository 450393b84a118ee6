import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { type ClientOptions, ConfigurationError, createClient } from "./index.ts";
import { apiKey } from "./given.test-support.ts";

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
  it.each(["US", "EU", "AU"] as const)(
    "%s is at the host that the description names for it",
    async (region) => {
      const unregional = "confident_org_SECRET";
      expect(await urlFor({ apiKey: unregional, region })).toBe(hostOf(region));
      expect(await urlFor({ apiKey: unregional }, { CONFIDENT_REGION: region })).toBe(hostOf(region));
      vi.unstubAllEnvs();
      expect(await urlFor({ apiKey: keyOf(region.toLowerCase()) })).toBe(hostOf(region));
      expect(await urlFor({ apiKey: keyOf(region.toLowerCase()), region })).toBe(hostOf(region));
    },
  );

  it("comes from the option before the variable, and is US where nothing says it", async () => {
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
      /region of the option or CONFIDENT_REGION is "us"\. It can be US, EU or AU/,
    ],
    [{ apiKey, region: "" as "US" }, {}, /is ""\. It can be/],
    [{ apiKey, region: "constructor" as "US" }, {}, /It can be US, EU or AU/],
    [{ apiKey }, { CONFIDENT_REGION: "JP" }, /CONFIDENT_REGION is "JP"\. It can be/],
    [{ apiKey: keyOf("jp") }, {}, /region of the API key is "JP"\. It can be/],
    [
      { apiKey: keyOf("EU"), region: "US" },
      {},
      /CONFIDENT_REGION is US, that of the API key is EU\. Leave one of them out\./,
    ],
    [{ apiKey: keyOf("eu") }, { CONFIDENT_REGION: "AU" }, /is AU, that of the API key is EU/],
    [
      { apiKey: keyOf("eu"), baseUrl: "https://api.confident-ai.com" },
      {},
      /base URL is US, that of the API key is EU/,
    ],
    // The same host, as the DNS has it.
    [
      { apiKey: keyOf("eu"), baseUrl: "https://api.confident-ai.com./" },
      {},
      /base URL is US, that of the API key is EU/,
    ],
    [{ apiKey, baseUrl: "https://x.example", region: "US" }, {}, /is US, that of the base URL is none/],
    [{ apiKey, region: "US" }, { CONFIDENT_BASE_URL: "https://x.example" }, /that of the base URL is none/],
    [{ apiKey: "none", region: apiKey as "US" }, {}, /CONFIDENT_REGION is an API key\. It can be/],
  ])("is refused when unknown or contradicted: %j %j", async (options, variables, message) => {
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

  it("of an installation of one's own goes with a key of any region, and is not changed by a variable", async () => {
    expect(
      await urlFor({ apiKey: keyOf("eu"), baseUrl: "https://x.example" }, { CONFIDENT_REGION: "AU" }),
    ).toBe("https://x.example");
  });

  it("is of no region that the key only seems to name", async () => {
    for (const key of ["xconfident_eu_org_SECRET", "confident_eu", "confident_eu_other_SECRET"])
      expect(await urlFor({ apiKey: key })).toBe("https://api.confident-ai.com");
  });

  it.each([
    ["", /base URL is ""\. Give a whole one/],
    ["api.confident-ai.com", /Give a whole one/],
    ["ftp://x.example", /Give a whole one/],
    ["xhttps://x.example", /Give a whole one/],
    ["httpsx://x.example", /Give a whole one/],
    ["https://user@x.example", /has a user, a query or a fragment/],
    ["https://:secret@x.example", /has a user, a query or a fragment/],
    ["https://x.example?a", /has a user, a query or a fragment/],
    ["https://x.example#", /has a user, a query or a fragment/],
    ["http://x.example", /The base URL http:\/\/x\.example is not encrypted\. Use https/],
    ["http://x.example/confident_us_org_SECRET", /The base URL http:\/\/x\.example is not encrypted/],
    ["http://localhost.example", /is not encrypted/],
    ["http://notlocalhost", /is not encrypted/],
    ["http://127.0.0.1.example", /is not encrypted/],
    ["http://0.0.0.0", /is not encrypted/],
    ["http://127.example", /is not encrypted/],
    ["http://x.127.0.0.1.example", /is not encrypted/],
    [apiKey, /base URL is an API key\. Give a whole one/],
  ])("%j is refused at construction", (baseUrl, message) => {
    const make = () => createClient({ apiKey: "any", baseUrl });
    expect(make).toThrow(ConfigurationError);
    expect(make).toThrow(message);
    expect(make).not.toThrow(/SECRET|:secret/);
  });
});
