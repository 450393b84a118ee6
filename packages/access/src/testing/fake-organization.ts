import { ApiError } from "@rolewright/client";
import type { AccessApi, WriteRequest } from "../api/access-api.ts";
import { demoteOwner } from "../plan/simulate.ts";
import { type AccessState, isSameScope, type Scope, type ScopeState } from "../state/access-state.ts";
import { toNameKey } from "../state/names.ts";

/** An organization in memory, behind the interface of the API. */
export interface FakeOrganization extends AccessApi {
  /** The stored state. */
  state: AccessState;
  /** The writes that were received, in order. */
  writes: WriteRequest[];
  /** Runs before each write, with its number from 1. It can change the state, or throw. */
  beforeWrite?: (number: number, request: WriteRequest) => void;
  /** Runs after each write. It can throw, as if the response was lost. */
  afterWrite?: (number: number, request: WriteRequest) => void;
}

/** Creates an organization that enforces the rules of the API: unique names, roles in use, known IDs. */
export function createFakeOrganization(state: AccessState): FakeOrganization {
  let lastId = 0;
  const find = (scope: Scope): ScopeState => {
    const found = organization.state.scopes.find((each) => isSameScope(each.scope, scope));
    if (!found) throw createApiError(404, "Project not found.");
    return found;
  };
  const organization: FakeOrganization = {
    state: structuredClone(state),
    writes: [],
    version: state.apiVersion,
    getOrganization: async () => organization.state.organization,
    listProjects: async () =>
      organization.state.scopes.flatMap(({ scope }) =>
        scope.kind === "project" ? [{ id: scope.id, name: scope.name }] : [],
      ),
    listPermissions: async (scope) => structuredClone(find(scope).permissions),
    listPolicies: async (scope) => structuredClone(find(scope).policies),
    listRoles: async (scope) => structuredClone(find(scope).roles),
    listMembers: async (scope) => structuredClone(find(scope).members),
    findMember: async (scope, id) => structuredClone(find(scope).members?.find((each) => each.id === id)),
    send: async (request) => {
      const number = organization.writes.length + 1;
      organization.beforeWrite?.(number, request);
      organization.writes.push(request);
      const result = structuredClone(store(find(request.scope), request, () => `created-${++lastId}`));
      organization.afterWrite?.(number, request);
      return result;
    },
  };
  return organization;
}

function store(scope: ScopeState, request: WriteRequest, createId: () => string) {
  switch (request.action) {
    case "createPolicy":
    case "updatePolicy": {
      const stored = "id" in request ? findStored(scope.policies, request.id) : undefined;
      checkName(scope.policies, request.body.name, stored?.id);
      const { name, permissionIds, description = stored?.description ?? null } = request.body;
      const known = [...scope.permissions, ...(stored?.permissions ?? [])];
      const permissions = permissionIds.map((id) => findReferenced(known, id));
      return put(scope.policies, { id: stored?.id ?? createId(), name, description, permissions });
    }
    case "createRole":
    case "updateRole": {
      const stored = "id" in request ? findStored(scope.roles, request.id) : undefined;
      checkName(scope.roles, request.body.name, stored?.id);
      const { name, policyIds, description = stored?.description ?? null } = request.body;
      const policies = policyIds.map((id) => findReferenced(scope.policies, id));
      return put(scope.roles, {
        id: stored?.id ?? createId(),
        name,
        description,
        isBuiltIn: false,
        policies,
      });
    }
    case "assignRole":
    case "transferOwnership": {
      if (request.action === "transferOwnership") demoteOwner(scope, request.body.roleId);
      const member = findStored(scope.members ?? [], request.id);
      const { id, name } = findReferenced(scope.roles, request.body.roleId);
      member.role = { id, name };
      return member;
    }
    case "deletePolicy":
      findStored(scope.policies, request.id);
      scope.policies = scope.policies.filter(({ id }) => id !== request.id);
      for (const role of scope.roles) role.policies = role.policies.filter(({ id }) => id !== request.id);
      return { id: request.id };
    case "deleteRole":
      findStored(scope.roles, request.id);
      if (scope.members?.some(({ role }) => role?.id === request.id))
        throw createApiError(409, "The role is in use.");
      scope.roles = scope.roles.filter(({ id }) => id !== request.id);
      return { id: request.id };
  }
}

function findStored<Item extends { id: string }>(items: Item[], id: string): Item {
  const found = items.find((item) => item.id === id);
  if (!found) throw createApiError(404, "Not found.");
  return found;
}

function findReferenced<Item extends { id: string; name: string }>(items: Item[], id: string) {
  const found = items.find((item) => item.id === id);
  if (!found) throw createApiError(422, `Unknown ID ${id}.`);
  return { id: found.id, name: found.name };
}

function checkName(items: { id: string; name: string }[], name: string, ownId: string | undefined): void {
  const existing = items.find((item) => toNameKey(item.name) === toNameKey(name));
  if (existing && existing.id !== ownId) throw createApiError(409, `The name "${name}" exists already.`);
}

function put<Item extends { id: string }>(items: Item[], item: Item): Item {
  const index = items.findIndex(({ id }) => id === item.id);
  if (index < 0) items.push(item);
  else items[index] = item;
  return item;
}

export function createApiError(status: number, error: string): ApiError {
  return new ApiError(error, { status, body: { success: false, error } });
}
