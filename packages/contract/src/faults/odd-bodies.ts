import type { OperationId } from "@rolewright/types";
import { answers, header, instead, refusal, sent, text, withBody } from "./change.ts";
import type { Answer, Call, Fault, Plant } from "./fault.ts";

/** The body without its texts, in which anything may stand. */
const withoutTexts = ({ body }: Call) => body.toString("latin1").replaceAll(/"(?:\\.|[^"\\])*"/g, '""');

/** Refuses how a body is written, whatever it says. Here and below a body is a text of its bytes. */
const refusesWriting = (
  id: OperationId,
  isRefused: (body: string, headers: Call["headers"]) => boolean,
  refused: Answer,
): Plant =>
  instead(id, (call, next) =>
    isRefused(call.body.toString("latin1"), call.headers) ? Promise.resolve(refused) : next(call),
  );

/** Reads a body as if it had been written otherwise. */
const rewrites = (id: OperationId, rewrite: (body: string, headers: Call["headers"]) => string): Plant =>
  instead(id, (call, next) =>
    next({ ...call, body: Buffer.from(rewrite(call.body.toString("latin1"), call.headers), "latin1") }),
  );

const isChunked = (headers: Call["headers"]) => headers["transfer-encoding"] === "chunked";
const notJson = refusal(400, "The body is not valid JSON.");
const otherType = refusal(415, "The Content-Type is not application/json.");

/** Carries out what is refused with a status, once it is mended. */
const doneThough = (id: OperationId, code: number, mend: (call: Call) => Call): Plant =>
  instead(id, async (call, next) => {
    const answer = await next(call);
    if (answer.status === code) await next(mend(call));
    return answer;
  });

const asJson = (call: Call): Call => ({
  ...call,
  headers: { ...call.headers, "content-type": "application/json" },
});

/** What only parsers, languages and databases find odd. */
export const oddBodyFaults: Fault[] = [
  {
    name: "deep-json-500",
    what: "A body with 500 levels makes the creation of a project fail with 500.",
    check: "not_a_server_error",
    plant: instead("createProject", (call, next) =>
      /\[{500}/.test(withoutTexts(call))
        ? Promise.resolve(refusal(500, "Maximum call stack size exceeded"))
        : next(call),
    ),
  },
  {
    name: "huge-number-500",
    what: "A number that is too large makes the change of a project policy fail with 500.",
    check: "not_a_server_error",
    plant: instead("updateProjectPolicy", (call, next) =>
      /\de\d{3}|\d{20}/.test(withoutTexts(call))
        ? Promise.resolve(refusal(500, "Number out of range"))
        : next(call),
    ),
  },
  {
    name: "half-character-500",
    what: "Half a character in a text makes the creation of a project role fail with 500.",
    check: "not_a_server_error",
    plant: instead("createProjectRole", (call, next) =>
      JSON.stringify(sent(call) ?? {}).includes("\\ud8")
        ? Promise.resolve(refusal(500, "Invalid byte sequence"))
        : next(call),
    ),
  },
  {
    name: "proto-accepted",
    what: "Changing an organization role takes a field called __proto__.",
    check: "negative_data_rejection",
    plant: instead("updateOrganizationRole", (call, next) => {
      const fields = Object.entries(sent(call) ?? {});
      const others = fields.filter(([name]) => name !== "__proto__");
      return next(others.length < fields.length ? withBody(call, Object.fromEntries(others)) : call);
    }),
  },
  {
    name: "bad-query-500",
    what: "A bad percent escape in the query makes the list of projects fail with 500.",
    check: "not_a_server_error",
    plant: answers("listProjects", 200, (answer, { url }) =>
      /\?.*%(?![\da-f]{2})/i.test(url) ? refusal(500, "URI malformed") : answer,
    ),
  },
  {
    name: "type-in-capitals-refused",
    what: "Changing an organization role compares the content type with its case.",
    check: "positive_data_acceptance",
    plant: refusesWriting(
      "updateOrganizationRole",
      (_body, headers) => /^[A-Z]/.test(headers["content-type"] ?? ""),
      otherType,
    ),
  },
  {
    name: "charset-in-quotes-refused",
    what: "Creating a project role refuses a charset in quotes.",
    check: "positive_data_acceptance",
    plant: refusesWriting(
      "createProjectRole",
      (_body, headers) => headers["content-type"]?.includes('"') === true,
      otherType,
    ),
  },
  {
    name: "charset-in-capitals-refused",
    what: "Changing a project policy refuses the charset UTF-8 in capitals.",
    check: "positive_data_acceptance",
    plant: refusesWriting(
      "updateProjectPolicy",
      (_body, headers) => headers["content-type"]?.includes("UTF-8") === true,
      otherType,
    ),
  },
  {
    name: "space-in-type-refused",
    what: "Creating a project refuses a space before the charset.",
    check: "positive_data_acceptance",
    plant: refusesWriting(
      "createProject",
      (_body, headers) => headers["content-type"]?.includes(" ;") === true,
      otherType,
    ),
  },
  {
    name: "json-patch-taken",
    what: "Creating a project policy takes every content type that begins like JSON's.",
    check: "malformed_request",
    plant: instead("createProjectPolicy", (call, next) =>
      next(call.headers["content-type"]?.startsWith("application/json") === true ? asJson(call) : call),
    ),
  },
  {
    name: "no-type-taken-once",
    what: "Changing an organization policy takes a body without a content type, which all others refuse.",
    check: "missing_required_header",
    plant: instead("updateOrganizationPolicy", (call, next) =>
      next(call.headers["content-type"] === undefined ? asJson(call) : call),
    ),
  },
  {
    name: "chunks-refused",
    what: "Changing a project needs a Content-Length, and takes chunks for no JSON.",
    check: "positive_data_acceptance",
    plant: refusesWriting("updateProject", (_body, headers) => isChunked(headers), notJson),
  },
  {
    name: "chunks-without-limit",
    what: "Creating an organization role takes more bytes than a body may have when they come in chunks.",
    check: "malformed_request",
    plant: rewrites("createOrganizationRole", (body, headers) => (isChunked(headers) ? body.trim() : body)),
  },
  {
    name: "largest-refused",
    what: "Creating an organization policy refuses a body that is as large as it may be.",
    check: "positive_data_acceptance",
    plant: refusesWriting(
      "createOrganizationPolicy",
      (body) => body.length === 100_000,
      refusal(413, "The body is larger than 100,000 bytes."),
    ),
  },
  {
    name: "too-large-by-a-byte-taken",
    what: "Changing a project role takes a body of one byte too many.",
    check: "malformed_request",
    plant: rewrites("updateProjectRole", (body) => body.trim()),
  },
  {
    name: "escaped-keys-refused",
    what: "Changing a project policy does not read escapes in keys.",
    check: "positive_data_acceptance",
    plant: refusesWriting(
      "updateProjectPolicy",
      (body) => /"\w*\\u[\da-f]{4}\w*":/i.test(body),
      refusal(422, "There is a field that is not known."),
    ),
  },
  {
    name: "white-space-refused",
    what: "Renaming the organization refuses white space before the body.",
    check: "positive_data_acceptance",
    plant: refusesWriting("updateOrganization", (body) => /^\s+\{/.test(body), notJson),
  },
  {
    name: "escaped-slash-kept",
    what: "Creating an organization policy keeps the backslash of an escaped slash.",
    check: "read_your_writes",
    plant: rewrites("createOrganizationPolicy", (body) => body.replaceAll("\\/", String.raw`\\/`)),
  },
  {
    name: "escaped-pair-broken",
    what: "Changing a project reads a pair of escapes as two characters.",
    check: "read_your_writes",
    plant: rewrites("updateProject", (body) =>
      body.replaceAll(/\\ud[89ab][\da-f]{2}\\ud[c-f][\da-f]{2}/gi, String.raw`\ufffd\ufffd`),
    ),
  },
  {
    name: "empty-body-taken",
    what: "Changing a project policy with an empty body changes nothing and says that it is done.",
    check: "negative_data_rejection",
    plant: instead("updateProjectPolicy", async (call, next) => {
      const answer = await next(call);
      const isEmpty = call.body.length === 0 && call.headers["content-type"] !== undefined;
      return isEmpty ? { ...answer, status: 200, body: Buffer.from('{"success":true,"data":{}}') } : answer;
    }),
  },
  {
    name: "done-then-415",
    what: "A change of an organization role that is sent as XML is refused, and carried out.",
    check: "refusal_changes_nothing",
    plant: doneThough("updateOrganizationRole", 415, asJson),
  },
  {
    name: "done-then-400",
    what: "A project role with text after its JSON is refused, and created.",
    check: "refusal_changes_nothing",
    plant: doneThough("createProjectRole", 400, (call) => ({
      ...call,
      body: Buffer.from(call.body.toString().replace(/\} and more$/, "}")),
    })),
  },
  {
    name: "done-then-413",
    what: "A change of a project policy that is a byte too large is refused, and carried out.",
    check: "refusal_changes_nothing",
    plant: doneThough("updateProjectPolicy", 413, (call) => ({
      ...call,
      body: Buffer.from(call.body.toString().trim()),
    })),
  },
  {
    name: "null-in-error",
    what: "The refusal of an unknown field of an organization policy quotes a null character in its name.",
    check: "response_schema_conformance",
    plant: answers(
      "createOrganizationPolicy",
      422,
      text((body) => body.replace("un\ufffdexpected", String.raw`un\u0000expected`)),
    ),
  },
  {
    name: "html-for-browsers",
    what: "The list of project roles is a page for who accepts HTML.",
    check: "content_type_conformance",
    plant: instead("listProjectRoles", async (call, next) => {
      const answer = await next(call);
      const isBrowser = call.headers.accept?.includes("text/html") === true;
      return isBrowser ? header("content-type", "text/html; charset=utf-8")(answer, call) : answer;
    }),
  },
];
