import { limitKeywords } from "./limit-keywords.js";
import { requestSchemaNames } from "./context.js";
/** @import { Root, RuleContext, Schema } from "./context.js" */

/**
 * Rejects limits in response schemas. The vendor's pages give no limits, and this project cannot limit what the vendor's
 * servers return: a client would reject valid responses. A limit that a standard gives names it in `x-source`.
 */
export const noResponseLimits = () => {
  /** @type {Map<string, { schema: Schema, location: import("./context.js").Location }>} */
  const schemas = new Map();
  return {
    /** @param {Schema} schema @param {RuleContext} context */
    Schema(schema, { location }) {
      schemas.set(location.pointer, { schema, location });
    },
    Root: {
      /** @param {Root} root @param {RuleContext} context */
      leave(root, { report }) {
        const requests = requestSchemaNames(root);
        for (const [pointer, { schema, location }] of schemas) {
          const [, component] = /^#\/components\/schemas\/([^/]+)/.exec(pointer) ?? [];
          const isSent =
            component === undefined ? !/\/(responses|headers)\//.test(pointer) : requests.has(component);
          if (isSent || schema["x-source"] !== undefined) continue;
          for (const keyword of limitKeywords) {
            if (schema[keyword] === undefined) continue;
            report({
              message: `The response schema has the limit \`${keyword}\`. Remove it, or name the page or standard that gives it in \`x-source\`.`,
              location: location.child(keyword).key(),
            });
          }
        }
      },
    },
  };
};
