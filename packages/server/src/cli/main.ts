#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { assertNodeVersion, describeCommandError } from "@rolewright/node-kit";
import type { RunningServer } from "../http/start-server.ts";
import { redactDatabaseName } from "../storage/open-store.ts";
import { describeFlags, type Flags, parseFlags } from "./flags.ts";

const usage = `rolewright-server: Confident AI's roles API on your own database. Independent and unofficial.

Usage: rolewright-server [serve] [options]          Serve the API until SIGINT or SIGTERM
       rolewright-server seed demo                  Create a demo organization and print its API key
       rolewright-server organizations create NAME  Create an organization and print its ID and API key
       rolewright-server invitations accept TOKEN   Accept an invitation, as its link does, and print the member's ID
       rolewright-server invitations decline TOKEN  Decline an invitation, as its link does
       rolewright-server keys create ORGANIZATION   Create an API key and print it once  [--name NAME]
       rolewright-server keys list                  List each key's ID, owner, name, date, state and organization
       rolewright-server keys revoke KEY-ID         Revoke an API key

Each option can also be set by the environment variable below it. A flag takes precedence.

${describeFlags()}
  --version                        Show the version
  --help                           Show help`;

/** How long a proxy may still send requests on connections that it has open, in milliseconds. */
const idleTimeoutMs = 1_000;

try {
  await main();
} catch (error) {
  console.error(
    describeCommandError(error, { command: "rolewright-server", portVariable: "ROLEWRIGHT_SERVER_PORT" }),
  );
  process.exitCode = 1;
}

async function main(): Promise<void> {
  assertNodeVersion("24");
  const { flags, positionals } = parseFlags();
  if (flags.help) return console.log(usage);
  if (flags.version) return console.log(readVersion());
  const [command = "serve", action, argument, ...rest] = positionals;
  if (rest.length > 0) {
    throw new Error(`Unexpected argument "${rest.join(" ")}". See rolewright-server --help.`);
  }
  if (command === "serve" && action === undefined) return serve(flags);
  const { runCommand } = await import("./commands.ts");
  await runCommand([command, action, argument], flags);
}

async function serve(flags: Flags): Promise<void> {
  limitYoungHeap();
  const settings = {
    database: flags.database,
    databasePassword: {
      file: flags["database-password-file"],
      command: flags["database-password-command"],
    },
    databaseConnections: parseInteger("database-connections", flags["database-connections"], 1, 1_000),
    host: flags.host,
    port: parseInteger("port", flags.port, 0, 65_535),
    bodyLimit: parseInteger("body-limit", flags["body-limit"], 1, 100_000_000),
    maxConcurrentRequests: parseInteger(
      "max-concurrent-requests",
      flags["max-concurrent-requests"],
      1,
      1_000_000,
    ),
    ...(flags["rate-limit"] !== undefined && {
      rateLimit: parseInteger("rate-limit", flags["rate-limit"], 1, 100_000_000),
    }),
    requestTimeoutMs: parseInteger("request-timeout", flags["request-timeout"], 100, 3_600_000),
    ...(flags["cors-origin"] !== undefined && { corsOrigin: parseOrigin(flags["cors-origin"]) }),
    trustedProxies: flags["trusted-proxies"]?.split(",").map((each) => each.trim()) ?? [],
    ...(flags["docs-url"] !== undefined && { docsUrl: parseUrl("docs-url", flags["docs-url"]) }),
    preferHeader: flags["prefer-header"],
    responseDelayMs: parseInteger("response-delay", flags["response-delay"], 0, 600_000),
    errorRate: parseRate("error-rate", flags["error-rate"]),
    logLevel: parseLogLevel(flags["log-level"]),
  };
  // Imported here, so that --help does not load the server.
  const { startServer } = await import("../http/start-server.ts");
  const server = await startServer(settings);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(server));
  const database = redactDatabaseName(flags.database);
  console.log(
    `The server listens on ${server.url} and stores its data in ${database}. Press Ctrl-C to stop it.`,
  );
  if (flags.demo) await createDemo(server);
}

async function stop(server: RunningServer): Promise<void> {
  await server.close({ idleTimeoutMs });
  // A connection to a database that does not respond would keep the process running.
  process.exit();
}

async function createDemo(server: RunningServer): Promise<void> {
  const { DemoAlreadyExistsError, seedDemo } = await import("../operations/demo-organization.ts");
  try {
    const { apiKey } = await seedDemo(server.store);
    console.log(`The API key of the demo organization, shown only once: ${apiKey}`);
  } catch (error) {
    // A second start with the same flags serves the existing data.
    if (error instanceof DemoAlreadyExistsError) return console.log(error.message);
    await server.close();
    throw error;
  }
}

/**
 * Limits V8's space for short-lived objects to 32 MB. Under load, V8 grows it to 128 MB. Throughput is the same with 32 MB
 * and half of that with 4 MB. A flag of `node` would need a shebang that not every system supports.
 */
function limitYoungHeap(): void {
  const timer = setInterval(() => {
    const youngSpace = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
    if ((youngSpace?.space_size ?? 0) < 32 * 2 ** 20) return;
    setFlagsFromString("--semi-space-growth-factor=1");
    clearInterval(timer);
  }, 250);
  timer.unref();
}

function parseInteger(flag: string, text: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new Error(`--${flag} is "${text}". Give a whole number from ${min} to ${max}.`);
}

function parseRate(flag: string, text: string): number {
  const rate = /^(0|1|0?\.\d+|1\.0+)$/.test(text) ? Number(text) : Number.NaN;
  if (rate >= 0 && rate <= 1) return rate;
  throw new Error(`--${flag} is "${text}". Give a number from 0 to 1, such as 0.1.`);
}

function parseOrigin(text: string): string {
  if (/^(\*|[a-z][a-z\d+.-]*:\/\/[\w.:[\]-]+)$/i.test(text)) return text;
  throw new Error(`--cors-origin is "${text}". Give an origin, such as https://app.example.com, or *.`);
}

function parseUrl(flag: string, text: string): string {
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text).href;
  throw new Error(`--${flag} is "${text}". Give a URL, such as https://docs.example.com/.`);
}

function parseLogLevel(text: string): string {
  const levels = ["debug", "info", "warn", "error", "silent"];
  if (levels.includes(text)) return text;
  throw new Error(`--log-level is "${text}". Give one of ${levels.join(", ")}.`);
}

function readVersion(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
