import type { ApiVersion, Member, NamedItem, Policy, Role, Scope } from "../state/access-state.ts";

/** The API calls that access as code needs. An implementation adapts one version of the client. */
export interface AccessApi {
  version: ApiVersion;
  getOrganization(): Promise<NamedItem>;
  listProjects(): Promise<NamedItem[]>;
  listPermissions(scope: Scope): Promise<NamedItem[]>;
  listPolicies(scope: Scope): Promise<Policy[]>;
  listRoles(scope: Scope): Promise<Role[]>;
  /** Returns `undefined` if the version has no members. */
  listMembers(scope: Scope): Promise<Member[] | undefined>;
  /** Reads one member. Reads only the page of the list that had the member in an earlier call, if it still does. */
  findMember(scope: Scope, id: string): Promise<Member | undefined>;
  /**
   * Sends a write. Returns the stored policy, role or member, or the ID of a deleted one. If the server sent an `ETag` with
   * the last list of such resources, an update or a deletion has it as `If-Match`.
   */
  send(request: WriteRequest): Promise<Policy | Role | Member | { id: string }>;
}

export type PolicyBody = { name: string; permissionIds: string[]; description?: string | null };
export type RoleBody = { name: string; policyIds: string[]; description?: string | null };

/** A write with known IDs. */
export type WriteRequest = { scope: Scope } & (
  | { action: "createPolicy"; body: PolicyBody }
  | { action: "updatePolicy"; id: string; body: PolicyBody }
  | { action: "deletePolicy"; id: string }
  | { action: "createRole"; body: RoleBody }
  | { action: "updateRole"; id: string; body: RoleBody }
  | { action: "deleteRole"; id: string }
  | { action: "assignRole"; id: string; body: { roleId: string } }
  /** Assigns `Owner`. The former Owner becomes Admin of the organization or Manager of the project. */
  | { action: "transferOwnership"; id: string; body: { roleId: string } }
);

export type WriteAction = WriteRequest["action"];

/** A write that assigns a role to a member. */
export type MemberRequest = Extract<WriteRequest, { body: { roleId: string } }>;

/** Whether a write assigns a role to a member. */
export const isAboutMember = (request: WriteRequest): request is MemberRequest =>
  toResourceKind(request.action) === "member";

/** Returns the kind of the resource that a write stores or deletes. */
export function toResourceKind(action: WriteAction): "policy" | "role" | "member" {
  if (action === "assignRole" || action === "transferOwnership") return "member";
  return action.endsWith("Policy") ? "policy" : "role";
}

/** Returns the method and the path of a write, as the API description has them. */
export function describeRequest(
  action: WriteAction,
  scope: Scope,
  version: ApiVersion,
  id?: string,
): { method: "POST" | "PUT" | "DELETE"; path: string } {
  const base = scope.kind === "organization" ? "organization" : `projects/${encodeURIComponent(scope.id)}`;
  const collection = { policy: "policies", role: "roles", member: "members" }[toResourceKind(action)];
  const path = `/${version}/${base}/${collection}`;
  const method = action.startsWith("create") ? "POST" : action.startsWith("delete") ? "DELETE" : "PUT";
  return { method, path: id === undefined ? path : `${path}/${encodeURIComponent(id)}` };
}
