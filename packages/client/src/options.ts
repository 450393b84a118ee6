import { ConfigurationError } from "./errors.ts";

/** Where the vendor keeps an organization's data. */
export type Region = "US" | "EU" | "AU";

/** How a client is made. */
export interface ClientOptions {
  /** The organization API key. */
  apiKey: string;
  /** The vendor's host of a region. Default `US`. Not together with `baseUrl`. */
  region?: Region;
  /** Where the API is, for a mock, a server of your own or a self-hosted installation. */
  baseUrl?: string;
  /** Sends the requests. Default: the `fetch` of the platform, read at each call. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The vendor's hosts, as the description's `servers` name them. */
const hosts: Record<Region, string> = {
  US: "https://api.confident-ai.com",
  EU: "https://eu.api.confident-ai.com",
  AU: "https://au.api.confident-ai.com",
};

/**
 * The base URL that the options mean.
 *
 * @throws {ConfigurationError} when region or base URL make no sense, or contradict each other.
 */
export function baseUrlOf({ baseUrl, region }: Pick<ClientOptions, "baseUrl" | "region">): string {
  if (baseUrl === undefined) {
    const host = hosts[region ?? "US"] as string | undefined;
    if (host === undefined)
      throw new ConfigurationError(`The region is "${region}". It can be US, EU or AU.`);
    return host;
  }
  if (region !== undefined) throw new ConfigurationError("Give `region` or `baseUrl`, not both.");
  const url = parseUrl(baseUrl);
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    throw new ConfigurationError(
      `The base URL is "${baseUrl}". Give a whole one, such as https://api.confident-ai.com.`,
    );
  }
  return baseUrl.replace(/\/+$/, "");
}

/**
 * The key, if it can be one.
 *
 * @throws {ConfigurationError} without showing it.
 */
export function checkedKey(apiKey: string): string {
  if (typeof apiKey !== "string" || apiKey === "") {
    throw new ConfigurationError("The API key is missing. Give an organization API key as `apiKey`.");
  }
  if (!/^[!-~]+$/.test(apiKey)) {
    throw new ConfigurationError(
      "The API key has white space or other characters that no key has. Copy it again.",
    );
  }
  return apiKey;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
