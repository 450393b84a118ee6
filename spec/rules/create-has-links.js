import { pluralOf, successOf } from "./context.js";
/** @import { Root, RuleContext } from "./context.js" */

/** @typedef {{ operationId?: string, responses?: Record<string, { links?: Record<string, { operationId?: string }> }> }} Operation */

/** The verbs of the operations on one resource. */
const verbs = ["get", "retrieve", "update", "delete", "resend", "rotate"];

/** Requires that every create operation links to the operations on the created resource, for tools that follow links. */
export const createHasLinks = () => ({
  Root: {
    /** @param {Root} root @param {RuleContext} context */
    leave(root, { report, location }) {
      const operations = Object.entries(root.paths ?? {}).flatMap(([path, item]) =>
        Object.entries(item).map(([method, operation]) => ({
          .../** @type {Operation} */ (operation),
          pointer: ["paths", path, method, "responses"],
        })),
      );
      const ids = new Set(operations.map(({ operationId }) => operationId));
      for (const { operationId, responses = {}, pointer } of operations) {
        const noun = /^create(\w+)$/.exec(operationId ?? "")?.[1];
        if (noun === undefined) continue;
        const [status, { links = {} }] = successOf(responses);
        const linked = Object.values(links).map((link) => link.operationId);
        const singular = noun.replace(/s$/, "");
        for (const target of [...verbs.map((verb) => `${verb}${singular}`), `list${pluralOf(singular)}`]) {
          if (!ids.has(target) || linked.includes(target)) continue;
          report({
            message: `\`${operationId}\` has no link to \`${target}\`. Add it to \`responses.${status}.links\`.`,
            location: location.child([...pointer, status]).key(),
          });
        }
      }
    },
  },
});
