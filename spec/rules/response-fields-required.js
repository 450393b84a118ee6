import { isObject, isRequest } from "./context.js";
/** @import { RuleContext, Schema } from "./context.js" */

// `details` and its fields are optional in errors of version 2.
const optionalFields = new Set(["deprecated", "link", "details", "usage", "limit"]);

/** Requires that response fields are required, so that generated types do not force callers to check for absence. */
export const responseFieldsRequired = () => ({
  /** @param {Schema} schema @param {RuleContext} context */
  Schema(schema, { report, location }) {
    if (!isObject(schema) || isRequest(schema)) return;
    for (const name of Object.keys(schema.properties ?? {})) {
      if (optionalFields.has(name) || schema.required?.includes(name)) continue;
      report({
        message: `The response field \`${name}\` is optional. Add it to \`required\`. If it can have no value, make it nullable.`,
        location: location.child(["properties", name]).key(),
      });
    }
  },
});
