/**
 * Reads OpenAPI 3.1 descriptions for the rolewright packages. Internal: it changes without notice.
 *
 * @module
 */
export {
  createDescription,
  parseDescription,
  readDescription,
  type Description,
  type Info,
  type Tag,
} from "./description.ts";
export { InvalidDescriptionError } from "./invalid-description-error.ts";
export { appendKey, escapeKey, findNode, parsePointer, type Pointer } from "./json-pointer.ts";
export {
  fillPath,
  findResponse,
  isJsonMediaType,
  listPathParameterNames,
  type DocumentedResponse,
  type Example,
  type ExternalDocs,
  type Link,
  type MediaType,
  type Operation,
  type Parameter,
  type ParameterLocation,
  type RequestBody,
  type SecurityRequirement,
  type SecurityScheme,
  type Server,
} from "./operation.ts";
export {
  formatMethod,
  formatResource,
  listMethodIds,
  listPathIds,
  locateMethod,
  type PathId,
  reservedWords,
  type ResourceNode,
  ResourceTree,
} from "./resource-tree.ts";
export { getComponentName, getValueType, type Schema, type ValueType } from "./schema.ts";
