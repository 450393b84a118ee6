import type { CheckName } from "../check-names.ts";
import { CouldNotRunError } from "../options.ts";
import type { Finding } from "../report/report.ts";
import { runContract } from "../run-contract.ts";
import type { Answer, Call, Difference, Fault } from "./fault.ts";
import { startFaulty } from "./front.ts";

type Found = Pick<Finding, "check" | "what" | "actual">[];
type OnAnswer = (call: Call, answer: Answer) => void;

/**
 * Runs the kit on a planted server and answers with what it finds. It looks for the fault by the check that has to find it, and
 * stops when it has; a server that is right gets every check. `onAnswer` is told of each answer.
 */
export async function whatTheKitFinds(planted: Fault | Difference, onAnswer?: OnAnswer): Promise<Found> {
  if (!("check" in planted)) return find(planted, undefined, false, onAnswer);
  const { check } = planted;
  const first = await find(planted, check, true, onAnswer);
  // It may have stopped at something else that it needs, and was refused.
  return first.some((each) => each.check === check) ? first : find(planted, check, false, onAnswer);
}

async function find(
  planted: Fault | Difference,
  check: CheckName | undefined,
  stopsEarly: boolean,
  onAnswer?: OnAnswer,
): Promise<Found> {
  const { url, close, ...given } = await startFaulty(planted, onAnswer);
  const found = new AbortController();
  try {
    const { findings } = await runContract({
      baseUrl: url,
      ...given,
      only: check && [check],
      seed: 1,
      fuzz: 100,
      signal: found.signal,
      onProgress: (progress) => {
        if (stopsEarly && progress.findings > 0) found.abort();
      },
    });
    return findings.map(({ check: name, what, actual }) => ({ check: name, what, actual }));
  } catch (error) {
    if (error instanceof CouldNotRunError) return [];
    throw error;
  } finally {
    await close();
  }
}
