import { Converter } from "@apiture/openapi-down-convert";

/** @typedef {{ [keyword: string]: unknown }} Node */

/**
 * Says in OpenAPI 3.0.3 what a description says in 3.1. The converter does most of it; here is what it leaves or loses.
 *
 * @param {Node} description
 * @returns {Node}
 */
export function downConvert(description) {
  const readable = mapSchemas(description, (schema) => bareReference(constAsEnum(openAsAdditional(schema))));
  return /** @type {Node} */ (new Converter(mapResponses(readable, defaultAsRanges)).convert());
}

/** The converter drops the keyword, and an answer without it is neither open nor closed. @param {Node} schema */
function openAsAdditional({ unevaluatedProperties, ...schema }) {
  return unevaluatedProperties === undefined
    ? schema
    : { ...schema, additionalProperties: unevaluatedProperties };
}

/** The converter leaves `const: false` where it is, because false is falsy. @param {Node} schema */
function constAsEnum({ const: constant, ...schema }) {
  return constant === undefined ? schema : { ...schema, enum: [constant] };
}

/** In 3.0 nothing stands beside a `$ref`, not even a description. @param {Node} schema */
function bareReference(schema) {
  return "$ref" in schema ? { $ref: schema["$ref"] } : schema;
}

/**
 * progenitor takes `default` for a success as well and stops when its body differs from that of 200. Only errors have our
 * `default`, and 4XX and 5XX say so.
 *
 * @param {Node} responses
 */
function defaultAsRanges({ default: unexpected, ...responses }) {
  return { ...responses, "4XX": unexpected, "5XX": unexpected };
}

/**
 * Rewrites the responses of every operation.
 *
 * @param {Node} description
 * @param {(responses: Node) => Node} rewrite
 */
function mapResponses({ paths, ...rest }, rewrite) {
  const items = Object.entries(/** @type {Record<string, Node>} */ (paths)).map(([path, item]) => {
    const members = Object.entries(item).map(([key, member]) => {
      const { responses, ...operation } = /** @type {{ responses?: Node }} */ (member);
      return [key, responses === undefined ? member : { ...operation, responses: rewrite(responses) }];
    });
    return [path, Object.fromEntries(members)];
  });
  return { ...rest, paths: Object.fromEntries(items) };
}

/**
 * Rewrites every schema of the components, where all schemas with a keyword of these are (the lint rules see to that).
 *
 * @param {Node} description
 * @param {(schema: Node) => Node} rewrite
 */
function mapSchemas(description, rewrite) {
  const { components, ...rest } = /** @type {{ components: { schemas: Record<string, Node> } }} */ (
    description
  );
  const schemas = Object.entries(components.schemas).map(([name, schema]) => {
    const properties = Object.entries(schema["properties"] ?? {});
    if (properties.length === 0) return [name, rewrite(schema)];
    const rewritten = properties.map(([property, each]) => [property, rewrite(each)]);
    return [name, rewrite({ ...schema, properties: Object.fromEntries(rewritten) })];
  });
  return { ...rest, components: { ...components, schemas: Object.fromEntries(schemas) } };
}
