/**
 * Changes to a description and whether each breaks callers, to test the judge that `spec:diff` relies on. The names are
 * oasdiff's check ids, with a suffix where one id covers several changes; IDs that oasdiff does not have begin with a dash.
 */

// Fragments of OpenAPI as they are in a file.
type Fragment = any;

export interface Change {
  name: string;
  /** Whether a caller that follows the old description can fail on an API that follows the new one. */
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

const closedObject = (properties: Fragment): Fragment => ({
  ...object(properties),
  additionalProperties: false,
});

/** Creates an operation with a request body. */
const withRequestBody = (schema: Fragment, rest: Fragment = {}): Fragment => ({
  post: {
    requestBody: { required: true, content: { "application/json": { schema } } },
    responses: toResponses(text),
    ...rest,
  },
});
/** Creates an operation with a response body. */
const withResponseBody = (schema: Fragment, rest: Fragment = {}): Fragment => ({
  get: { responses: toResponses(schema), ...rest },
});
/** Creates an operation with one query parameter. */
const withQueryParameter = (parameter: Fragment): Fragment => ({
  get: { parameters: [{ name: "p", in: "query", schema: text, ...parameter }], responses: toResponses(text) },
});
const toResponses = (schema: Fragment): Fragment => ({
  "200": { description: "OK", content: { "application/json": { schema } } },
});

/** Creates a change of a request property, from its schema before and after. */
const requestChange = (name: string, breaking: boolean, before: Fragment, after: Fragment): Change => ({
  name,
  breaking,
  before: withRequestBody(object({ value: before })),
  after: withRequestBody(object({ value: after })),
});
/** Creates a change of a response property, from its schema before and after. */
const responseChange = (name: string, breaking: boolean, before: Fragment, after: Fragment): Change => ({
  name,
  breaking,
  before: withResponseBody(object({ value: before }, ["value"])),
  after: withResponseBody(object({ value: after }, ["value"])),
});
/** Creates a change of a query parameter, from its definition before and after. */
const parameterChange = (name: string, breaking: boolean, before: Fragment, after: Fragment): Change => ({
  name,
  breaking,
  before: withQueryParameter(before),
  after: withQueryParameter(after),
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

/** Creates the changes of a limit. A narrower limit breaks requests, a wider one breaks readers of responses. */
const limitChanges = (
  schema: Fragment,
  keyword: string,
  id: string,
  narrow: number,
  wide: number,
  narrower: string,
  wider: string,
): Change[] => [
  requestChange(
    `request-property-${id}-${narrower}`,
    true,
    withLimit(schema, keyword, wide),
    withLimit(schema, keyword, narrow),
  ),
  requestChange(
    `request-property-${id}-${wider}`,
    false,
    withLimit(schema, keyword, narrow),
    withLimit(schema, keyword, wide),
  ),
  requestChange(`request-property-${id}-set`, true, schema, withLimit(schema, keyword, narrow)),
  requestChange(`request-property-${id}-unset`, false, withLimit(schema, keyword, narrow), schema),
  responseChange(
    `response-property-${id}-${wider}`,
    true,
    withLimit(schema, keyword, narrow),
    withLimit(schema, keyword, wide),
  ),
  responseChange(
    `response-property-${id}-${narrower}`,
    false,
    withLimit(schema, keyword, wide),
    withLimit(schema, keyword, narrow),
  ),
  responseChange(`response-property-${id}-unset`, true, withLimit(schema, keyword, narrow), schema),
  responseChange(`response-property-${id}-set`, false, schema, withLimit(schema, keyword, narrow)),
];

const list = { type: "array", items: text };

export const corpus: Change[] = [
  ...limitChanges(text, "maxLength", "max-length", 5, 9, "decreased", "increased"),
  ...limitChanges(text, "minLength", "min-length", 9, 5, "increased", "decreased"),
  ...limitChanges(number, "maximum", "max", 5, 9, "decreased", "increased"),
  ...limitChanges(number, "minimum", "min", 9, 5, "increased", "decreased"),
  ...limitChanges(list, "maxItems", "max-items", 5, 9, "decreased", "increased"),
  ...limitChanges(list, "minItems", "min-items", 9, 5, "increased", "decreased"),

  // Properties of a request.
  change(
    "new-required-request-property",
    true,
    withRequestBody(object({ a: text })),
    withRequestBody(object({ a: text, b: text }, ["b"])),
  ),
  change(
    "new-optional-request-property",
    false,
    withRequestBody(object({ a: text })),
    withRequestBody(object({ a: text, b: text })),
  ),
  change(
    "request-property-removed-from-closed",
    true,
    withRequestBody(closedObject({ a: text, b: text })),
    withRequestBody(closedObject({ a: text })),
  ),
  change(
    "request-property-removed-from-open",
    false,
    withRequestBody(object({ a: text, b: text })),
    withRequestBody(object({ a: text })),
  ),
  change(
    "request-property-became-required",
    true,
    withRequestBody(object({ a: text })),
    withRequestBody(object({ a: text }, ["a"])),
  ),
  change(
    "request-property-became-optional",
    false,
    withRequestBody(object({ a: text }, ["a"])),
    withRequestBody(object({ a: text })),
  ),
  requestChange("request-property-type-changed", true, text, number),
  requestChange("request-property-type-specialized", true, { type: ["string", "null"] }, text),
  requestChange("request-property-type-generalized", false, text, { type: ["string", "null"] }),
  requestChange(
    "request-property-enum-value-removed",
    true,
    { ...text, enum: ["a", "b"] },
    { ...text, enum: ["a"] },
  ),
  requestChange(
    "request-property-enum-value-added",
    false,
    { ...text, enum: ["a"] },
    { ...text, enum: ["a", "b"] },
  ),
  requestChange("request-property-became-enum", true, text, { ...text, enum: ["a"] }),
  requestChange("request-property-pattern-added", true, text, { ...text, pattern: "^a" }),
  requestChange("request-property-pattern-removed", false, { ...text, pattern: "^a" }, text),
  requestChange(
    "request-property-pattern-changed",
    true,
    { ...text, pattern: "^a" },
    { ...text, pattern: "^b" },
  ),
  requestChange("request-property-const-changed", true, { ...text, const: "a" }, { ...text, const: "b" }),
  requestChange("request-property-unique-items-set", true, list, { ...list, uniqueItems: true }),
  requestChange("request-property-unique-items-unset", false, { ...list, uniqueItems: true }, list),
  requestChange("request-property-items-type-changed", true, list, { type: "array", items: number }),
  change(
    "request-property-additional-properties-closed",
    true,
    withRequestBody(object({ a: text })),
    withRequestBody(closedObject({ a: text })),
  ),
  change(
    "request-body-became-closed-no-more",
    false,
    withRequestBody(closedObject({ a: text })),
    withRequestBody(object({ a: text })),
  ),

  // The body of a request.
  change(
    "request-body-became-required",
    true,
    withRequestBody(text, { requestBody: { content: { "application/json": { schema: text } } } }),
    withRequestBody(text),
  ),
  change(
    "request-body-became-optional",
    false,
    withRequestBody(text),
    withRequestBody(text, { requestBody: { content: { "application/json": { schema: text } } } }),
  ),
  change(
    "added-required-request-body",
    true,
    { post: { responses: toResponses(text) } },
    withRequestBody(text),
  ),
  change("removed-request-body", true, withRequestBody(text), { post: { responses: toResponses(text) } }),
  change("request-body-type-changed", true, withRequestBody(text), withRequestBody(number)),
  change(
    "request-body-media-type-removed",
    true,
    withRequestBody(text, {
      requestBody: {
        required: true,
        content: { "application/json": { schema: text }, "text/plain": { schema: text } },
      },
    }),
    withRequestBody(text),
  ),
  change(
    "request-body-media-type-added",
    false,
    withRequestBody(text),
    withRequestBody(text, {
      requestBody: {
        required: true,
        content: { "application/json": { schema: text }, "text/plain": { schema: text } },
      },
    }),
  ),

  // Parameters.
  change(
    "new-required-request-parameter",
    true,
    withResponseBody(text),
    withQueryParameter({ required: true }),
  ),
  change("new-optional-request-parameter", false, withResponseBody(text), withQueryParameter({})),
  change("request-parameter-removed", true, withQueryParameter({}), withResponseBody(text)),
  parameterChange("request-parameter-became-required", true, {}, { required: true }),
  parameterChange("request-parameter-became-optional", false, { required: true }, {}),
  parameterChange("request-parameter-type-changed", true, {}, { schema: number }),
  parameterChange(
    "request-parameter-type-generalized",
    false,
    { schema: number },
    { schema: { type: ["integer", "string"] } },
  ),
  parameterChange(
    "request-parameter-enum-value-removed",
    true,
    { schema: { ...text, enum: ["a", "b"] } },
    { schema: { ...text, enum: ["a"] } },
  ),
  parameterChange(
    "request-parameter-enum-value-added",
    false,
    { schema: { ...text, enum: ["a"] } },
    { schema: { ...text, enum: ["a", "b"] } },
  ),
  parameterChange(
    "request-parameter-max-length-decreased",
    true,
    { schema: { ...text, maxLength: 9 } },
    { schema: { ...text, maxLength: 5 } },
  ),
  parameterChange(
    "request-parameter-max-length-increased",
    false,
    { schema: { ...text, maxLength: 5 } },
    { schema: { ...text, maxLength: 9 } },
  ),
  parameterChange(
    "request-parameter-min-length-increased",
    true,
    { schema: { ...text, minLength: 5 } },
    { schema: { ...text, minLength: 9 } },
  ),
  parameterChange(
    "request-parameter-max-decreased",
    true,
    { schema: { ...number, maximum: 9 } },
    { schema: { ...number, maximum: 5 } },
  ),
  parameterChange(
    "request-parameter-min-increased",
    true,
    { schema: { ...number, minimum: 5 } },
    { schema: { ...number, minimum: 9 } },
  ),
  parameterChange("request-parameter-pattern-added", true, {}, { schema: { ...text, pattern: "^a" } }),
  parameterChange("request-parameter-pattern-removed", false, { schema: { ...text, pattern: "^a" } }, {}),
  parameterChange(
    "request-parameter-style-changed",
    true,
    { schema: list, explode: true },
    { schema: list, explode: false },
  ),

  // Properties of a response.
  change(
    "response-required-property-removed",
    true,
    withResponseBody(object({ a: text, b: text }, ["a", "b"])),
    withResponseBody(object({ a: text }, ["a"])),
  ),
  change(
    "response-optional-property-removed",
    true,
    withResponseBody(object({ a: text, b: text })),
    withResponseBody(object({ a: text })),
  ),
  change(
    "response-required-property-added",
    false,
    withResponseBody(object({ a: text }, ["a"])),
    withResponseBody(object({ a: text, b: text }, ["a", "b"])),
  ),
  change(
    "response-optional-property-added",
    false,
    withResponseBody(object({ a: text })),
    withResponseBody(object({ a: text, b: text })),
  ),
  change(
    "response-property-became-optional",
    true,
    withResponseBody(object({ a: text }, ["a"])),
    withResponseBody(object({ a: text })),
  ),
  change(
    "response-property-became-required",
    false,
    withResponseBody(object({ a: text })),
    withResponseBody(object({ a: text }, ["a"])),
  ),
  responseChange("response-property-type-changed", true, text, number),
  responseChange("response-property-became-nullable", true, text, { type: ["string", "null"] }),
  responseChange("response-property-became-not-nullable", false, { type: ["string", "null"] }, text),
  responseChange(
    "response-property-enum-value-added",
    true,
    { ...text, enum: ["a"] },
    { ...text, enum: ["a", "b"] },
  ),
  responseChange(
    "response-property-enum-value-removed",
    false,
    { ...text, enum: ["a", "b"] },
    { ...text, enum: ["a"] },
  ),
  responseChange("response-property-pattern-removed", true, { ...text, pattern: "^a" }, text),
  responseChange("response-property-pattern-added", false, text, { ...text, pattern: "^a" }),
  responseChange(
    "response-property-pattern-changed",
    true,
    { ...text, pattern: "^a" },
    { ...text, pattern: "^b" },
  ),
  responseChange(
    "response-property-const-changed",
    true,
    { type: "boolean", const: true },
    { type: "boolean", const: false },
  ),
  responseChange("response-property-items-type-changed", true, list, { type: "array", items: number }),
  responseChange("response-property-unique-items-unset", true, { ...list, uniqueItems: true }, list),
  responseChange("response-property-unique-items-set", false, list, { ...list, uniqueItems: true }),

  // Responses.
  change(
    "response-success-status-removed",
    true,
    { get: { responses: { ...toResponses(text), "201": { description: "Created" } } } },
    withResponseBody(text),
  ),
  change("response-success-status-changed", true, withResponseBody(text), {
    get: { responses: { "201": toResponses(text)["200"] } },
  }),
  change("response-non-success-status-added", false, withResponseBody(text), {
    get: { responses: { ...toResponses(text), "409": { description: "Conflict" } } },
  }),
  change("response-body-type-changed", true, withResponseBody(text), withResponseBody(number)),
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
    withResponseBody(text),
  ),
  change("response-media-type-added", false, withResponseBody(text), {
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
          "200": { ...toResponses(text)["200"], headers: { "X-A": { required: true, schema: text } } },
        },
      },
    },
    withResponseBody(text),
  ),
  change("response-header-added", false, withResponseBody(text), {
    get: { responses: { "200": { ...toResponses(text)["200"], headers: { "X-A": { schema: text } } } } },
  }),

  // Operations.
  change(
    "api-removed-without-deprecation",
    true,
    { ...withResponseBody(text), ...withRequestBody(text) },
    withResponseBody(text),
  ),
  change("api-operation-added", false, withResponseBody(text), {
    ...withResponseBody(text),
    ...withRequestBody(text),
  }),
  change(
    "api-operation-id-removed",
    true,
    withResponseBody(text, { operationId: "getOne" }),
    withResponseBody(text, { operationId: "getAnother" }),
  ),
  change("api-tag-added", false, withResponseBody(text), withResponseBody(text, { tags: ["one"] })),
  change("endpoint-deprecated", false, withResponseBody(text), withResponseBody(text, { deprecated: true })),
  change("endpoint-reactivated", false, withResponseBody(text, { deprecated: true }), withResponseBody(text)),
  change(
    "api-security-added",
    true,
    withResponseBody(text, { security: [] }),
    withResponseBody(text, { security: [{ Key: [] }] }),
  ),
  change(
    "api-security-removed",
    false,
    withResponseBody(text, { security: [{ Key: [] }] }),
    withResponseBody(text, { security: [] }),
  ),
  change("api-path-removed-without-deprecation", true, withResponseBody(text), undefined),
  change("api-path-added", false, undefined, withResponseBody(text)),
  change(
    "description-changed",
    false,
    withResponseBody(text, { description: "One" }),
    withResponseBody(text, { description: "Another" }),
  ),
  change(
    "summary-changed",
    false,
    withResponseBody(text, { summary: "One" }),
    withResponseBody(text, { summary: "Another" }),
  ),
  change(
    "example-changed",
    false,
    withResponseBody({ ...text, examples: ["a"] }),
    withResponseBody({ ...text, examples: ["b"] }),
  ),
];
