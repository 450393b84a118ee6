import type { Client } from "@rolewright/client";
import { AccessError } from "../errors.ts";
import type { Scope } from "../state/access-state.ts";
import { type AccessApi, isAboutMember } from "./access-api.ts";
import { EntityTags } from "./entity-tags.ts";
import { type ApiRole, sendToScope, toPolicy, toRole } from "./scope-methods.ts";

/** Adapts a client of version 1, which has no members. */
export function createV1Api(client: Client): AccessApi {
  const at = (scope: Scope) =>
    scope.kind === "organization" ? client.organization : client.project(scope.id);
  const tags = new EntityTags();
  return {
    version: "v1",
    getOrganization: async () => client.organization.retrieve(),
    listProjects: async () => client.projects.list(),
    listPermissions: async (scope) => at(scope).permissions.list(),
    listPolicies: async (scope) =>
      (await tags.read("policy", scope, at(scope).policies.list())).map(toPolicy),
    listRoles: async (scope) =>
      (await tags.read<ApiRole[]>("role", scope, at(scope).roles.list())).map(toRole),
    listMembers: () => Promise.resolve(undefined),
    findMember: () => Promise.resolve(undefined),
    send: async (request) => {
      if (isAboutMember(request))
        throw new AccessError([{ message: "Version 1 of the API has no members. Use --api v2." }]);
      return sendToScope(at(request.scope), request, tags.toHeaders(request));
    },
  };
}
