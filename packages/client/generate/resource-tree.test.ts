import { createDescription } from "@rolewright/openapi";
import { expect, test } from "vitest";
import { createApi, type Operation } from "./description.ts";
import { listMethodIds, ResourceTree } from "./resource-tree.ts";

function readOperations(paths: Record<string, string>): Operation[] {
  const items = Object.entries(paths).map(([operationId, path]) => {
    const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: "path",
      required: true,
      schema: {},
    }));
    return [path, { get: { operationId, parameters, responses: {} } }];
  });
  const document = { openapi: "3.1.0", paths: Object.fromEntries(items) };
  const description = createDescription(document, "", "api.json");
  return createApi(description, { typesModule: "./types.ts", namedTypes: new Set(), suffix: "" }).operations;
}

/** Writes how a caller writes each operation, with the names of the IDs. */
function writeCalls(paths: Record<string, string>): string[] {
  const operations = readOperations(paths);
  const tree = new ResourceTree(operations);
  return operations.map(
    (operation) => `${tree.findExpression(operation.operationId)}(${listMethodIds(operation).join(", ")})`,
  );
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
