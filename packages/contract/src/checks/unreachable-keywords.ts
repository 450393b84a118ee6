import { isJsonMediaType, type Parameter, type Pointer, type Schema } from "@rolewright/openapi";
import { collectKeywords, type CoverageLog, type Keyword, parameterKey } from "../coverage.ts";
import { typesOf } from "../data/flat-schema.ts";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";

/** A place whose values are sent as text, or as JSON. */
interface Place {
  in: Parameter["in"] | "form" | "JSON";
  schemaPointer: Pointer;
  schema: Schema;
}

/**
 * Marks the keywords that no value can violate, because values are sent as text: each text is a string, and an empty value looks
 * like an omitted one. A keyword that several places share may be violated in another one.
 */
export function markUnbreakableKeywords(description: Description, coverage: CoverageLog): void {
  const breakable = new Set<Pointer>();
  const unbreakable = new Map<Pointer, string>();
  const explain = (place: Place): boolean => {
    const keywords = [...explainKeywords(description, place)];
    for (const [pointer, reason] of keywords) {
      if (reason === undefined) breakable.add(pointer);
      else unbreakable.set(pointer, reason);
    }
    return keywords.every(([, reason]) => reason !== undefined);
  };
  for (const operation of description.operations) {
    for (const place of listBodies(description, operation)) explain(place);
    for (const parameter of operation.parameters) {
      const acceptsAnyText = explain(toPlace(parameter));
      const canBeOmitted = parameter.isRequired && parameter.in !== "path";
      if (acceptsAnyText && !canBeOmitted)
        coverage.markUnreachable(`${parameterKey(operation, parameter.name)} invalid`, anyText);
    }
  }
  for (const [pointer, reason] of unbreakable)
    if (!breakable.has(pointer)) coverage.markUnreachable(`${pointer} invalid`, reason);
}

const anyText = "any text is valid";

function listBodies(description: Description, { requestBody }: Operation): Place[] {
  if (!requestBody) return [];
  const { encoding, schemaPointer } = requestBody;
  const schema = description.resolve<Schema>(description.at(schemaPointer) as Schema);
  return [{ in: encoding === "json" ? "JSON" : "form", schemaPointer, schema }];
}

function toPlace({ in: place, mediaType, schemaPointer, schema }: Parameter): Place {
  const isJson = mediaType !== undefined && isJsonMediaType(mediaType);
  return { in: isJson ? "JSON" : place, schemaPointer, schema };
}

/** Returns each keyword of a place, with the reason why no text violates it, if none does. */
function explainKeywords(description: Description, place: Place): Map<Pointer, string | undefined> {
  const explain = (pointer: Pointer) =>
    [...collectKeywords(description, pointer)].map(
      ([at, keyword]) => [at, explainUnbreakable(place, keyword)] as const,
    );
  const alternatives = (place.schema.anyOf ?? []).map((_, index) =>
    explain(`${place.schemaPointer}/anyOf/${index}`),
  );
  const all = explain(place.schemaPointer);
  // One alternative that accepts any text suffices.
  const isAny = alternatives.some((keywords) => keywords.every(([, reason]) => reason !== undefined));
  const excused = new Set(isAny ? alternatives.flat().map(([at]) => at) : []);
  return new Map(all.map(([at, reason]) => [at, reason ?? (excused.has(at) ? anyText : undefined)]));
}

function explainUnbreakable(place: Place, { keyword, schema }: Keyword): string | undefined {
  if (place.in === "JSON") return undefined;
  const types = typesOf(schema);
  if (keyword === "type") {
    if (types.includes("string")) return "each text is a string";
    if (types.join() === "array") return "one value is a list of one";
    return place.in === "form" && schema === place.schema ? "a form is an object" : undefined;
  }
  // Only a form has texts that are empty.
  const isMinimum =
    keyword === "minItems" || keyword === "minProperties" || (keyword === "minLength" && place.in !== "form");
  if (!isMinimum || (schema[keyword] ?? 0) > 1) return undefined;
  return place.in === "path" ? "a path segment is not empty" : "an empty value looks like an omitted one";
}
