#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { assertNodeVersion, describeCommandError, parsePort } from "@rolewright/node-kit";

const usage = `rolewright-mock: a mock of Confident AI's roles API. Independent and unofficial.

Usage: rolewright-mock [--port PORT] [--host HOST] [--dynamic] [--seed SEED]

  --port PORT   Port to listen on, 0 for any free port   (default 4010, or ROLEWRIGHT_MOCK_PORT)
  --host HOST   Address to listen on                     (default 127.0.0.1)
  --dynamic     Generate responses from the schemas instead of returning the examples
  --seed SEED   Generate the same responses every time
  --version     Show the version
  --help        Show help

A request can choose its response: -H "Prefer: code=409", "Prefer: example=builtInRoleName", "Prefer: dynamic=true".`;

try {
  await main();
} catch (error) {
  console.error(
    describeCommandError(error, { command: "rolewright-mock", portVariable: "ROLEWRIGHT_MOCK_PORT" }),
  );
  process.exitCode = 1;
}

async function main(): Promise<void> {
  assertNodeVersion("24.18");
  const options = parseOptions();
  if (options.help) return console.log(usage);
  if (options.version) return console.log(readVersion());
  const { host, dynamic, seed } = options;
  const port = parsePort(options.port);
  // Loading Prism takes a third of a second, which --help and --version should not wait for.
  const { startMock } = await import("./start-mock.ts");
  const mock = await startMock({ port, host, dynamic, ...(seed !== undefined && { seed }) });
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void mock.close());
  console.log(`The mock listens on ${mock.url}. Press Ctrl-C to stop it. Try:`);
  console.log(`  curl ${mock.url}/v1/organization/roles -H "CONFIDENT_API_KEY: any"`);
}

function parseOptions() {
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

function readVersion(): string {
  const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}
