/** @import { RuleContext, Schema } from "./context.js" */

const limits = [
  "minLength",
  "maxLength",
  "pattern",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
];

/** Every limit says whose it is. The vendor's pages give none, so one that is not in `x-ours` names its page. */
export const limitsAreMarked = () => ({
  /** @param {Schema} schema @param {RuleContext} context */
  Schema(schema, { report, location }) {
    const marked = schema["x-ours"] ?? [];
    for (const keyword of limits) {
      if (schema[keyword] !== undefined && !marked.includes(keyword) && schema["x-source"] === undefined) {
        report({
          message: `Whose limit is \`${keyword}\`? Add it to \`x-ours\`, or name the page that gives it in \`x-source\`.`,
          location: location.child(keyword).key(),
        });
      }
    }
    for (const keyword of marked) {
      if (schema[keyword] !== undefined) continue;
      report({
        message: `\`x-ours\` names \`${keyword}\`, which is not here. Remove it from \`x-ours\`.`,
        location: location.child("x-ours").key(),
      });
    }
  },
});
