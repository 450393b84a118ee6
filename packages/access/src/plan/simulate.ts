import { type AccessState, isSameScope, type NamedItem, type ScopeState } from "../state/access-state.ts";
import { formerOwnerRole } from "./ownership.ts";
import type { PlannedRequest, Reference } from "./plan.ts";

/** Returns the state after the requests. Created resources have IDs such as `#3`. */
export function simulateRequests(state: AccessState, requests: PlannedRequest[]): AccessState {
  const result = structuredClone(state);
  for (const request of requests) {
    const scope = result.scopes.find((each) => isSameScope(each.scope, request.scope));
    if (scope) simulateRequest(scope, request);
  }
  return result;
}

function simulateRequest(scope: ScopeState, { number, action, id, body }: PlannedRequest): void {
  const ownId = id ?? `#${number}`;
  switch (action) {
    case "createPolicy":
    case "updatePolicy": {
      if (!body || !("permissionIds" in body)) return;
      const stored = scope.policies.find((policy) => policy.id === ownId);
      const known = [...scope.permissions, ...(stored?.permissions ?? [])];
      const { name, description = stored?.description ?? null } = body;
      const permissions = findItems(known, body.permissionIds);
      return replaceItem(scope.policies, { id: ownId, name, description, permissions });
    }
    case "createRole":
    case "updateRole": {
      if (!body || !("policyIds" in body)) return;
      const stored = scope.roles.find((role) => role.id === ownId);
      const { name, description = stored?.description ?? null } = body;
      const policies = findItems(scope.policies, body.policyIds);
      return replaceItem(scope.roles, { id: ownId, name, description, isBuiltIn: false, policies });
    }
    case "assignRole":
    case "transferOwnership": {
      if (!body || !("roleId" in body)) return;
      if (action === "transferOwnership") demoteOwner(scope, toId(body.roleId));
      const role = scope.roles.find((each) => each.id === toId(body.roleId));
      const member = scope.members?.find((each) => each.id === ownId);
      if (member && role) member.role = { id: role.id, name: role.name };
      return;
    }
    case "deleteRole":
      scope.roles = scope.roles.filter((role) => role.id !== ownId);
      return;
    case "deletePolicy":
      scope.policies = scope.policies.filter((policy) => policy.id !== ownId);
  }
}

/** The former Owner gets another built-in role in the same transaction. */
export function demoteOwner({ scope, roles, members }: ScopeState, ownerRoleId: string): void {
  const { id, name } = roles.find((role) => role.name === formerOwnerRole[scope.kind]) ?? {};
  for (const member of members ?? [])
    if (member.role?.id === ownerRoleId && id !== undefined && name !== undefined) member.role = { id, name };
}

const toId = (reference: Reference): string =>
  typeof reference === "string" ? reference : `#${reference.createdBy}`;

function findItems(items: NamedItem[], references: Reference[]): NamedItem[] {
  return references.flatMap((reference) => {
    const found = items.find(({ id }) => id === toId(reference));
    return found ? [{ id: found.id, name: found.name }] : [];
  });
}

function replaceItem<Item extends NamedItem>(items: Item[], item: Item): void {
  const index = items.findIndex(({ id }) => id === item.id);
  if (index < 0) items.push(item);
  else items[index] = item;
}
