/** The handlers of version 1. */
import type { operations as DescribedOperations } from "@rolewright/types";
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

const toDeleted = <Id>({ id }: { id: Id }) => ({ id, deleted: true as const });

/** The handlers of the operations. */
export const operations: HandlersOf<DescribedOperations> = {
  retrieveOrganization: ({ state: { organization } }) => ({ organization }),
  updateOrganization: ({ state: { organization }, body }) => ({
    organization: Object.assign(organization, body),
  }),
  listOrganizationPermissions: listPermissions,
  listOrganizationPolicies: listPolicies,
  createOrganizationPolicy: (request) => ({ policy: savePolicy(request) }),
  updateOrganizationPolicy: (request) => ({ policy: savePolicy(request) }),
  deleteOrganizationPolicy: (request) => toDeleted(deletePolicy(request)),
  listOrganizationRoles,
  createOrganizationRole: (request) => ({ role: saveOrganizationRole(request) }),
  updateOrganizationRole: (request) => ({ role: saveOrganizationRole(request) }),
  deleteOrganizationRole: (request) => toDeleted(deleteRole(request)),

  listProjects: (request) => ({ projects: listProjects(request) }),
  createProject: (request) => {
    const { project, apiKey } = createProject(request);
    const { id, name, valid, value, created_at, lastUsed } = apiKey;
    return { project, apiKey: { id, name, valid, value, created_at, lastUsed } };
  },
  retrieveProject: (request) => ({ project: getProject(request) }),
  updateProject: (request) => ({ project: updateProject(request) }),
  deleteProject: (request) => toDeleted(deleteProject(request)),
  listProjectPermissions: listPermissions,
  listProjectPolicies: listPolicies,
  createProjectPolicy: (request) => ({ policy: savePolicy(request) }),
  updateProjectPolicy: (request) => ({ policy: savePolicy(request) }),
  deleteProjectPolicy: (request) => toDeleted(deletePolicy(request)),
  listProjectRoles,
  createProjectRole: (request) => ({ role: saveProjectRole(request) }),
  updateProjectRole: (request) => ({ role: saveProjectRole(request) }),
  deleteProjectRole: (request) => toDeleted(deleteRole(request)),
};
