import { expect, test } from "vitest";
import { createDescription, formatMethod, listMethodIds, type Operation, ResourceTree } from "./index.ts";

function readOperations(paths: Record<string, string>): Operation[] {
  const items = Object.entries(paths).map(([operationId, path]) => {
    const parameters = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: {},
    }));
    return [path, { get: { operationId, parameters, responses: {} } }];
  });
  const document = { openapi: "3.1.0", paths: Object.fromEntries(items) };
  return createDescription(document, "", "api.json").operations;
}

/** Writes how a caller writes each operation, with the names of the IDs. */
function writeCalls(paths: Record<string, string>): string[] {
  const operations = readOperations(paths);
  const tree = new ResourceTree(operations);
  return operations.map((operation) => {
    const method = tree.findMethod(operation.operationId);
    const ids = listMethodIds(operation).map(({ identifier }) => identifier);
    return `${method && formatMethod(method)}(${ids.join(", ")})`;
  });
}

test("takes the ID of a top-level resource before its resources", () => {
  expect(
    writeCalls({
      listProjects: "/v1/projects",
      retrieveProject: "/v1/projects/{projectId}",
      listProjectRoles: "/v1/projects/{projectId}/roles",
      retrieveProjectRole: "/v1/projects/{projectId}/roles/{roleId}",
    }),
  ).toEqual([
    "client.projects.list()",
    "client.project(projectId).retrieve()",
    "client.project(projectId).roles.list()",
    "client.project(projectId).roles.retrieve(roleId)",
  ]);
});

test("keeps the methods of a resource when a path is added below its ID", () => {
  const before = {
    retrieveOrganizationRole: "/v1/organization/roles/{roleId}",
    retrieveProjectRole: "/v1/projects/{projectId}/roles/{roleId}",
    retrieveTeam: "/v1/teams/{teamId}",
  };
  const added = {
    downloadOrganizationRoleCard: "/v1/organization/roles/{roleId}/card",
    retrieveProjectRoleCard: "/v1/projects/{projectId}/roles/{roleId}/card/{cardId}",
    listTeamMembers: "/v1/teams/{teamId}/members",
  };
  expect(writeCalls({ ...before, ...added })).toEqual([
    ...writeCalls(before),
    "client.organization.roles.card.download(roleId)",
    "client.project(projectId).roles.card.retrieve(roleId, cardId)",
    "client.team(teamId).members.list()",
  ]);
});

test("makes an action a method of its resource", () => {
  expect(
    writeCalls({
      rotateApiKey: "/v1/organization/api-keys/{apiKeyId}/rotate",
      searchProjectRoles: "/v1/projects/{projectId}/roles/search",
      searchEverything: "/v1/search",
    }),
  ).toEqual([
    "client.organization.apiKeys.rotate(apiKeyId)",
    "client.project(projectId).roles.search()",
    "client.search.search()",
  ]);
});

test("makes names of parameters names of variables", () => {
  expect(
    writeCalls({
      listRoleAudits: "/v1/organization/role-audits/{role-id}",
      retrieveClass: "/v1/organization/classes/{class}",
      retrieveResult: "/v1/organization/searches/{query}",
      listTeamMembers: "/v1/teams/{team-id}/members",
    }),
  ).toEqual([
    "client.organization.roleAudits.list(roleId)",
    "client.organization.classes.retrieve(classParam)",
    "client.organization.searches.retrieve(queryParam)",
    "client.team(teamId).members.list()",
  ]);
});

test.each<[string, Record<string, string>, string]>([
  [
    "a method with two operations",
    { listRoles: "/v1/organization/roles", listAllRoles: "/v1/organization/roles/{roleId}" },
    "listAllRoles and listRoles would both be client.organization.roles.list. Start one operationId with another verb.",
  ],
  [
    "a parent with the name of a resource",
    { retrieveTeam: "/v1/teams/{teamId}", retrieveOwnTeam: "/v1/team" },
    "retrieveOwnTeam: the resources at /teams/{teamId} and /team would have the same name, TeamMethods. Rename a segment or an ID of one path.",
  ],
  [
    "a parent with an ID of the same name elsewhere",
    { retrieveTeam: "/v1/teams/{id}", deleteUser: "/v1/users/{id}" },
    "deleteUser: the resources at /teams/{id} and /users/{id} would have the same name, IdMethods. Rename a segment or an ID of one path.",
  ],
  [
    "two interfaces of the same name",
    { listRoles: "/v1/organization/roles", listOrganizationRoles: "/v1/organization-roles" },
    "listOrganizationRoles: the resources at /organization/roles and /organization-roles would have the same name, OrganizationRolesMethods. Rename a segment or an ID of one path.",
  ],
  [
    "a method with the name of a resource",
    { copyRole: "/v1/roles", listCopies: "/v1/roles/copy" },
    "client.roles.copy would be copyRole and also the resource at /roles/copy. Start the operationId with another verb.",
  ],
  [
    "a segment that starts with a digit",
    { list: "/v1/organization/2fa" },
    'list: "/2fa" in its path cannot be a name in TypeScript. Start the segment with a letter.',
  ],
  [
    "an operationId that is a reserved word",
    { delete: "/v1/roles" },
    '/v1/roles: the operationId "delete" cannot be the name of a function. Use a verb in lower case and a noun, such as "listRoles".',
  ],
])("rejects %s", (_title, paths, message) => {
  expect(() => new ResourceTree(readOperations(paths))).toThrow(message);
});

test("rejects an operation without an operationId", () => {
  const document = { openapi: "3.1.0", paths: { "/v1/roles": { get: { responses: {} } } } };
  const { operations } = createDescription(document, "", "api.json");
  expect(() => new ResourceTree(operations)).toThrow('the operationId "GET /v1/roles" cannot be the name');
});
