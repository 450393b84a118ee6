import { successOf } from "./context.js";
import { collectExamples, resolveReference } from "./examples.js";
/** @import { Root, RuleContext } from "./context.js" */

/** @typedef {{ operationId?: string, parameters?: Record<string, string> }} Link */
/** @typedef {{ operationId?: string, responses?: Record<string, { links?: Record<string, Link> }> }} Operation */

/**
 * Requires that a link passes every path parameter of its target operation, and that the response examples have the field
 * that it takes the value from.
 */
export const linksResolve = () => ({
  Root: {
    /** @param {Root} root @param {RuleContext} context */
    leave(root, { report, location }) {
      const examples = collectExamples(root);
      for (const [path, item] of Object.entries(root.paths ?? {})) {
        for (const [method, member] of Object.entries(item)) {
          const { operationId, responses = {} } = /** @type {Operation} */ (member);
          const [status, success] = successOf(responses);
          for (const [name, link] of Object.entries(success.links ?? {})) {
            /** @param {string} problem */
            const reportLink = (problem) => {
              report({
                message: `The link \`${name}\` of \`${operationId}\` ${problem}`,
                location: location.child(["paths", path, method, "responses", status, "links", name]),
              });
            };
            for (const parameter of pathParametersOf(root, link.operationId)) {
              if (link.parameters?.[parameter] !== undefined) continue;
              reportLink(
                `does not pass \`${parameter}\`, which \`${link.operationId}\` requires. Add it to \`parameters\`.`,
              );
            }
            const responseExamples = examples.filter(
              (each) => each.operationId === operationId && each.kind === "response",
            );
            for (const expression of Object.values(link.parameters ?? {})) {
              const [, pointer] = /^\$response\.body(#.*)$/.exec(expression) ?? [];
              if (pointer === undefined) continue;
              const unresolved = responseExamples.find(
                ({ value }) =>
                  !["string", "number"].includes(typeof resolveReference(value, { $ref: pointer })),
              );
              if (unresolved === undefined) continue;
              reportLink(
                `reads \`${expression}\`, which the example \`${unresolved.name}\` does not have. Correct the pointer.`,
              );
            }
          }
        }
      }
    },
  },
});

/** @param {Root} root @param {string | undefined} operationId */
function pathParametersOf(root, operationId) {
  const [path = ""] =
    Object.entries(root.paths ?? {}).find(([, item]) =>
      Object.values(item).some((member) => /** @type {Operation} */ (member).operationId === operationId),
    ) ?? [];
  return Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name]) => name ?? "");
}
