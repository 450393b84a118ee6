import { expect, it } from "vitest";
import { readDescription } from "../description/read-description.ts";
import type { Operation } from "../description/operation.ts";
import { answerProblems } from "./answer-problems.ts";

const description = readDescription();
const operation = description.operation("listOrganizationRoles") as Operation;

/** What is wrong with an answer, by the names of the checks. */
function checksOf(status: number, contentType: string, text: string): string[] {
  const headers = new Headers({ "content-type": contentType, "x-request-id": "some-request" });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {}
  return answerProblems(description, operation, { status, headers, text, body }).map(({ check }) => check);
}

it("says of a 500 in the documented envelope nothing but that it is one", () => {
  const text = JSON.stringify({ success: false, error: "Something went wrong." });
  expect(checksOf(500, "application/json", text)).toEqual(["not_a_server_error"]);
});

it("says of a 500 what is wrong with it beside that it is one", () => {
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

it("says of a 5xx that nothing is documented for only that it is one: nobody said what it looks like", () => {
  const responses = operation.responses.filter(({ status }) => status === "200");
  const answer = { status: 502, headers: new Headers(), text: "<h1>Bad gateway</h1>", body: undefined };
  const problems = answerProblems(description, { ...operation, responses }, answer);
  expect(problems.map(({ check }) => check)).toEqual(["not_a_server_error"]);
});
