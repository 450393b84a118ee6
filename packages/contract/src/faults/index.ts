import { authFaults } from "./auth.ts";
import { bodyFaults } from "./body.ts";
import { deletionFaults } from "./deletions.ts";
import type { Fault } from "./fault.ts";
import { fieldFaults } from "./fields.ts";
import { headerFaults } from "./headers.ts";
import { nameFaults } from "./names.ts";
import { statusFaults } from "./status.ts";
import { tenancyFaults } from "./tenancy.ts";
import { transportFaults } from "./transport.ts";
import { updateFaults } from "./updates.ts";
import { validationFaults } from "./validation.ts";
import { writeFaults } from "./writes.ts";

export { differences } from "./differences.ts";
export type { Difference, Fault } from "./fault.ts";
export { startFaulty, type FaultyServer } from "./front.ts";

/** Every planted fault, by kind. */
export const faults: Fault[] = [
  ...statusFaults,
  ...fieldFaults,
  ...bodyFaults,
  ...headerFaults,
  ...authFaults,
  ...tenancyFaults,
  ...nameFaults,
  ...writeFaults,
  ...updateFaults,
  ...deletionFaults,
  ...validationFaults,
  ...transportFaults,
];
