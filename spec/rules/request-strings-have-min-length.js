import { isRequest } from "./context.js";
/** @import { Root, RuleContext, Schema } from "./context.js" */

/**
 * Requires `minLength` on the required strings of a request. Redocly's own `required-string-property-missing-min-length`
 * cannot be limited to requests, and responses have no limits.
 */
export const requestStringsHaveMinLength = () => ({
  Root: {
    /** @param {Root} root @param {RuleContext} context */
    leave(root, { report, location }) {
      const schemas = root.components?.schemas ?? {};
      for (const [name, schema] of Object.entries(schemas)) {
        if (!isRequest(schema)) continue;
        for (const field of schema.required ?? []) {
          const property = resolve(schema.properties?.[field] ?? {}, schemas);
          if (property.type !== "string" || property["minLength"] !== undefined) continue;
          report({
            message: `The required field \`${field}\` of \`${name}\` accepts an empty string. Set \`minLength\`.`,
            location: location.child(["components", "schemas", name, "properties", field]).key(),
          });
        }
      }
    },
  },
});

/** @param {Schema} schema @param {Record<string, Schema>} schemas */
const resolve = (schema, schemas) =>
  typeof schema["$ref"] === "string" ? (schemas[schema["$ref"].split("/").at(-1) ?? ""] ?? {}) : schema;
