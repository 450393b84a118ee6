import type { CheckName } from "../check-names.ts";
import type { Coverage } from "../coverage.ts";
import type { Waiver } from "../rules/waivers.ts";

/** One kind of violation, however often it occurred. */
export interface Finding {
  check: CheckName;
  /** One sentence that is the same for every request that shows the violation. */
  message: string;
  /** The operations that show it. */
  operations: string[];
  /** How many requests showed it. */
  count: number;
  expected: string;
  actual: string;
  /** Where the description states the rule. */
  specLocation: { file: string; pointer: string; line?: number };
  /** Descriptions of some requests that showed it. The first is the one in `reproduce`. */
  requests: string[];
  /** Shell commands that reproduce it, in order. The last one gets the invalid response. */
  reproduce: string[];
  /** The response: status, headers and the start of the body. */
  response: string;
  /** The smallest request body that shows it, if there is a body. */
  minimalBody?: string;
  /** Violations that follow from this one, and are not findings of their own. */
  consequences?: string[];
  /** The rule of the contract file that it depends on, if nobody has confirmed the rule. */
  rule?: RuleLocation;
  seed: number;
}

/** Where a contract file states a rule. */
export interface RuleLocation {
  /** `resources.book.unique`. */
  name: string;
  file: string;
  line?: number;
}

/** A rule that every response contradicts. Either the rule is wrong, or the server is. */
export interface RuleQuestion {
  rule: RuleLocation;
  /** How many responses contradict it. */
  contradictions: number;
  /** The findings if the rule is right. */
  findings: Finding[];
}

/** The result of one check. */
export interface CheckResult {
  check: CheckName;
  outcome: "passed" | "failed" | "not run";
  /** How many responses or comparisons the check evaluated. */
  evaluations: number;
  /** Why the check, or a part of it, did not run. */
  skipReasons: string[];
}

/** The result of a run. */
export interface Report {
  baseUrl: string;
  /** What the reader must know about the validation. */
  notes: string[];
  description: { file: string; title: string; version: string };
  seed: number;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  /** How many requests were sent, including cleanup. */
  requests: number;
  /** How many requests had an expected result. */
  cases: number;
  /** `incomplete`: no violation was found, but the run did not finish. */
  outcome: "passed" | "failed" | "incomplete";
  /** Why the run did not finish. */
  incompleteReason?: string;
  checks: CheckResult[];
  findings: Finding[];
  /** Rules of the contract file that are probably wrong. */
  questions: RuleQuestion[];
  /** Findings that the contract file accepts. */
  accepted: Waiver[];
  coverage: Coverage;
  /** Created resources that could not be deleted, as the request that would delete each. */
  undeletedResources: string[];
  /** `false` if the caller asked to keep the created resources. */
  cleanup: boolean;
}
