import type { operations } from "@rolewright/types/v2";
import { DomainError } from "../domain/domain-error.ts";
import type { QueryDefaultsV2 } from "../generated/query-defaults-v2.ts";
import {
  completeRotations,
  createScopeKey,
  deleteScopeKey,
  getScopeKey,
  hasEndedRotation,
  listScopeKeys,
  rotateScopeKey,
  updateScopeKey,
} from "../operations/api-keys.ts";
import { createExport, downloadExport, getExport } from "../operations/audit-log.ts";
import {
  createInvitations,
  deleteInvitation,
  type Invitation,
  listInvitations,
  resendInvitation,
} from "../operations/invitations.ts";
import { listMembers, type Member, removeMember, updateMemberRole } from "../operations/members.ts";
import { retrieveOrganization, updateOrganization } from "../operations/organization.ts";
import {
  createPolicy,
  deletePolicy,
  listPermissions,
  listPolicies,
  updatePolicy,
} from "../operations/policies.ts";
import {
  createProject,
  deleteProject,
  listProjects,
  retrieveProject,
  updateProject,
} from "../operations/projects.ts";
import { createRole, deleteRole, listRoles, updateRole } from "../operations/roles.ts";
import { toOrganizationScope, toProjectScope } from "../operations/scope.ts";
import type { TransactionScript } from "../storage/store.ts";
import type { HandlersOf } from "./operation-handler.ts";

/** Converts the result of an operation to the shape of version 2. Errors stay. */
function* map<Result, Shape>(
  script: TransactionScript<Result>,
  toShape: (result: Exclude<Result, DomainError>) => Shape,
): TransactionScript<Shape | Extract<Result, DomainError>> {
  const result = yield* script;
  // The two branches are the two parts of the type.
  return result instanceof DomainError
    ? (result as Extract<Result, DomainError>)
    : toShape(result as Exclude<Result, DomainError>);
}

const toId = <Id>({ id }: { id: Id }) => ({ id });

const toProject = <Project extends object>({ project }: { project: Project }) => ({
  ...project,
  governancePolicy: null,
});

const toOrganizationMember = ({ role, ...member }: Member) => ({ ...member, organizationRole: role });
const toProjectMember = ({ role, ...member }: Member) => ({ ...member, projectRole: role });

const toOrganizationInvitation = ({ roleId, token, ...invitation }: Invitation) => ({
  ...invitation,
  organizationRoleId: roleId,
  token,
});
const toProjectInvitation = ({ roleId, token, ...invitation }: Invitation) => ({
  ...invitation,
  projectRoleId: roleId,
  token,
});

const pages = { page: true, pageSize: true } as const;

/** The handler of every operation of version 2. The operations are those of version 1, in other shapes, and more. */
export const operationHandlersV2: HandlersOf<operations, QueryDefaultsV2> = {
  getOrganization: (input) => map(retrieveOrganization(input), ({ organization }) => organization),
  updateOrganization: (input) => map(updateOrganization(input), ({ organization }) => organization),
  listOrganizationPermissions: (input) => listPermissions(toOrganizationScope(input)),

  listOrganizationPolicies: (input) => listPolicies(toOrganizationScope(input)),
  createOrganizationPolicy: (input) =>
    map(createPolicy(toOrganizationScope(input), input), ({ policy }) => policy),
  updateOrganizationPolicy: (input) =>
    map(updatePolicy(toOrganizationScope(input), input.params.policyId, input), ({ policy }) => policy),
  deleteOrganizationPolicy: (input) =>
    map(deletePolicy(toOrganizationScope(input), input.params.policyId), toId),

  listOrganizationRoles: (input) => listRoles(toOrganizationScope(input)),
  createOrganizationRole: (input) => map(createRole(toOrganizationScope(input), input), ({ role }) => role),
  updateOrganizationRole: (input) =>
    map(updateRole(toOrganizationScope(input), input.params.roleId, input), ({ role }) => role),
  deleteOrganizationRole: (input) => map(deleteRole(toOrganizationScope(input), input.params.roleId), toId),

  listOrganizationMembers: {
    queryParams: pages,
    run: (input) =>
      map(listMembers(toOrganizationScope(input), input.query), ({ members, total }) => ({
        members: members.map(toOrganizationMember),
        totalOrganizationMembers: total,
        ...input.query,
      })),
  },
  updateOrganizationMemberRole: (input) =>
    map(
      updateMemberRole(toOrganizationScope(input), input.params.userId, input.body.roleId),
      toOrganizationMember,
    ),
  removeOrganizationMember: (input) => removeMember(toOrganizationScope(input), input.params.userId),

  listOrganizationInvitations: (input) =>
    map(listInvitations(toOrganizationScope(input)), ({ invitations }) => ({
      invitations: invitations.map(toOrganizationInvitation),
    })),
  createOrganizationInvitations: (input) => {
    const { emails, organizationRoleId: id } = input.body;
    const role = { field: "organizationRoleId", id };
    return map(createInvitations(toOrganizationScope(input), emails, role, input.now), ({ invitations }) => ({
      invitations: invitations.map(toOrganizationInvitation),
    }));
  },
  resendOrganizationInvitation: (input) =>
    map(
      resendInvitation(toOrganizationScope(input), input.params.invitationId, input.now),
      toOrganizationInvitation,
    ),
  deleteOrganizationInvitation: (input) =>
    deleteInvitation(toOrganizationScope(input), input.params.invitationId),

  listOrganizationApiKeys: {
    isDue: (input) => hasEndedRotation(toOrganizationScope(input), input.now),
    complete: (input) => completeRotations(toOrganizationScope(input), input.now),
    run: (input) => listScopeKeys(toOrganizationScope(input), input.now),
  },
  createOrganizationApiKey: (input) => createScopeKey(toOrganizationScope(input), input.body, input.now),
  getOrganizationApiKey: (input) => getScopeKey(toOrganizationScope(input), input.params.apiKeyId),
  updateOrganizationApiKey: (input) =>
    updateScopeKey(toOrganizationScope(input), input.params.apiKeyId, input.body.valid),
  deleteOrganizationApiKey: (input) => deleteScopeKey(toOrganizationScope(input), input.params.apiKeyId),
  rotateOrganizationApiKey: (input) =>
    rotateScopeKey(toOrganizationScope(input), input.params.apiKeyId, input.body, input.now),

  createOrganizationAuditLogExport: (input) => createExport(toOrganizationScope(input), input.body, input),
  getOrganizationAuditLogExport: (input) =>
    getExport(toOrganizationScope(input), input.params.exportId, input.now),
  downloadOrganizationAuditLogExport: (input) =>
    downloadExport(toOrganizationScope(input), input.params.exportId, input.now),

  listProjects: (input) =>
    map(listProjects(input), ({ projects }) => ({
      projects: projects.map((project) => toProject({ project })),
    })),
  createProject: (input) =>
    map(createProject(input), ({ project, apiKey }) => ({
      project,
      apiKey: { ...apiKey, expiresAt: null, shadowValue: null, rotatesAt: null },
    })),
  getProject: (input) => map(retrieveProject(input), toProject),
  updateProject: (input) => map(updateProject(input), toProject),
  deleteProject: (input) => map(deleteProject(input), toId),
  listProjectPermissions: (input) => listPermissions(toProjectScope(input)),

  listProjectPolicies: (input) => listPolicies(toProjectScope(input)),
  createProjectPolicy: (input) => map(createPolicy(toProjectScope(input), input), ({ policy }) => policy),
  updateProjectPolicy: (input) =>
    map(updatePolicy(toProjectScope(input), input.params.policyId, input), ({ policy }) => policy),
  deleteProjectPolicy: (input) => map(deletePolicy(toProjectScope(input), input.params.policyId), toId),

  listProjectRoles: (input) => listRoles(toProjectScope(input)),
  createProjectRole: (input) => map(createRole(toProjectScope(input), input), ({ role }) => role),
  updateProjectRole: (input) =>
    map(updateRole(toProjectScope(input), input.params.roleId, input), ({ role }) => role),
  deleteProjectRole: (input) => map(deleteRole(toProjectScope(input), input.params.roleId), toId),

  listProjectMembers: {
    queryParams: pages,
    run: (input) =>
      map(listMembers(toProjectScope(input), input.query), ({ members, total }) => ({
        members: members.map(toProjectMember),
        totalProjectMembers: total,
        ...input.query,
      })),
  },
  updateProjectMemberRole: (input) =>
    map(updateMemberRole(toProjectScope(input), input.params.userId, input.body.roleId), toProjectMember),
  removeProjectMember: (input) => removeMember(toProjectScope(input), input.params.userId),

  listProjectInvitations: (input) =>
    map(listInvitations(toProjectScope(input)), ({ invitations }) => ({
      invitations: invitations.map(toProjectInvitation),
    })),
  createProjectInvitations: (input) => {
    const { emails, projectRoleId: id } = input.body;
    const role = { field: "projectRoleId", id };
    return map(createInvitations(toProjectScope(input), emails, role, input.now), ({ invitations }) => ({
      invitations: invitations.map(toProjectInvitation),
    }));
  },
  resendProjectInvitation: (input) =>
    map(resendInvitation(toProjectScope(input), input.params.invitationId, input.now), toProjectInvitation),
  deleteProjectInvitation: (input) => deleteInvitation(toProjectScope(input), input.params.invitationId),

  listProjectApiKeys: {
    isDue: (input) => hasEndedRotation(toProjectScope(input), input.now),
    complete: (input) => completeRotations(toProjectScope(input), input.now),
    run: (input) => listScopeKeys(toProjectScope(input), input.now),
  },
  createProjectApiKey: (input) => createScopeKey(toProjectScope(input), input.body, input.now),
  getProjectApiKey: (input) => getScopeKey(toProjectScope(input), input.params.apiKeyId),
  updateProjectApiKey: (input) =>
    updateScopeKey(toProjectScope(input), input.params.apiKeyId, input.body.valid),
  deleteProjectApiKey: (input) => deleteScopeKey(toProjectScope(input), input.params.apiKeyId),
  rotateProjectApiKey: (input) =>
    rotateScopeKey(toProjectScope(input), input.params.apiKeyId, input.body, input.now),

  createProjectAuditLogExport: (input) => createExport(toProjectScope(input), input.body, input),
  getProjectAuditLogExport: (input) => getExport(toProjectScope(input), input.params.exportId, input.now),
  downloadProjectAuditLogExport: (input) =>
    downloadExport(toProjectScope(input), input.params.exportId, input.now),
};
