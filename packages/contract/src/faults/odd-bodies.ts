import { answers, instead, refusal, sent, withBody } from "./change.ts";
import type { Call, Fault } from "./fault.ts";

/** The body without its texts, in which anything may stand. */
const withoutTexts = ({ body }: Call) => body.toString("latin1").replaceAll(/"(?:\\.|[^"\\])*"/g, '""');

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
];
