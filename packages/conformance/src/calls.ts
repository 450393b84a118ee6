import type { OperationId, operations, Organization } from "@rolewright/types";
import type { Fixtures } from "./fixtures.ts";

/** A field that an operation declares, with every optional part of it; absent where it declares none. */
type Declared<Name extends string, Value> = [Exclude<Value, undefined>] extends [never]
  ? { [Key in Name]?: never }
  : { [Key in Name]: Required<Exclude<Value, undefined>> };

type JsonBody<Body> = Body extends { content: { "application/json": infer Json } } ? Json : never;

type BodyOf<Json> = [Json] extends [never] ? { body?: never } : { body: Json };

/** A request with every path and query parameter of an operation, and its body. */
type CompleteRequest<Id extends OperationId> = Declared<"path", operations[Id]["parameters"]["path"]> &
  Declared<"query", operations[Id]["parameters"]["query"]> &
  BodyOf<JsonBody<operations[Id]["requestBody"]>>;

/**
 * A request of each operation that succeeds on any implementation. The compiler reports an operation, a path parameter or a
 * query parameter that is missing. Requests change only resources that the fixtures created.
 */
export const calls: { [Id in OperationId]: (fixtures: Fixtures) => Promise<CompleteRequest<Id>> } = {
  retrieveOrganization: async () => ({}),
  // Keeps the current name, because the organization may be a real one.
  updateOrganization: async (fixtures) => {
    const { organization } = await fixtures.expectSuccess<{ organization: Organization }>(
      "retrieveOrganization",
    );
    return { body: { name: organization.name } };
  },
  listOrganizationPermissions: async () => ({}),

  listOrganizationPolicies: async () => ({}),
  createOrganizationPolicy: async (fixtures) => ({ body: await fixtures.buildPolicyInput() }),
  updateOrganizationPolicy: async (fixtures) => ({
    path: { policyId: (await fixtures.createOrganizationPolicy()).id },
    body: await fixtures.buildPolicyInput(),
  }),
  deleteOrganizationPolicy: async (fixtures) => ({
    path: { policyId: (await fixtures.createOrganizationPolicy()).id },
  }),

  listOrganizationRoles: async () => ({}),
  createOrganizationRole: async (fixtures) => ({ body: await fixtures.buildRoleInput() }),
  updateOrganizationRole: async (fixtures) => ({
    path: { roleId: (await fixtures.createOrganizationRole()).id },
    body: await fixtures.buildRoleInput(),
  }),
  deleteOrganizationRole: async (fixtures) => ({
    path: { roleId: (await fixtures.createOrganizationRole()).id },
  }),

  listProjects: async () => ({}),
  createProject: async (fixtures) => ({ body: { name: fixtures.uniqueName(), description: null } }),
  retrieveProject: async (fixtures) => ({ path: { projectId: await fixtures.getProjectId() } }),
  updateProject: async (fixtures) => ({
    path: { projectId: await fixtures.getProjectId() },
    body: { description: "Updated" },
  }),
  deleteProject: async (fixtures) => ({ path: { projectId: await fixtures.createProject() } }),
  listProjectPermissions: async (fixtures) => ({ path: { projectId: await fixtures.getProjectId() } }),

  listProjectPolicies: async (fixtures) => ({ path: { projectId: await fixtures.getProjectId() } }),
  createProjectPolicy: async (fixtures) => {
    const projectId = await fixtures.getProjectId();
    return { path: { projectId }, body: await fixtures.buildPolicyInput(projectId) };
  },
  updateProjectPolicy: async (fixtures) => {
    const projectId = await fixtures.getProjectId();
    const policyId = (await fixtures.createProjectPolicy()).id;
    return { path: { projectId, policyId }, body: await fixtures.buildPolicyInput(projectId) };
  },
  deleteProjectPolicy: async (fixtures) => {
    const projectId = await fixtures.getProjectId();
    return { path: { projectId, policyId: (await fixtures.createProjectPolicy()).id } };
  },

  listProjectRoles: async (fixtures) => ({ path: { projectId: await fixtures.getProjectId() } }),
  createProjectRole: async (fixtures) => {
    const projectId = await fixtures.getProjectId();
    return { path: { projectId }, body: await fixtures.buildRoleInput(projectId) };
  },
  updateProjectRole: async (fixtures) => {
    const projectId = await fixtures.getProjectId();
    const roleId = (await fixtures.createProjectRole()).id;
    return { path: { projectId, roleId }, body: await fixtures.buildRoleInput(projectId) };
  },
  deleteProjectRole: async (fixtures) => {
    const projectId = await fixtures.getProjectId();
    return { path: { projectId, roleId: (await fixtures.createProjectRole()).id } };
  },
};
