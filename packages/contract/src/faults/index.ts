import { authFaults } from "./auth.ts";
import { bodyFaults } from "./body.ts";
import type { Fault } from "./fault.ts";
import { headerFaults } from "./headers.ts";
import { nameFaults } from "./names.ts";
import { stateFaults } from "./state.ts";
import { statusFaults } from "./status.ts";
import { tenancyFaults } from "./tenancy.ts";
import { transportFaults } from "./transport.ts";
import { validationFaults } from "./validation.ts";

export { differences } from "./differences.ts";
export type { Difference, Fault } from "./fault.ts";
export { startFaulty, type FaultyServer } from "./front.ts";

/** Every planted fault, by kind. */
export const faults: Fault[] = [
  ...statusFaults,
  ...bodyFaults,
  ...headerFaults,
  ...authFaults,
  ...tenancyFaults,
  ...nameFaults,
  ...stateFaults,
  ...validationFaults,
  ...transportFaults,
];
