/** @import { RuleContext } from "./context.js" */

/** @typedef {{ example?: unknown, examples?: Record<string, unknown> }} MediaType */

/** Documentation, mock and tests share the named examples, so every body has at least one. */
export const statusHasNamedExample = () => ({
  /** @param {MediaType} mediaType @param {RuleContext} context */
  MediaType(mediaType, { report, location }) {
    if (Object.keys(mediaType.examples ?? {}).length > 0) return;
    report({
      message: "This body has no named example. Add one under `examples` that fits the story of the others.",
      location: location.key(),
    });
  },
  /** @param {{ content?: unknown }} response @param {RuleContext} context */
  Response(response, { report, location }) {
    if (response.content !== undefined) return;
    report({
      message:
        "An answer without a body spoils the types of generated clients. Give it the envelope as `content`.",
      location: location.key(),
    });
  },
});
