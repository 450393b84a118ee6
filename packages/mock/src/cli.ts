#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const usage = `rolewright-mock: a mock of Confident AI's roles API. Independent and unofficial.

Usage: rolewright-mock [--port PORT] [--host HOST] [--dynamic] [--seed SEED]

  --port PORT   the port to listen on, 0 for any free one   (default 4010, or ROLEWRIGHT_MOCK_PORT)
  --host HOST   the address to listen on                    (default 127.0.0.1)
  --dynamic     make answers up from the schemas instead of taking the examples
  --seed SEED   make the same ones up every time
  --version     print the version
  --help        print this

Any request may choose its answer: -H "Prefer: code=409", "Prefer: example=systemName", "Prefer: dynamic=true".`;

try {
  await main();
} catch (error) {
  const { name, message } = error as Error;
  const hint = name === "PortInUseError" ? " Say which with --port or ROLEWRIGHT_MOCK_PORT." : "";
  console.error(`rolewright-mock: ${message}${hint}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const options = readOptions();
  if (options.help) return console.log(usage);
  if (options.version) return console.log(readVersion());
  const { host, dynamic, seed } = options;
  const port = readPort(options.port);
  // Prism takes a second to load; whoever asks for the usage shall not wait for it.
  const { startMock } = await import("./start-mock.ts");
  const mock = await startMock({ port, host, dynamic, ...(seed !== undefined && { seed }) });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void mock.close());
  console.log(`The mock listens on ${mock.url}. Ctrl-C stops it. Try:`);
  console.log(`  curl ${mock.url}/v1/organization/roles -H "CONFIDENT_API_KEY: any"`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: process.env["ROLEWRIGHT_MOCK_PORT"] ?? "4010" },
      host: { type: "string", default: "127.0.0.1" },
      dynamic: { type: "boolean", default: false },
      seed: { type: "string" },
      version: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  return values;
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535))
    throw new Error(`the port is "${text}". Give a number from 0 to 65535, 0 for any free one.`);
  return port;
}

function readVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
