import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TemporaryDatabase, createTemporaryDatabase, shareOfRuns } from "@rolewright/test-support";
import { killServerProcesses, runServerCommand, startServerProcess } from "./server-process.ts";
import { type Report, runContract } from "@rolewright/contract";

/** The number of random requests. The seed is in the output and in every finding. */
const requests = shareOfRuns(Number(process.env["ROLEWRIGHT_FUZZ_REQUESTS"] ?? 100_000));

/** The checks that random requests can fail. */
const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "response_schema_conformance",
  "body_integrity",
] as const;

describe("random requests", { timeout: 3_600_000 }, () => {
  let database: TemporaryDatabase;
  let target: { baseUrl: string; apiKey: string };

  beforeAll(async () => {
    database = await createTemporaryDatabase("sqlite");
    const apiKey = await runServerCommand(["seed", "demo", "--database", database.name]);
    const { url } = await startServerProcess(["--database", database.name]);
    target = { baseUrl: url, apiKey };
  });

  afterAll(async () => {
    await killServerProcesses();
    await database.remove();
  });

  it(`get documented responses and do not leak memory, ${requests} times`, async () => {
    const report: Report = await runContract({
      ...target,
      maxExamples: requests,
      checks,
      concurrency: 20,
    });
    const megabytes = await measureMemory(target.baseUrl);
    console.log(`${report.requests} requests, seed ${report.seed}, ${megabytes} MB`);
    expect(report.findings).toEqual([]);
    expect(report.requests).toBeGreaterThan(requests);
    expect(report.undeletedResources).toEqual([]);
    // A server uses 120 MB after a few hundred requests. A leak per request would exceed this limit.
    expect(megabytes).toBeLessThan(300);
  });
});

async function measureMemory(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Math.round(Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]) / 2 ** 20);
}
