import type { AnswerOf, Permission } from "@rolewright/types";
import { exampleData } from "./description.ts";
import { nameKey } from "./names.ts";

/** The two scopes in which permissions, policies and roles exist. */
export type ScopeKind = "organization" | "project";

/** A role that the system defines, in every organization alike. */
export interface GlobalRole {
  id: string;
  name: string;
  description: string | null;
}

/** What the platform fixes for a scope: read from the description's examples, so that nothing is written twice. */
export interface Catalog {
  permissions: Permission[];
  permissionsById: Map<string, Permission>;
  globalRoles: GlobalRole[];
  globalRoleIds: Set<string>;
  /** A system-defined role's name, by the key that names are compared by. */
  systemNames: Map<string, string>;
}

/** What is fixed, by scope. */
export const catalogs: Record<ScopeKind, Catalog> = {
  organization: catalog(
    exampleData<AnswerOf<"listOrganizationPermissions", 200>["data"]>("listOrganizationPermissions"),
    exampleData<AnswerOf<"listOrganizationRoles", 200>["data"]>("listOrganizationRoles").roles.filter(
      ({ organizationId }) => organizationId === null,
    ),
  ),
  project: catalog(
    exampleData<AnswerOf<"listProjectPermissions", 200>["data"]>("listProjectPermissions"),
    exampleData<AnswerOf<"listProjectRoles", 200>["data"]>("listProjectRoles").roles.filter(
      ({ projectId }) => projectId === null,
    ),
  ),
};

function catalog({ permissions }: { permissions: Permission[] }, roles: GlobalRole[]): Catalog {
  const globalRoles = roles.map(({ id, name, description }) => ({ id, name, description }));
  return {
    permissions,
    permissionsById: new Map(permissions.map((permission) => [permission.id, permission])),
    globalRoles,
    globalRoleIds: new Set(globalRoles.map(({ id }) => id)),
    systemNames: new Map(globalRoles.map(({ name }) => [nameKey(name), name])),
  };
}
