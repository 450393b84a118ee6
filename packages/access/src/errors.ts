import { escapeControls } from "./report/escape.ts";

/** One problem of the file, of the organization, or of a plan. */
export interface Problem {
  message: string;
  /** The line in the file, from 1, if the problem has a place there. */
  line?: number;
  /** The column in the file, from 1. */
  column?: number;
}

/** A broken file can have a problem at every line. The first ones are enough to fix it. */
const maxPrintedProblems = 10;

/** The file, the plan or the organization does not permit what was requested. No write was sent. */
export class AccessError extends Error {
  override readonly name: string = "AccessError";
  /** Each problem once, in the order of the file. */
  readonly problems: readonly Problem[];

  /**
   * The message has a line for each of the first problems: `rolewright.yaml:3:5: …`.
   *
   * @param advice A last line that says what to do about all problems.
   */
  constructor(problems: Problem[], file?: string, advice?: string) {
    const ordered = orderProblems(problems);
    const lines = ordered.slice(0, maxPrintedProblems).map((problem) => formatProblem(problem, file));
    const rest = ordered.length - lines.length;
    const count = rest === 1 ? "1 more problem" : `${rest} more problems`;
    super(
      [...lines, ...(rest > 0 ? [`and ${count}`] : []), ...(advice === undefined ? [] : [advice])]
        .map(escapeControls)
        .join("\n"),
    );
    this.problems = ordered;
  }
}

/** The organization has changed since the plan was created. No write was sent. */
export class StalePlanError extends AccessError {
  override readonly name = "StalePlanError";

  constructor(messages: string[]) {
    super(
      messages.map((message) => ({ message })),
      undefined,
      "The organization has changed since the plan was created. Create a new plan.",
    );
  }
}

function orderProblems(problems: Problem[]): Problem[] {
  const unique = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  return [...unique.values()].toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}

function formatProblem({ message, line, column }: Problem, file = "the file"): string {
  return line === undefined ? message : `${file}:${line}:${column}: ${message}`;
}
