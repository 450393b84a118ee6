import { type DomainError, domainErrors } from "./domain-error.ts";
import type { ScopeKind } from "./scope-kind.ts";

/**
 * Returns the key by which names are compared: in compatibility form (NFKC), case-insensitive, trimmed, and without
 * characters that are not visible, such as the zero-width space. So `Admin` in full-width letters equals `Admin`. Letters of
 * another script are different, even if they look alike.
 */
export function toNameKey(name: string): string {
  if (/^[ -~]*$/.test(name)) return name.trim().toUpperCase();
  // Folding can create characters that must be normalized, and the reverse. The second pass changes nothing more.
  return foldName(foldName(name)).normalize("NFKC").trim();
}

/** Text is lower-cased before it is upper-cased, so that letters which only one of the two maps (`ß`, `ς`) are equal as well. */
const foldName = (name: string) =>
  name
    .normalize("NFKC")
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    .toUpperCase();

/**
 * Returns why a name may look like another name: it has characters that change the direction of text
 * or break lines, or none that is visible. Returns `undefined` for a name that is allowed.
 */
export function describeHiddenCharacters(name: string): string | undefined {
  if (/[\p{Cc}\u2028\u2029]/u.test(name)) return "must not have control characters or line breaks";
  if (/\p{Bidi_Control}/u.test(name)) return "must not have characters that change the direction of text";
  // U+2800 is a blank pattern of Braille.
  return /[^\s\p{Default_Ignorable_Code_Point}\u2800]/u.test(name)
    ? undefined
    : "must have a visible character";
}

/**
 * Rejects a name that another resource of the scope has.
 *
 * @param existing The resource with an equal name, if there is one.
 * @param ownId The ID of the resource that is updated, whose own name is no conflict. Omit it for a create.
 */
export function checkNameConflict(
  kind: "role" | "policy" | "project",
  scope: ScopeKind,
  existing: { id: string; name: string } | undefined,
  ownId?: string,
): DomainError<"name_conflict"> | undefined {
  if (!existing || existing.id === ownId) return undefined;
  return domainErrors.nameConflict(kind, existing.name, scope);
}

/**
 * Returns a body as it is stored: a missing description is `null`, and an unpaired surrogate, which no database can store,
 * is replaced with U+FFFD, so that the response equals later lists.
 */
export function normalizeTexts<Body extends { name: string; description?: string | null | undefined }>(
  body: Body,
): Omit<Body, "description"> & { description: string | null } {
  return {
    ...body,
    name: body.name.toWellFormed(),
    description: body.description?.toWellFormed() ?? null,
  };
}
