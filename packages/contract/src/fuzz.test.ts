import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TemporaryDatabase, temporaryDatabase } from "./databases.ts";
import { killServers, runCommand, startProcess } from "./processes.ts";
import type { Report } from "./report/report.ts";
import { runContract } from "./run-contract.ts";

/** `ROLEWRIGHT_FUZZ=100000` is the full count; the seed is printed, and in every finding. */
const requests = Number(process.env["ROLEWRIGHT_FUZZ"] ?? 100_000);

/** The checks that made-up requests are held to. */
const only = [
  "not_a_server_error",
  "status_code_conformance",
  "response_schema_conformance",
  "body_integrity",
] as const;

describe("requests made up from the description", { timeout: 3_600_000 }, () => {
  let database: TemporaryDatabase;
  let target: { baseUrl: string; apiKey: string };

  beforeAll(async () => {
    database = await temporaryDatabase("sqlite");
    const apiKey = await runCommand(["seed", "demo", "--database", database.name]);
    const { url } = await startProcess(["--database", database.name]);
    target = { baseUrl: url, apiKey };
  });

  afterAll(async () => {
    await killServers();
    await database.remove();
  });

  it(`get the answers that they call for, ${requests} times, and leave no memory behind`, async () => {
    const report: Report = await runContract({ ...target, fuzz: requests, only, concurrency: 20 });
    const megabytes = await memoryOf(target.baseUrl);
    console.log(`${report.requests} requests, seed ${report.seed}, ${megabytes} MB`);
    expect(report.findings).toEqual([]);
    expect(report.requests).toBeGreaterThan(requests);
    expect(report.left).toEqual([]);
    // A server that has answered a few hundred has 120 MB; what it kept of each request would show.
    expect(megabytes).toBeLessThan(300);
  });
});

async function memoryOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]) / 2 ** 20);
}
