import { type CheckName, checkNames } from "../check-names.ts";
import type { Description } from "../description/read-description.ts";
import type { CheckResult, Finding, RuleQuestion } from "../report/report.ts";
import type { RuleSource } from "../rules/rules.ts";
import { isAccepted, type SkippedCheck, type Waiver } from "../rules/waivers.ts";
import type { Violation } from "./exchange.ts";

/** One observed violation. */
export interface ObservedViolation extends Omit<Violation, "minimalBody" | "after"> {
  operation: string;
  summary: string;
  reproduce: string[];
  response: string;
  minimalBody?: string | undefined;
}

/** What a run reports. */
export interface FindingsOptions {
  seed: number;
  /** The only checks to report. Empty: all. */
  only: readonly CheckName[];
  skipped: readonly SkippedCheck[];
  waivers: Waiver[];
  onViolation?: ((check: CheckName) => void) | undefined;
}

/** So many responses that contradict a rule, and none that agrees, raise the question whether the rule is right. */
const enoughContradictions = 10;

/** Collects violations. Equal ones become one finding with a count. */
export class Findings {
  readonly #description: Description;
  readonly #source: RuleSource;
  readonly #seed: number;
  readonly #only: ReadonlySet<CheckName>;
  readonly #skipped: readonly SkippedCheck[];
  readonly #waivers: Waiver[];
  readonly #onViolation: FindingsOptions["onViolation"];
  readonly #byKey = new Map<string, Finding>();
  readonly #evaluations = new Map<CheckName, number>();
  readonly #skipReasons = new Map<CheckName, Set<string>>();
  /** How many responses agree with each rule, and how many contradict it. */
  readonly #ruleCounts = new Map<string, { agreeing: number; contradicting: number }>();

  constructor(
    description: Description,
    source: RuleSource,
    { seed, only, skipped, waivers, onViolation }: FindingsOptions,
  ) {
    this.#onViolation = onViolation;
    this.#description = description;
    this.#source = source;
    this.#seed = seed;
    this.#only = new Set(only);
    this.#skipped = skipped;
    this.#waivers = waivers;
    for (const { check, operation } of skipped)
      this.skip(check, operation === undefined ? "--skip" : `--skip, for ${operation}`);
  }

  /** Whether a check is enabled. */
  isEnabled(check: CheckName): boolean {
    return (this.#only.size === 0 || this.#only.has(check)) && !this.isSkipped(check);
  }

  /** Whether the caller skips a check, for all operations or for this one. */
  isSkipped(check: CheckName, operationId?: string): boolean {
    return this.#skipped.some(
      (each) => each.check === check && (each.operation === undefined || each.operation === operationId),
    );
  }

  /** The accepted findings, with the number of violations of each. */
  waivers(): Waiver[] {
    return this.#waivers;
  }

  /** Adds a violation unless its check is disabled. Returns whether it is the first of its kind. */
  add(failing: ObservedViolation): boolean {
    this.countRule(failing.rule, false);
    if (this.isSkipped(failing.check, failing.operation)) return false;
    if (!this.isEnabled(failing.check) && failing.isNeeded !== true) return false;
    const waiver = this.#waivers.find((each) => isAccepted(each, failing));
    if (waiver) {
      waiver.count += 1;
      return false;
    }
    const {
      check,
      message,
      operation,
      expected,
      actual,
      pointer,
      summary,
      reproduce,
      response,
      minimalBody,
      rule,
    } = failing;
    const key = this.#keyOf(failing);
    const known = this.#byKey.get(key);
    this.#onViolation?.(check);
    if (known) {
      known.count += 1;
      if (known.requests.length < 6 && !known.requests.includes(summary)) known.requests.push(summary);
      if (!known.operations.includes(operation)) known.operations.push(operation);
      this.#keepSmaller(known, failing);
      return false;
    }
    const line = this.#description.lineOf(pointer);
    const specLocation = { file: this.#description.file, pointer, ...(line !== undefined && { line }) };
    this.#byKey.set(key, {
      check,
      message,
      operations: [operation],
      count: 1,
      expected,
      actual,
      specLocation,
      requests: [summary],
      reproduce,
      response,
      ...(minimalBody !== undefined && { minimalBody }),
      ...(this.#mayBeWrong(rule) && { rule: this.#locateRule(rule) }),
      seed: this.#seed,
    });
    return true;
  }

  /** Each rule that may be wrong has its own findings. */
  #keyOf({ check, message, rule }: Pick<Violation, "check" | "message" | "rule">): string {
    return `${check}\n${message}\n${this.#mayBeWrong(rule) ? rule : ""}`;
  }

  #mayBeWrong(rule: string | undefined): rule is string {
    return rule !== undefined && !this.#source.isConfirmed(rule);
  }

  #locateRule(name: string): NonNullable<Finding["rule"]> {
    const line = this.#source.lineOf(name);
    return { name, file: this.#source.file ?? "", ...(line !== undefined && { line }) };
  }

  /** Counts a response that agrees with a rule of the contract file, or contradicts it. */
  countRule(rule: string | undefined, isAgreeing: boolean): void {
    if (!this.#mayBeWrong(rule)) return;
    const counts = this.#ruleCounts.get(rule) ?? { agreeing: 0, contradicting: 0 };
    this.#ruleCounts.set(rule, counts);
    if (isAgreeing) counts.agreeing += 1;
    else counts.contradicting += 1;
  }

  /** Whether every response so far contradicts the rule, and more of them would show that the rule is wrong. */
  isDoubtful(rule: string | undefined): boolean {
    const { agreeing = 0, contradicting = 0 } = this.#ruleCounts.get(rule ?? "") ?? {};
    return agreeing === 0 && contradicting > 0 && contradicting < enoughContradictions;
  }

  /** Rules that every response contradicts, with their findings. */
  questions(): RuleQuestion[] {
    return [...this.#ruleCounts].flatMap(([rule, { agreeing, contradicting }]) =>
      agreeing > 0 || contradicting < enoughContradictions
        ? []
        : [
            {
              rule: this.#locateRule(rule),
              contradictions: contradicting,
              findings: this.#inOrder().filter((finding) => finding.rule?.name === rule),
            },
          ],
    );
  }

  /** Adds the consequence of a violation to its finding. Returns whether there is such a finding. */
  addConsequence(cause: Pick<Violation, "check" | "message" | "rule">, consequence: string): boolean {
    const finding = this.#byKey.get(this.#keyOf(cause));
    if (finding === undefined) return false;
    finding.consequences = [...new Set([...(finding.consequences ?? []), consequence])];
    return true;
  }

  /** Shows the violation with the smallest body. */
  #keepSmaller(
    known: Finding,
    { minimalBody, reproduce, response, actual, summary, operation }: ObservedViolation,
  ): void {
    if (minimalBody === undefined || minimalBody.length >= (known.minimalBody?.length ?? 0)) return;
    Object.assign(known, { minimalBody, reproduce, response, actual });
    known.requests = [summary, ...known.requests.filter((each) => each !== summary)];
    known.operations = [operation, ...known.operations.filter((each) => each !== operation)];
  }

  countEvaluation(check: CheckName): void {
    this.#evaluations.set(check, (this.#evaluations.get(check) ?? 0) + 1);
  }

  /** Records why a check, or a part of it, did not run. */
  skip(check: CheckName, reason: string): void {
    this.#skipReasons.set(check, (this.#skipReasons.get(check) ?? new Set()).add(reason));
  }

  /** All findings, in the order of the checks, without those of rules that may be wrong. */
  all(): Finding[] {
    const questioned = new Set(this.questions().map(({ rule }) => rule.name));
    return this.#inOrder().filter(({ rule }) => rule === undefined || !questioned.has(rule.name));
  }

  #inOrder(): Finding[] {
    const order = (finding: Finding) => checkNames.indexOf(finding.check);
    return [...this.#byKey.values()].toSorted((one, other) => order(one) - order(other));
  }

  results(): CheckResult[] {
    const failed = new Set(this.all().map(({ check }) => check));
    const questioned = new Set(this.questions().flatMap((each) => each.findings.map(({ check }) => check)));
    return checkNames
      .filter((check) => this.isEnabled(check) || this.isSkipped(check) || failed.has(check))
      .map((check) => {
        const evaluations = this.#evaluations.get(check) ?? 0;
        const isOpen = questioned.has(check);
        const isJudged = evaluations > 0 && !isOpen && !this.isSkipped(check);
        const outcome = failed.has(check) ? "failed" : isJudged ? "passed" : "not run";
        const reasons = [...(this.#skipReasons.get(check) ?? [])];
        return {
          check,
          outcome,
          evaluations,
          skipReasons: isOpen ? ["a rule is probably wrong", ...reasons] : reasons,
        };
      });
  }
}
