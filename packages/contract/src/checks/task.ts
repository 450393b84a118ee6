import type { CheckName } from "../check-names.ts";
import type { TestContext } from "../client/test-context.ts";

/**
 * The phases of a run, in order. Tasks of `sequential` run alone, so that nothing hides a stale cache. Requests of `robustness`
 * have ended servers before, so they come last.
 */
export const phases = ["sequential", "examples", "boundaries", "fuzz", "state", "robustness"] as const;

/** A phase of a run. */
export type Phase = (typeof phases)[number];

/** A unit of work of some checks. It sends its requests in its own context. */
export interface Task {
  name: string;
  phase: Phase;
  /** The checks that it performs, besides the checks of every response. */
  checks: CheckName[];
  /** The rule of the contract file that it verifies: `resources.book.unique`. */
  rule?: string | undefined;
  /** It sends many requests, so it starts early. */
  isLong?: boolean;
  run(ctx: TestContext): Promise<void>;
}

/** Creates a task of the last phase, which verifies stored state. */
export const stateTask = (name: string, checks: Task["checks"], run: Task["run"], rule?: string): Task => ({
  name,
  phase: "state",
  checks,
  run,
  ...(rule !== undefined && { rule }),
});
