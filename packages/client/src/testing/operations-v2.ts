/** The handlers of version 2. */
import type {
  operations as DescribedOperations,
  OrganizationInvitation,
  Project,
  ProjectInvitation,
  ProjectSummary,
} from "@rolewright/types/v2";
import {
  createApiKey,
  deleteApiKey,
  getApiKey,
  listApiKeys,
  rotateApiKey,
  updateApiKey,
} from "./api-keys.ts";
import { createExport, downloadExport, getExport } from "./audit-log-exports.ts";
import { createInvitations, deleteInvitation, listInvitations, resendInvitation } from "./invitations.ts";
import { listMembers, removeMember, updateMemberRole } from "./members.ts";
import type { HandlersOf } from "./operation-request.ts";
import { deletePolicy, listPermissions, listPolicies, savePolicy } from "./policies.ts";
import { createProject, deleteProject, getProject, listProjects, updateProject } from "./projects.ts";
import {
  deleteRole,
  listOrganizationRoles,
  listProjectRoles,
  saveOrganizationRole,
  saveProjectRole,
} from "./roles.ts";
import type { StoredInvitation } from "./state.ts";

const toProject = (project: ProjectSummary): Project => ({ ...project, governancePolicy: null });

type Member = ReturnType<typeof updateMemberRole>;
const toOrganizationMember = ({ role, ...member }: Member) => ({ ...member, organizationRole: role });
const toProjectMember = ({ role, ...member }: Member) => ({ ...member, projectRole: role });

const toOrganizationInvitation = ({ roleId, ...invitation }: StoredInvitation): OrganizationInvitation => ({
  ...invitation,
  organizationRoleId: roleId,
});
const toProjectInvitation = ({ roleId, ...invitation }: StoredInvitation): ProjectInvitation => ({
  ...invitation,
  projectRoleId: roleId,
});

const queryParams = { page: true, pageSize: true } as const;

/** The handlers of the operations. */
export const operations: HandlersOf<DescribedOperations> = {
  getOrganization: ({ state: { organization } }) => organization,
  updateOrganization: ({ state: { organization }, body }) => Object.assign(organization, body),
  listOrganizationPermissions: listPermissions,
  listOrganizationPolicies: listPolicies,
  createOrganizationPolicy: savePolicy,
  updateOrganizationPolicy: savePolicy,
  deleteOrganizationPolicy: deletePolicy,
  listOrganizationRoles,
  createOrganizationRole: saveOrganizationRole,
  updateOrganizationRole: saveOrganizationRole,
  deleteOrganizationRole: deleteRole,
  listOrganizationMembers: {
    queryParams,
    respond(request) {
      const { members, total, page, pageSize } = listMembers(request);
      return {
        members: members.map(toOrganizationMember),
        totalOrganizationMembers: total,
        page,
        pageSize,
      };
    },
  },
  updateOrganizationMemberRole: (request) => toOrganizationMember(updateMemberRole(request)),
  removeOrganizationMember: removeMember,
  listOrganizationInvitations: (request) => ({
    invitations: listInvitations(request).map(toOrganizationInvitation),
  }),
  createOrganizationInvitations: (request) => {
    const { emails, organizationRoleId: id } = request.body;
    const created = createInvitations(request, emails, { field: "organizationRoleId", id });
    return { invitations: created.map(toOrganizationInvitation) };
  },
  resendOrganizationInvitation: (request) => toOrganizationInvitation(resendInvitation(request)),
  deleteOrganizationInvitation: deleteInvitation,
  listOrganizationApiKeys: listApiKeys,
  createOrganizationApiKey: createApiKey,
  getOrganizationApiKey: getApiKey,
  updateOrganizationApiKey: updateApiKey,
  deleteOrganizationApiKey: deleteApiKey,
  rotateOrganizationApiKey: rotateApiKey,
  createOrganizationAuditLogExport: createExport,
  getOrganizationAuditLogExport: getExport,
  downloadOrganizationAuditLogExport: downloadExport,

  listProjects: (request) => ({ projects: listProjects(request).map(toProject) }),
  createProject,
  getProject: (request) => toProject(getProject(request)),
  updateProject: (request) => toProject(updateProject(request)),
  deleteProject,
  listProjectPermissions: listPermissions,
  listProjectPolicies: listPolicies,
  createProjectPolicy: savePolicy,
  updateProjectPolicy: savePolicy,
  deleteProjectPolicy: deletePolicy,
  listProjectRoles,
  createProjectRole: saveProjectRole,
  updateProjectRole: saveProjectRole,
  deleteProjectRole: deleteRole,
  listProjectMembers: {
    queryParams,
    respond(request) {
      const { members, total, page, pageSize } = listMembers(request);
      return { members: members.map(toProjectMember), totalProjectMembers: total, page, pageSize };
    },
  },
  updateProjectMemberRole: (request) => toProjectMember(updateMemberRole(request)),
  removeProjectMember: removeMember,
  listProjectInvitations: (request) => ({ invitations: listInvitations(request).map(toProjectInvitation) }),
  createProjectInvitations: (request) => {
    const { emails, projectRoleId: id } = request.body;
    const created = createInvitations(request, emails, { field: "projectRoleId", id });
    return { invitations: created.map(toProjectInvitation) };
  },
  resendProjectInvitation: (request) => toProjectInvitation(resendInvitation(request)),
  deleteProjectInvitation: deleteInvitation,
  listProjectApiKeys: listApiKeys,
  createProjectApiKey: createApiKey,
  getProjectApiKey: getApiKey,
  updateProjectApiKey: updateApiKey,
  deleteProjectApiKey: deleteApiKey,
  rotateProjectApiKey: rotateApiKey,
  createProjectAuditLogExport: createExport,
  getProjectAuditLogExport: getExport,
  downloadProjectAuditLogExport: downloadExport,
};
