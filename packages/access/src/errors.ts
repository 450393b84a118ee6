import { escapeControls } from "./report/escape.ts";

/** One problem of the file, of the organization, or of a plan. */
export interface Problem {
  message: string;
  /** The line in the file, from 1, if the problem has a place there. */
  line?: number;
  /** The column in the file, from 1. */
  column?: number;
}

/** The file, the plan or the organization does not permit what was requested. No write was sent. */
export class AccessError extends Error {
  override readonly name: string = "AccessError";
  readonly problems: readonly Problem[];

  /** The message has one line for each problem: `rolewright.yaml:3:5: …`. */
  constructor(problems: Problem[], file?: string) {
    super(problems.map((problem) => escapeControls(formatProblem(problem, file))).join("\n"));
    this.problems = problems;
  }
}

/** The organization has changed since the plan was created. No write was sent. */
export class StalePlanError extends AccessError {
  override readonly name = "StalePlanError";
}

function formatProblem({ message, line, column }: Problem, file = "the file"): string {
  return line === undefined ? message : `${file}:${line}:${column}: ${message}`;
}
