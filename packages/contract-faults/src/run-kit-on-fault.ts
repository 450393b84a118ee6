import {
  type CheckName,
  ContractSetupError,
  type Finding,
  type Report,
  runContract,
} from "@rolewright/contract";
import { type FaultyServer, startFaultyServer } from "./fault-proxy.ts";
import type { Fault, ProxyRequest, ProxyResponse, ValidVariant } from "./fault.ts";

interface KitResult {
  /** The checks that failed, also those whose findings follow from a finding of another check. */
  failedChecks: CheckName[];
  findings: Pick<Finding, "check" | "message" | "actual">[];
}

interface RunObserver {
  /** Called with each response. */
  onResponse?: (request: ProxyRequest, response: ProxyResponse) => void;
  /** Called with the report of the run. */
  onReport?: (report: Report) => void;
}

/**
 * Runs the kit on a server and returns what it found. On a fault it runs the check that must find the fault, and stops at its
 * first finding. On a valid variant it runs every check.
 */
export async function runKitOnFault(
  server: Fault | ValidVariant,
  observer: RunObserver = {},
): Promise<KitResult> {
  return runKit(server, "check" in server ? server.check : undefined, observer);
}

async function runKit(
  server: Fault | ValidVariant,
  check: CheckName | undefined,
  { onResponse, onReport }: RunObserver,
): Promise<KitResult> {
  const faulty = await startFaultyServer(server, onResponse);
  const found = new AbortController();
  try {
    const report = await runContract({
      ...("api" in server && server.api === "v2" ? kitOptionsOfVersion2(faulty) : kitOptions(faulty)),
      checks: check && [check],
      seed: 1,
      maxExamples: 100,
      // A fault must be found on a busy machine, too.
      ...(check === "collection_limit" && { maxFillTimeMs: 60_000 }),
      ...(check === "max_response_time" && { maxResponseTimeMs: 500, requestTimeoutMs: 2_000 }),
      signal: found.signal,
      // The first violation may be of another check, for a request that the check needs.
      onViolation: (violated) => {
        if (violated === check) found.abort();
      },
      // Deleting everything takes longer than starting another server.
      cleanup: check === undefined,
    });
    onReport?.(report);
    return {
      failedChecks: report.checks.flatMap((each) => (each.outcome === "failed" ? each.check : [])),
      findings: report.findings.map(({ check: name, message, actual }) => ({ check: name, message, actual })),
    };
  } catch (error) {
    if (error instanceof ContractSetupError) return { failedChecks: [], findings: [] };
    throw error;
  } finally {
    await faulty.close();
  }
}

/** The kit's options for a server and version 2. Members are listed there, and join by invitations. */
export const kitOptionsOfVersion2 = ({ url, apiKey, secondApiKey, acceptInvitation }: FaultyServer) => ({
  api: "v2" as const,
  baseUrl: url,
  apiKey,
  secondApiKey,
  acceptInvitation,
});

/** The kit's options for a server: everything that a run accepts. */
export const kitOptions = ({ url, apiKey, secondApiKey, memberEmail, assignedRoles }: FaultyServer) => ({
  baseUrl: url,
  apiKey,
  secondApiKey,
  memberEmail,
  assignedRoleIds: assignedRoles,
});
