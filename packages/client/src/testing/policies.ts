import type { Permission, Policy, PolicyInput } from "@rolewright/types/v2";
import { findScope, type OperationRequest, rejectDuplicateName, requireFound } from "./operation-request.ts";
import { Rejection } from "./rejection.ts";
import { allPermissions, nextId } from "./state.ts";

export const listPermissions = (request: OperationRequest): { permissions: Permission[] } => ({
  permissions: findScope(request).permissions,
});

export const listPolicies = (request: OperationRequest): { policies: Policy[] } => ({
  policies: [...findScope(request).policies.values()],
});

/** Creates a policy, or updates the one in the path. */
export function savePolicy(request: OperationRequest<PolicyInput>): Policy {
  const { policies } = findScope(request);
  const id = request.id("policyId");
  const before = id === "" ? undefined : requireFound("Policy", policies.get(id));
  const { name, permissionIds, description = before?.description ?? null } = request.body;
  const permissions = permissionIds.map((permissionId) => {
    const permission = allPermissions.find((one) => one.id === permissionId);
    if (permission === undefined)
      throw new Rejection(422, `permissionIds: there is no permission "${permissionId}".`);
    return { id: permission.id, name: permission.name };
  });
  rejectDuplicateName("policy", name, policies.values(), id);
  const policy = { id: id || nextId(request.state, "policy"), name, description, permissions };
  policies.set(policy.id, policy);
  return policy;
}

/** Deletes a policy. The roles with it list it no longer. */
export function deletePolicy(request: OperationRequest): { id: string } {
  const { policies } = findScope(request);
  const { id } = requireFound("Policy", policies.get(request.id("policyId")));
  policies.delete(id);
  return { id };
}
