import type { CheckName } from "../check-names.ts";
import type { AcceptedFinding, ParsedContract } from "./contract-file.ts";

/** A check that the caller skips, for all operations or for one: `malformed_request:getBook`. */
export interface SkippedCheck {
  check: CheckName;
  operation?: string;
}

/** A finding that does not fail the run, and how often it occurred. */
export interface Waiver extends AcceptedFinding {
  /** The contract file or the file of accepted findings, with the line. */
  location: string;
  count: number;
}

/** What a waiver is compared with. */
interface ComparedViolation {
  check: string;
  operation: string;
  message: string;
  summary: string;
}

/** Parses `CHECK` or `CHECK:OPERATION`. The caller validates the names. */
export function parseSkip(text: string): SkippedCheck {
  const [check = "", ...operation] = text.split(":");
  return { check: check as CheckName, ...(operation.length > 0 && { operation: operation.join(":") }) };
}

/** Reads the accepted findings of a contract file, with their lines. */
export const readWaivers = ({ contract, locate, name }: ParsedContract): Waiver[] =>
  (contract.accepted ?? []).map((entry, index) => ({
    ...entry,
    location: `${name}:${locate(["accepted", index]).line}`,
    count: 0,
  }));

/** Whether a waiver accepts a violation. Texts match if the violation contains them. */
export const isAccepted = (
  { check, operation, message, request }: AcceptedFinding,
  violation: ComparedViolation,
): boolean =>
  check === violation.check &&
  (operation === undefined || operation === violation.operation) &&
  (message === undefined || violation.message.includes(message)) &&
  (request === undefined || violation.summary.includes(request));
