import { hash } from "node:crypto";
import { type ApiError, apiErrors } from "./api-errors.ts";

/** A parsed `If-Match` header: `*` for any version, or the entity tags of which one must match. */
export type IfMatch = "*" | ReadonlySet<string>;

/** A list of entity tags (RFC 9110, section 8.8.3). Empty list elements are allowed. */
const tagList =
  /^[\t ,]*(?:W\/)?"[!#-~\u0080-\u00ff]*"(?:[\t ]*,[\t ,]*(?:W\/)?"[!#-~\u0080-\u00ff]*")*[\t ,]*$/;

/** One entity tag of a list. The first group is the prefix of a weak tag. */
const tagPattern = /(W\/)?("[!#-~\u0080-\u00ff]*")/g;

/**
 * Parses an `If-Match` header. Weak tags are dropped: `If-Match` compares strongly, so that they never match.
 *
 * @returns `undefined` if there is no header, and an error if it is neither `*` nor a list of entity tags.
 */
export function parseIfMatch(header: string | undefined): IfMatch | ApiError<400> | undefined {
  if (header === undefined) return undefined;
  if (header.trim() === "*") return "*";
  if (!tagList.test(header)) return apiErrors.invalidIfMatch();
  const tags = [...header.matchAll(tagPattern)].filter(([, weak]) => weak === undefined);
  return new Set(tags.map(([, , tag = ""]) => tag));
}

/** Creates the strong entity tag of the JSON of a resource or a list. Equal texts have equal tags in every process. */
export const createEntityTag = (json: string): string =>
  `"${hash("sha256", json, "base64url").slice(0, 22)}"`;

/**
 * Returns the resource in the `data` of a response: `data` itself, or its first property with an ID, such as `role`. Returns
 * `undefined` for a list.
 */
export function findResource(data: unknown): { id: unknown } | undefined {
  if (hasId(data)) return data;
  return Object.values(data ?? {}).find(hasId);
}

/** Returns an item of the list in the `data` of a response by its ID. */
export function findListItem(data: unknown, id: unknown): { id: unknown } | undefined {
  const items = Object.values(data ?? {}).find(Array.isArray) ?? [];
  return items.filter(hasId).find((item) => item.id === id);
}

const hasId = (value: unknown): value is { id: unknown } =>
  typeof value === "object" && value !== null && "id" in value;
