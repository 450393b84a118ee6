/** Generated from spec/openapi-v2.yaml. Do not edit: run `pnpm generate`. */

/** The query parameters with a default, by operationId. A handler always receives them. */
export interface QueryDefaultsV2 {
  listOrganizationMembers: "page" | "pageSize";
  listProjectMembers: "page" | "pageSize";
}
