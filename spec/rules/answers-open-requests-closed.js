import { isObject } from "./context.js";
/** @import { RuleContext, Schema } from "./context.js" */

/** @typedef {{ paths?: Record<string, Record<string, { requestBody?: unknown }>>, components?: { schemas?: Record<string, Schema> } }} Root */

/**
 * An object of an answer takes new fields, an object of a request does not. `unevaluatedProperties: true` opens an answer
 * for the tools that treat an unmarked object as closed, without the index signature that `additionalProperties` brings.
 */
export const answersOpenRequestsClosed = () => ({
  Root: {
    /** @param {Root} root @param {RuleContext} context */
    leave(root, { report, location }) {
      const schemas = root.components?.schemas ?? {};
      const requests = requestSchemas(root);
      for (const [name, schema] of Object.entries(schemas)) {
        if (!isObject(schema)) continue;
        const open = schema.unevaluatedProperties === true && schema.additionalProperties === undefined;
        const closed = schema.additionalProperties === false && schema.unevaluatedProperties === undefined;
        if (requests.has(name) ? closed : open) continue;
        report({
          message: requests.has(name)
            ? `\`${name}\` is sent in a request, so it has to be closed. Write \`additionalProperties: false\`, alone.`
            : `\`${name}\` comes back in an answer, so it has to take new fields. Write \`unevaluatedProperties: true\`, alone.`,
          location: location.child(["components", "schemas", name]).key(),
        });
      }
    },
  },
});

/**
 * The names of the component schemas that a request body is made of.
 * @param {Root} root
 */
function requestSchemas({ paths = {}, components }) {
  /** @type {Set<string>} */
  const names = new Set();
  const operations = Object.values(paths).flatMap((path) => Object.values(path));
  const pending = operations.flatMap(({ requestBody }) => referredSchemas(requestBody));
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    pending.push(...referredSchemas(components?.schemas?.[name]));
  }
  return names;
}

/** @param {unknown} node */
const referredSchemas = (node) =>
  Array.from(
    JSON.stringify(node ?? null).matchAll(/"#\/components\/schemas\/([^"/]+)"/g),
    ([, name]) => name ?? "",
  );
