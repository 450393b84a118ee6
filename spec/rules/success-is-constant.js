/** @import { RuleContext, Schema } from "./context.js" */

/** Requires that `success` is a constant, so that `if (response.success)` narrows the type in typed languages. */
export const successIsConstant = () => ({
  /** @param {Schema} schema @param {RuleContext} context */
  Schema(schema, { report, location }) {
    const success = schema.properties?.["success"];
    if (success === undefined || typeof success.const === "boolean") return;
    report({
      message: "`success` is not a constant. Set `const: true` in a success, `const: false` in an error.",
      location: location.child(["properties", "success"]).key(),
    });
  },
});
