import { expect } from "vitest";
import { readDescription, type Description } from "./description/read-description.ts";
import { answerProblems, type JudgedAnswer } from "./session/answer-problems.ts";

interface ContractMatchers {
  /**
   * The answer keeps what the description says about the operation: its status is documented, its content type, headers and
   * body are as documented. It takes a `Response`, whose body it leaves readable, or `{ status, headers, body }`.
   *
   * @example
   * await expect(await fetch(`${url}/v1/organization/roles`, init)).toMatchOperation("createOrganizationRole");
   */
  toMatchOperation(operationId: string): Promise<void>;
}

declare module "vitest" {
  // oxlint-disable-next-line no-unused-vars, typescript/no-empty-object-type
  interface Matchers<R extends void | Promise<void>, T> extends ContractMatchers {}
}

/** What an answer is, where it is no `Response`. */
export interface PlainAnswer {
  status: number;
  headers?: Record<string, string> | Headers;
  /** Parsed. */
  body: unknown;
}

let own: Description | undefined;

/** Adds matchers that hold answers to another description than that of the roles API. */
export function useDescription(file: string): void {
  own = readDescription(file);
}

expect.extend({
  async toMatchOperation(received: unknown, operationId: string) {
    own ??= readDescription();
    const operation = own.operation(operationId);
    if (operation === undefined)
      throw new Error(`The description has no operation "${operationId}". Look for its operationId.`);
    const problems = answerProblems(own, operation, await judgedAnswer(received));
    return {
      pass: problems.length === 0,
      message: () =>
        problems.length === 0
          ? `${operationId}: the answer is as documented, and it should not be`
          : [
              `${operationId}: the answer is not as documented`,
              ...problems.map(
                ({ check, expected, actual, pointer }) =>
                  `  ${check}: expected ${expected}; came ${actual}\n    says ${own?.file}:${own?.lineOf(pointer) ?? ""} ${pointer}`,
              ),
            ].join("\n"),
    };
  },
});

async function judgedAnswer(received: unknown): Promise<JudgedAnswer> {
  if (received instanceof Response) {
    const text = await received.clone().text();
    return { status: received.status, headers: received.headers, text, body: parse(text) };
  }
  const { status, headers, body } = received as Partial<PlainAnswer>;
  if (typeof status !== "number") {
    throw new TypeError("toMatchOperation takes a Response, or an answer with status, headers and body.");
  }
  const all = headers === undefined ? { "content-type": "application/json" } : headers;
  return { status, headers: new Headers(all), text: JSON.stringify(body) ?? "", body };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
