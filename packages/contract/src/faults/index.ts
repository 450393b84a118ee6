import { authFaults } from "./auth.ts";
import { bodyFaults } from "./body.ts";
import { deletionFaults } from "./deletions.ts";
import type { Fault } from "./fault.ts";
import { fieldFaults } from "./fields.ts";
import { headerFaults } from "./headers.ts";
import { nameFaults } from "./names.ts";
import { oddBodyFaults } from "./odd-bodies.ts";
import { statusFaults } from "./status.ts";
import { tenancyFaults } from "./tenancy.ts";
import { transportFaults } from "./transport.ts";
import { updateFaults } from "./updates.ts";
import { validationFaults } from "./validation.ts";
import { writeFaults } from "./writes.ts";

export { differences } from "./differences.ts";
export type { Difference, Fault } from "./fault.ts";
export { startFaulty } from "./front.ts";

/** The planted faults, by what they break. */
export const faultKinds: { kind: string; faults: Fault[] }[] = [
  { kind: "statuses", faults: statusFaults },
  { kind: "fields", faults: fieldFaults },
  { kind: "bodies", faults: bodyFaults },
  { kind: "headers", faults: headerFaults },
  { kind: "keys", faults: authFaults },
  { kind: "organizations and projects", faults: tenancyFaults },
  { kind: "names and texts", faults: nameFaults },
  { kind: "writing and reading", faults: writeFaults },
  { kind: "updates", faults: updateFaults },
  { kind: "deletions and global roles", faults: deletionFaults },
  { kind: "rules of the schemas", faults: validationFaults },
  { kind: "odd bodies and queries", faults: oddBodyFaults },
  { kind: "transport", faults: transportFaults },
];

/** Every planted fault. */
export const faults: Fault[] = faultKinds.flatMap((kind) => kind.faults);
