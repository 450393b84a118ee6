import type { Client } from "@rolewright/client/v2";
import type { Member, NamedItem, Scope } from "../state/access-state.ts";
import { type AccessApi, isAboutMember } from "./access-api.ts";
import { EntityTags } from "./entity-tags.ts";
import { MemberPages } from "./member-pages.ts";
import { type ApiRole, sendToScope, toPolicy, toRole } from "./scope-methods.ts";

/** The largest page that the API returns. */
const pageSize = 100;

/** Adapts a client of version 2. */
export function createV2Api(client: Client): AccessApi {
  const at = (scope: Scope) =>
    scope.kind === "organization" ? client.organization : client.project(scope.id);
  const tags = new EntityTags();
  const memberPages = new Map<string, MemberPages<Member>>();
  return {
    version: "v2",
    getOrganization: async () => client.organization.get(),
    listProjects: async () => client.projects.list(),
    listPermissions: async (scope) => at(scope).permissions.list(),
    listPolicies: async (scope) =>
      (await tags.read("policy", scope, at(scope).policies.list())).map(toPolicy),
    listRoles: async (scope) =>
      (await tags.read<ApiRole[]>("role", scope, at(scope).roles.list())).map(toRole),
    listMembers: (scope) => listMembers(at(scope)),
    findMember: async (scope, id) => {
      const key = scope.kind === "project" ? scope.id : "";
      const pages = memberPages.get(key) ?? new MemberPages();
      memberPages.set(key, pages);
      const found = await pages.find(id, async (page) => {
        const { members } = await at(scope).members.list({ pageSize, page });
        return { members: members.map(toMember), isLast: members.length < pageSize };
      });
      // The pages shift when members leave. The whole list tells whether this one did.
      return found ?? (await listMembers(at(scope))).find((member) => member.id === id);
    },
    send: async (request) => {
      const { scope } = request;
      if (!isAboutMember(request)) return sendToScope(at(scope), request, tags.toHeaders(request));
      const { id, body, action } = request;
      const { members } = at(scope);
      return toMember(
        await (action === "assignRole" ? members.updateRole(id, body) : members.transferOwnership(id)),
      );
    },
  };
}

async function listMembers({ members }: Client["organization"] | ReturnType<Client["project"]>) {
  const all: Member[] = [];
  for await (const member of members.list({ pageSize })) all.push(toMember(member));
  return all;
}

type ApiMember = Omit<Member, "role"> &
  ({ organizationRole: NamedItem | null } | { projectRole: NamedItem | null });

function toMember(member: ApiMember): Member {
  const role = "organizationRole" in member ? member.organizationRole : member.projectRole;
  return { id: member.id, email: member.email, role: role && { id: role.id, name: role.name } };
}
