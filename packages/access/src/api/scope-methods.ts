import type { Policy, Role } from "../state/access-state.ts";
import type { MemberRequest, PolicyBody, RoleBody, WriteRequest } from "./access-api.ts";
import type { EntityTags } from "./entity-tags.ts";

/** The methods of a client for the policies and roles of a scope. Both versions of the client have them. */
export interface ScopeMethods {
  policies: ItemMethods<PolicyBody, ApiPolicy>;
  roles: ItemMethods<RoleBody, ApiRole>;
}

type CallOptions = ReturnType<EntityTags["toHeaders"]>;

interface ItemMethods<Body, Item> {
  create(body: Body): PromiseLike<Item>;
  update(id: string, body: Body, options: CallOptions): PromiseLike<Item>;
  delete(id: string, options: CallOptions): PromiseLike<{ id: string }>;
}

type ApiPolicy = Omit<Policy, "permissions"> & { permissions: { id: string; name: string }[] };
/** A role of either scope, as the API returns it. */
export type ApiRole = Omit<Role, "isBuiltIn"> & { organizationId?: string | null; projectId?: string | null };

/** Sends a write about a policy or a role. */
export async function sendToScope(
  { policies, roles }: ScopeMethods,
  request: Exclude<WriteRequest, MemberRequest>,
  options: CallOptions,
): Promise<Policy | Role | { id: string }> {
  switch (request.action) {
    case "createPolicy":
      return toPolicy(await policies.create(request.body));
    case "updatePolicy":
      return toPolicy(await policies.update(request.id, request.body, options));
    case "deletePolicy":
      return policies.delete(request.id, options);
    case "createRole":
      return toRole(await roles.create(request.body));
    case "updateRole":
      return toRole(await roles.update(request.id, request.body, options));
    case "deleteRole":
      return roles.delete(request.id, options);
  }
}

export const toPolicy = ({ id, name, description, permissions }: ApiPolicy): Policy => ({
  id,
  name,
  description,
  permissions: permissions.map((permission) => ({ id: permission.id, name: permission.name })),
});

/** A built-in role belongs to no organization and no project. */
export const toRole = ({ id, name, description, policies, organizationId, projectId }: ApiRole): Role => ({
  id,
  name,
  description,
  isBuiltIn: (organizationId ?? projectId ?? null) === null,
  policies: policies.map((policy) => ({ id: policy.id, name: policy.name })),
});
