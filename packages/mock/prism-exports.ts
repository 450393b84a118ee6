/** What the mock uses of Prism, as the entry of the bundle. */
export { getHttpOperationsFromSpec } from "#prism";
export { createClientFromOperations } from "#prism-client";
