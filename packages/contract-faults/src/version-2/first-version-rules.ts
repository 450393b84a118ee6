/** Rules and shapes of version 1, or of its first drafts, that version 2 has changed. */
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector } from "../fault.ts";
import { errorResponse, withBody } from "../transforms.ts";
import {
  bodyOf,
  changeData,
  changeRequest,
  createFaults,
  type Data,
  type FaultRow,
  fetchItems,
  idOf,
  isFor,
  isSuccess,
  listOf,
  listPathOf,
  replaceStatus,
  segmentsOf,
} from "./faults.ts";

/** An update resets a description that its body omits. */
const resetDescription = (operation: OperationId, empty: "" | null): FaultInjector =>
  changeRequest(operation, (request) => withBody(request, { description: empty, ...bodyOf(request) }));

/** A policy that roles use cannot be deleted. */
const protectUsedPolicy =
  (operation: OperationId): FaultInjector =>
  () =>
  async (request, next) => {
    if (!isFor(request, operation)) return next(request);
    const roles = await fetchItems(request, listPathOf(request).replace(/policies$/, "roles"), next);
    const isUsed = roles.some(({ policies }) => (policies as Data[]).some(({ id }) => id === idOf(request)));
    return isUsed ? errorResponse(409, "Roles use the policy. Remove it from them first.") : next(request);
  };

/** A policy has only permissions of its own scope. */
const rejectOtherPermissions =
  (...operations: OperationId[]): FaultInjector =>
  () =>
  async (request, next) => {
    if (!isFor(request, ...operations)) return next(request);
    const [version, ...scope] = segmentsOf(request);
    const path = scope[0] === "projects" ? `projects/${scope[1]}` : "organization";
    const catalog = await fetchItems(request, `/${version}/${path}/permissions`, next);
    const own = new Set(catalog.map(({ id }) => id as unknown));
    const { permissionIds } = bodyOf(request);
    return Array.isArray(permissionIds) && permissionIds.some((id) => !own.has(id))
      ? errorResponse(422, "permissionIds: there is no such permission in this scope.")
      : next(request);
  };

/** A built-in role is known, but protected. */
const forbidBuiltIn = (operation: OperationId): FaultInjector =>
  replaceStatus(operation, 404, async (response, request, next) => {
    const roles = await fetchItems(request, listPathOf(request), next);
    const role = roles.find(({ id }) => id === idOf(request));
    const isBuiltIn = role && (role["organizationId"] ?? role["projectId"] ?? null) === null;
    return isBuiltIn ? errorResponse(403, "Built-in roles cannot be changed.") : response;
  });

const rejectBody =
  (operation: OperationId, isRejected: (body: Data) => boolean, error: string): FaultInjector =>
  () =>
  async (request, next) =>
    isFor(request, operation) && isRejected(bodyOf(request)) ? errorResponse(422, error) : next(request);

const sortByCreation = changeData("listProjects", (data) => ({
  projects: listOf(data).toSorted((a, b) => (a["created_at"] < b["created_at"] ? -1 : 1)),
}));

const rename = (operation: OperationId, from: string, to: string): FaultInjector =>
  changeData(operation, ({ [from]: value, ...rest }) => ({ ...rest, [to]: value }));

const omit = (operation: OperationId, name: string): FaultInjector =>
  changeData(operation, ({ [name]: _, ...rest }) => rest);

const wrap = (operation: OperationId, name: string): FaultInjector =>
  changeData(operation, (data) => ({ [name]: data }));

const setStatus =
  (operation: OperationId, status: number): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    return isFor(request, operation) && isSuccess(response) ? { ...response, status } : response;
  };

const rows: FaultRow[] = [
  [
    "role-description-reset",
    "idempotent_put",
    "updateOrganizationRole",
    "clears an omitted description",
    resetDescription("updateOrganizationRole", null),
  ],
  [
    "policy-description-reset",
    "idempotent_put",
    "updateProjectPolicy",
    "clears an omitted description",
    resetDescription("updateProjectPolicy", null),
  ],
  [
    "project-description-reset",
    "idempotent_put",
    "updateProject",
    "empties an omitted description",
    resetDescription("updateProject", ""),
  ],
  [
    "null-description-rejected",
    "positive_data_acceptance",
    "updateProjectRole",
    "rejects null as the description",
    rejectBody(
      "updateProjectRole",
      ({ description }) => description === null,
      "description: must be a string.",
    ),
  ],
  [
    "project-name-required",
    "positive_data_acceptance",
    "updateProject",
    "requires a name",
    rejectBody("updateProject", (body) => !("name" in body), "name: is required."),
  ],
  [
    "used-policy-protected",
    "referential_integrity",
    "deleteOrganizationPolicy",
    "rejects the deletion of a policy that a role uses",
    protectUsedPolicy("deleteOrganizationPolicy"),
  ],
  [
    "used-project-policy-protected",
    "referential_integrity",
    "deleteProjectPolicy",
    "rejects the deletion of a policy that a role uses",
    protectUsedPolicy("deleteProjectPolicy"),
  ],
  [
    "other-permission-rejected",
    "positive_data_acceptance",
    ["createOrganizationPolicy", "updateOrganizationPolicy"],
    "reject the permission of a project",
    rejectOtherPermissions("createOrganizationPolicy", "updateOrganizationPolicy"),
  ],
  [
    "other-project-permission-rejected",
    "positive_data_acceptance",
    "updateProjectPolicy",
    "rejects the permission of the organization",
    rejectOtherPermissions("updateProjectPolicy"),
  ],
  [
    "built-in-role-forbidden",
    "read_only_items_immutable",
    "updateOrganizationRole",
    "returns 403 for a built-in role",
    forbidBuiltIn("updateOrganizationRole"),
  ],
  [
    "built-in-project-role-forbidden",
    "read_only_items_immutable",
    "deleteProjectRole",
    "returns 403 for a built-in role",
    forbidBuiltIn("deleteProjectRole"),
  ],
  [
    "projects-by-creation",
    "read_your_writes",
    "listProjects",
    "lists the oldest project first",
    sortByCreation,
  ],
  [
    "role-in-envelope",
    "response_schema_conformance",
    "createProjectRole",
    "returns the role in an envelope",
    wrap("createProjectRole", "role"),
  ],
  [
    "total-of-version-1",
    "response_schema_conformance",
    "listOrganizationMembers",
    "returns the total as total",
    rename("listOrganizationMembers", "totalOrganizationMembers", "total"),
  ],
  [
    "no-governance-policy",
    "response_schema_conformance",
    "getProject",
    "omits governancePolicy",
    omit("getProject", "governancePolicy"),
  ],
  [
    "first-key-of-version-1",
    "response_schema_conformance",
    "createProject",
    "omits the expiry and the rotation of the first key",
    changeData("createProject", ({ project, apiKey }) => {
      const { expiresAt: _, shadowValue: __, rotatesAt: ___, ...key } = apiKey as Data;
      return { project, apiKey: key };
    }),
  ],
  [
    "export-with-200",
    "status_code_conformance",
    "createOrganizationAuditLogExport",
    "returns 200 instead of 202",
    setStatus("createOrganizationAuditLogExport", 200),
  ],
];

export const firstVersionFaults: Fault[] = createFaults(rows);
