import {
  type RawEnvelope,
  transformResponse,
  transformJson,
  transformList,
  eachResource,
  type Resource,
} from "../transforms.ts";
import type { Fault } from "../fault.ts";
import { createResponseFaults, type ResponseFaultRow } from "../fault-rows.ts";

const omitField = (field: string) => eachResource((resource) => void delete resource[field]);

// oxfmt-ignore
const responseRows: ResponseFaultRow[] = [
  ["missing-project-id", "response_schema_conformance", "updateProjectRole", 200, "omits projectId", omitField("projectId")],
  ["missing-created-at", "response_schema_conformance", "retrieveProject", 200, "omits created_at", omitField("created_at")],
  ["missing-api-key", "response_schema_conformance", "createProject", 200, "omits the API key", transformJson(({ data = {} }) => void delete data["apiKey"])],
  ["missing-last-used", "response_schema_conformance", "createProject", 200, "omits lastUsed of the API key", transformJson(({ data = {} }) => void delete (data["apiKey"] as Resource)["lastUsed"])],
  ["missing-deletion-id", "response_schema_conformance", "deleteOrganizationRole", 200, "omits the id", transformJson(({ data = {} }) => void delete data["id"])],
  ["null-in-list", "response_schema_conformance", "listOrganizationRoles", 200, "returns null as the last item", transformList((roles) => [...roles, null as never])],
  ["boolean-as-string", "response_schema_conformance", "deleteProject", 200, 'returns "true" as a string', transformJson<RawEnvelope>(({ data }) => void Object.assign(data ?? {}, { deleted: "true" }))],
  ["deleted-false", "response_schema_conformance", "deleteProjectPolicy", 200, "returns deleted: false", transformJson<RawEnvelope>(({ data }) => void Object.assign(data ?? {}, { deleted: false }))],
  ["policies-as-ids", "response_schema_conformance", "updateOrganizationRole", 200, "returns policies as ids", eachResource((role) => void (role.policies = role.policies?.map(({ id }) => id) as never))],
  ["policy-without-name", "response_schema_conformance", "listProjectRoles", 200, "omits the names of policies", eachResource((role) => void (role.policies = role.policies?.map(({ id }) => ({ id })) as never))],
  ["permissions-as-text", "response_schema_conformance", "createProjectPolicy", 200, "returns permissions as one string", eachResource((policy) => void (policy.permissions = policy.permissions?.map(({ id }) => id).join() as never))],
  ["enum-lower-case", "response_schema_conformance", "updateOrganization", 200, "returns the plan in lower case", eachResource((organization) => void (organization["plan"] = String(organization["plan"]).toLowerCase()))],
  ["enum-undocumented", "response_schema_conformance", "retrieveOrganization", 200, "returns an undocumented plan", eachResource((organization) => void (organization["plan"] = "PRO"))],
  ["date-impossible", "response_schema_conformance", "retrieveProject", 200, "returns February 30 as created_at", eachResource((project) => void (project["created_at"] = "2026-02-30T10:30:00.000Z"))],
  ["wrong-organization", "read_your_writes", "listProjects", 200, "returns another organization's id", eachResource((project) => void (project["organizationId"] = "some-other-organization"))],
];

/** Response fields that are missing or invalid. */
export const responseFieldFaults: Fault[] = [
  ...createResponseFaults(responseRows),
  {
    name: "missing-null-description",
    description: "listProjectRoles omits a description that is null.",
    check: "response_schema_conformance",
    inject: transformResponse(
      "listProjectRoles",
      200,
      eachResource((resource) => {
        if (resource.description === null) delete resource.description;
      }),
    ),
  },
  {
    name: "null-permissions",
    description: "listProjectPolicies returns null for empty permissions.",
    check: "response_schema_conformance",
    inject: transformResponse(
      "listProjectPolicies",
      200,
      eachResource((resource) => {
        if (resource.permissions?.length === 0) resource.permissions = null as never;
      }),
    ),
  },
  {
    name: "number-as-string",
    description: "createProject returns the API key's numeric id as a string.",
    check: "response_schema_conformance",
    inject: transformResponse(
      "createProject",
      200,
      transformJson(({ data = {} }) => {
        const key = data["apiKey"] as Resource;
        key.id = String(key.id);
      }),
    ),
  },
  {
    name: "digits-as-number",
    description: "retrieveOrganization returns a name of digits as a number.",
    check: "response_schema_conformance",
    inject: transformResponse(
      "retrieveOrganization",
      200,
      eachResource((organization) => {
        if (/^\d{1,9}$/.test(organization.name)) organization.name = Number(organization.name) as never;
      }),
    ),
  },
  {
    name: "date-as-epoch",
    description: "updateProject returns created_at in seconds since 1970.",
    check: "response_schema_conformance",
    inject: transformResponse(
      "updateProject",
      200,
      eachResource(
        (project) =>
          void (project["created_at"] = Math.floor(Date.parse(String(project["created_at"])) / 1_000)),
      ),
    ),
  },
  {
    name: "date-without-zone",
    description: "listProjects returns created_at without a time zone.",
    check: "response_schema_conformance",
    inject: transformResponse(
      "listProjects",
      200,
      eachResource(
        (project) =>
          void (project["created_at"] = String(project["created_at"]).replace("T", " ").replace("Z", "")),
      ),
    ),
  },
  {
    name: "custom-role-as-built-in",
    description: "createProjectRole returns a custom role with a null projectId.",
    check: "scope_isolation",
    inject: transformResponse(
      "createProjectRole",
      200,
      eachResource((role) => {
        if (role["organizationId"] !== null) role["projectId"] = null;
      }),
    ),
  },
];
