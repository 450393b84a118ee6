/** @import { RuleContext } from "./context.js" */

/** @typedef {{ operationId?: string, requestBody?: unknown, responses?: Record<string, unknown> }} Operation */

/** An operation documents every status that it can answer: these ones any operation of its kind can. */
export const operationHasStatuses = () => {
  let pathHasParameters = false;
  return {
    /** @param {unknown} _ @param {RuleContext} context */
    PathItem(_, { key }) {
      pathHasParameters = String(key).includes("{");
    },
    /** @param {Operation} operation @param {RuleContext} context */
    Operation(operation, { report, location }) {
      const wanted = ["200", "400", "401", "403", "429", "500", "503", "default"];
      if (operation.requestBody !== undefined) wanted.push("413", "415", "422");
      if (pathHasParameters) wanted.push("404");
      for (const status of wanted) {
        if (operation.responses?.[status] !== undefined) continue;
        report({
          message: `\`${operation.operationId}\` can answer ${status} and does not say so. Add it to \`responses\`.`,
          location: location.child("responses").key(),
        });
      }
    },
  };
};
