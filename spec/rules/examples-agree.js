import { pluralOf } from "./context.js";
import { collectExamples, resolveReference } from "./examples.js";
/** @import { Root, RuleContext } from "./context.js" */
/** @import { Example } from "./examples.js" */

/** @typedef {{ id: string | number, name?: string, [field: string]: unknown }} Item */
/** @typedef {(example: Example, message: string) => void} ReportExample */

/**
 * Requires that the examples of all operations tell of the same resources: an ID is in the list of its kind, has the name that
 * it has there, and belongs to the same organization and project everywhere.
 */
export const examplesAgree = () => ({
  Root: {
    /** @param {Root} root @param {RuleContext} context */
    leave(root, { report, location }) {
      const examples = collectExamples(root);
      const lists = collectLists(examples);
      const owners = collectOwners(examples);
      /** @type {ReportExample} */
      const reportExample = (example, message) => {
        report({
          message: `The example \`${example.name}\` of \`${example.operationId}\` ${message}`,
          location: location.child(example.pointer),
        });
      };
      for (const example of examples) {
        checkListed(example, lists, reportExample);
        checkOwners(example, owners, reportExample);
        checkPathId(example, reportExample);
        checkSentIds(example, examples, reportExample);
      }
      for (const [path, item] of Object.entries(root.paths ?? {})) {
        checkParameterExample(root, path, item, lists, (message) => {
          report({ message, location: location.child(["paths", path, "parameters"]).key() });
        });
      }
    },
  },
});

/**
 * Maps the path of each list operation to the names in its example, by ID.
 * @param {Example[]} examples
 */
function collectLists(examples) {
  /** @type {Map<string, Map<string | number, string | undefined>>} */
  const lists = new Map();
  for (const { path, method, kind, value } of examples) {
    if (method !== "get" || kind !== "response") continue;
    for (const [field, items] of fieldsOf(dataOf(value))) {
      if (!path.endsWith(`/${segmentOf(field)}`) || !isItemList(items)) continue;
      const listed = items.map(({ id, name }) => /** @type {const} */ ([id, name]));
      lists.set(path, new Map([...(lists.get(path) ?? []), ...listed]));
    }
  }
  return lists;
}

/**
 * Maps the name of a resource that examples have one of, such as `organization`, to its IDs in the examples of its own operations.
 * @param {Example[]} examples
 */
function collectOwners(examples) {
  /** @type {Map<string, Set<string | number>>} */
  const owners = new Map();
  for (const { path, kind, value } of examples) {
    if (kind !== "response") continue;
    for (const [field, item] of itemsOf(path, value)) {
      if (!isItem(item) || !path.endsWith(`/${field}`)) continue;
      owners.set(field, (owners.get(field) ?? new Set()).add(item.id));
    }
  }
  return owners;
}

/**
 * Every ID is in the list of its kind, under the same name.
 * @param {Example} example
 * @param {ReturnType<typeof collectLists>} lists
 * @param {ReportExample} report
 */
function checkListed(example, lists, report) {
  const { path, method, kind, value } = example;
  const parent = path
    .replace(/\/rotate$/, "")
    .replace(/\/\{[^{}]+\}$/, "")
    .replace(/\/[\w-]+$/, "");
  const fields = kind === "response" ? itemsOf(path, value).flatMap(withFields) : allFields(value);
  for (const [field, member] of fields) {
    const plural = isItem(member)
      ? pluralOf(field)
      : field.endsWith("Ids")
        ? pluralOf(field.slice(0, -3))
        : field;
    const list = lists.get(`${parent}/${segmentOf(plural)}`);
    if (list === undefined) continue;
    const items = isItemList(member) ? member : isItem(member) ? [member] : [];
    const ids = field.endsWith("Ids") && Array.isArray(member) ? member : items.map(({ id }) => id);
    for (const id of ids) {
      if (list.has(id)) continue;
      report(
        example,
        `has the ID "${id}" in \`${field}\`, but the example of \`GET ${parent}/${plural}\` does not list it. Use a listed ID.`,
      );
    }
    // An update may change the name, and the response of a deletion may have only the ID.
    if (method === "put" && isItem(member)) continue;
    for (const { id, name } of items) {
      if (!list.has(id) || name === undefined || name === list.get(id)) continue;
      report(
        example,
        `names "${id}" "${name}", but the example of \`GET ${parent}/${plural}\` names it "${list.get(id)}". Use the same name.`,
      );
    }
  }
}

/**
 * Every `organizationId` or `projectId` is the one of the path or of the organization.
 * @param {Example} example
 * @param {ReturnType<typeof collectOwners>} owners
 * @param {ReportExample} report
 */
function checkOwners(example, owners, report) {
  for (const [field, id] of allFields(example.value)) {
    if (!/\wId$/.test(field) || typeof id !== "string") continue;
    const inPath = example.parameters.get(field);
    const expected = inPath === undefined ? [...(owners.get(field.slice(0, -2)) ?? [])] : [inPath];
    if (expected.length === 0 || expected.includes(id)) continue;
    report(
      example,
      `has the \`${field}\` "${id}", but other examples have "${expected.join('" or "')}". Use the same ID.`,
    );
  }
}

/**
 * The resource in the response of an item operation has the ID of the path.
 * @param {Example} example
 * @param {ReportExample} report
 */
function checkPathId(example, report) {
  const parameter = /\{([^{}]+)\}$/.exec(example.path)?.[1] ?? "";
  const expected = example.parameters.get(parameter);
  const data = dataOf(example.value);
  if (example.kind !== "response" || expected === undefined) return;
  const [item] = isItem(data)
    ? [data]
    : fieldsOf(data)
        .map(([, member]) => member)
        .filter(isItem);
  if (item === undefined || item.id === expected) return;
  report(
    example,
    `returns the ID "${item.id}", but the example of the path parameter \`${parameter}\` is "${expected}". Use the same ID.`,
  );
}

/**
 * A request and a response example of the same name have the same IDs: `policyIds` and `policies[].id`.
 * @param {Example} example
 * @param {Example[]} examples
 * @param {ReportExample} report
 */
function checkSentIds(example, examples, report) {
  if (example.kind !== "request") return;
  const response = examples.find(
    ({ kind, operationId, name }) =>
      kind === "response" && operationId === example.operationId && name === example.name,
  );
  for (const [field, ids] of fieldsOf(example.value)) {
    if (response === undefined || !field.endsWith("Ids")) continue;
    const returned = allFields(response.value).find(([name]) => name === pluralOf(field.slice(0, -3)))?.[1];
    if (!isItemList(returned) || JSON.stringify(returned.map(({ id }) => id)) === JSON.stringify(ids))
      continue;
    report(example, `sends other IDs in \`${field}\` than its response example returns. Use the same IDs.`);
  }
}

/**
 * The example of a path's last parameter is listed.
 * @param {Root} root
 * @param {string} path
 * @param {Record<string, unknown>} item
 * @param {ReturnType<typeof collectLists>} lists
 * @param {(message: string) => void} report
 */
function checkParameterExample(root, path, item, lists, report) {
  const [, collection = "", parameter] = /^(.*)\/\{([^{}]+)\}$/.exec(path) ?? [];
  const list = lists.get(collection);
  if (list === undefined) return;
  for (const reference of /** @type {unknown[]} */ (item["parameters"] ?? [])) {
    const { name, example } = /** @type {{ name?: string, example?: string | number }} */ (
      resolveReference(root, reference)
    );
    if (name !== parameter || example === undefined || list.has(example)) continue;
    report(
      `The example of the path parameter \`${name}\` of \`${path}\` is "${example}", but the example of \`GET ${collection}\` does not list it. Use a listed ID.`,
    );
  }
}

/** @param {unknown} value */
const dataOf = (value) => /** @type {{ data?: unknown } | undefined} */ (value)?.data;

/**
 * The fields of `data`. In version 2, `data` can be the resource itself: it is then one field, with the noun of the path as its name.
 * @param {string} path
 * @param {unknown} value
 * @returns {[string, unknown][]}
 */
function itemsOf(path, value) {
  const data = dataOf(value);
  if (!isItem(data)) return fieldsOf(data);
  const segment = path.split("/").findLast((each) => !each.startsWith("{") && each !== "rotate") ?? "";
  const noun = segment.replace(/ies$/, "y").replace(/s$/, "");
  return [[noun.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase()), data]];
}

/** @param {[string, unknown]} field @returns {[string, unknown][]} */
const withFields = ([name, value]) => [[name, value], ...allFields(value)];

/** The path segment of a list: `apiKeys` is `api-keys`. @param {string} field */
const segmentOf = (field) => field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** @param {unknown} value @returns {[string, unknown][]} */
const fieldsOf = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** The fields of a value and of the values in it. @param {unknown} value @returns {[string, unknown][]} */
const allFields = (value) =>
  Array.isArray(value)
    ? value.flatMap(allFields)
    : fieldsOf(value).flatMap(([field, member]) => [[field, member], ...allFields(member)]);

/** @param {unknown} value @returns {value is Item} */
const isItem = (value) =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  (typeof value.id === "string" || typeof value.id === "number");

/** @param {unknown} value @returns {value is Item[]} */
const isItemList = (value) => Array.isArray(value) && value.every(isItem);
