/** Every fault of version 2. This takes a minute: `test:stress` runs it, `test` does not. */
import { htmlReport, junitReport, type Report, textReport } from "@rolewright/contract";
import { shareOf } from "@rolewright/test-support";
import { expect, test } from "vitest";
import type { ProxyResponse } from "./fault.ts";
import { runKitOnFault } from "./run-kit-on-fault.ts";
import { faultsOfVersion2 } from "./version-2/index.ts";

test.each(shareOf(faultsOfVersion2))(
  "$check finds $name: $description",
  { timeout: 180_000 },
  async (fault) => {
    const secrets = new Set<string>();
    const reports: string[] = [];
    const { failedChecks } = await runKitOnFault(fault, {
      onResponse: (_, response) => listSecrets(response).forEach((secret) => secrets.add(secret)),
      onReport: (report) => reports.push(...formatReport(report)),
    });
    expect(failedChecks).toContain(fault.check);
    expect(reports).toHaveLength(4);
    expect([...secrets].filter((secret) => reports.some((report) => report.includes(secret)))).toEqual([]);
  },
);

const formatReport = (report: Report): string[] => [
  textReport(report),
  JSON.stringify(report),
  junitReport(report),
  htmlReport(report),
];

/** Lists the API keys, tokens and signatures that a response shows in full. */
function listSecrets({ body, headers }: ProxyResponse): string[] {
  const found = body.toString().matchAll(/"(?:value|shadowValue|token)":"(?!\*)([^"]+)"/g);
  const location = String(headers["location"] ?? "");
  const signature = new URLSearchParams(location.split("?")[1]).get("signature") || [];
  return [...Array.from(found, ([, secret = ""]) => secret), signature].flat();
}
