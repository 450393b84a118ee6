/** @import { Root } from "./context.js" */

/**
 * An example of a request or success body, with its place.
 * @typedef {{
 *   operationId: string,
 *   method: string,
 *   path: string,
 *   parameters: Map<string, string | number>,
 *   kind: "request" | "response",
 *   name: string,
 *   value: unknown,
 *   pointer: string[],
 * }} Example
 */

/** @typedef {{ content?: Record<string, { examples?: Record<string, { value?: unknown }> }> }} Body */
/** @typedef {{ operationId?: string, requestBody?: unknown, responses?: Record<string, unknown>, parameters?: unknown[] }} Operation */

const methods = ["get", "post", "put", "patch", "delete"];

/**
 * Collects the named examples of all request bodies and of all success responses.
 * @param {Root} root
 * @returns {Example[]}
 */
export function collectExamples(root) {
  return Object.entries(root.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = /** @type {Operation | undefined} */ (item[method]);
      if (operation === undefined) return [];
      const common = {
        operationId: operation.operationId ?? `${method} ${path}`,
        method,
        path,
        parameters: parameterExamples(root, [item["parameters"], operation.parameters]),
      };
      return [
        ...bodyExamples(root, operation.requestBody, ["paths", path, method, "requestBody"]).map(
          (example) => ({ ...common, kind: /** @type {const} */ ("request"), ...example }),
        ),
        ...Object.entries(operation.responses ?? {})
          .filter(([status]) => status.startsWith("2"))
          .flatMap(([status, response]) =>
            bodyExamples(root, response, ["paths", path, method, "responses", status]),
          )
          .map((example) => ({ ...common, kind: /** @type {const} */ ("response"), ...example })),
      ];
    }),
  );
}

/**
 * Returns what a reference into the document points to. Any other value is returned as it is.
 * @param {unknown} root
 * @param {unknown} value
 * @returns {unknown}
 */
export function resolveReference(root, value) {
  if (typeof value !== "object" || value === null || !("$ref" in value)) return value;
  return String(value.$ref)
    .split("/")
    .slice(1)
    .reduce((at, key) => /** @type {Record<string, unknown> | undefined} */ (at)?.[key], root);
}

/** @param {Root} root @param {unknown} body @param {string[]} pointer */
function bodyExamples(root, body, pointer) {
  const content = /** @type {Body | undefined} */ (resolveReference(root, body))?.content ?? {};
  const isReference = typeof body === "object" && body !== null && "$ref" in body;
  return Object.entries(content).flatMap(([mediaType, { examples = {} }]) =>
    Object.entries(examples).map(([name, { value }]) => ({
      name,
      value,
      pointer: isReference ? pointer : [...pointer, "content", mediaType, "examples", name],
    })),
  );
}

/** @param {Root} root @param {unknown[]} lists */
function parameterExamples(root, lists) {
  /** @type {Map<string, string | number>} */
  const examples = new Map();
  for (const each of lists.flat()) {
    const parameter = /** @type {{ name?: string, in?: string, example?: unknown } | undefined} */ (
      resolveReference(root, each)
    );
    const { example } = parameter ?? {};
    if (parameter?.in !== "path" || (typeof example !== "string" && typeof example !== "number")) continue;
    examples.set(parameter.name ?? "", example);
  }
  return examples;
}
