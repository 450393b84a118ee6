/**
 * What Redocly passes to a rule, as far as these rules use it. Redocly no longer publishes its own types with the command.
 * @typedef {{ pointer: string, child(path: string | string[]): Location, key(): Location }} Location
 * @typedef {{ key: string | number, location: Location, report(problem: { message: string, location?: Location }): void }} RuleContext
 */

/**
 * The parts of a schema that these rules read.
 * @typedef {Record<string, unknown> & {
 *   type?: string | string[],
 *   const?: unknown,
 *   properties?: Record<string, Schema>,
 *   required?: string[],
 *   additionalProperties?: unknown,
 *   unevaluatedProperties?: unknown,
 *   "x-unofficial"?: string[],
 *   "x-source"?: string,
 * }} Schema
 */

/**
 * The parts of a description that rules of the whole document read.
 * @typedef {{ paths?: Record<string, Record<string, unknown>>, components?: { schemas?: Record<string, Schema>, parameters?: Record<string, unknown> } }} Root
 */

/**
 * Returns true for a schema that describes a JSON object.
 * @param {Schema} schema
 */
export const isObject = (schema) => schema.type === "object" || schema.properties !== undefined;

/**
 * Returns true for the schema of a request object. Only request objects are closed: `open-responses-closed-requests` makes
 * sure of that.
 * @param {Schema} schema
 */
export const isRequest = (schema) => schema.additionalProperties === false;

/**
 * Returns the success response of an operation and its status.
 * @template Response
 * @param {Record<string, Response>} responses
 * @returns {[status: string, response: Partial<Response>]}
 */
export const successOf = (responses) =>
  Object.entries(responses).find(([status]) => /^[23]/.test(status)) ?? ["200", {}];

/**
 * Returns the plural of a noun: `policies`, `apiKeys`.
 * @param {string} noun
 */
export const pluralOf = (noun) => `${noun.replace(/(?<!e)y$/, "ie")}s`;

/**
 * Returns the names of the component schemas that request bodies and parameters consist of.
 * @param {Root} root
 * @returns {Set<string>}
 */
export function requestSchemaNames({ paths = {}, components = {} }) {
  /** @type {Set<string>} */
  const names = new Set();
  const sent = Object.values(paths).flatMap((item) =>
    Object.values(item).map((operation) => [
      /** @type {{ requestBody?: unknown, parameters?: unknown }} */ (operation).requestBody,
      /** @type {{ requestBody?: unknown, parameters?: unknown }} */ (operation).parameters,
    ]),
  );
  const pending = referredSchemas([sent, components.parameters]);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    pending.push(...referredSchemas(components.schemas?.[name]));
  }
  return names;
}

/** @param {unknown} node */
const referredSchemas = (node) =>
  Array.from(
    JSON.stringify(node ?? null).matchAll(/"#\/components\/schemas\/([^"/]+)"/g),
    ([, name]) => name ?? "",
  );
