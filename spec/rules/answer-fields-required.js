import { isObject, isRequest } from "./context.js";
/** @import { RuleContext, Schema } from "./context.js" */

const optional = new Set(["deprecated", "link"]);

/** What an answer always carries is required, so that no generated type makes callers ask whether it is there. */
export const answerFieldsRequired = () => ({
  /** @param {Schema} schema @param {RuleContext} context */
  Schema(schema, { report, location }) {
    if (!isObject(schema) || isRequest(schema)) return;
    for (const name of Object.keys(schema.properties ?? {})) {
      if (optional.has(name) || schema.required?.includes(name)) continue;
      report({
        message: `\`${name}\` is optional in an answer. Add it to \`required\`; if it can be absent in meaning, make it nullable.`,
        location: location.child(["properties", name]).key(),
      });
    }
  },
});
