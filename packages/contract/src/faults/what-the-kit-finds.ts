import type { CheckName } from "../check-names.ts";
import type { Finding } from "../report/report.ts";
import { runContract } from "../run-contract.ts";
import type { Answer, Call, Difference, Fault } from "./fault.ts";
import { startFaulty } from "./front.ts";

/**
 * Runs the kit on a planted server and answers with what it finds. It looks for the fault by the check that has to find it, and
 * stops when it has; a server that is right gets every check. `onAnswer` is told of each answer.
 */
export async function whatTheKitFinds(
  planted: Fault | Difference,
  onAnswer?: (call: Call, answer: Answer) => void,
): Promise<Pick<Finding, "check" | "what" | "actual">[]> {
  const { url, close, ...given } = await startFaulty(planted, onAnswer);
  const found = new AbortController();
  const only: CheckName[] | undefined = "check" in planted ? [planted.check] : undefined;
  try {
    const { findings } = await runContract({
      baseUrl: url,
      ...given,
      only,
      seed: 1,
      fuzz: 100,
      signal: found.signal,
      onProgress: (progress) => {
        if (only && progress.findings > 0) found.abort();
      },
    });
    return findings.map(({ check, what, actual }) => ({ check, what, actual }));
  } finally {
    await close();
  }
}
