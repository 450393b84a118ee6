import { answers, both, header, json, text } from "./change.ts";
import type { Fault } from "./fault.ts";

interface Raw {
  success: unknown;
  error?: unknown;
  data?: Record<string, unknown> | unknown[];
  [field: string]: unknown;
}

/** Bodies that are not the documented envelope, or no JSON. */
export const bodyFaults: Fault[] = [
  {
    name: "unwrapped-list",
    what: "The list of organization policies has the list itself for data.",
    check: "response_schema_conformance",
    plant: answers(
      "listOrganizationPolicies",
      200,
      json<Raw>((body) => ({ ...body, data: Object.values(body.data ?? {})[0] })),
    ),
  },
  {
    name: "unwrapped-role",
    what: "Creating a project role answers with the role and no envelope.",
    check: "response_schema_conformance",
    plant: answers(
      "createProjectRole",
      200,
      json(({ data = {} }) => data["role"]),
    ),
  },
  {
    name: "lost-success",
    what: "Retrieving a project answers without success.",
    check: "response_schema_conformance",
    plant: answers(
      "retrieveProject",
      200,
      json<Partial<Raw>>((body) => void delete body.success),
    ),
  },
  {
    name: "success-as-number",
    what: "The list of organization permissions has 1 for success.",
    check: "response_schema_conformance",
    plant: answers(
      "listOrganizationPermissions",
      200,
      json<Raw>((body) => void (body.success = 1)),
    ),
  },
  {
    name: "success-false-in-success",
    what: "Changing a project policy answers with success: false beside the policy.",
    check: "response_schema_conformance",
    plant: answers(
      "updateProjectPolicy",
      200,
      json<Raw>((body) => void (body.success = false)),
    ),
  },
  {
    name: "success-true-in-error",
    what: "A project policy that is not found is an error with success: true.",
    check: "response_schema_conformance",
    plant: answers(
      "deleteProjectPolicy",
      404,
      json<Raw>((body) => void (body.success = true)),
    ),
  },
  {
    name: "error-without-envelope",
    what: "A conflict of organization policies is a message without the envelope.",
    check: "response_schema_conformance",
    plant: answers(
      "createOrganizationPolicy",
      409,
      json<Raw>(({ error }) => ({ message: error })),
    ),
  },
  {
    name: "error-as-object",
    what: "The error of an invalid project role is an object with a code and a message.",
    check: "response_schema_conformance",
    plant: answers(
      "updateProjectRole",
      422,
      json<Raw>((body) => void (body.error = { code: "invalid", message: body.error })),
    ),
  },
  {
    name: "error-empty",
    what: "The error of a project that is not found is an empty string.",
    check: "response_schema_conformance",
    plant: answers(
      "deleteProject",
      404,
      json<Raw>((body) => void (body.error = "")),
    ),
  },
  {
    name: "error-not-json",
    what: "The refusal of a wrong key is a bare sentence.",
    check: "body_integrity",
    plant: answers(
      "listProjectRoles",
      401,
      text(() => "Unauthorized"),
    ),
  },
  {
    name: "deprecated-null",
    what: "The list of projects has null for deprecated.",
    check: "response_schema_conformance",
    plant: answers(
      "listProjects",
      200,
      json<Raw>((body) => void (body["deprecated"] = null)),
    ),
  },
  {
    name: "link-no-uri",
    what: "Retrieving the organization links to something that is no URI.",
    check: "response_schema_conformance",
    plant: answers(
      "retrieveOrganization",
      200,
      json<Raw>((body) => void (body["link"] = "the settings page")),
    ),
  },
  {
    name: "duplicate-key",
    what: "Changing an organization policy answers with its id twice, once as null.",
    check: "body_integrity",
    plant: answers(
      "updateOrganizationPolicy",
      200,
      text((body) => body.replace('"id":', '"id":null,"id":')),
    ),
  },
  {
    name: "empty-body",
    what: "Changing a project answers 200 with no body.",
    check: "body_integrity",
    plant: answers(
      "updateProject",
      200,
      text(() => ""),
    ),
  },
  {
    name: "cut-body",
    what: "The list of organization roles ends in the middle, and its length says so.",
    check: "body_integrity",
    plant: answers(
      "listOrganizationRoles",
      200,
      text((body) => body.slice(0, -20)),
    ),
  },
  {
    name: "trailing-words",
    what: "A warning of the runtime follows the JSON of a created organization policy.",
    check: "body_integrity",
    plant: answers(
      "createOrganizationPolicy",
      200,
      text((body) => `${body}\nWarning: something is deprecated`),
    ),
  },
  {
    name: "not-json-single-quotes",
    what: "The list of organization permissions is written with single quotes.",
    check: "body_integrity",
    plant: answers(
      "listOrganizationPermissions",
      200,
      text((body) => body.replaceAll('"', "'")),
    ),
  },
  {
    name: "byte-order-mark",
    what: "Retrieving a project answers with a byte order mark before the JSON.",
    check: "body_integrity",
    plant: answers(
      "retrieveProject",
      200,
      text((body) => `\ufeff${body}`),
    ),
  },
  {
    name: "json-twice",
    what: "Deleting a project policy answers with JSON in a JSON string.",
    check: "response_schema_conformance",
    plant: answers(
      "deleteProjectPolicy",
      200,
      text((body) => JSON.stringify(body)),
    ),
  },
  {
    name: "page-for-missing",
    what: "An organization role that is not found is a page.",
    check: "content_type_conformance",
    plant: answers(
      "updateOrganizationRole",
      404,
      both(
        header("content-type", "text/html; charset=utf-8"),
        text(() => "<h1>Not found</h1>"),
      ),
    ),
  },
  {
    name: "page-called-json",
    what: "An organization policy that is not found is a page that is called JSON.",
    check: "body_integrity",
    plant: answers(
      "updateOrganizationPolicy",
      404,
      text(() => "<h1>Not found</h1>"),
    ),
  },
];
