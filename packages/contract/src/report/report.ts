import type { CheckName } from "../check-names.ts";
import type { Coverage } from "../coverage-of.ts";

/** One way in which the implementation breaks the description, however often it was seen. */
export interface Finding {
  check: CheckName;
  /** One sentence: the same for every request that shows it. */
  what: string;
  /** The operations that it was seen with. */
  operations: string[];
  /** How many requests showed it. */
  count: number;
  expected: string;
  actual: string;
  /** Where the description says so. */
  source: { file: string; pointer: string; line?: number };
  /** What was being tried when it showed, a few of them; the first with the request below. */
  tried: string[];
  /** Commands that repeat it, in order; the last is the one that was answered wrongly. */
  curl: string[];
  /** What came back: status, headers, and the start of the body. */
  answer: string;
  /** The smallest body that was found to show it, where there is a body. */
  smallest?: string;
  seed: number;
}

/** How one check went. */
export interface CheckResult {
  check: CheckName;
  outcome: "passed" | "failed" | "not run";
  /** How many answers, or comparisons, it looked at. */
  looked: number;
  /** Why it, or a part of it, was not run. */
  notRun: string[];
}

/** What a run found out. */
export interface Report {
  baseUrl: string;
  description: { file: string; title: string; version: string };
  seed: number;
  /** ISO 8601. */
  startedAt: string;
  durationMs: number;
  /** How many requests were sent, cleaning up included. */
  requests: number;
  /** How many requests were held to an expectation. */
  cases: number;
  outcome: "kept" | "broken";
  /** Why the run ended early, if it did. */
  incomplete?: string;
  checks: CheckResult[];
  findings: Finding[];
  coverage: Coverage;
  /** What the run made and could not delete. */
  left: string[];
  /** What the run made is still there, as `keep` asked. */
  keep?: true;
}
