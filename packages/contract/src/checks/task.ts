import type { CheckName } from "../check-names.ts";
import type { Lane } from "../session/lane.ts";

/** The parts of a run, in order. */
export const phases = ["examples", "boundaries", "fuzz", "state"] as const;

/** A part of a run. */
export type Phase = (typeof phases)[number];

/** A piece of work that looks for failures of some checks, in a lane of its own. */
export interface Task {
  name: string;
  phase: Phase;
  /** What it looks for, beside what every answer is held to. */
  checks: CheckName[];
  /** It asks for so much that it had better begin early. */
  isLong?: boolean;
  run(lane: Lane): Promise<void>;
}

/** A task of the last part, which looks at what is kept. */
export const stateTask = (name: string, checks: Task["checks"], run: Task["run"]): Task => ({
  name,
  phase: "state",
  checks,
  run,
});
