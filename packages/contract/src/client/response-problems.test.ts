import { expect, it } from "vitest";
import { readDescription } from "../description/read-description.ts";
import type { Operation } from "../description/operation.ts";
import { describeOperation } from "../testing/items-server.test-support.ts";
import { findResponseProblems } from "./response-problems.ts";

const description = readDescription();
const operation = description.findOperation("listOrganizationRoles") as Operation;

/** Returns the names of the checks that a response fails. */
function checksOf(status: number, contentType: string, text: string): string[] {
  const headers = new Headers({ "content-type": contentType, "x-request-id": "some-request" });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {}
  return findResponseProblems(description, operation, { status, headers, text, body }).map(
    ({ check }) => check,
  );
}

it("reports only not_a_server_error for a 500 in the documented envelope", () => {
  const text = JSON.stringify({ success: false, error: "Something went wrong." });
  expect(checksOf(500, "application/json", text)).toEqual(["not_a_server_error"]);
});

it("reports the other violations of a 500 as well", () => {
  expect(checksOf(500, "text/html", "<h1>Oops</h1>")).toEqual([
    "not_a_server_error",
    "content_type_conformance",
  ]);
  expect(checksOf(500, "application/json", '{"success":false}')).toEqual([
    "not_a_server_error",
    "response_schema_conformance",
  ]);
  expect(checksOf(500, "application/json", '{"success":fal')).toEqual([
    "not_a_server_error",
    "body_integrity",
  ]);
});

it("reports only not_a_server_error for an undocumented 5xx", () => {
  const responses = operation.responses.filter(({ status }) => status === "200");
  const response = { status: 502, headers: new Headers(), text: "<h1>Bad gateway</h1>", body: undefined };
  const problems = findResponseProblems(description, { ...operation, responses }, response);
  expect(problems.map(({ check }) => check)).toEqual(["not_a_server_error"]);
});

it("reports a value that matches no alternative once, and the rules of a nullable one", () => {
  const text = { type: "string" };
  const nullable = {
    anyOf: [{ type: "object", required: ["id"], properties: { id: text } }, { type: "null" }],
  };
  const either = {
    oneOf: [{ type: "object", required: ["a"], properties: { b: nullable } }, { type: "integer" }],
  };
  const schema = { type: "object", properties: { owner: nullable, either } };
  const content = { "application/json": { schema } };
  const spec = readDescription(
    describeOperation({ responses: { "200": { description: "Done.", content } } }),
  );
  const problemsOf = (body: unknown) =>
    findResponseProblems(spec, spec.operations[0] as Operation, {
      status: 200,
      headers: new Headers({ "content-type": "application/json" }),
      text: JSON.stringify(body),
      body,
    }).map(({ message }) => message);
  expect(problemsOf({ owner: { id: 7 } })).toEqual(["owner.id must be string"]);
  expect(problemsOf({ owner: "x" })).toEqual(["owner must be object"]);
  expect(problemsOf({ either: { b: {} } })).toEqual(["either must match exactly one schema in oneOf"]);
  expect(problemsOf({ owner: null, either: 7 })).toEqual([]);
});
