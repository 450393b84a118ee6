/** @import { RuleContext } from "./context.js" */

/** What else stands beside a `$ref` is read by some tools and dropped by others (Prism, Ajv under Fastify). */
export const onlyDescriptionBesideRef = () => ({
  /** @param {Record<string, unknown>} node @param {RuleContext} context */
  ref(node, { report, location }) {
    for (const sibling of Object.keys(node)) {
      if (sibling === "$ref" || sibling === "description") continue;
      report({
        message: `\`${sibling}\` beside a \`$ref\` is dropped by some tools. Move it to what is referred to, or make a component of its own.`,
        location: location.child(sibling).key(),
      });
    }
  },
});
