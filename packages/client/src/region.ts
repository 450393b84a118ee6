import { ConfigurationError } from "./errors.ts";

/** Where the vendor keeps an organization's data. */
export type Region = "US" | "EU" | "AU";

/** The vendor's hosts, as the description's `servers` name them. */
const hosts: Record<string, string> = {
  US: "https://api.confident-ai.com",
  EU: "https://eu.api.confident-ai.com",
  AU: "https://au.api.confident-ai.com",
};

interface Where {
  apiKey: string;
  region: string | undefined;
  baseUrl: string | undefined;
  environment: (name: string) => string | undefined;
}

/**
 * The base URL that options, variables and key mean together, without a slash at its end. Data must never go to a region
 * that nobody meant, so what is unknown or contradicts the rest is refused.
 *
 * @throws {ConfigurationError}
 */
export function baseUrlOf({ apiKey, region, baseUrl, environment }: Where): string {
  const base = baseUrl ?? environment("CONFIDENT_BASE_URL");
  const wanted = region ?? (baseUrl === undefined ? environment("CONFIDENT_REGION") : undefined);
  // For a self-hosted installation the region in the key has no meaning.
  const url = base === undefined ? undefined : checkedUrl(base);
  const ofUrl =
    url && (Object.keys(hosts).find((name) => hosts[name]?.endsWith(`//${new URL(url).hostname}`)) ?? "none");
  const ofKey =
    ofUrl === "none" ? undefined : /^confident_([a-z]+)_(?:org|proj)_/i.exec(apiKey)?.[1]?.toUpperCase();

  const named: [string, string | undefined][] = [
    ["option or CONFIDENT_REGION", wanted],
    ["base URL", ofUrl],
    ["API key", ofKey],
  ];
  const said = named.filter(([, name]) => name !== undefined);
  for (const [source, name] of said) {
    if (source !== "base URL" && !Object.hasOwn(hosts, name as string))
      throw new ConfigurationError(`The region of the ${source} is ${quoted(name)}. It can be US, EU or AU.`);
    if (name !== said[0]?.[1])
      throw new ConfigurationError(
        `The region of the ${said[0]?.[0]} is ${said[0]?.[1]}, that of the ${source} is ${name}. Say the same, or leave one out.`,
      );
  }
  return url ?? (hosts[said[0]?.[1] ?? "US"] as string);
}

function checkedUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new ConfigurationError(
      `The base URL is ${quoted(text)}. Give a whole one, such as https://api.confident-ai.com.`,
    );
  // fetch refuses a URL with a password, in words that show it.
  if (url.username || url.password || /[?#]/.test(text))
    throw new ConfigurationError("The base URL has a user, a query or a fragment. Leave them out.");
  if (url.protocol === "http:" && !/^(localhost|.+\.localhost|127\.[\d.]+|\[::1\])$/.test(url.hostname))
    throw new ConfigurationError(`The base URL ${text} would send the API key unencrypted. Use https.`);
  return url.href.replace(/\/+$/, "");
}

/** What was given, unless it looks like a key that came into the wrong place. */
const quoted = (value: unknown) =>
  /confident_/i.test(String(value)) ? "what looks like an API key" : JSON.stringify(value);
