/** @import { RuleContext, Schema } from "./context.js" */

/** `success` is a literal on both sides, so that `if (answer.success)` narrows in typed languages. */
export const successIsConstant = () => ({
  /** @param {Schema} schema @param {RuleContext} context */
  Schema(schema, { report, location }) {
    const success = schema.properties?.["success"];
    if (success === undefined || typeof success.const === "boolean") return;
    report({
      message:
        "`success` has to be a constant. Write `const: true` in a success, `const: false` in an error.",
      location: location.child(["properties", "success"]).key(),
    });
  },
});
