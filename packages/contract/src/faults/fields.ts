import { answers, json, list, things, type Thing } from "./change.ts";
import type { Fault } from "./fault.ts";

interface Raw {
  success: unknown;
  error?: unknown;
  data?: Record<string, unknown> | unknown[];
  [field: string]: unknown;
}

const withoutField = (field: string) => things((thing) => void delete thing[field]);
const own = (thing: Thing) => thing["projectId"] !== null && thing["organizationId"] !== null;

/** Fields that are gone, or not what they should be. */
export const fieldFaults: Fault[] = [
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
    name: "digits-as-number",
    what: "The organization is retrieved with a number for a name when its name has digits alone.",
    check: "response_schema_conformance",
    plant: answers(
      "retrieveOrganization",
      200,
      things((organization) => {
        if (/^\d{1,9}$/.test(organization.name)) organization.name = Number(organization.name) as never;
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
