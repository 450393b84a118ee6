import { readEnvironmentVariable } from "./environment.ts";
import { ConfigurationError } from "./errors.ts";

/** Where the vendor stores the data of an organization. */
export type Region = "US" | "EU" | "AU";

/** The vendor's hosts, as in the `servers` of the description. */
const hosts: Record<string, string> = {
  US: "api.confident-ai.com",
  EU: "eu.api.confident-ai.com",
  AU: "au.api.confident-ai.com",
};

/** A host that is not the vendor's has no region. */
const noRegion = "none";

/** Where requests are sent. */
export interface BaseUrl {
  /** Without a slash at the end. */
  url: string;
  /** @throws {ConfigurationError} if the key belongs to another region. */
  validateKeyRegion(apiKey: string): void;
}

/**
 * Resolves the base URL from options, environment variables and the key. Data must never go to an unintended region, so
 * unknown regions and contradictions are rejected.
 *
 * @param apiKey `undefined` if it is not known yet.
 * @throws {ConfigurationError}
 */
export function resolveBaseUrl(
  apiKey: string | undefined,
  region: string | undefined,
  baseUrl: string | undefined,
): BaseUrl {
  const base = baseUrl ?? readEnvironmentVariable("CONFIDENT_BASE_URL");
  const url = base === undefined ? undefined : parseBaseUrl(base);
  const regionOption =
    region ?? (baseUrl === undefined ? readEnvironmentVariable("CONFIDENT_REGION") : undefined);
  const urlRegion = url && findRegionOfHost(url.hostname);
  const keyRegion = apiKey === undefined || urlRegion === noRegion ? undefined : findRegionOfKey(apiKey);
  const resolved = requireOneRegion({
    "option or CONFIDENT_REGION": regionOption,
    "base URL": urlRegion,
    "API key": keyRegion,
  });
  const used = resolved ?? "US";
  return {
    url: url ? url.href.replace(/\/+$/, "") : `https://${hosts[used]}`,
    validateKeyRegion(key) {
      // The region of a key has no meaning for a self-hosted installation.
      if (used === noRegion) return;
      requireOneRegion({ "base URL": used, "API key": findRegionOfKey(key) });
    },
  };
}

const findRegionOfHost = (hostname: string): string =>
  Object.keys(hosts).find((name) => hosts[name] === hostname.replace(/\.$/, "")) ?? noRegion;

const findRegionOfKey = (apiKey: string): string | undefined =>
  /^confident_([a-z]+)_(?:org|proj)_/i.exec(apiKey)?.[1]?.toUpperCase();

/** Returns the region that all sources name. Those that name none do not count. */
function requireOneRegion(regionBySource: Record<string, string | undefined>): string | undefined {
  let first: { source: string; region: string } | undefined;
  for (const [source, region] of Object.entries(regionBySource)) {
    if (region === undefined) continue;
    if (source !== "base URL" && !Object.hasOwn(hosts, region))
      throw new ConfigurationError(`The region of the ${source} is ${quote(region)}. Use US, EU or AU.`);
    first ??= { source, region };
    if (region !== first.region)
      throw new ConfigurationError(
        `The region of the ${first.source} is ${first.region}, but the region of the ${source} is ${region}. Omit one of them.`,
      );
  }
  return first?.region;
}

function parseBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new ConfigurationError(
      `The base URL is ${quote(text)}. Use a complete URL, such as https://api.confident-ai.com.`,
    );
  // The error of `fetch` would show a password in the URL.
  if (/[?#]|\/\/[^/]*@/.test(url.href))
    throw new ConfigurationError("The base URL contains a user, a query or a fragment. Remove it.");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw new ConfigurationError(`The base URL ${url.origin} is not encrypted. Use https.`);
  return url;
}

/** Whether a host is this machine, which needs no encryption. */
export const isLoopback = (hostname: string): boolean =>
  /^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/.test(hostname);

/** Quotes a value, unless it looks like a misplaced key. Text before an `@` can be a password. */
const quote = (value: string) =>
  /confident_/i.test(value) ? "an API key" : JSON.stringify(value.replace(/^.*@/s, "…@"));
