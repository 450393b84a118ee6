/** Generated from spec/openapi.yaml. Do not edit: run `pnpm generate`. */

/** The query parameters with a default, by operationId. A handler always receives them. */
export interface QueryDefaults {
}
