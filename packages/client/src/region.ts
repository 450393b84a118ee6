import { ConfigurationError } from "./errors.ts";

/** Where the vendor keeps an organization's data. */
export type Region = "US" | "EU" | "AU";

/** The vendor's hosts, as the description's `servers` name them. */
const hosts: Record<string, string> = {
  US: "api.confident-ai.com",
  EU: "eu.api.confident-ai.com",
  AU: "au.api.confident-ai.com",
};

/** A variable. There may be no environment (browsers), or no permission to read it (Deno). */
export function environment(name: string): string | undefined {
  try {
    return globalThis.process.env[name] || undefined;
  } catch {
    return undefined;
  }
}

/**
 * The base URL that options, variables and key mean together, without a slash at its end. Data must never go to a region
 * that nobody meant, so what is unknown or contradicts the rest is refused.
 *
 * @throws {ConfigurationError}
 */
export function baseUrlOf(apiKey: string, region: string | undefined, baseUrl: string | undefined): string {
  const base = baseUrl ?? environment("CONFIDENT_BASE_URL");
  const url = base === undefined ? undefined : checkedUrl(base);
  const ofUrl =
    url && (Object.keys(hosts).find((name) => hosts[name] === url.hostname.replace(/\.$/, "")) ?? "none");
  const said = {
    "option or CONFIDENT_REGION":
      region ?? (baseUrl === undefined ? environment("CONFIDENT_REGION") : undefined),
    "base URL": ofUrl,
    // For a self-hosted installation the region in the key has no meaning.
    "API key":
      ofUrl === "none" ? undefined : /^confident_([a-z]+)_(?:org|proj)_/i.exec(apiKey)?.[1]?.toUpperCase(),
  };

  let first: [string, string] | undefined;
  for (const [source, name] of Object.entries(said)) {
    if (name === undefined) continue;
    if (source !== "base URL" && !Object.hasOwn(hosts, name))
      throw new ConfigurationError(`The region of the ${source} is ${quoted(name)}. It can be US, EU or AU.`);
    first ??= [source, name];
    if (name !== first[1])
      throw new ConfigurationError(
        `The region of the ${first[0]} is ${first[1]}, that of the ${source} is ${name}. Leave one of them out.`,
      );
  }
  return url ? url.href.replace(/\/+$/, "") : `https://${hosts[first?.[1] ?? "US"]}`;
}

function checkedUrl(text: string): URL {
  const url = URL.canParse(text) && new URL(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw new ConfigurationError(
      `The base URL is ${quoted(text)}. Give a whole one, such as https://api.confident-ai.com.`,
    );
  // fetch refuses a URL with a password, in words that show it.
  if (/[?#]|\/\/[^/]*@/.test(url.href))
    throw new ConfigurationError("The base URL has a user, a query or a fragment. Leave them out.");
  if (url.protocol === "http:" && !/^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname))
    throw new ConfigurationError(`The base URL ${url.origin} is not encrypted. Use https.`);
  return url;
}

/** What was given, unless it looks like a key that came into the wrong place. */
const quoted = (value: string) => (/confident_/i.test(value) ? "an API key" : JSON.stringify(value));
