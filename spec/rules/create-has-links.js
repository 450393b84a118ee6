/** @import { RuleContext } from "./context.js" */

/** @typedef {{ operationId?: string, responses?: Record<string, { links?: Record<string, { operationId?: string }> }> }} Operation */

/** Every create leads on to what can be done with the new thing, for tools that walk from call to call. */
export const createHasLinks = () => ({
  /** @param {Operation} operation @param {RuleContext} context */
  Operation(operation, { report, location }) {
    const noun = /^create(\w+)$/.exec(operation.operationId ?? "")?.[1];
    if (noun === undefined) return;
    const targets = Object.values(operation.responses?.["200"]?.links ?? {}).map(
      (link) => link.operationId ?? "",
    );
    const plural = `${noun.replace(/y$/, "ie")}s`;
    for (const wanted of [`update${noun}`, `delete${noun}`, `list${plural}`]) {
      if (targets.includes(wanted)) continue;
      report({
        message: `\`${operation.operationId}\` has no link to \`${wanted}\`. Add it under \`responses.200.links\`.`,
        location: location.child(["responses", "200"]).key(),
      });
    }
  },
});
