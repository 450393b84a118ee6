import type { Fault } from "../fault.ts";
import { credentialFaults } from "./credentials.ts";
import { exportFaults } from "./exports.ts";
import { firstVersionFaults } from "./first-version-rules.ts";
import { ownerFaults } from "./owners.ts";
import { pageFaults } from "./pages.ts";
import { peopleFaults } from "./people.ts";
import { removalFaults } from "./removals.ts";
import { secretFaults } from "./secrets.ts";

/** The faults of the operations and rules that only version 2 has. */
export const faultsOfVersion2: Fault[] = [
  ...pageFaults,
  ...ownerFaults,
  ...secretFaults,
  ...credentialFaults,
  ...removalFaults,
  ...exportFaults,
  ...peopleFaults,
  ...firstVersionFaults,
];
