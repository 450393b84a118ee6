/**
 * Changes to a description and whether each breaks callers, to prove the judge that `spec:diff` relies on. The names are
 * oasdiff's check ids, with a suffix where one id covers several changes; ids of ours begin with a dash of their own.
 */

// Fragments of OpenAPI as they stand in a file.
type Fragment = any;

export interface Change {
  name: string;
  /** Whether a caller that keeps to the old description can fail on an API that keeps to the new one. */
  breaking: boolean;
  before: Fragment;
  after: Fragment;
}

const text = { type: "string" };
const number = { type: "integer" };
const object = (properties: Fragment, required: string[] = []): Fragment => ({
  type: "object",
  properties,
  required,
});

const closed = (properties: Fragment): Fragment => ({ ...object(properties), additionalProperties: false });

/** An operation that takes a body. */
const taking = (schema: Fragment, rest: Fragment = {}): Fragment => ({
  post: {
    requestBody: { required: true, content: { "application/json": { schema } } },
    responses: answers(text),
    ...rest,
  },
});
/** An operation that gives a body. */
const giving = (schema: Fragment, rest: Fragment = {}): Fragment => ({
  get: { responses: answers(schema), ...rest },
});
/** An operation with one parameter. */
const asking = (parameter: Fragment): Fragment => ({
  get: { parameters: [{ name: "p", in: "query", schema: text, ...parameter }], responses: answers(text) },
});
const answers = (schema: Fragment): Fragment => ({
  "200": { description: "OK", content: { "application/json": { schema } } },
});

/** A property of a request, by what its schema was and is. */
const sent = (name: string, breaking: boolean, before: Fragment, after: Fragment): Change => ({
  name,
  breaking,
  before: taking(object({ value: before })),
  after: taking(object({ value: after })),
});
/** A property of an answer, by what its schema was and is. */
const got = (name: string, breaking: boolean, before: Fragment, after: Fragment): Change => ({
  name,
  breaking,
  before: giving(object({ value: before }, ["value"])),
  after: giving(object({ value: after }, ["value"])),
});
/** A query parameter, by what it was and is. */
const asked = (name: string, breaking: boolean, before: Fragment, after: Fragment): Change => ({
  name,
  breaking,
  before: asking(before),
  after: asking(after),
});
const change = (name: string, breaking: boolean, before: Fragment, after: Fragment): Change => ({
  name,
  breaking,
  before,
  after,
});

const withLimit = (schema: Fragment, keyword: string, value: unknown): Fragment => ({
  ...schema,
  [keyword]: value,
});

/** A limit of a schema: where it gets narrower, requests break; where it gets wider, answers do. */
const limits = (
  schema: Fragment,
  keyword: string,
  id: string,
  narrow: number,
  wide: number,
  narrower: string,
  wider: string,
): Change[] => [
  sent(
    `request-property-${id}-${narrower}`,
    true,
    withLimit(schema, keyword, wide),
    withLimit(schema, keyword, narrow),
  ),
  sent(
    `request-property-${id}-${wider}`,
    false,
    withLimit(schema, keyword, narrow),
    withLimit(schema, keyword, wide),
  ),
  sent(`request-property-${id}-set`, true, schema, withLimit(schema, keyword, narrow)),
  sent(`request-property-${id}-unset`, false, withLimit(schema, keyword, narrow), schema),
  got(
    `response-property-${id}-${wider}`,
    true,
    withLimit(schema, keyword, narrow),
    withLimit(schema, keyword, wide),
  ),
  got(
    `response-property-${id}-${narrower}`,
    false,
    withLimit(schema, keyword, wide),
    withLimit(schema, keyword, narrow),
  ),
  got(`response-property-${id}-unset`, true, withLimit(schema, keyword, narrow), schema),
  got(`response-property-${id}-set`, false, schema, withLimit(schema, keyword, narrow)),
];

const list = { type: "array", items: text };

export const corpus: Change[] = [
  ...limits(text, "maxLength", "max-length", 5, 9, "decreased", "increased"),
  ...limits(text, "minLength", "min-length", 9, 5, "increased", "decreased"),
  ...limits(number, "maximum", "max", 5, 9, "decreased", "increased"),
  ...limits(number, "minimum", "min", 9, 5, "increased", "decreased"),
  ...limits(list, "maxItems", "max-items", 5, 9, "decreased", "increased"),
  ...limits(list, "minItems", "min-items", 9, 5, "increased", "decreased"),

  // Properties of a request.
  change(
    "new-required-request-property",
    true,
    taking(object({ a: text })),
    taking(object({ a: text, b: text }, ["b"])),
  ),
  change(
    "new-optional-request-property",
    false,
    taking(object({ a: text })),
    taking(object({ a: text, b: text })),
  ),
  change(
    "request-property-removed-from-closed",
    true,
    taking(closed({ a: text, b: text })),
    taking(closed({ a: text })),
  ),
  change(
    "request-property-removed-from-open",
    false,
    taking(object({ a: text, b: text })),
    taking(object({ a: text })),
  ),
  change(
    "request-property-became-required",
    true,
    taking(object({ a: text })),
    taking(object({ a: text }, ["a"])),
  ),
  change(
    "request-property-became-optional",
    false,
    taking(object({ a: text }, ["a"])),
    taking(object({ a: text })),
  ),
  sent("request-property-type-changed", true, text, number),
  sent("request-property-type-specialized", true, { type: ["string", "null"] }, text),
  sent("request-property-type-generalized", false, text, { type: ["string", "null"] }),
  sent("request-property-enum-value-removed", true, { ...text, enum: ["a", "b"] }, { ...text, enum: ["a"] }),
  sent("request-property-enum-value-added", false, { ...text, enum: ["a"] }, { ...text, enum: ["a", "b"] }),
  sent("request-property-became-enum", true, text, { ...text, enum: ["a"] }),
  sent("request-property-pattern-added", true, text, { ...text, pattern: "^a" }),
  sent("request-property-pattern-removed", false, { ...text, pattern: "^a" }, text),
  sent("request-property-pattern-changed", true, { ...text, pattern: "^a" }, { ...text, pattern: "^b" }),
  sent("request-property-const-changed", true, { ...text, const: "a" }, { ...text, const: "b" }),
  sent("request-property-unique-items-set", true, list, { ...list, uniqueItems: true }),
  sent("request-property-unique-items-unset", false, { ...list, uniqueItems: true }, list),
  sent("request-property-items-type-changed", true, list, { type: "array", items: number }),
  change(
    "request-property-additional-properties-closed",
    true,
    taking(object({ a: text })),
    taking(closed({ a: text })),
  ),
  change(
    "request-body-became-closed-no-more",
    false,
    taking(closed({ a: text })),
    taking(object({ a: text })),
  ),

  // The body of a request.
  change(
    "request-body-became-required",
    true,
    taking(text, { requestBody: { content: { "application/json": { schema: text } } } }),
    taking(text),
  ),
  change(
    "request-body-became-optional",
    false,
    taking(text),
    taking(text, { requestBody: { content: { "application/json": { schema: text } } } }),
  ),
  change("added-required-request-body", true, { post: { responses: answers(text) } }, taking(text)),
  change("removed-request-body", true, taking(text), { post: { responses: answers(text) } }),
  change("request-body-type-changed", true, taking(text), taking(number)),
  change(
    "request-body-media-type-removed",
    true,
    taking(text, {
      requestBody: {
        required: true,
        content: { "application/json": { schema: text }, "text/plain": { schema: text } },
      },
    }),
    taking(text),
  ),
  change(
    "request-body-media-type-added",
    false,
    taking(text),
    taking(text, {
      requestBody: {
        required: true,
        content: { "application/json": { schema: text }, "text/plain": { schema: text } },
      },
    }),
  ),

  // Parameters.
  change("new-required-request-parameter", true, giving(text), asking({ required: true })),
  change("new-optional-request-parameter", false, giving(text), asking({})),
  change("request-parameter-removed", true, asking({}), giving(text)),
  asked("request-parameter-became-required", true, {}, { required: true }),
  asked("request-parameter-became-optional", false, { required: true }, {}),
  asked("request-parameter-type-changed", true, {}, { schema: number }),
  asked(
    "request-parameter-type-generalized",
    false,
    { schema: number },
    { schema: { type: ["integer", "string"] } },
  ),
  asked(
    "request-parameter-enum-value-removed",
    true,
    { schema: { ...text, enum: ["a", "b"] } },
    { schema: { ...text, enum: ["a"] } },
  ),
  asked(
    "request-parameter-enum-value-added",
    false,
    { schema: { ...text, enum: ["a"] } },
    { schema: { ...text, enum: ["a", "b"] } },
  ),
  asked(
    "request-parameter-max-length-decreased",
    true,
    { schema: { ...text, maxLength: 9 } },
    { schema: { ...text, maxLength: 5 } },
  ),
  asked(
    "request-parameter-max-length-increased",
    false,
    { schema: { ...text, maxLength: 5 } },
    { schema: { ...text, maxLength: 9 } },
  ),
  asked(
    "request-parameter-min-length-increased",
    true,
    { schema: { ...text, minLength: 5 } },
    { schema: { ...text, minLength: 9 } },
  ),
  asked(
    "request-parameter-max-decreased",
    true,
    { schema: { ...number, maximum: 9 } },
    { schema: { ...number, maximum: 5 } },
  ),
  asked(
    "request-parameter-min-increased",
    true,
    { schema: { ...number, minimum: 5 } },
    { schema: { ...number, minimum: 9 } },
  ),
  asked("request-parameter-pattern-added", true, {}, { schema: { ...text, pattern: "^a" } }),
  asked("request-parameter-pattern-removed", false, { schema: { ...text, pattern: "^a" } }, {}),
  asked(
    "request-parameter-style-changed",
    true,
    { schema: list, explode: true },
    { schema: list, explode: false },
  ),

  // Properties of an answer.
  change(
    "response-required-property-removed",
    true,
    giving(object({ a: text, b: text }, ["a", "b"])),
    giving(object({ a: text }, ["a"])),
  ),
  change(
    "response-optional-property-removed",
    true,
    giving(object({ a: text, b: text })),
    giving(object({ a: text })),
  ),
  change(
    "response-required-property-added",
    false,
    giving(object({ a: text }, ["a"])),
    giving(object({ a: text, b: text }, ["a", "b"])),
  ),
  change(
    "response-optional-property-added",
    false,
    giving(object({ a: text })),
    giving(object({ a: text, b: text })),
  ),
  change(
    "response-property-became-optional",
    true,
    giving(object({ a: text }, ["a"])),
    giving(object({ a: text })),
  ),
  change(
    "response-property-became-required",
    false,
    giving(object({ a: text })),
    giving(object({ a: text }, ["a"])),
  ),
  got("response-property-type-changed", true, text, number),
  got("response-property-became-nullable", true, text, { type: ["string", "null"] }),
  got("response-property-became-not-nullable", false, { type: ["string", "null"] }, text),
  got("response-property-enum-value-added", true, { ...text, enum: ["a"] }, { ...text, enum: ["a", "b"] }),
  got("response-property-enum-value-removed", false, { ...text, enum: ["a", "b"] }, { ...text, enum: ["a"] }),
  got("response-property-pattern-removed", true, { ...text, pattern: "^a" }, text),
  got("response-property-pattern-added", false, text, { ...text, pattern: "^a" }),
  got("response-property-pattern-changed", true, { ...text, pattern: "^a" }, { ...text, pattern: "^b" }),
  got(
    "response-property-const-changed",
    true,
    { type: "boolean", const: true },
    { type: "boolean", const: false },
  ),
  got("response-property-items-type-changed", true, list, { type: "array", items: number }),
  got("response-property-unique-items-unset", true, { ...list, uniqueItems: true }, list),
  got("response-property-unique-items-set", false, list, { ...list, uniqueItems: true }),

  // Answers.
  change(
    "response-success-status-removed",
    true,
    { get: { responses: { ...answers(text), "201": { description: "Created" } } } },
    giving(text),
  ),
  change("response-success-status-changed", true, giving(text), {
    get: { responses: { "201": answers(text)["200"] } },
  }),
  change("response-non-success-status-added", false, giving(text), {
    get: { responses: { ...answers(text), "409": { description: "Conflict" } } },
  }),
  change("response-body-type-changed", true, giving(text), giving(number)),
  change(
    "response-media-type-removed",
    true,
    {
      get: {
        responses: {
          "200": {
            description: "OK",
            content: { "application/json": { schema: text }, "text/plain": { schema: text } },
          },
        },
      },
    },
    giving(text),
  ),
  change("response-media-type-added", false, giving(text), {
    get: {
      responses: {
        "200": {
          description: "OK",
          content: { "application/json": { schema: text }, "text/plain": { schema: text } },
        },
      },
    },
  }),
  change(
    "required-response-header-removed",
    true,
    {
      get: {
        responses: {
          "200": { ...answers(text)["200"], headers: { "X-A": { required: true, schema: text } } },
        },
      },
    },
    giving(text),
  ),
  change("response-header-added", false, giving(text), {
    get: { responses: { "200": { ...answers(text)["200"], headers: { "X-A": { schema: text } } } } },
  }),

  // Operations.
  change("api-removed-without-deprecation", true, { ...giving(text), ...taking(text) }, giving(text)),
  change("api-operation-added", false, giving(text), { ...giving(text), ...taking(text) }),
  change(
    "api-operation-id-removed",
    true,
    giving(text, { operationId: "getOne" }),
    giving(text, { operationId: "getAnother" }),
  ),
  change("api-tag-added", false, giving(text), giving(text, { tags: ["one"] })),
  change("endpoint-deprecated", false, giving(text), giving(text, { deprecated: true })),
  change("endpoint-reactivated", false, giving(text, { deprecated: true }), giving(text)),
  change(
    "api-security-added",
    true,
    giving(text, { security: [] }),
    giving(text, { security: [{ Key: [] }] }),
  ),
  change(
    "api-security-removed",
    false,
    giving(text, { security: [{ Key: [] }] }),
    giving(text, { security: [] }),
  ),
  change("api-path-removed-without-deprecation", true, giving(text), undefined),
  change("api-path-added", false, undefined, giving(text)),
  change(
    "description-changed",
    false,
    giving(text, { description: "One" }),
    giving(text, { description: "Another" }),
  ),
  change("summary-changed", false, giving(text, { summary: "One" }), giving(text, { summary: "Another" })),
  change(
    "example-changed",
    false,
    giving({ ...text, examples: ["a"] }),
    giving({ ...text, examples: ["b"] }),
  ),
];
