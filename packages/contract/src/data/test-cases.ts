import type { Pointer } from "@rolewright/openapi";
import type { Description } from "../description/read-description.ts";
import type { Covered } from "../client/exchange.ts";
import { flatRequestSchema, typeOf } from "./flat-schema.ts";
import type { Location } from "./location.ts";
import { sampleAlternatives } from "./sample.ts";
import type { TestData } from "./test-data.ts";
import { invalidValues } from "./invalid-values.ts";
import { validValues } from "./valid-values.ts";

/** A value for one side of one rule. */
export interface DataCase {
  /** A label for people: `name: maxLength`. */
  rule: string;
  value: unknown;
  covers: Covered[];
}

/** Returns invalid values, each of which violates one rule of a schema. */
export function invalidCases(
  description: Description,
  pointer: Pointer,
  base: unknown,
  testData?: TestData,
): DataCase[] {
  const found: DataCase[] = [];
  for (const place of findAllLocations(description, pointer, base)) {
    for (const { keyword, value, note } of invalidValues(place, testData)) {
      const whole = place.with(value);
      const at = place.flat.places.get(keyword);
      const problems = description.problems(pointer, whole);
      // Keep only values that violate the intended rule.
      if (at === undefined || !problems.some((problem) => problem.pointer === at)) continue;
      const rule = `${place.label}${keyword}${note === undefined ? "" : ` (${note})`}`;
      found.push({ rule, value: whole, covers: [{ pointer: at, side: "invalid" }] });
    }
  }
  return found;
}

/** Returns valid values at every limit of a schema, one limit at a time. */
export function validCases(
  description: Description,
  pointer: Pointer,
  base: unknown,
  testData: TestData,
): DataCase[] {
  const found: DataCase[] = [
    { rule: "a valid value", value: base, covers: findPlainRules(description, pointer, base) },
    ...sampleAlternatives(description, pointer).map(({ alternative, value }) => ({
      rule: `alternative ${alternative + 1}`,
      value,
      covers: findPlainRules(description, pointer, value, alternative),
    })),
  ];
  for (const place of findAllLocations(description, pointer, base)) {
    if (testData.isServerDefined(place.property)) continue;
    for (const { keyword, value, note } of validValues(place, testData)) {
      const whole = place.with(value);
      const at = place.flat.places.get(keyword);
      if (at === undefined || description.problems(pointer, whole).length > 0) continue;
      const rule = `${place.label}${keyword}${note === undefined ? "" : ` (${note})`}`;
      found.push({ rule, value: whole, covers: [{ pointer: at, side: "valid" }] });
    }
  }
  return found;
}

/** Returns the rules that a plain value covers. Limits have their own values. */
function findPlainRules(
  description: Description,
  pointer: Pointer,
  base: unknown,
  alternative?: number,
): Covered[] {
  const plain = [
    "type",
    "required",
    "additionalProperties",
    "uniqueItems",
    "pattern",
    "format",
    "enum",
    "const",
    "minProperties",
  ];
  return findLocations(description, pointer, base, alternative)
    .filter(({ base: here }) => here !== undefined)
    .flatMap(({ flat }) => plain.flatMap((keyword) => flat.places.get(keyword) ?? []))
    .map((at) => ({ pointer: at, side: "valid" }));
}

/** Returns the places in a value, and in a value of each other alternative. */
const findAllLocations = (description: Description, pointer: Pointer, base: unknown): Location[] => [
  ...findLocations(description, pointer, base),
  ...sampleAlternatives(description, pointer).flatMap(({ alternative, value }) =>
    findLocations(description, pointer, value, alternative),
  ),
];

function findLocations(
  description: Description,
  pointer: Pointer,
  base: unknown,
  alternative?: number,
): Location[] {
  const label = alternative === undefined ? "" : `alternative ${alternative + 1}: `;
  const place = { property: "", label, base, with: (value: unknown) => value };
  return walk(description, pointer, place, 0, alternative);
}

function walk(
  description: Description,
  pointer: Pointer,
  here: Omit<Location, "flat">,
  depth: number,
  alternative?: number,
): Location[] {
  const flat = flatRequestSchema(description, pointer, alternative);
  const places: Location[] = [{ ...here, flat }];
  if (depth > 4) return places;
  const object = typeOf(here.base) === "object" ? (here.base as Record<string, unknown>) : {};
  for (const [name, property] of flat.properties) {
    const next = {
      property: depth === 0 ? name : here.property,
      label: `${here.label}${name}: `,
      base: object[name],
      with: (value: unknown) => here.with({ ...object, [name]: value }),
    };
    places.push(...walk(description, property, next, depth + 1));
  }
  if (flat.items !== undefined) {
    const [first] = Array.isArray(here.base) ? here.base : [];
    const next = {
      property: here.property,
      label: `${here.label}items: `,
      base: first,
      with: (value: unknown) => here.with([value]),
    };
    places.push(...walk(description, flat.items, next, depth + 1));
  }
  return places;
}
