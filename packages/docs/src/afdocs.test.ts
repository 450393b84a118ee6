import { computeScore, getAllChecks, runChecks } from "afdocs";
import { describe, expect, it } from "vitest";
import { startDocs } from "./server.ts";

/** `test:stress` sets `ROLEWRIGHT_EVERY_PAGE=1` to check every page and every link. */
const every = process.env["ROLEWRIGHT_EVERY_PAGE"] !== undefined;
const pages = { samplingStrategy: "none", maxLinksToTest: 100 } as const;

describe("afdocs, which scores documentation for agents,", { timeout: 180_000 }, () => {
  it.runIf(every)("gives the full score without warnings", async () => {
    const docs = await startDocs();
    const report = await runChecks(`${docs.url}/`, { requestDelay: 0, maxConcurrency: 4, ...pages });
    await docs.close();
    expect(
      report.results.filter(({ status }) => status === "fail" || status === "warn" || status === "error"),
    ).toEqual([]);
    expect(computeScore(report).overall).toBe(100);
    expect(report.results).toHaveLength(getAllChecks().length);
  });
});
