import type { Schema } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import type { Resource } from "../rules/resource.ts";
import type { Rules } from "../rules/rules.ts";
import { issuedKeyName } from "./exchange.ts";
import type { ResponseToValidate } from "./response-problems.ts";
import type { Secrets } from "./secrets.ts";
import { valueAt } from "./value-at.ts";

/** What names the secrets in responses. */
interface SecretSources {
  description: Description;
  rules: SecretRules;
  baseUrl: string;
}

type SecretRules = Pick<Rules, "resources" | "jobs">;

/**
 * Creates a function that adds the secrets in a response to those that no report may contain. The rules of the contract
 * file and the `x-secret` marks of the description name them.
 */
export function createSecretReader(
  { description, rules, baseUrl }: SecretSources,
  secrets: Secrets,
): (operation: Operation, response: Pick<ResponseToValidate, "body" | "headers">) => void {
  const known = new Map<Operation, Set<string>>();
  const namesOf = (operation: Operation) => {
    const names = known.get(operation) ?? listSecretNames(description, rules, operation);
    known.set(operation, names);
    return names;
  };
  const isOrdinary = (text: string) => isWord.test(text) || description.text.includes(text);
  return (operation, { body, headers }) => {
    for (const key of listIssuedKeys(rules, operation, body)) secrets.addKey(key, issuedKeyName);
    for (const secret of findSecrets(namesOf(operation), body))
      if (!isMasked(secret)) secrets.addShown(secret, isOrdinary);
    const url = rules.jobs.some(({ result }) => result === operation) ? headers.get("location") : null;
    if (url !== null && isSignedUrl(url, baseUrl)) secrets.addShown(url, () => false);
  };
}

/** A word or a number, which occurs in reports for other reasons, too. */
const isWord = /^(?:\p{Lu}?\p{Ll}+|\p{Lu}+|\p{N}+)$/u;

/** Whether a value does not show the secret that it stands for. */
export const isMasked = (value: string): boolean => /\*{3}|\u2022{3}|\.{3}|^x{4}/i.test(value);

/** The URL of a file needs no credentials, because it is signed. A path of the tested server is not signed. */
function isSignedUrl(location: string, baseUrl: string): boolean {
  if (!URL.canParse(location, baseUrl)) return false;
  const url = new URL(location, baseUrl);
  return url.search !== "" || url.origin !== new URL(baseUrl).origin;
}

function listIssuedKeys({ resources }: SecretRules, operation: Operation, body: unknown): string[] {
  return resources.flatMap(({ create, issuedKeyPointer }) => {
    const key =
      create === operation && issuedKeyPointer !== undefined ? valueAt(body, issuedKeyPointer) : undefined;
    return typeof key === "string" && !isMasked(key) ? [key] : [];
  });
}

/** Lists the properties with secrets in the responses of an operation. */
function listSecretNames(
  description: Description,
  { resources }: SecretRules,
  operation: Operation,
): Set<string> {
  const names = new Set(
    resources.filter((resource) => showsItems(resource, operation)).flatMap(listSecretProperties),
  );
  for (const { content } of operation.responses)
    for (const { schema } of content) if (schema) findMarkedNames(description, schema, "", names, new Map());
  return names;
}

const showsItems = (
  { create, list, read, update, remove, credential, renewal }: Resource,
  operation: Operation,
): boolean =>
  [create, list, read, update, remove, credential?.rotate, renewal?.operation].includes(operation);

const listSecretProperties = ({ secrets, credential, renewal }: Resource): string[] => [
  ...Object.keys(secrets),
  ...(credential ? [credential.property] : []),
  ...(credential?.grace ? [credential.grace.nextProperty] : []),
  ...(renewal ? [renewal.secretProperty] : []),
];

/** Adds the properties whose schemas have the mark `x-secret`. */
function findMarkedNames(
  description: Description,
  schema: Schema,
  name: string,
  names: Set<string>,
  visited: Map<object, Set<string>>,
): void {
  const resolved = description.resolve(schema);
  const before = visited.get(resolved) ?? new Set();
  if (before.has(name)) return;
  visited.set(resolved, before.add(name));
  if (schema["x-secret"] === true || resolved["x-secret"] === true) names.add(name);
  const { properties = {}, items, additionalProperties, allOf = [], anyOf = [], oneOf = [] } = resolved;
  for (const inner of [items, additionalProperties, ...allOf, ...anyOf, ...oneOf])
    if (typeof inner === "object") findMarkedNames(description, inner, name, names, visited);
  for (const [property, inner] of Object.entries(properties))
    findMarkedNames(description, inner, property, names, visited);
}

/** Finds all texts in properties with these names, at any depth: a faulty server may show them elsewhere. */
function findSecrets(names: ReadonlySet<string>, value: unknown, isSecret = false): string[] {
  if (names.size === 0) return [];
  if (typeof value === "string") return isSecret ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    findSecrets(names, inner, isSecret || names.has(name)),
  );
}
