import * as fc from "fast-check";
import { parseConfig } from "../config/parse-config.ts";
import { AccessError } from "../errors.ts";
import { createPlan } from "../plan/create-plan.ts";
import { guardNames } from "../plan/guard-names.ts";
import type { Plan } from "../plan/plan.ts";
import { writeConfig } from "../pull/write-config.ts";
import type { AccessState } from "../state/access-state.ts";
import { accessState, organizationFrame } from "./random-organization.ts";

export const pairs: fc.Arbitrary<RandomPair> = organizationFrame.chain((frame) =>
  fc.record({
    stored: accessState(frame, "stored"),
    desired: accessState(frame, "desired"),
    deletesUnlisted: fc.boolean(),
  }),
);

/** A stored state, a desired state, and how the file manages entries. */
export interface RandomPair {
  stored: AccessState;
  desired: AccessState;
  deletesUnlisted: boolean;
}

/** Writes the desired state as a file. */
export function writeDesired(desired: AccessState, deletesUnlisted: boolean): string {
  const manage = deletesUnlisted ? "all" : "listed";
  return writeConfig(
    desired,
    `organization: x\nmanage: { policies: ${manage}, roles: ${manage}, members: listed }\n`,
  );
}

/** Plans a file, with all risks allowed. */
export function planFor(state: AccessState, source: string): Plan {
  return createPlan(parseConfig(source, "rolewright.yaml"), state, { allow: guardNames });
}

/** Creates a plan. Pairs with a conflict between the states, such as a renamed policy in use, have none. */
export function planPair({ stored, desired, deletesUnlisted }: RandomPair) {
  const source = writeDesired(desired, deletesUnlisted);
  try {
    return { source, plan: planFor(stored, source) };
  } catch (error) {
    if (error instanceof AccessError) return undefined;
    throw error;
  }
}
