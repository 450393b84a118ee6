import type { OrganizationMember, operations, paths, ProjectMember } from "@rolewright/types/v2";
import { createClientCore } from "../client-core.ts";
import type { ClientOptions } from "../client-options.ts";
import {
  createOperations,
  type Operations,
  type OrganizationMembersMethods,
  type OrganizationMethods,
  type ProjectMembersMethods,
  type ProjectMethods,
} from "../generated/operations-v2.ts";
import type { RawClient as GenericRawClient } from "../raw-client.ts";
import { addPolling, type AuditLogExportMethods } from "./audit-log-exports.ts";
import {
  addOwnership,
  createOwnerRoleLookup,
  type FindOwnerRoleId,
  type OwnershipMethods,
} from "./ownership.ts";

/** The `openapi-fetch` client of version 2. It returns secrets as texts. */
export type RawClient = GenericRawClient<paths>;

/** The organization that the API key belongs to. */
export interface OrganizationResources extends Omit<OrganizationMethods, "members" | "auditLogs"> {
  /** Members of the organization and their organization roles. */
  members: OrganizationMembersMethods &
    OwnershipMethods<OrganizationMember, operations["updateOrganizationMemberRole"]>;
  /** The audit logs of the organization. */
  auditLogs: {
    /** Exports of the audit logs as files. */
    exports: AuditLogExportMethods<
      operations["createOrganizationAuditLogExport"],
      operations["getOrganizationAuditLogExport"],
      operations["downloadOrganizationAuditLogExport"]
    >;
  };
}

/** One project and its resources. */
export interface ProjectResources extends Omit<ProjectMethods, "members" | "auditLogs"> {
  /** Members of the project and their project roles. */
  members: ProjectMembersMethods & OwnershipMethods<ProjectMember, operations["updateProjectMemberRole"]>;
  /** The audit logs of the project. */
  auditLogs: {
    /** Exports of the audit logs as files. */
    exports: AuditLogExportMethods<
      operations["createProjectAuditLogExport"],
      operations["getProjectAuditLogExport"],
      operations["downloadProjectAuditLogExport"]
    >;
  };
}

/** A client of version 2 of the API. Its methods return the resource itself and throw a `RolewrightError`. */
export interface Client extends Omit<Operations, "organization" | "project"> {
  /** The organization that the API key belongs to. */
  organization: OrganizationResources;

  /**
   * One project and its resources. No request is sent until a method is called.
   *
   * @param projectId ID of a project of the organization that the API key belongs to.
   * @throws {ConfigurationError} if the ID is empty, blank, `.` or `..`.
   */
  project(projectId: string): ProjectResources;

  /** The `openapi-fetch` client that carries every call, for middleware and for paths: `{ data, error, response }`. */
  raw: RawClient;
}

/**
 * Creates a client of version 2. Omitted options come from `CONFIDENT_ORG_API_KEY`, `CONFIDENT_REGION` and
 * `CONFIDENT_BASE_URL`.
 *
 * @throws {ConfigurationError} if an option is unknown or invalid, or if options contradict each other.
 * @example
 * const client = createClient({ apiKey: process.env.CONFIDENT_ORG_API_KEY, region: "EU" });
 * for await (const member of client.organization.members.list()) console.log(member.email);
 */
export function createClient(options: ClientOptions = {}): Client {
  const { caller, raw, fetchWithoutKey } = createClientCore<paths>(options);
  const { organization, project, ...others } = createOperations(caller);
  const findOrganizationOwner = createOwnerRoleLookup(async (requestOptions) =>
    (await organization.roles.list(requestOptions)).map(({ id, name, organizationId }) => ({
      id,
      name,
      isBuiltIn: organizationId === null,
    })),
  );
  const projectOwners = new Map<string, FindOwnerRoleId>();
  const findProjectOwner = (projectId: string): FindOwnerRoleId => {
    const lookup = projectOwners.get(projectId) ?? createProjectOwnerLookup(project(projectId));
    projectOwners.set(projectId, lookup);
    return lookup;
  };
  return {
    ...others,
    organization: {
      ...organization,
      members: addOwnership(organization.members, findOrganizationOwner),
      auditLogs: { exports: addPolling(organization.auditLogs.exports, fetchWithoutKey) },
    },
    project(projectId) {
      const resources = project(projectId);
      return {
        ...resources,
        members: addOwnership(resources.members, findProjectOwner(projectId)),
        auditLogs: { exports: addPolling(resources.auditLogs.exports, fetchWithoutKey) },
      };
    },
    raw,
  };
}

const createProjectOwnerLookup = ({ roles }: ProjectMethods): FindOwnerRoleId =>
  createOwnerRoleLookup(async (requestOptions) =>
    (await roles.list(requestOptions)).map(({ id, name, projectId }) => ({
      id,
      name,
      isBuiltIn: projectId === null,
    })),
  );
