import { expect } from "vitest";
import { escapeInvisible } from "./report/printable.ts";
import { readDescription, type Description } from "./description/read-description.ts";
import { Secrets } from "./client/secrets.ts";
import { createSecretReader } from "./client/shown-secrets.ts";
import { findResponseProblems, type ResponseToValidate } from "./client/response-problems.ts";

interface ContractMatchers {
  /**
   * Passes if the response conforms to the operation's documentation: its status is documented, and its content type,
   * headers and body are valid. Accepts a `Response`, whose body stays readable, or `{ status, headers, body }`.
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

/** A response that is not a `Response` object. */
export interface PlainResponse {
  status: number;
  headers?: Record<string, string> | Headers;
  /** The parsed body. */
  body: unknown;
}

let own: Description | undefined;

/** No contract file applies. The description marks secrets with `x-secret`. */
const noRules = { resources: [], jobs: [] };

/** Makes the matchers use another description instead of the bundled one. */
export function useDescription(file: string): void {
  own = readDescription(file);
}

expect.extend({
  async toMatchOperation(received: unknown, operationId: string) {
    own ??= readDescription();
    const operation = own.findOperation(operationId);
    if (operation === undefined)
      throw new Error(`The description has no operation "${operationId}". Check the operationId.`);
    const response = await readResponse(received);
    const problems = findResponseProblems(own, operation, response);
    const secrets = new Secrets();
    createSecretReader({ description: own, rules: noRules, baseUrl: "" }, secrets)(operation, response);
    return {
      pass: problems.length === 0,
      message: () =>
        problems.length === 0
          ? `${operationId}: expected the response not to conform, but it does`
          : [
              `${operationId}: the response does not conform`,
              ...problems.map(
                ({ check, expected, actual, pointer }) =>
                  `  ${check}: expected ${expected}; received ${escapeInvisible(secrets.redact(actual))}\n    (spec: ${own?.file}:${own?.lineOf(pointer) ?? ""} ${pointer})`,
              ),
            ].join("\n"),
    };
  },
});

async function readResponse(received: unknown): Promise<ResponseToValidate> {
  if (received instanceof Response) {
    if (received.bodyUsed)
      throw new TypeError(
        "The body of the response was read already. Pass response.clone() before reading it, or { status, headers, body }.",
      );
    const text = await received.clone().text();
    return { status: received.status, headers: received.headers, text, body: parse(text) };
  }
  const { status, headers, body } = received as Partial<PlainResponse>;
  if (typeof status !== "number") {
    throw new TypeError("toMatchOperation takes a Response, or an object with status, headers and body.");
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
