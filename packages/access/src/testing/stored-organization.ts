import { createClient } from "@rolewright/client/v2";
import { acceptInvitation, addOrganization, type RunningServer } from "@rolewright/server";
import type { AccessApi } from "../api/access-api.ts";
import { createApi } from "../api/create-api.ts";
import type { AccessState, NamedItem, Scope, ScopeState } from "../state/access-state.ts";
import { NameIndex } from "../state/names.ts";

/** How many people one request can invite. */
const maxInvitations = 50;

/** An organization on a server. */
export interface StoredOrganization {
  apiKey: string;
  api: AccessApi;
}

/** Stores a generated state on a server, through the API, as a new organization. */
export async function storeOrganization(
  server: RunningServer,
  state: AccessState,
): Promise<StoredOrganization> {
  const { apiKey } = await addOrganization(server.store, state.organization.name);
  const client = createClient({ apiKey, baseUrl: server.url });
  const api = createApi({ apiKey, baseUrl: server.url });
  const [organization, ...projects] = state.scopes;
  if (organization) await storeScope(server, client, api, { kind: "organization" }, organization);
  for (const project of projects) {
    if (project.scope.kind !== "project") continue;
    const { id, name } = (await client.projects.create({ name: project.scope.name })).project;
    await storeScope(server, client, api, { kind: "project", id, name }, project);
  }
  return { apiKey, api };
}

async function storeScope(
  server: RunningServer,
  client: ReturnType<typeof createClient>,
  api: AccessApi,
  scope: Scope,
  { policies, roles, members }: ScopeState,
): Promise<void> {
  const permissions = new NameIndex(await api.listPermissions(scope));
  const policyIds = new Map<string, string>();
  for (const { id, name, description, permissions: own } of policies) {
    const permissionIds = own.flatMap((each) => permissions.find(each.name)?.id ?? []);
    const stored = await api.send({
      scope,
      action: "createPolicy",
      body: { name, permissionIds, ...(description && { description }) },
    });
    policyIds.set(id, stored.id);
  }
  for (const { name, description, isBuiltIn, policies: own } of roles) {
    if (isBuiltIn) continue;
    const ids = own.flatMap(({ id }) => policyIds.get(id) ?? []);
    await api.send({
      scope,
      action: "createRole",
      body: { name, policyIds: ids, ...(description && { description }) },
    });
  }
  await storeMembers(server, client, api, scope, members ?? []);
}

async function storeMembers(
  server: RunningServer,
  client: ReturnType<typeof createClient>,
  api: AccessApi,
  scope: Scope,
  members: { email: string; role: NamedItem | null }[],
): Promise<void> {
  if (members.length === 0) return;
  for (let start = 0; start < members.length; start += maxInvitations) {
    const emails = members.slice(start, start + maxInvitations).map(({ email }) => email);
    const invitations = await (scope.kind === "organization"
      ? client.organization.invitations.create({ emails })
      : client.project(scope.id).invitations.create({ emails }));
    for (const { token } of invitations)
      if (token !== null) await acceptInvitation(server.store, token.reveal());
  }
  const stored = (await api.listMembers(scope)) ?? [];
  const roles = await api.listRoles(scope);
  for (const { email, role } of members) {
    const member = stored.find((each) => each.email === email);
    const target = role && new NameIndex(roles).find(role.name);
    if (!member || !target || member.role?.id === target.id) continue;
    const scoped = scope.kind === "organization" ? client.organization : client.project(scope.id);
    if (target.isBuiltIn && target.name === "Owner") await scoped.members.transferOwnership(member.id);
    else await scoped.members.updateRole(member.id, { roleId: target.id });
  }
}

/** Replaces the generated permissions by those of a server's catalogs. */
export function usePermissionsOf(
  state: AccessState,
  catalogs: { organization: NamedItem[]; project: NamedItem[] },
): AccessState {
  const result = structuredClone(state);
  for (const { scope, permissions, policies } of result.scopes) {
    const catalog = catalogs[scope.kind].toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const toReal = ({ id }: NamedItem): NamedItem => {
      const index = permissions.findIndex((each) => each.id === id);
      return catalog[(index * 5) % catalog.length] as NamedItem;
    };
    for (const policy of policies) policy.permissions = policy.permissions.map(toReal);
    permissions.splice(0, permissions.length, ...catalog);
  }
  return result;
}
