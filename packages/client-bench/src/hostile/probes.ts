/** The behaviors of a hostile server, and the expected reaction of a client. */
import { keyProbes } from "./key-probes.ts";
import { requestProbes } from "./request-probes.ts";
import { responseProbes } from "./response-probes.ts";
import { retryProbes } from "./retry-probes.ts";
import { timeProbes } from "./time-probes.ts";
import type { Probe } from "./probe.ts";

export const probes: Probe[] = [
  ...requestProbes,
  ...keyProbes,
  ...timeProbes,
  ...retryProbes,
  ...responseProbes,
];
