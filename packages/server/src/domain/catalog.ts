import type { Permission, ResponseBody } from "@rolewright/types";
import { readExampleData } from "../openapi/description.ts";
import { toNameKey } from "./names.ts";
import type { ScopeKind } from "./scope-kind.ts";

/** A role that every organization has and that nobody can change. */
export interface BuiltInRole {
  id: string;
  name: string;
  description: string | null;
}

/** The permissions and the built-in roles of a scope. They come from the examples of the description. */
export interface Catalog {
  permissions: Permission[];
  permissionsById: Map<string, Permission>;
  builtInRoles: BuiltInRole[];
  builtInRoleIds: Set<string>;
  /** The names of the built-in roles by the keys of `toNameKey`. */
  builtInRoleNames: Map<string, string>;
}

/** The catalogs by scope. */
export const catalogs: Record<ScopeKind, Catalog> = {
  organization: createCatalog(
    readExampleData<ResponseBody<"listOrganizationPermissions", 200>["data"]>("listOrganizationPermissions"),
    readExampleData<ResponseBody<"listOrganizationRoles", 200>["data"]>("listOrganizationRoles").roles.filter(
      ({ organizationId }) => organizationId === null,
    ),
  ),
  project: createCatalog(
    readExampleData<ResponseBody<"listProjectPermissions", 200>["data"]>("listProjectPermissions"),
    readExampleData<ResponseBody<"listProjectRoles", 200>["data"]>("listProjectRoles").roles.filter(
      ({ projectId }) => projectId === null,
    ),
  ),
};

function createCatalog({ permissions }: { permissions: Permission[] }, roles: BuiltInRole[]): Catalog {
  const builtInRoles = roles.map(({ id, name, description }) => ({ id, name, description }));
  return {
    permissions,
    permissionsById: new Map(permissions.map((permission) => [permission.id, permission])),
    builtInRoles,
    builtInRoleIds: new Set(builtInRoles.map(({ id }) => id)),
    builtInRoleNames: new Map(builtInRoles.map(({ name }) => [toNameKey(name), name])),
  };
}
