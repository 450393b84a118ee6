/** @import { RuleContext } from "./context.js" */

/** @typedef {{ example?: unknown, examples?: Record<string, unknown> }} MediaType */

/** Requires a named example for every body. The documentation, the mock, and the tests share them. */
export const statusHasNamedExample = () => ({
  /** @param {MediaType} mediaType @param {RuleContext} context */
  MediaType(mediaType, { report, location }) {
    if (Object.keys(mediaType.examples ?? {}).length > 0) return;
    report({
      message:
        "The body has no named example. Add one to `examples`, with the IDs that the other examples use.",
      location: location.key(),
    });
  },
  /** @param {{ content?: unknown }} response @param {RuleContext} context */
  Response(response, { key, report, location }) {
    // A redirect has no body.
    if (response.content !== undefined || String(key).startsWith("3")) return;
    report({
      message:
        "The response has no body, which breaks the types of generated clients. Use a status such as 200, and add the envelope as `content`.",
      location: location.key(),
    });
  },
});
