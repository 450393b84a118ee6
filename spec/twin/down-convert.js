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
  const listed = ["responses", "headers"].reduce(withoutUnused, mapResponses(readable, withoutDefault));
  return /** @type {Node} */ (new Converter(listed).convert());
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
 * progenitor takes `default` for a success as well, and stops when its body differs from that of 200. 4XX and 5XX it reads,
 * but puts before the single statuses within them, which Rust's compiler calls unreachable. So the twin lists the statuses
 * that operations have; any other is to a client what an unlisted status is in its language.
 *
 * @param {Node} responses
 */
function withoutDefault({ default: _, ...listed }) {
  return listed;
}

/**
 * Leaves out the components that nothing refers to any more.
 *
 * @param {Node} description
 * @param {string} kind
 */
function withoutUnused({ components, ...rest }, kind) {
  const kinds = /** @type {Record<string, Node>} */ (components);
  const text = JSON.stringify({ components, ...rest });
  const used = Object.entries(kinds[kind] ?? {}).filter(([name]) =>
    text.includes(`"#/components/${kind}/${name}"`),
  );
  return { ...rest, components: { ...kinds, [kind]: Object.fromEntries(used) } };
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
