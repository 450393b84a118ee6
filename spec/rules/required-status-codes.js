import { successOf } from "./context.js";
/** @import { RuleContext } from "./context.js" */

/** @typedef {{ operationId?: string, requestBody?: unknown, responses?: Record<string, unknown> }} Operation */

/** Requires that an operation documents the status codes that every operation of its kind can return. */
export const requiredStatusCodes = () => {
  let pathHasParameters = false;
  return {
    /** @param {unknown} _ @param {RuleContext} context */
    PathItem(_, { key }) {
      pathHasParameters = String(key).includes("{");
    },
    /** @param {Operation} operation @param {RuleContext} context */
    Operation(operation, { report, location }) {
      const [success] = successOf(operation.responses ?? {});
      const required = [success, "401", "403", "429", "500", "503", "default"];
      if (operation.requestBody !== undefined) required.push("400", "413", "415", "422");
      if (pathHasParameters) required.push("400", "404");
      for (const status of required) {
        if (operation.responses?.[status] !== undefined) continue;
        report({
          message: `\`${operation.operationId}\` does not document status ${status}, which it can return. Add it to \`responses\`.`,
          location: location.child("responses").key(),
        });
      }
    },
  };
};
