import { listPathParameterNames } from "@rolewright/openapi";
import type { Description } from "../description/read-description.ts";
import type { ContractMembership } from "./contract-file.ts";
import type { Membership } from "./membership.ts";
import { findNamedOperation, type ReportError } from "./named-operation.ts";
import type { Resource } from "./resource.ts";

/** Finds the operations and resources of a membership. */
export function resolveMembership(
  description: Description,
  resources: Resource[],
  name: string,
  entry: ContractMembership,
  report: ReportError,
): Membership | undefined {
  const path = ["memberships", name];
  const findOperation = (key: "list" | "update" | "remove") =>
    findNamedOperation(description, [...path, key], entry[key], report);
  const findResource = (key: "invitation" | "role", wanted: string) => {
    const found = resources.find((resource) => resource.name === wanted);
    if (!found) report([...path, key], `"${wanted}" is no resource of this file`);
    return found;
  };
  const [list, update, remove] = [findOperation("list"), findOperation("update"), findOperation("remove")];
  const invitation = findResource("invitation", entry.invitation);
  const role = findResource("role", entry.role.resource);
  if (!list || !update || !remove || !invitation || !role) return undefined;
  return {
    name,
    list,
    update,
    remove,
    idParameter: listPathParameterNames(remove.path).at(-1) ?? "",
    emailProperty: entry.email ?? "email",
    roleProperty: entry.role.property,
    roleIdProperty: entry.role.body,
    role,
    invitation,
    ...(invitation.parent && { parent: invitation.parent }),
    ...(entry.pages && { pages: entry.pages }),
    ...(entry.exclusiveRole && {
      exclusiveRole: { name: entry.exclusiveRole.name, formerName: entry.exclusiveRole.former },
    }),
    ...(entry.removedWith !== undefined && { removedWith: entry.removedWith }),
  };
}
