import { isObject, requestSchemaNames } from "./context.js";
/** @import { Root, RuleContext } from "./context.js" */

/**
 * Requires that response objects accept new fields and that request objects do not. `unevaluatedProperties: true` opens a
 * response for tools that treat an unmarked object as closed, without the index signature of `additionalProperties: true`.
 */
export const openResponsesClosedRequests = () => ({
  Root: {
    /** @param {Root} root @param {RuleContext} context */
    leave(root, { report, location }) {
      const requests = requestSchemaNames(root);
      for (const [name, schema] of Object.entries(root.components?.schemas ?? {})) {
        if (!isObject(schema)) continue;
        const isOpen = schema.unevaluatedProperties === true && schema.additionalProperties === undefined;
        const isClosed = schema.additionalProperties === false && schema.unevaluatedProperties === undefined;
        if (requests.has(name) ? isClosed : isOpen) continue;
        report({
          message: requests.has(name)
            ? `The request schema \`${name}\` is not closed. Set \`additionalProperties: false\`, and remove \`unevaluatedProperties\`.`
            : `The response schema \`${name}\` is not open. Set \`unevaluatedProperties: true\`, and remove \`additionalProperties\`.`,
          location: location.child(["components", "schemas", name]).key(),
        });
      }
    },
  },
});
