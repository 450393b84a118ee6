import { isRequest } from "./context.js";
import { limitKeywords } from "./limit-keywords.js";
/** @import { RuleContext, Schema } from "./context.js" */

/**
 * Requires that `x-unofficial` lists every limit that no vendor page states. A closed request object is a limit too.
 * A limit that a page or a standard gives names it in `x-source` instead.
 */
export const unofficialLimitsMarked = () => ({
  /** @param {Schema} schema @param {RuleContext} context */
  Schema(schema, { report, location }) {
    const marked = schema["x-unofficial"] ?? [];
    const keywords = [...limitKeywords, ...(isRequest(schema) ? ["additionalProperties"] : [])];
    for (const keyword of keywords) {
      if (schema[keyword] === undefined || marked.includes(keyword) || schema["x-source"] !== undefined)
        continue;
      report({
        message: `\`${keyword}\` has no source. Add it to \`x-unofficial\`, or name the page that states it in \`x-source\`.`,
        location: location.child(keyword).key(),
      });
    }
    for (const keyword of marked) {
      if (schema[keyword] !== undefined) continue;
      report({
        message: `\`x-unofficial\` lists \`${keyword}\`, but the schema does not have this keyword. Remove it from \`x-unofficial\`.`,
        location: location.child("x-unofficial").key(),
      });
    }
  },
});
