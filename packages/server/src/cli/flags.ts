import { parseArgs } from "node:util";

interface FlagDefinition {
  /** What the value is, in capitals. `undefined` for a flag without a value. */
  value?: string;
  default?: string;
  description: string;
  /** The environment variables that set it, if not `ROLEWRIGHT_` and its name. The first one that is not empty counts. */
  environment?: string[];
}

/** All flags, in the order of the help. */
const definitions = {
  database: {
    value: "DATABASE",
    default: "roles.db",
    description: "SQLite file, :memory:, or postgres://…",
    environment: ["ROLEWRIGHT_DATABASE", "DATABASE_URL"],
  },
  "database-password-file": {
    value: "FILE",
    description: "File with the password of PostgreSQL, read for each connection",
  },
  "database-connections": {
    value: "COUNT",
    default: "10",
    description: "Maximum number of connections to PostgreSQL",
  },
  "database-password-command": { value: "CMD", description: "Command that prints the password" },
  port: {
    value: "PORT",
    default: "4020",
    description: "Port to listen on, 0 for any free one",
    environment: ["ROLEWRIGHT_SERVER_PORT"],
  },
  host: { value: "HOST", default: "127.0.0.1", description: "Address to listen on" },
  demo: { description: "Create the demo organization if it does not exist, and print its API key" },
  "body-limit": { value: "BYTES", default: "100000", description: "Maximum size of a request body" },
  "max-concurrent-requests": {
    value: "COUNT",
    default: "1000",
    description: "Maximum number of concurrent requests",
  },
  "rate-limit": { value: "COUNT", description: "Requests per minute for each API key (default: no limit)" },
  "request-timeout": { value: "MS", default: "30000", description: "Time for a request to arrive" },
  "log-level": {
    value: "LEVEL",
    default: "info",
    description: "debug (every request), info, warn, error, silent",
  },
  "cors-origin": { value: "ORIGIN", description: "Let web pages of this origin call the server, * for any" },
  "trusted-proxies": {
    value: "NETS",
    description: "Proxies whose X-Forwarded-For tells the client's address, such as 127.0.0.1,10.0.0.0/8",
  },
  "docs-url": { value: "URL", description: "Documentation to link from the page at /" },
  "prefer-header": { description: "Let Prefer: code=409 or example=builtInRoleName select the response" },
  "response-delay": { value: "MS", default: "0", description: "Delay every response" },
  "error-rate": {
    value: "RATE",
    default: "0",
    description: "Share of requests that fail with 503, from 0 to 1",
  },
} satisfies Record<string, FlagDefinition>;

const listFlags = () => Object.entries<FlagDefinition>(definitions);

const listVariables = (name: string, { environment }: FlagDefinition): string[] =>
  environment ?? [`ROLEWRIGHT_${name.toUpperCase().replaceAll("-", "_")}`];

type FlagName = keyof typeof definitions;
type BooleanFlag = "demo" | "prefer-header";
type OptionalFlag =
  | "database-password-file"
  | "database-password-command"
  | "rate-limit"
  | "cors-origin"
  | "trusted-proxies"
  | "docs-url";

/** The values of all flags, from the command line or else from the environment. */
export type Flags = Record<Exclude<FlagName, BooleanFlag | OptionalFlag>, string> &
  Record<BooleanFlag, boolean> &
  Record<OptionalFlag, string | undefined> & { name: string; version: boolean; help: boolean };

/**
 * Parses the command line. A flag that is missing has the value of its environment variable, and else its default.
 *
 * @throws {Error} if a flag is unknown, or a variable of a flag without a value is neither true nor false.
 */
export function parseFlags(): { flags: Flags; positionals: string[] } {
  const options = Object.fromEntries(
    listFlags().map(([name, { value }]) => [
      name,
      { type: value === undefined ? ("boolean" as const) : ("string" as const) },
    ]),
  );
  const { values, positionals } = parseArgs({
    options: {
      ...options,
      name: { type: "string", default: "Unnamed" },
      version: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const given: Record<string, unknown> = values;
  const resolved = listFlags().map(([name, definition]) => [
    name,
    given[name] ??
      readVariable(name, definition) ??
      definition.default ??
      (definition.value ? undefined : false),
  ]);
  // `definitions` decides which flags have a default.
  return { flags: { ...values, ...Object.fromEntries(resolved) } as unknown as Flags, positionals };
}

/** Reads the value of a flag from the environment. An empty variable counts as not set. */
function readVariable(name: string, definition: FlagDefinition): string | boolean | undefined {
  const variable = listVariables(name, definition).find((each) => process.env[each]);
  if (variable === undefined) return undefined;
  const text = process.env[variable] ?? "";
  if (definition.value !== undefined) return text;
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)$/i.test(text)) return false;
  throw new Error(`${variable} is "${text}". Give true or false.`);
}

/** Describes each flag with its environment variables, for the help. */
export const describeFlags = (): string =>
  listFlags()
    .map(([name, definition]) => {
      const { value, default: defaultValue, description } = definition;
      const flag = `--${name}${value === undefined ? "" : ` ${value}`}`;
      const suffix = defaultValue === undefined ? "" : ` (default ${defaultValue})`;
      const variables = listVariables(name, definition).join(" or ");
      return `  ${flag.padEnd(32)} ${description}${suffix}\n${" ".repeat(35)}${variables}`;
    })
    .join("\n");
