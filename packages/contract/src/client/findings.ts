import { type CheckName, checkNames } from "../check-names.ts";
import type { Description } from "../description/read-description.ts";
import type { CheckResult, Finding, RuleQuestion } from "../report/report.ts";
import type { RuleSource } from "../rules/rules.ts";
import { isAccepted, type SkippedCheck, type Waiver } from "../rules/waivers.ts";
import { groupByCause, subjectOf } from "./causes.ts";
import type { Violation } from "./exchange.ts";
import type { Secrets } from "./secrets.ts";

/** One observed violation. */
export interface ObservedViolation extends Omit<Violation, "minimalBody" | "after" | "concurrent"> {
  operation: string;
  summary: string;
  minimalBody?: string | undefined;
  /** Called if a finding shows this violation, because formatting takes time. */
  formatExchange?: () => Pick<Finding, "reproduce" | "response">;
}

/** What makes violations equal. */
type ViolationKey = Pick<Violation, "check" | "message" | "rule">;

/** What a run reports. */
export interface FindingsOptions {
  seed: number;
  /** The only checks to report. Empty: all. */
  only: readonly CheckName[];
  skipped: readonly SkippedCheck[];
  waivers: Waiver[];
  onViolation?: ((check: CheckName) => void) | undefined;
  /** The texts that no finding shows. */
  secrets: Secrets;
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
  readonly #secrets: Secrets;
  readonly #byKey = new Map<string, Finding>();
  /** The length of the body that each finding shows. */
  readonly #bodyLengths = new Map<Finding, number>();
  readonly #evaluations = new Map<CheckName, number>();
  readonly #skipReasons = new Map<CheckName, Set<string>>();
  /** How many responses agree with each rule, and how many contradict it. */
  readonly #ruleCounts = new Map<string, { agreeing: number; contradicting: number }>();
  /** How many violations of a finding follow from each other finding. */
  readonly #causes = new Map<Finding, Map<Finding, number>>();
  /** Operations that returned an error. */
  readonly #failed = new Set<string>();
  /** Operations that rejected an invalid request, by check and reason. */
  readonly #rejections = new Set<string>();

  constructor(
    description: Description,
    source: RuleSource,
    { seed, only, skipped, waivers, onViolation, secrets }: FindingsOptions,
  ) {
    this.#secrets = secrets;
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
    const { check, pointer, rule } = failing;
    const key = this.#keyOf(failing);
    const known = this.#byKey.get(key);
    this.#onViolation?.(check);
    if (known) {
      this.#count(known, failing);
      return false;
    }
    const line = this.#description.lineOf(pointer);
    const specLocation = { file: this.#description.file, pointer, ...(line !== undefined && { line }) };
    const finding: Finding = {
      check,
      message: this.#secrets.redact(failing.message),
      operations: [this.#redactOperation(failing)],
      count: 1,
      expected: this.#secrets.redact(failing.expected),
      specLocation,
      requests: [this.#secrets.redact(failing.summary)],
      ...this.#describe(failing),
      ...(this.#mayBeWrong(rule) && { rule: this.#locateRule(rule) }),
      seed: this.#seed,
    };
    this.#byKey.set(key, finding);
    this.#bodyLengths.set(finding, failing.minimalBody?.length ?? 0);
    return true;
  }

  #count(known: Finding, failing: ObservedViolation): void {
    known.count += 1;
    const operation = this.#redactOperation(failing);
    if (!known.operations.includes(operation)) known.operations.push(operation);
    if (known.requests.length < 6) {
      const summary = this.#secrets.redact(failing.summary);
      if (!known.requests.includes(summary)) known.requests.push(summary);
    }
    this.#keepSmaller(known, failing);
  }

  /** Describes one of the violations of a finding. */
  #describe({
    actual,
    minimalBody,
    formatExchange,
  }: ObservedViolation): Pick<Finding, "actual" | "reproduce" | "response" | "minimalBody"> {
    const { reproduce, response } = formatExchange?.() ?? { reproduce: [], response: "" };
    return {
      actual: this.#secrets.redact(actual),
      reproduce: reproduce.map((command) => this.#secrets.redact(command)),
      response: this.#secrets.redact(response),
      ...(minimalBody !== undefined && { minimalBody: this.#secrets.redact(minimalBody) }),
    };
  }

  /** An undocumented path may have a secret. */
  #redactOperation({ operation }: ObservedViolation): string {
    return this.#description.findOperation(operation) ? operation : this.#secrets.redact(operation);
  }

  /** Each rule that may be wrong has its own findings. */
  #keyOf({ check, message, rule }: ViolationKey): string {
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
  addConsequence(cause: ViolationKey, consequence: string): boolean {
    const finding = this.#byKey.get(this.#keyOf(cause));
    if (finding === undefined) return false;
    const consequences = new Set(finding.consequences);
    finding.consequences = [...consequences.add(this.#secrets.redact(consequence))];
    return true;
  }

  /** Records that a violation follows from another one. */
  addCause(violation: ViolationKey, cause: ViolationKey): void {
    const [finding, root] = [violation, cause].map((each) => this.#byKey.get(this.#keyOf(each)));
    if (!finding || !root || finding === root) return;
    const causes = this.#causes.get(finding) ?? new Map<Finding, number>();
    this.#causes.set(finding, causes.set(root, (causes.get(root) ?? 0) + 1));
  }

  /** Records that an operation returned an error. */
  recordError(operation: string): void {
    this.#failed.add(operation);
  }

  /** Records that an operation rejected an invalid request of a check. */
  recordRejection(check: CheckName, operation: string, because: string): void {
    this.#rejections.add(`${check} ${operation} ${subjectOf(because)}`);
  }

  /** Shows the violation with the smallest body. */
  #keepSmaller(known: Finding, failing: ObservedViolation): void {
    const length = failing.minimalBody?.length;
    if (length === undefined || length >= (this.#bodyLengths.get(known) ?? 0)) return;
    this.#bodyLengths.set(known, length);
    Object.assign(known, this.#describe(failing));
    const summary = this.#secrets.redact(failing.summary);
    const operation = this.#redactOperation(failing);
    known.requests = [summary, ...known.requests.filter((each) => each !== summary)];
    known.operations = [operation, ...known.operations.filter((each) => each !== operation)];
  }

  countEvaluation(check: CheckName): void {
    this.#evaluations.set(check, (this.#evaluations.get(check) ?? 0) + 1);
  }

  /** Records why a check, or a part of it, did not run. */
  skip(check: CheckName, reason: string): void {
    const reasons = this.#skipReasons.get(check) ?? new Set();
    this.#skipReasons.set(check, reasons.add(this.#secrets.redact(reason)));
  }

  /** All findings, in the order of the checks, without those of rules that may be wrong, and each under its cause. */
  all(): Finding[] {
    return groupByCause(this.#withoutQuestions(), {
      hasFailed: (operation) => this.#failed.has(operation),
      hasRejected: (check, operation, because) =>
        this.#rejections.has(`${check} ${operation} ${subjectOf(because)}`),
      hasCause: (finding) => this.#countCaused(finding) * 2 > finding.count,
      causeOf: (finding) => {
        if (this.#countCaused(finding) < finding.count) return undefined;
        const causes = [...(this.#causes.get(finding) ?? [])];
        return causes.toSorted(([, one], [, other]) => other - one)[0]?.[0];
      },
    });
  }

  #countCaused(finding: Finding): number {
    return [...(this.#causes.get(finding) ?? [])].reduce((sum, [, count]) => sum + count, 0);
  }

  #withoutQuestions(): Finding[] {
    const questioned = new Set(this.questions().map(({ rule }) => rule.name));
    return this.#inOrder().filter(({ rule }) => rule === undefined || !questioned.has(rule.name));
  }

  #inOrder(): Finding[] {
    const order = (finding: Finding) => checkNames.indexOf(finding.check);
    return [...this.#byKey.values()].toSorted((one, other) => order(one) - order(other));
  }

  results(): CheckResult[] {
    const failed = new Set(this.#withoutQuestions().map(({ check }) => check));
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
