import type { CheckName } from "../check-names.ts";
import type { DocumentedResponse, Operation, Pointer } from "../description/operation.ts";
import { responseTo } from "../description/operation.ts";
import { isJson } from "../description/read-operations.ts";
import type { Description } from "../description/read-description.ts";
import { repeatedKey } from "./repeated-key.ts";

/** An answer as far as it can be held to the description. */
export interface JudgedAnswer {
  status: number;
  headers: { get(name: string): string | null };
  text: string;
  /** The parsed body; `undefined` when there is none or it is not JSON. */
  body: unknown;
  notUtf8?: boolean;
}

/** One way in which an answer breaks the description. */
export interface AnswerProblem {
  check: CheckName;
  /** The same for every answer that breaks it in this way. */
  what: string;
  expected: string;
  actual: string;
  /** Where the description says so. */
  pointer: Pointer;
}

/** Everything that is wrong with an answer of an operation, whatever was asked; nothing when it keeps the contract. */
export function answerProblems(
  description: Description,
  operation: Operation,
  answer: JudgedAnswer,
  method = operation.method,
  right: RightBodies = new Set(),
): AnswerProblem[] {
  const { status } = answer;
  const documented = responseTo(operation, status);
  const failed = serverError(operation, documented, status);
  if (documented === undefined) return [failed ?? undocumented(operation, status)];
  const isEmpty = documented.content.length === 0 || method === "HEAD" || status === 204 || status === 304;
  // Where it may fail, it still has to say so as documented.
  return [
    ...(failed ? [failed] : []),
    ...headerProblems(description, documented, answer),
    ...(isEmpty ? [] : bodyProblems(description, documented, answer, right)),
  ];
}

/** Bodies that were found right before: many say again what was said. */
type RightBodies = Set<string>;

/** Longer bodies are lists that grow, and do not come twice. */
const mostRemembered = 10_000;

function bodyProblems(
  description: Description,
  documented: DocumentedResponse,
  answer: JudgedAnswer,
  right: RightBodies,
): AnswerProblem[] {
  const mayRepeat = answer.notUtf8 !== true && answer.text.length < mostRemembered;
  const key = mayRepeat ? `${documented.pointer} ${answer.headers.get("content-type")} ${answer.text}` : "";
  if (mayRepeat && right.has(key)) return [];
  const problems = [
    ...contentTypeProblems(documented, answer),
    ...integrityProblems(documented, answer),
    ...schemaProblems(description, documented, answer),
  ];
  if (right.size > 2_000) right.clear();
  if (mayRepeat && problems.length === 0) right.add(key);
  return problems;
}

function serverError(
  operation: Operation,
  documented: DocumentedResponse | undefined,
  status: number,
): AnswerProblem | undefined {
  const mayBeBusy = status === 503 && documented?.status === "503";
  if (status < 500 || mayBeBusy) return undefined;
  return {
    check: "not_a_server_error",
    what: `answers ${status}`,
    expected: "an answer below 500, whatever is asked",
    actual: `status ${status}`,
    pointer: `${operation.pointer}/responses`,
  };
}

const undocumented = (operation: Operation, status: number): AnswerProblem => ({
  check: "status_code_conformance",
  what: `answers ${status}, which is not documented`,
  expected: `one of the documented statuses: ${operation.responses.map((each) => each.status).join(", ")}`,
  actual: `status ${status}`,
  pointer: `${operation.pointer}/responses`,
});

function contentTypeProblems(
  { content, pointer }: DocumentedResponse,
  answer: JudgedAnswer,
): AnswerProblem[] {
  const sent = answer.headers.get("content-type");
  const [mediaType = "", ...parameters] = (sent ?? "").split(";").map((part) => part.trim().toLowerCase());
  const names = content.map(({ name }) => name);
  const base = { check: "content_type_conformance" as const, pointer: `${pointer}/content` };
  const expected = `the Content-Type ${names.join(" or ")}`;
  if (!names.some((name) => matchesType(name.toLowerCase(), mediaType))) {
    const actual = sent === null ? "no Content-Type" : `Content-Type: ${sent}`;
    return [
      { ...base, what: sent === null ? "has no Content-Type" : "has another Content-Type", expected, actual },
    ];
  }
  const charset = parameters
    .find((parameter) => parameter.startsWith("charset="))
    ?.slice(8)
    .replaceAll('"', "");
  if (!isJson(mediaType) || charset === undefined || charset === "utf-8" || charset === "utf8") return [];
  return [
    {
      ...base,
      what: "says that its JSON is not in UTF-8",
      expected: "JSON in UTF-8 (RFC 8259, 8.1)",
      actual: `Content-Type: ${sent}`,
    },
  ];
}

function matchesType(documented: string, sent: string): boolean {
  const [name = ""] = documented.split(";", 1);
  return name === sent || name === "*/*" || (name.endsWith("/*") && sent.startsWith(name.slice(0, -1)));
}

function headerProblems(
  description: Description,
  { headers, status: documented }: DocumentedResponse,
  answer: JudgedAnswer,
): AnswerProblem[] {
  return headers.flatMap(({ name, required, schema, pointer }) => {
    const sent = answer.headers.get(name);
    const base = { check: "response_headers_conformance" as const };
    if (sent === null) {
      if (!required) return [];
      const expected = `the header ${name} with every ${documented}`;
      return [
        { ...base, what: `has no ${name}`, expected, actual: `no ${name}`, pointer: `${pointer}/required` },
      ];
    }
    const type = description.resolve(schema).type;
    const value =
      type === "integer" || type === "number" ? Number(sent) : type === "boolean" ? sent === "true" : sent;
    return description.problems(`${pointer}/schema`, value).map((problem) => ({
      ...base,
      what: `has a ${name} that is not valid`,
      expected: `${name} ${problem.message}`,
      actual: `${name}: ${sent}`,
      pointer: problem.pointer,
    }));
  });
}

function integrityProblems({ pointer }: DocumentedResponse, answer: JudgedAnswer): AnswerProblem[] {
  if (!isJson(answer.headers.get("content-type") ?? "application/json")) return [];
  const base = { check: "body_integrity" as const, pointer: `${pointer}/content` };
  if (answer.notUtf8) {
    return [{ ...base, what: "is not UTF-8", expected: "a body in UTF-8", actual: excerpt(answer.text) }];
  }
  if (answer.body === undefined) {
    const what = answer.text === "" ? "has no body" : "has a body that is not JSON";
    return [
      {
        ...base,
        what,
        expected: "a body that is JSON",
        actual: answer.text === "" ? "nothing" : excerpt(answer.text),
      },
    ];
  }
  const key = repeatedKey(answer.text, answer.body);
  if (key === undefined) return [];
  const actual = `"${key}" more than once`;
  return [{ ...base, what: "repeats a key of an object", expected: "each key of an object once", actual }];
}

function schemaProblems(
  description: Description,
  { content }: DocumentedResponse,
  { body }: JudgedAnswer,
): AnswerProblem[] {
  const media = content.find(({ name }) => isJson(name));
  if (media === undefined || body === undefined) return [];
  return description.problems(media.schemaPointer, body).map(({ at, message, pointer }) => ({
    check: "response_schema_conformance",
    what: `${placeOf(at)} ${message}`,
    expected: `${placeOf(at)} ${message}`,
    actual: excerpt(JSON.stringify(valueAt(body, at)) ?? "nothing"),
    pointer,
  }));
}

/** A place in a body without the numbers of items, so that one fault in a list is one fault. */
const placeOf = (at: string) =>
  at === ""
    ? "the body"
    : at
        .slice(1)
        .replaceAll(/\/\d+(?=\/|$)/g, "[]")
        .replaceAll("/", ".");

const valueAt = (body: unknown, at: string): unknown =>
  at
    .split("/")
    .slice(1)
    .reduce<unknown>(
      (node, key) =>
        (node as Record<string, unknown> | undefined)?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      body,
    );

/** As much of a text as a person wants to read. */
export const excerpt = (text: string, most = 300): string =>
  text.length > most ? `${text.slice(0, most)}… (${text.length.toLocaleString("en")} characters)` : text;
