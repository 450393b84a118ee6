import type { Client } from "@rolewright/client/v2";
import type { Member, NamedItem, Scope } from "../state/access-state.ts";
import { type AccessApi, isAboutMember } from "./access-api.ts";
import { EntityTags } from "./entity-tags.ts";
import { type ApiRole, sendToScope, toPolicy, toRole } from "./scope-methods.ts";

/** The largest page that the API returns. */
const pageSize = 100;

/** Adapts a client of version 2. */
export function createV2Api(client: Client): AccessApi {
  const at = (scope: Scope) =>
    scope.kind === "organization" ? client.organization : client.project(scope.id);
  const tags = new EntityTags();
  return {
    version: "v2",
    getOrganization: async () => client.organization.get(),
    listProjects: async () => client.projects.list(),
    listPermissions: async (scope) => at(scope).permissions.list(),
    listPolicies: async (scope) =>
      (await tags.read("policy", scope, at(scope).policies.list())).map(toPolicy),
    listRoles: async (scope) =>
      (await tags.read<ApiRole[]>("role", scope, at(scope).roles.list())).map(toRole),
    listMembers: (scope) => listMembers(client, scope),
    send: async (request) => {
      if (!isAboutMember(request)) return sendToScope(at(request.scope), request, tags.toHeaders(request));
      const { scope, id, body, action } = request;
      if (scope.kind === "organization") {
        const { members } = client.organization;
        return toOrganizationMember(
          await (action === "assignRole" ? members.updateRole(id, body) : members.transferOwnership(id)),
        );
      }
      const { members } = client.project(scope.id);
      return toProjectMember(
        await (action === "assignRole" ? members.updateRole(id, body) : members.transferOwnership(id)),
      );
    },
  };
}

async function listMembers(client: Client, scope: Scope): Promise<Member[]> {
  const members: Member[] = [];
  if (scope.kind === "organization") {
    for await (const member of client.organization.members.list({ pageSize }))
      members.push(toOrganizationMember(member));
  } else {
    for await (const member of client.project(scope.id).members.list({ pageSize }))
      members.push(toProjectMember(member));
  }
  return members;
}

type ApiMember = Omit<Member, "role">;

const toOrganizationMember = ({
  id,
  email,
  organizationRole,
}: ApiMember & { organizationRole: NamedItem | null }): Member => ({
  id,
  email,
  role: toItem(organizationRole),
});

const toProjectMember = ({
  id,
  email,
  projectRole,
}: ApiMember & { projectRole: NamedItem | null }): Member => ({
  id,
  email,
  role: toItem(projectRole),
});

const toItem = (role: NamedItem | null): NamedItem | null => role && { id: role.id, name: role.name };
