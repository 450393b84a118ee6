import { isJsonMediaType, type Parameter, type Pointer } from "@rolewright/openapi";
import { collectKeywords, type CoverageLog, type Keyword, parameterKey } from "../coverage.ts";
import { typesOf } from "../data/flat-schema.ts";
import type { Description } from "../description/read-description.ts";

/**
 * Marks the keywords of parameters that no value can violate. A parameter is sent as text: each text is a string, and an empty value
 * looks like an omitted one. A keyword that a body or another parameter shares may be violated there.
 */
export function markUnbreakableKeywords(description: Description, coverage: CoverageLog): void {
  const breakable = new Set<Pointer>();
  const unbreakable = new Map<Pointer, string>();
  for (const operation of description.operations) {
    if (operation.requestBody)
      for (const pointer of collectKeywords(description, operation.requestBody.schemaPointer).keys())
        breakable.add(pointer);
    for (const parameter of operation.parameters) {
      const reasons = explainKeywords(description, parameter);
      for (const [pointer, reason] of reasons) {
        if (reason === undefined) breakable.add(pointer);
        else unbreakable.set(pointer, reason);
      }
      const canBeOmitted = parameter.isRequired && parameter.in !== "path";
      if (!canBeOmitted && [...reasons.values()].every(Boolean))
        coverage.markUnreachable(`${parameterKey(operation, parameter.name)} invalid`, anyText);
    }
  }
  for (const [pointer, reason] of unbreakable)
    if (!breakable.has(pointer)) coverage.markUnreachable(`${pointer} invalid`, reason);
}

const anyText = "any text is valid";

/** Returns each keyword of a parameter, with the reason why no text violates it, if none does. */
function explainKeywords(description: Description, parameter: Parameter): Map<Pointer, string | undefined> {
  const explain = (pointer: Pointer) =>
    [...collectKeywords(description, pointer)].map(
      ([at, keyword]) => [at, explainUnbreakable(parameter, keyword)] as const,
    );
  const alternatives = (parameter.schema.anyOf ?? []).map((_, index) =>
    explain(`${parameter.schemaPointer}/anyOf/${index}`),
  );
  const all = explain(parameter.schemaPointer);
  // One alternative that accepts any text suffices.
  const isAny = alternatives.some((keywords) => keywords.every(([, reason]) => reason !== undefined));
  const excused = new Set(isAny ? alternatives.flat().map(([at]) => at) : []);
  return new Map(all.map(([at, reason]) => [at, reason ?? (excused.has(at) ? anyText : undefined)]));
}

function explainUnbreakable(
  { in: place, mediaType }: Parameter,
  { keyword, schema }: Keyword,
): string | undefined {
  if (mediaType !== undefined && isJsonMediaType(mediaType)) return undefined;
  const types = typesOf(schema);
  if (keyword === "type" && types.includes("string")) return "each text is a string";
  if (keyword === "type" && types.join() === "array") return "one value is a list of one";
  const isMinimum = keyword === "minLength" || keyword === "minItems" || keyword === "minProperties";
  if (!isMinimum || (schema[keyword] ?? 0) > 1) return undefined;
  return place === "path" ? "a path segment is not empty" : "an empty value looks like an omitted one";
}
