#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { shownName } from "./open-store.ts";
import type { RunningServer } from "./start-server.ts";

const usage = `rolewright-server: Confident AI's roles API on a database of your own. Independent and unofficial.

Usage: rolewright-server [serve] [options]          serves the API until SIGINT or SIGTERM
       rolewright-server seed demo                  fills a demo organization and prints its key
       rolewright-server organizations create NAME  adds an organization and prints its id and key
       rolewright-server keys create ORGANIZATION   prints a new key, this once   [--name NAME]
       rolewright-server keys list                  prints each key's id, owner, name, date, state and organization
       rolewright-server keys revoke KEY-ID         makes a key worthless at once

  --database DATABASE     a SQLite file, :memory:, or postgres://…  (default roles.db, or DATABASE_URL)
  --port PORT             the port to listen on, 0 for any free one  (default 4020, or ROLEWRIGHT_SERVER_PORT)
  --host HOST             the address to listen on                   (default 127.0.0.1)
  --demo                  fill the demo organization, if it is not there yet, and print its key
  --body-limit BYTES      the largest body                           (default 100000)
  --max-in-flight COUNT   how many requests at once                  (default 1000)
  --rate-limit COUNT      how many calls a minute for each key       (default: any number)
  --request-timeout MS    how long a request may take to arrive      (default 30000)
  --log-level LEVEL       debug (every answer), info, error, silent  (default info)
  --allow-origin ORIGIN   let web pages of that origin call it, * for any
  --mock-preferences      let Prefer: code=409 or example=systemName choose the answer
  --delay MS              hold every answer back
  --fault-rate PART       answer that part of the calls, from 0 to 1, with 503
  --version               print the version
  --help                  print this`;

// A variable that is empty is one that nobody has set.
const options = {
  database: { type: "string", default: process.env["DATABASE_URL"] || "roles.db" },
  port: { type: "string", default: process.env["ROLEWRIGHT_SERVER_PORT"] || "4020" },
  host: { type: "string", default: "127.0.0.1" },
  demo: { type: "boolean", default: false },
  "body-limit": { type: "string", default: "100000" },
  "max-in-flight": { type: "string", default: "1000" },
  "rate-limit": { type: "string" },
  "request-timeout": { type: "string", default: "30000" },
  "log-level": { type: "string", default: "info" },
  "allow-origin": { type: "string" },
  "mock-preferences": { type: "boolean", default: false },
  delay: { type: "string", default: "0" },
  "fault-rate": { type: "string", default: "0" },
  name: { type: "string", default: "Unnamed" },
  version: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

type Flags = ReturnType<typeof readFlags>["values"];

try {
  await main();
} catch (error) {
  const { name, message } = error as Error;
  const hint = name === "PortInUseError" ? " Say which with --port or ROLEWRIGHT_SERVER_PORT." : "";
  console.error(`rolewright-server: ${message}${hint}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  // An older one would name a module that it does not have.
  if (Number.parseInt(process.versions.node, 10) < 24) {
    throw new Error(`This is Node ${process.versions.node}. It needs Node 24 or newer.`);
  }
  const { values: flags, positionals } = readFlags();
  if (flags.help) return console.log(usage);
  if (flags.version) return console.log(readVersion());
  const [command = "serve", action, argument, ...rest] = positionals;
  if (rest.length > 0) throw new Error(`"${rest.join(" ")}" is too much. See rolewright-server --help.`);
  if (command === "serve" && action === undefined) return serve(flags);
  const { runCommand } = await import("./commands.ts");
  await runCommand([command, action, argument], flags);
}

async function serve(flags: Flags): Promise<void> {
  limitYoungHeap();
  const settings = {
    database: flags.database,
    host: flags.host,
    port: readNumber("port", flags.port, 0, 65_535),
    bodyLimit: readNumber("body-limit", flags["body-limit"], 1, 100_000_000),
    maxInFlight: readNumber("max-in-flight", flags["max-in-flight"], 1, 1_000_000),
    ...(flags["rate-limit"] !== undefined && {
      rateLimit: readNumber("rate-limit", flags["rate-limit"], 1, 100_000_000),
    }),
    requestTimeoutMs: readNumber("request-timeout", flags["request-timeout"], 100, 3_600_000),
    ...(flags["allow-origin"] !== undefined && { allowOrigin: readOrigin(flags["allow-origin"]) }),
    mockPreferences: flags["mock-preferences"],
    delayMs: readNumber("delay", flags.delay, 0, 600_000),
    faultRate: readPart("fault-rate", flags["fault-rate"]),
    logLevel: readLevel(flags["log-level"]),
  };
  // Whoever asks for the usage shall not wait for the server.
  const { startServer } = await import("./start-server.ts");
  const server = await startServer(settings);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(server));
  const place = shownName(flags.database);
  console.log(`The server listens on ${server.url} and keeps its data in ${place}. Ctrl-C stops it.`);
  if (flags.demo) await fillDemo(server);
}

async function stop(server: RunningServer): Promise<void> {
  await server.close();
  // Nothing is left to do; a connection to a database that does not answer would still hold the process.
  process.exit();
}

async function fillDemo(server: RunningServer): Promise<void> {
  const { DemoThereError, seedDemo } = await import("./demo.ts");
  try {
    const { apiKey } = await seedDemo(server.store);
    console.log(`The demo organization's key, shown this once: ${apiKey}`);
  } catch (error) {
    // Who starts the same command again wants the server with what is there.
    if (error instanceof DemoThereError) return console.log(error.message);
    await server.close();
    throw error;
  }
}

/**
 * Under load, V8 lets the room for what is short-lived grow to 128 MB. With 32 MB the server is as fast, with 4 MB it is
 * slower by half. A flag of `node` would need a shebang that not every system understands; this one works at any time.
 */
function limitYoungHeap(): void {
  const timer = setInterval(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === "new_space");
    if ((young?.space_size ?? 0) < 32 * 2 ** 20) return;
    setFlagsFromString("--semi-space-growth-factor=1");
    clearInterval(timer);
  }, 250);
  timer.unref();
}

function readFlags() {
  return parseArgs({ options, allowPositionals: true });
}

function readNumber(flag: string, text: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new Error(`--${flag} is "${text}". Give a whole number from ${least} to ${most}.`);
}

function readPart(flag: string, text: string): number {
  const part = /^(0|1|0?\.\d+|1\.0+)$/.test(text) ? Number(text) : Number.NaN;
  if (part >= 0 && part <= 1) return part;
  throw new Error(`--${flag} is "${text}". Give a number from 0 to 1, such as 0.1.`);
}

function readOrigin(text: string): string {
  if (/^(\*|[a-z][a-z\d+.-]*:\/\/[\w.:[\]-]+)$/i.test(text)) return text;
  throw new Error(`--allow-origin is "${text}". Give an origin, such as https://app.example.com, or *.`);
}

function readLevel(text: string): string {
  const levels = ["debug", "info", "warn", "error", "silent"];
  if (levels.includes(text)) return text;
  throw new Error(`--log-level is "${text}". Give one of ${levels.join(", ")}.`);
}

function readVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
