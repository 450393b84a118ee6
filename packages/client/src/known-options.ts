import { ConfigurationError } from "./errors.ts";

/**
 * Rejects options that do not exist. A misspelled `baseUrl` would send the key to the vendor.
 *
 * @throws {ConfigurationError} if the options are not an object, or that suggests the most similar option.
 */
export function rejectUnknownOptions(options: object, knownNames: readonly string[]): void {
  if (typeof options !== "object" || options === null)
    throw new ConfigurationError(
      `The options are ${options === null ? "null" : `a ${typeof options}`}. Use an object.`,
    );
  for (const name of Object.keys(options)) {
    if (knownNames.includes(name)) continue;
    const suggestion = findSimilarName(name, knownNames);
    throw new ConfigurationError(
      `There is no option \`${name}\`. ${suggestion === undefined ? `Use one of: ${knownNames.join(", ")}.` : `Did you mean \`${suggestion}\`?`}`,
    );
  }
}

// cspell:ignore maxretry defaultheaders -- names of options in lower case
/** Names of other SDKs for the same option. */
const synonyms: Record<string, string> = {
  retry: "maxRetries",
  retries: "maxRetries",
  maxretry: "maxRetries",
  timeout: "timeoutMs",
  attempttimeoutms: "timeoutMs",
  deadline: "deadlineMs",
  baseurl: "baseUrl",
  host: "baseUrl",
  endpoint: "baseUrl",
  key: "apiKey",
  token: "apiKey",
  dispatcher: "fetch",
  transport: "fetch",
  agent: "fetch",
  httpagent: "fetch",
  proxy: "fetch",
  defaultheaders: "headers",
  log: "logLevel",
};

/** Finds the known name that a name was probably meant to be. */
export function findSimilarName(name: string, knownNames: readonly string[]): string | undefined {
  const candidates = [...knownNames.map((known) => [known, known] as const), ...Object.entries(synonyms)];
  const [closest] = candidates
    .filter(([, known]) => knownNames.includes(known))
    .map(([text, known]) => ({ known, distance: countEdits(name.toLowerCase(), text.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  return closest !== undefined && closest.distance <= 2 ? closest.known : undefined;
}

/** Counts the insertions, deletions and replacements between two words (Levenshtein distance). */
function countEdits(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replacement = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(replacement, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}
