import { createDescription } from "@rolewright/openapi";
import { expect, test } from "vitest";
import { listOperations } from "../model/operations.ts";
import { createSamples } from "./samples.ts";

test.each([
  ["retrieveOrganizationRole", "/v1/organization/roles/{roleId}", '.organization.roles.retrieve("roleId-1")'],
  [
    "downloadOrganizationRoleCard",
    "/v1/organization/roles/{roleId}/card",
    '.organization.roles.card.download("roleId-1")',
  ],
  [
    "rotateApiKey",
    "/v1/organization/api-keys/{apiKeyId}/rotate",
    '.organization.apiKeys.rotate("apiKeyId-1")',
  ],
  ["retrieveProject", "/v1/projects/{projectId}", '.project("projectId-1").retrieve()'],
  ["searchProjectRoles", "/v1/projects/{projectId}/roles/search", '.project("projectId-1").roles.search()'],
])("calls %s as the client names it", (operationId, path, call) => {
  const parameters = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
    example: `${name}-1`,
  }));
  const document = {
    openapi: "3.1.0",
    paths: { [path]: { get: { operationId, parameters, responses: {} } } },
  };
  const [operation] = listOperations(createDescription(document, "", "api.json"));
  const codes = operation ? createSamples(operation).map(({ code }) => code) : [];
  expect(codes.join("\n")).toContain(`await client${call};`);
});
