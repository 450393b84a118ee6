import { schemaProblems } from "./conformance.ts";
import { resolve, type Schema } from "./description.ts";

/** A body that breaks one rule of its schema. */
export interface BrokenBody {
  /** Which rule, where: `policyIds: uniqueItems`. */
  rule: string;
  body: unknown;
}

/** Texts that a pattern or a format may refuse; those that it does refuse are sent. */
const misfits = ["   ", "a\u0001b", "a\u0000b", "\u0000", "a b", "not an address"];

/** For a body that is right: every way to break one rule of its schema, one at a time. */
export function brokenBodies(schema: Schema, valid: object): BrokenBody[] {
  const { properties = {}, required = [], additionalProperties, minProperties } = resolve<Schema>(schema);
  return [
    { rule: "type", body: [valid] },
    { rule: "type", body: "text" },
    ...(additionalProperties === false
      ? [{ rule: "additionalProperties", body: { ...valid, unexpected: true } }]
      : []),
    ...(minProperties === undefined ? [] : [{ rule: "minProperties", body: {} }]),
    ...required.map((name) => ({ rule: `${name}: required`, body: without(valid, name) })),
    ...Object.entries(properties).flatMap(([name, property]) =>
      brokenValues(resolve<Schema>(property)).map(({ rule, body }) => ({
        rule: `${name}: ${rule}`,
        body: { ...valid, [name]: body },
      })),
    ),
  ].filter(({ body }) => schemaProblems(schema, body).length > 0);
}

function brokenValues(schema: Schema): BrokenBody[] {
  const { maxLength, minLength, pattern, format, items, maxItems, uniqueItems } = schema;
  const several = Array.from({ length: (maxItems ?? 0) + 1 }, (_, index) => `id-${index}`);
  const unfit = (pattern ?? format) === undefined ? [] : misfits;
  return [
    { rule: "type", body: 7 },
    { rule: "type", body: { id: "x" } },
    { rule: "type (null)", body: null },
    ...(minLength === undefined ? [] : [{ rule: "minLength", body: "" }]),
    ...(maxLength === undefined ? [] : [{ rule: "maxLength", body: "x".repeat(maxLength + 1) }]),
    ...unfit.map((body) => ({ rule: `pattern or format (${JSON.stringify(body)})`, body })),
    ...(maxItems === undefined ? [] : [{ rule: "maxItems", body: several }]),
    ...(uniqueItems ? [{ rule: "uniqueItems", body: ["id-1", "id-1"] }] : []),
    ...(items === undefined
      ? []
      : brokenValues(resolve<Schema>(items)).map(({ rule, body }) => ({
          rule: `items: ${rule}`,
          body: [body],
        }))),
  ];
}

const without = (object: object, name: string) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
