import { execFile } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createClient as generateClient } from "@hey-api/openapi-ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const run = promisify(execFile);
const apiKey = "confident_org_EXAMPLE";
const roles = { success: true, data: { roles: [{ name: "Auditor" }] } };

let server: Server;
let baseUrl: string;
/** The keys of the received requests. The first request of a test fails with 503. */
let received: unknown[] = [];

beforeAll(async () => {
  server = createServer(({ headers }, response) => {
    received.push(headers["confident_api_key"]);
    response.writeHead(received.length === 1 ? 503 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(received.length === 1 ? { success: false, error: "busy" } : roles));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  received = [];
});

afterAll(() => void server.close());

async function runProgram(file: string): Promise<string> {
  const env = { ...process.env, CONFIDENT_BASE_URL: baseUrl, CONFIDENT_ORG_API_KEY: apiKey };
  const { stdout } = await run(process.execPath, [file], { env });
  return stdout;
}

describe("the resilient fetch", () => {
  it("retries a bare call", async () => {
    expect(await runProgram(join(import.meta.dirname, "bare-fetch.ts"))).toContain("200 { success: true");
    expect(received).toEqual([apiKey, apiKey]);
  });

  it("retries the calls of a client that hey-api generated", async () => {
    // Imports resolve from a folder of this package.
    const folder = join(import.meta.dirname, "../../reports/hey-api");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    await generateClient({
      input: fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.json")),
      output: { path: join(folder, "generated"), module: { extension: ".ts" } },
      plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
      logs: { level: "silent" },
    });
    cpSync(join(import.meta.dirname, "hey-api/program.ts"), join(folder, "program.ts"));
    await compile(folder);
    expect(await runProgram(join(folder, "program.ts"))).toContain("Auditor");
    expect(received).toEqual([apiKey, apiKey]);
  });
});

async function compile(folder: string): Promise<void> {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: "es2022",
    module: "nodenext",
    types: ["node"],
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["program.ts"] }));
  const compiler = fileURLToPath(import.meta.resolve("typescript/package.json"));
  await run(join(compiler, "../bin/tsc"), ["--project", folder]).catch(({ stdout }: { stdout: string }) => {
    throw new Error(stdout);
  });
}
