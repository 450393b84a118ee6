import { type CheckName, checkNames } from "../check-names.ts";
import type { Description } from "../description/read-description.ts";
import type { CheckResult, Finding } from "../report/report.ts";
import type { Wrong } from "./session.ts";

/** What is known about one failure. */
export interface Failing extends Omit<Wrong, "smallest" | "after"> {
  operation: string;
  tried: string;
  curl: string[];
  answer: string;
  smallest?: string | undefined;
}

/** Collects what a run finds: equal failures are one finding with a count. */
export class Findings {
  readonly #description: Description;
  readonly #seed: number;
  readonly #only: ReadonlySet<CheckName>;
  readonly #byKey = new Map<string, Finding>();
  readonly #looked = new Map<CheckName, number>();
  readonly #notRun = new Map<CheckName, Set<string>>();

  constructor(description: Description, seed: number, only: readonly CheckName[]) {
    this.#description = description;
    this.#seed = seed;
    this.#only = new Set(only);
  }

  /** Whether a check was asked for. */
  wants(check: CheckName): boolean {
    return this.#only.size === 0 || this.#only.has(check);
  }

  /** Files a failure, unless its check was not asked for; answers whether it is the first of its kind. */
  add(failing: Failing): boolean {
    if (!this.wants(failing.check) && failing.isNeeded !== true) return false;
    const { check, what, operation, expected, actual, pointer, tried, curl, answer, smallest } = failing;
    const key = `${check}\n${what}`;
    const known = this.#byKey.get(key);
    if (known) {
      known.count += 1;
      if (known.tried.length < 6 && !known.tried.includes(tried)) known.tried.push(tried);
      if (!known.operations.includes(operation)) known.operations.push(operation);
      this.#keepSmaller(known, failing);
      return false;
    }
    const line = this.#description.lineOf(pointer);
    const source = { file: this.#description.file, pointer, ...(line !== undefined && { line }) };
    this.#byKey.set(key, {
      check,
      what,
      operations: [operation],
      count: 1,
      expected,
      actual,
      source,
      tried: [tried],
      curl,
      answer,
      ...(smallest !== undefined && { smallest }),
      seed: this.#seed,
    });
    return true;
  }

  /** Of equal failures the one with the smallest body is shown. */
  #keepSmaller(known: Finding, { smallest, curl, answer, actual, tried, operation }: Failing): void {
    if (smallest === undefined || smallest.length >= (known.smallest?.length ?? 0)) return;
    Object.assign(known, { smallest, curl, answer, actual });
    known.tried = [tried, ...known.tried.filter((each) => each !== tried)];
    known.operations = [operation, ...known.operations.filter((each) => each !== operation)];
  }

  looked(check: CheckName): void {
    this.#looked.set(check, (this.#looked.get(check) ?? 0) + 1);
  }

  /** Notes why a check, or a part of it, was not run. */
  notRun(check: CheckName, reason: string): void {
    this.#notRun.set(check, (this.#notRun.get(check) ?? new Set()).add(reason));
  }

  /** In the order of the checks. */
  all(): Finding[] {
    const order = (finding: Finding) => checkNames.indexOf(finding.check);
    return [...this.#byKey.values()].toSorted((one, other) => order(one) - order(other));
  }

  results(): CheckResult[] {
    const failed = new Set(this.all().map(({ check }) => check));
    return checkNames
      .filter((check) => this.wants(check) || failed.has(check))
      .map((check) => {
        const looked = this.#looked.get(check) ?? 0;
        const outcome = failed.has(check) ? "failed" : looked > 0 ? "passed" : "not run";
        return { check, outcome, looked, notRun: [...(this.#notRun.get(check) ?? [])] };
      });
  }
}
