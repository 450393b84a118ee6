/** @import { RuleContext } from "./context.js" */

/** Rejects keywords other than `description` next to a `$ref`: some tools drop them (Prism, Ajv in Fastify). */
export const noRefSiblings = () => ({
  /** @param {Record<string, unknown>} node @param {RuleContext} context */
  ref(node, { report, location }) {
    for (const sibling of Object.keys(node)) {
      if (sibling === "$ref" || sibling === "description") continue;
      report({
        message: `Some tools drop \`${sibling}\` next to a \`$ref\`. Move it to the referenced schema, or create a component for this use.`,
        location: location.child(sibling).key(),
      });
    }
  },
});
