import {
  type DocumentedResponse,
  escapeKey,
  isJsonMediaType,
  listPathParameterNames,
  type Parameter,
  type Pointer,
} from "@rolewright/openapi";
import { flatRequestSchema, flatSchema, typesOf } from "../data/flat-schema.ts";
import { sampleValue } from "../data/sample.ts";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { ContractAuth, ContractResource } from "./contract-file.ts";
import { cursorNames, findValues } from "./query-parameters.ts";
import { findItem, hasValues, toSnakeCase } from "./item-location.ts";

/** A resource that paths and shapes suggest, and the reason for each guess. */
export interface GuessedResource {
  name: string;
  entry: ContractResource;
  /** Why, by field. */
  reasons: Partial<Record<keyof ContractResource, string>>;
}

/** A contract that paths and shapes of a description suggest. */
export interface GuessedContract {
  title: string;
  serverUrl: string;
  auth?: ContractAuth;
  acceptsNewFields: boolean;
  hasUuids: boolean;
  resources: GuessedResource[];
  /** Creating operations that are not described as resources, with the reason. */
  omitted: { operationId: string; reason: string }[];
}

/** Guesses the resources of an API and their rules. */
export function guessContract(description: Description): GuessedContract {
  const omitted: GuessedContract["omitted"] = [];
  const resources = description.operations.flatMap((create) => {
    const guess = guessResource(description, create);
    if (typeof guess === "string") omitted.push({ operationId: create.operationId, reason: guess });
    return guess === undefined || typeof guess === "string" ? [] : [guess];
  });
  renameDuplicates(description, resources);
  for (const resource of resources) guessReferences(description, resources, resource);
  for (const resource of resources) guessWhenUsed(description, resources, resource);
  const auth = guessAuth(description);
  return {
    title: description.info.title,
    serverUrl: guessServerUrl(description),
    ...(auth && { auth }),
    acceptsNewFields: description.operations.every((operation) => acceptsNewFields(description, operation)),
    hasUuids: resources.some(({ entry }) => isUuid(description, entry)),
    resources,
    omitted,
  };
}

/** Returns a resource, the reason why there is none, or `undefined` if the operation creates nothing. */
function guessResource(description: Description, create: Operation): GuessedResource | string | undefined {
  const { method } = create;
  const path = toBarePath(create.path);
  if (method !== "POST" || path.endsWith("}") || path === "") return undefined;
  const inside = description.operations.filter((other) => other.path.startsWith(`${path}/{`));
  const idParameter = inside.map((other) => /^\/\{([^}]+)\}/.exec(other.path.slice(path.length))?.[1])[0];
  if (idParameter === undefined) return undefined;
  const item = findItem(description, create, idParameter);
  if (item === undefined) return `its response has no ID of the created item`;
  const at = (wanted: string) =>
    description.operations.find(
      (other) => toBarePath(other.path) === `${path}/{${idParameter}}` && other.method === wanted,
    )?.operationId;
  const list = description.operations.find(
    (other) => toBarePath(other.path) === path && other.method === "GET" && returnsArray(description, other),
  );
  const entry: ContractResource = { create: create.operationId };
  const reasons: GuessedResource["reasons"] = {};
  if (list) entry.list = list.operationId;
  const [read, put, patch, remove] = [at("GET"), at("PUT"), at("PATCH"), at("DELETE")];
  if (read !== undefined) entry.get = read;
  const update = put ?? patch;
  if (update !== undefined) entry.update = update;
  if (put !== undefined && patch !== undefined) reasons.update = `or ${patch}`;
  if (remove !== undefined) entry.delete = remove;
  Object.assign(entry, { idParameter, idProperty: item.idProperty, item: item.itemPointer });
  reasons.item = "where the response to the creation has the item";
  if (list) guessList(description, list, entry, reasons);
  const filters = list?.parameters.flatMap(({ name }) =>
    findValues(list, name) && hasValues(description, create, item.itemPointer, name) ? [name] : [],
  );
  if (filters?.length) {
    entry.filters = filters;
    reasons.filters = "the names of the parameters";
  }
  guessUnique(description, create, entry, reasons);
  if (update !== undefined) {
    entry.omittedFields = put === undefined ? "kept" : "reset";
    reasons.omittedFields =
      put === undefined ? "PATCH changes only what it sends" : "PUT replaces the item; or kept";
  }
  return { name: toItemName(path), entry, reasons };
}

/** Some APIs end every path with a slash or an extension: `/items/`, `/items/{id}.json`. */
const toBarePath = (path: string) => path.replace(/(?:\.json|\.xml|\/)$/, "");

function returnsArray(description: Description, { responses }: Operation): boolean {
  const pointer = responses.find(({ status }) => status.startsWith("2"))?.content[0]?.schemaPointer;
  if (pointer === undefined) return false;
  const isArray = (at: string) => typesOf(flatSchema(description, at).schema).join() === "array";
  const { properties } = flatSchema(description, pointer);
  return (
    isArray(pointer) ||
    [...properties.values()].some(
      (inner) => isArray(inner) || [...flatSchema(description, inner).properties.values()].some(isArray),
    )
  );
}

const pageNames = /^(?:page|page_?number|p)$/i;
const offsetNames = /^(?:offset|skip|start|start_?index)$/i;
/** Properties with the cursor of the next page. */
const nextNames =
  /^(?:next|next_?(?:cursor|page|token|page_?token)|continuation(?:_?token)?|end_?cursor|cursor)$/i;
/** Properties with the number of all items. */
const totalNames = /^total(?:_?(?:count|items|results|elements|records))?$/i;
const sizeNames = /^(?:limit|size|page_?size|per_?page|count|max_?results|top|first|take)$/i;

function guessList(
  description: Description,
  list: Operation,
  entry: ContractResource,
  reasons: GuessedResource["reasons"],
): void {
  const query = list.parameters.filter((each) => each.in === "query");
  const find = (names: RegExp) => query.find(({ name }) => names.test(name));
  const size = find(sizeNames);
  const [by, parameter] =
    (
      [
        ["page", find(pageNames)],
        ["offset", find(offsetNames)],
        ["cursor", find(cursorNames)],
      ] as const
    ).find(([, found]) => found) ?? [];
  const next = by === "cursor" ? findProperty(description, list, nextNames, "string") : undefined;
  const total = findProperty(description, list, totalNames, "integer");
  if (by === "cursor" && next === undefined) {
    entry.listShows = "some";
    reasons.listShows = `the parameter ${parameter?.name} splits the list, and no property of the response names the next page`;
    return;
  }
  if (by && parameter) {
    const maxSize = size?.schema["maximum"];
    entry.pages = {
      by,
      parameter: parameter.name,
      ...(size && { size: size.name, maxSize: typeof maxSize === "number" ? maxSize : 100 }),
      ...(next !== undefined && { next }),
      ...(total !== undefined && { total }),
    };
    reasons.pages = `the parameter ${parameter.name}${next === undefined ? "" : " and the property of the response"}`;
  }
  const filter = query.find(
    (each) => each.isRequired || (each !== parameter && each !== size && hasDefault(each)),
  );
  if (filter === undefined) return;
  entry.listShows = "some";
  reasons.listShows = `${filter.name} selects items even if it is omitted. Set it to all if a new item is always listed`;
}

/** Returns the JSON pointer of a property of this type in a response of the list, such as the next cursor. */
function findProperty(
  description: Description,
  { responses }: Operation,
  names: RegExp,
  type: string,
): string | undefined {
  const media = responses.find(({ status }) => status.startsWith("2"))?.content[0];
  const find = (at: string, pointer: Pointer, depth: number): string | undefined => {
    const properties = [...flatSchema(description, pointer).properties].filter(
      ([, inner]) => typesOf(flatSchema(description, inner).schema).join() !== "array",
    );
    const hasType = ([, inner]: [string, Pointer]) =>
      typesOf(flatSchema(description, inner).schema).includes(type);
    const own = properties.find((each) => names.test(each[0]) && hasType(each));
    if (own) return `${at}/${escapeKey(own[0])}`;
    if (depth === 2) return undefined;
    const inner = properties.map(([name, place]) => find(`${at}/${escapeKey(name)}`, place, depth + 1));
    return inner.find((each) => each !== undefined);
  };
  return media && find("", media.schemaPointer, 0);
}

const hasDefault = ({ schema, description = "" }: Parameter) =>
  schema.default !== undefined || /\bdefaults?\b/i.test(description);

/** Names of properties that are unique in many APIs, the most likely first. */
const uniqueNames = [
  "slug",
  "code",
  "sku",
  "isbn",
  "key",
  "username",
  "handle",
  "email",
  "name",
  "title",
  "label",
];

function guessUnique(
  description: Description,
  create: Operation,
  entry: ContractResource,
  reasons: GuessedResource["reasons"],
): void {
  const { responses, requestBody } = create;
  const conflict = responses.find(({ status }) => status === "409");
  if (!conflict || !requestBody) return;
  const { schema, properties } = flatRequestSchema(description, requestBody.schemaPointer);
  const mentioned = findMentioned(conflict, [...properties.keys()]);
  const property =
    mentioned ?? uniqueNames.find((name) => properties.has(name) && schema.required?.includes(name));
  if (property === undefined) return;
  entry.unique = { property };
  reasons.unique = `${create.operationId} documents 409`;
}

/** Finds the property whose name the description of a conflict mentions. */
const findMentioned = ({ description }: DocumentedResponse, properties: string[]): string | undefined =>
  properties.find((name) => new RegExp(String.raw`\b${escapeRegExp(name)}\b`, "i").test(description));

const escapeRegExp = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Finds properties such as `authorId` and `tagIds` that name another resource. */
function guessReferences(
  description: Description,
  resources: GuessedResource[],
  { name, entry, reasons }: GuessedResource,
): void {
  const requestBody = description.findOperation(entry.create)?.requestBody;
  if (!requestBody) return;
  const { properties } = flatRequestSchema(description, requestBody.schemaPointer);
  const references = [...properties.keys()].flatMap((property) => {
    const stem = /^(.+?)(?:_?ids?|Ids?)$/.exec(property)?.[1];
    if (stem === undefined) return [];
    const isNamed = (target: GuessedResource) =>
      toSnakeCase(target.name) === toSnakeCase(stem) ||
      target.entry.idParameter === property ||
      toSnakeCase(target.name).endsWith(`_${toSnakeCase(stem)}`);
    const target = resources.find((each) => each.name !== name && isNamed(each));
    return target ? [[property, target.name] as const] : [];
  });
  if (references.length === 0) return;
  entry.references = Object.fromEntries(references);
  reasons.references = "the names of the properties";
}

function guessWhenUsed(
  description: Description,
  resources: GuessedResource[],
  { name, entry, reasons }: GuessedResource,
): void {
  const isUsed = resources.some(({ entry: other }) => Object.values(other.references ?? {}).includes(name));
  const remove = description.findOperation(entry.delete ?? "");
  if (!isUsed || !remove?.responses.some(({ status }) => status === "409")) return;
  entry.whenUsed = "rejected";
  reasons.whenUsed = `${remove.operationId} documents 409; or detached`;
}

/** Returns `specialEvent` for `/v1/special-events`. */
function toItemName(path: string): string {
  const segment = path.split("/").at(-1) ?? "";
  const words = segment.split(/[^A-Za-z\d]+/).filter(Boolean);
  const last = toSingular(words.at(-1) ?? "item");
  const all = [...words.slice(0, -1), last];
  return all
    .map(
      (word, index) =>
        (index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()) + word.slice(1),
    )
    .join("")
    .replace(/^\d/, "item$&");
}

function toSingular(word: string): string {
  if (/ies$/i.test(word)) return word.replace(/ies$/i, "y");
  if (/(?:ss|status|virus|bonus|campus|x|z|ch|sh)es$/i.test(word)) return word.replace(/es$/i, "");
  return /[^s]s$/i.test(word) ? word.slice(0, -1) : word;
}

/** Adds the parents to names that occur several times: `projectRole`. If they do not tell them apart, adds a number. */
function renameDuplicates(description: Description, resources: GuessedResource[]): void {
  const names = new Set(resources.map(({ name }) => name));
  const groups = [...names].map((name) => resources.filter((resource) => resource.name === name));
  const taken = new Set(
    groups.flatMap(([first, ...others]) => (first && others.length === 0 ? [first.name] : [])),
  );
  for (const group of groups.filter(({ length }) => length > 1)) {
    const paths = group.map(({ entry }) => listParents(description, entry.create));
    const isDistinct = (depth: number) =>
      new Set(paths.map((parents) => parents.slice(-depth).join("/"))).size === group.length;
    const depth = [1, 2, 3].find(isDistinct) ?? 1;
    for (const [index, resource] of group.entries()) {
      const own = toItemName(`/${[...(paths[index] ?? []).slice(-depth), resource.name].join("-")}`);
      resource.name = own;
      for (let count = 2; taken.has(resource.name); count += 1) resource.name = `${own}${count}`;
      taken.add(resource.name);
    }
  }
}

/** The collections around a resource, in the singular: `["user", "project"]` for `/v1/users/{userId}/projects/{projectId}/roles`. */
function listParents(description: Description, create: string): string[] {
  const segments = toBarePath(description.findOperation(create)?.path ?? "")
    .split("/")
    .slice(0, -1);
  return segments
    .filter((part) => part !== "" && !part.startsWith("{") && !/^v\d+$/.test(part))
    .map((part) => toItemName(`/${part}`));
}

function guessAuth({ operations }: Description): ContractAuth | undefined {
  const [credential] = operations.flatMap(({ credentials }) => credentials);
  if (credential === undefined) return undefined;
  const env = { apiKey: "API_KEY", bearer: "API_TOKEN", basic: "API_USER_AND_PASSWORD" }[credential.scheme];
  return { type: credential.scheme, env };
}

/** The path of the first server, on this machine. */
function guessServerUrl({ servers }: Description): string {
  const [{ url = "" } = {}] = servers;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && /^(?:localhost|127\.|\[::1\])/.test(parsed.hostname)) return url;
  const path = (parsed?.pathname ?? (url.startsWith("/") ? url : "")).replace(/\/$/, "");
  return `http://127.0.0.1:8080${path.includes("{") ? "" : path}`;
}

/** Whether the documented successes would still be valid with another field. */
function acceptsNewFields(description: Description, { responses }: Operation): boolean {
  return responses
    .filter(({ status }) => status.startsWith("2"))
    .flatMap(({ content }) => content)
    .filter(({ name }) => isJsonMediaType(name))
    .every(({ schemaPointer, examples }) => {
      const [value = sampleValue(description, schemaPointer)] = Object.values(examples).map(
        (each) => each.value,
      );
      const isValid = description.problems(schemaPointer, value).length === 0;
      return !isValid || description.problems(schemaPointer, withField(value)).length === 0;
    });
}

function withField(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withField);
  if (typeof value !== "object" || value === null) return value;
  const inside = Object.entries(value).map(([name, each]) => [name, withField(each)]);
  return { ...Object.fromEntries(inside), addedLater: true };
}

function isUuid(
  description: Description,
  { get, update, delete: remove, idParameter }: ContractResource,
): boolean {
  const operation = description.findOperation(get ?? update ?? remove ?? "");
  const parameter = operation?.parameters.find(({ name }) => name === idParameter);
  return (
    parameter !== undefined &&
    listPathParameterNames(operation?.path ?? "").length > 0 &&
    flatSchema(description, parameter.schemaPointer).schema.format === "uuid"
  );
}
