import { answers, both, header, json, list, text, things, type Thing } from "./change.ts";
import type { Fault } from "./fault.ts";

interface Raw {
  success: unknown;
  error?: unknown;
  data?: Record<string, unknown> | unknown[];
  [field: string]: unknown;
}

const withoutField = (field: string) => things((thing) => void delete thing[field]);
const own = (thing: Thing) => thing["projectId"] !== null && thing["organizationId"] !== null;

/** Bodies that are not the documented ones. */
export const bodyFaults: Fault[] = [
  {
    name: "lost-project-id",
    what: "Changing a project role answers without its projectId.",
    check: "response_schema_conformance",
    plant: answers("updateProjectRole", 200, withoutField("projectId")),
  },
  {
    name: "lost-null-description",
    what: "The list of project roles leaves a description out when it is null.",
    check: "response_schema_conformance",
    plant: answers(
      "listProjectRoles",
      200,
      things((thing) => {
        if (thing.description === null) delete thing.description;
      }),
    ),
  },
  {
    name: "lost-created-at",
    what: "Retrieving a project answers without created_at.",
    check: "response_schema_conformance",
    plant: answers("retrieveProject", 200, withoutField("created_at")),
  },
  {
    name: "lost-api-key",
    what: "Creating a project answers without its API key.",
    check: "response_schema_conformance",
    plant: answers(
      "createProject",
      200,
      json(({ data = {} }) => void delete data["apiKey"]),
    ),
  },
  {
    name: "lost-last-used",
    what: "The API key of a new project has no lastUsed.",
    check: "response_schema_conformance",
    plant: answers(
      "createProject",
      200,
      json(({ data = {} }) => void delete (data["apiKey"] as Thing)["lastUsed"]),
    ),
  },
  {
    name: "lost-deletion-id",
    what: "Deleting an organization role answers without the id.",
    check: "response_schema_conformance",
    plant: answers(
      "deleteOrganizationRole",
      200,
      json(({ data = {} }) => void delete data["id"]),
    ),
  },
  {
    name: "null-permissions",
    what: "The list of project policies has null where a policy has no permissions.",
    check: "response_schema_conformance",
    plant: answers(
      "listProjectPolicies",
      200,
      things((thing) => {
        if (thing.permissions?.length === 0) thing.permissions = null as never;
      }),
    ),
  },
  {
    name: "null-in-list",
    what: "The list of organization roles ends with null.",
    check: "response_schema_conformance",
    plant: answers(
      "listOrganizationRoles",
      200,
      list((roles) => [...roles, null as never]),
    ),
  },
  {
    name: "number-as-string",
    what: "The number of a new project's API key is a string.",
    check: "response_schema_conformance",
    plant: answers(
      "createProject",
      200,
      json(({ data = {} }) => {
        const key = data["apiKey"] as Thing;
        key.id = String(key.id);
      }),
    ),
  },
  {
    name: "boolean-as-string",
    what: 'Deleting a project answers "true" for true.',
    check: "response_schema_conformance",
    plant: answers(
      "deleteProject",
      200,
      json<Raw>(({ data }) => void Object.assign(data ?? {}, { deleted: "true" })),
    ),
  },
  {
    name: "deleted-false",
    what: "Deleting a project policy answers that it was not deleted.",
    check: "response_schema_conformance",
    plant: answers(
      "deleteProjectPolicy",
      200,
      json<Raw>(({ data }) => void Object.assign(data ?? {}, { deleted: false })),
    ),
  },
  {
    name: "policies-as-ids",
    what: "Changing an organization role answers with ids where its policies should be.",
    check: "response_schema_conformance",
    plant: answers(
      "updateOrganizationRole",
      200,
      things((role) => void (role.policies = role.policies?.map(({ id }) => id) as never)),
    ),
  },
  {
    name: "policy-without-name",
    what: "The policies of a role in the list of project roles have no names.",
    check: "response_schema_conformance",
    plant: answers(
      "listProjectRoles",
      200,
      things((role) => void (role.policies = role.policies?.map(({ id }) => ({ id })) as never)),
    ),
  },
  {
    name: "permissions-as-text",
    what: "Creating a project policy answers with its permissions in one string.",
    check: "response_schema_conformance",
    plant: answers(
      "createProjectPolicy",
      200,
      things((policy) => void (policy.permissions = policy.permissions?.map(({ id }) => id).join() as never)),
    ),
  },
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
    name: "enum-lower-case",
    what: "Changing the organization answers with its plan in lower case.",
    check: "response_schema_conformance",
    plant: answers(
      "updateOrganization",
      200,
      things((organization) => void (organization["plan"] = String(organization["plan"]).toLowerCase())),
    ),
  },
  {
    name: "enum-retired",
    what: "Retrieving the organization answers with a plan that is not in the list.",
    check: "response_schema_conformance",
    plant: answers(
      "retrieveOrganization",
      200,
      things((organization) => void (organization["plan"] = "PRO")),
    ),
  },
  {
    name: "date-as-epoch",
    what: "Changing a project answers with created_at in seconds.",
    check: "response_schema_conformance",
    plant: answers(
      "updateProject",
      200,
      things(
        (project) =>
          void (project["created_at"] = Math.floor(Date.parse(String(project["created_at"])) / 1_000)),
      ),
    ),
  },
  {
    name: "date-without-zone",
    what: "The list of projects has dates as a database prints them.",
    check: "response_schema_conformance",
    plant: answers(
      "listProjects",
      200,
      things(
        (project) =>
          void (project["created_at"] = String(project["created_at"]).replace("T", " ").replace("Z", "")),
      ),
    ),
  },
  {
    name: "date-impossible",
    what: "Retrieving a project answers with the 30th of February.",
    check: "response_schema_conformance",
    plant: answers(
      "retrieveProject",
      200,
      things((project) => void (project["created_at"] = "2026-02-30T10:30:00.000Z")),
    ),
  },
  {
    name: "id-with-space",
    what: "The ids of project permissions have a space in them.",
    check: "response_schema_conformance",
    plant: answers(
      "listProjectPermissions",
      200,
      things((permission) => void (permission.id = `perm ${permission.id}`)),
    ),
  },
  {
    name: "id-too-long",
    what: "A changed project policy has an id of more than 128 characters.",
    check: "response_schema_conformance",
    plant: answers(
      "updateProjectPolicy",
      200,
      things((policy) => void (policy.id = policy.id.padEnd(129, "0"))),
    ),
  },
  {
    name: "id-empty",
    what: "Deleting a project role answers with an empty id.",
    check: "response_schema_conformance",
    plant: answers(
      "deleteProjectRole",
      200,
      json<Raw>(({ data }) => void Object.assign(data ?? {}, { id: "" })),
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
  {
    name: "own-role-called-global",
    what: "A created project role has null for projectId, as if it were global.",
    check: "scope_isolation",
    plant: answers(
      "createProjectRole",
      200,
      things((role) => {
        if (own(role)) role["projectId"] = null;
      }),
    ),
  },
  {
    name: "wrong-organization",
    what: "The list of projects names another organization as the owner.",
    check: "read_your_writes",
    plant: answers(
      "listProjects",
      200,
      things((project) => void (project["organizationId"] = "some-other-organization")),
    ),
  },
];
