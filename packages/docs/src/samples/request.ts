/** What the samples of all languages send. */
import { type Content, isError, type Operation, type Parameter } from "../model/operations.ts";
import { json } from "./literals.ts";

/** The environment variable that every sample reads the API key from. Samples never contain a key. */
export const keyVariable = "CONFIDENT_ORG_API_KEY";

/** Returns the URL with the examples of its parameters, percent-encoded so that no shell interprets any part of it. */
export function exampleUrl(operation: Operation): string {
  const { server, path, parameters } = operation;
  const values = new Map(parameters.filter(isIn("path")).map((each) => [each.name, exampleText(each)]));
  const filled = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encode(values.get(name) ?? name));
  const query = exampleQuery(operation).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return server + filled + (query.length > 0 ? `?${query.join("&")}` : "");
}

export const isIn = (place: string) => (parameter: Parameter) => parameter.in === place;

/** The query parameters that samples send: the required ones, and those with an example. */
export function sentQueryParameters({ parameters }: Operation): Parameter[] {
  return parameters
    .filter(isIn("query"))
    .filter(({ required, example }) => required || example !== undefined);
}

function exampleQuery(operation: Operation): [name: string, value: string][] {
  return sentQueryParameters(operation).flatMap((parameter) => {
    const { name, example, isExploded, style } = parameter;
    if (typeof example !== "object" || example === null) return [[name, exampleText(parameter)]];
    const entries = Object.entries(example).map(([key, value]) => [key, formatItem(value)] as const);
    if (style === "deepObject") return entries.map(([key, value]) => [`${name}[${key}]`, value]);
    if (isExploded) return entries.map(([key, value]) => [Array.isArray(example) ? name : key, value]);
    return [[name, joinItems(example, separators[style] ?? ",")]];
  });
}

/** What is between the values of one query parameter, by style. */
const separators: Record<string, string> = { spaceDelimited: " ", pipeDelimited: "|" };

/** The example of a parameter, or else its default or its name, in the style `simple`. */
export function exampleText({ name, example, default: fallback, isExploded }: Parameter): string {
  const value = example ?? fallback ?? name;
  if (typeof value !== "object") return String(value);
  if (Array.isArray(value) || !isExploded) return joinItems(value, ",");
  return Object.entries(value)
    .map(([key, each]) => `${key}=${formatItem(each)}`)
    .join(",");
}

const joinItems = (value: object, separator: string) =>
  (Array.isArray(value) ? value : Object.entries(value).flat()).map(formatItem).join(separator);

const formatItem = (value: unknown) => (typeof value === "object" ? JSON.stringify(value) : String(value));

const encode = (value: string) =>
  encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** The headers of a request: the API key, the header parameters of the operation, and the content type. */
export interface SampleHeader {
  name: string;
  /** Fixed text. The key goes after it if `hasKey`. */
  value: string;
  hasKey: boolean;
}

export function listHeaders(
  { credential, parameters, body, responses }: Operation,
  value: unknown,
): SampleHeader[] {
  const own = parameters
    .filter(isIn("header"))
    .filter(({ required, example }) => required || example !== undefined)
    .map((each) => ({ name: each.name, value: exampleText(each), hasKey: false }));
  const sent = body && value !== undefined ? [body.contents[0]?.mediaType ?? "application/json"] : [];
  const accepted = responses.find((response) => !isError(response))?.contents[0]?.mediaType;
  return [
    ...(credential?.in === "header"
      ? [{ name: credential.name, value: credential.prefix, hasKey: true }]
      : []),
    ...own,
    ...sent.map((mediaType) => ({ name: "Content-Type", value: mediaType, hasKey: false })),
    ...(accepted !== undefined && !isJson(accepted)
      ? [{ name: "Accept", value: accepted, hasKey: false }]
      : []),
  ];
}

export const isJson = (mediaType: string) => /[/+]json\b/.test(mediaType);

/** Whether the successful response has JSON. Anything else is saved as a file or printed as text. */
export function returnsJson({ responses }: Operation): boolean {
  const contents: Content[] = responses.find((response) => !isError(response))?.contents ?? [];
  return contents.some(({ mediaType }) => isJson(mediaType));
}

/**
 * Whether the successful response is a redirect. The samples print its address and do not follow it: most HTTP clients send
 * the API key to the other host, since they remove only the header `Authorization`.
 */
export const redirects = ({ responses }: Operation) =>
  responses.find((response) => !isError(response))?.status.startsWith("3") === true;

const mediaTypeOf = ({ body }: Operation) => body?.contents[0]?.mediaType ?? "application/json";

export const isJsonBody = (operation: Operation) => isJson(mediaTypeOf(operation));

/** A request body as text: JSON, or as `formatOtherBody` does. */
export const formatBody = (operation: Operation, body: unknown): string =>
  isJsonBody(operation) ? json(body) : formatOtherBody(body);

export const formatCompactBody = (operation: Operation, body: unknown): string =>
  isJsonBody(operation) ? JSON.stringify(body) : formatOtherBody(body);

/** A body that is not JSON as text: the fields of a form, or the example as it is. */
export function formatOtherBody(body: unknown): string {
  if (typeof body !== "object" || body === null) return String(body);
  const fields = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().map((each: unknown) => [name, formatItem(each)]),
  );
  return new URLSearchParams(fields).toString();
}
