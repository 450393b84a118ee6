/** Prism's own command as a target: what anyone gets who only has the descriptions. */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { type Report, runContract } from "@rolewright/contract";
import { describe, expect, it, onTestFinished } from "vitest";
import { startPrism } from "./prism-process.ts";

const accepted = fileURLToPath(new URL("accepted-findings.yaml", import.meta.url));

async function start(description: Parameters<typeof startPrism>[0]) {
  const prism = await startPrism(description);
  onTestFinished(prism.stop);
  return prism;
}

describe("Prism's own command", { timeout: 180_000 }, () => {
  it("does what the descriptions say, but for the accepted findings", async () => {
    const reports: Report[] = [];
    for (const [api, description] of [
      ["v1", "openapi.yaml"],
      ["v2", "openapi-v2.yaml"],
    ] as const) {
      const { url } = await start(description);
      const report = await runContract({
        api,
        baseUrl: url,
        apiKey: "any-key",
        stateless: true,
        usePreferHeader: true,
        accepted,
        // One of its requests ends Prism. See the next test.
        skip: ["malformed_request"],
        maxExamples: 0,
        // Prism never responds to a body that is not JSON.
        requestTimeoutMs: 5_000,
        // Slow responses of a busy machine are no findings.
        maxResponseTimeMs: 60_000,
      });
      expect(report.findings.map(({ check, message }) => `${check}: ${message}`)).toEqual([]);
      expect(report.incompleteReason).toBeUndefined();
      reports.push(report);
    }
    const isNeeded = (location: string) =>
      reports.some((report) => report.accepted.some((each) => each.location === location && each.count > 0));
    const locations = reports.flatMap((report) => report.accepted.map(({ location }) => location));
    expect(locations.filter((location) => !isNeeded(location))).toEqual([]);
  });

  it.each(["%zz", "%"])(
    "ends when a path contains %s, so that `malformed_request` is skipped",
    async (id) => {
      const { url, child } = await start("openapi.yaml");
      const ended = once(child, "exit");
      const headers = { CONFIDENT_API_KEY: "any-key" };
      await expect(fetch(`${url}/v1/projects/${id}/roles`, { headers })).rejects.toThrow("fetch failed");
      expect(await ended).not.toEqual([0, null]);
    },
  );
});
