import { Converter } from "@apiture/openapi-down-convert";

/** @typedef {{ [keyword: string]: unknown }} Node */

/**
 * Converts a description from OpenAPI 3.1 to 3.0.3. The converter does most of it. The steps here convert what it leaves
 * unchanged or drops.
 *
 * @param {Node} description
 * @returns {Node}
 */
export function downConvert(description) {
  const readable = mapSchemas(description, (schema) =>
    bareReference(nullAsEnum(constAsEnum(openAsAdditional(schema)))),
  );
  const listed = ["responses", "headers"].reduce(withoutUnused, mapResponses(readable, withoutDefault));
  return /** @type {Node} */ (new Converter(listed).convert());
}

/** The converter drops `unevaluatedProperties`, which would leave responses neither open nor closed. @param {Node} schema */
function openAsAdditional({ unevaluatedProperties, ...schema }) {
  return unevaluatedProperties === undefined
    ? schema
    : { ...schema, additionalProperties: unevaluatedProperties };
}

/** The converter does not convert `const: false`, because it tests the value for truthiness. @param {Node} schema */
function constAsEnum({ const: constant, ...schema }) {
  return constant === undefined ? schema : { ...schema, enum: [constant] };
}

/** OpenAPI 3.0 has no type `null`. @param {Node} schema */
function nullAsEnum(schema) {
  return schema["type"] === "null" ? { ...schema, type: "string", nullable: true, enum: [null] } : schema;
}

/** OpenAPI 3.0 allows no keywords next to a `$ref`, not even `description`. @param {Node} schema */
function bareReference(schema) {
  return "$ref" in schema ? { $ref: schema["$ref"] } : schema;
}

/**
 * Removes the `default` response. progenitor also treats it as a success, and fails when its body differs from that of 200.
 * 4XX and 5XX are no alternative: progenitor matches them before the specific statuses, which Rust reports as unreachable.
 *
 * @param {Node} responses
 */
function withoutDefault({ default: _, ...listed }) {
  return listed;
}

/**
 * Removes the components that are no longer referenced.
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
 * Rewrites every component schema and its properties. The lint rules make sure that no other place has such keywords.
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
