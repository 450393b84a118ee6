import { isDeepStrictEqual } from "node:util";
import type {
  Description,
  DocumentedResponse,
  Example,
  ExternalDocs,
  Link,
  MediaType,
  Operation as DescribedOperation,
  Parameter as DescribedParameter,
  Schema,
  SecurityScheme,
  Server,
} from "@rolewright/openapi";
import {
  code,
  describeUnknownFields,
  describeOwnText,
  type Field,
  listExamples,
  noOtherFields,
  toField,
  type UnknownFields,
} from "./fields.ts";
import { mergeAllOf } from "./merge-schemas.ts";

/** An operation, with everything that its page shows. */
export interface Operation {
  operationId: string;
  /** At least one. The first decides where the page is. */
  tags: string[];
  summary: string;
  /** Markdown. */
  description: string;
  /** Upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  /** The URL of the first server, with the defaults of its variables. */
  server: string;
  /** The summary of the path, if the operation has its own too. Markdown. */
  pathSummary: string;
  /** Servers of this operation or path only. */
  ownServers: Server[];
  /** How to authenticate. `undefined` if the operation is public, or needs more than a key. */
  credential?: Credential;
  /** Every way to authenticate, in Markdown, if there is more to say than the name of one header. */
  authentication: string[];
  isDeprecated: boolean;
  externalDocs?: ExternalDocs;
  parameters: Parameter[];
  body?: RequestBody;
  responses: OperationResponse[];
}

/** How a request carries the API key. */
export interface Credential {
  scheme: string;
  in: "header" | "query" | "cookie";
  name: string;
  /** The text before the key: `Bearer `. */
  prefix: string;
  /** Whether the operation also works without it, or with another one. */
  isOptional: boolean;
}

/** A parameter with its location. */
export interface Parameter extends Field {
  in: string;
  /** Whether the values of a list are separate parameters. */
  isExploded: boolean;
  /** How its value is written: `form`, `simple`. */
  style: string;
}

/** The content of a request or a response in one media type. */
export interface Content {
  mediaType: string;
  /** The name of its schema. */
  schema: string;
  schemaDescription: string;
  fields: Field[];
  /** The type in words, if it is not an object. */
  type: string;
  /** Rules for the whole body. */
  limits: string[];
  unofficial: string[];
  unknownFields: UnknownFields;
  /** Whether the schema has keywords beside its name, which apply here only. */
  hasOwnKeywords: boolean;
  examples: NamedExample[];
  /** The default, and examples of the schema next to those of the media type, in Markdown. */
  otherValues: string[];
}

export interface RequestBody {
  description: string;
  isRequired: boolean;
  contents: Content[];
}

export interface NamedExample extends Omit<Example, "pointer"> {
  name: string;
  summary: string;
}

/** A response of an operation. */
export interface OperationResponse {
  /** `200`, `4XX` or `default`. */
  status: string;
  description: string;
  contents: Content[];
  headers: Field[];
  links: Link[];
  /** Whether a quarter of all operations return it, so that one page explains it for all of them. */
  isCommon: boolean;
}

/** Whether a status is an error. */
export const isError = ({ status }: OperationResponse): boolean => !/^[123]/.test(status);

/** The examples of a response, in all media types. */
export const examplesOf = ({ contents }: { contents: Content[] }): NamedExample[] =>
  contents.flatMap(({ examples }) => examples);

/** A header, and which responses have it. */
export interface ResponseHeader {
  field: Field;
  /** `With 200, 429.` or `With every response except 401.` */
  use: string;
}

/** Lists the headers of all responses. A header that several responses have in the same form is listed once. */
export function listResponseHeaders(responses: OperationResponse[]): ResponseHeader[] {
  const all = responses.flatMap(({ status, headers }) => headers.map((field) => ({ status, field })));
  return [...Map.groupBy(all, ({ field }) => JSON.stringify(field)).values()].flatMap((same) => {
    const statuses = same.map(({ status }) => status);
    return same[0] ? [{ field: same[0].field, use: describeUse(statuses, responses) }] : [];
  });
}

function describeUse(statuses: string[], responses: OperationResponse[]): string {
  const others = responses.map(({ status }) => status).filter((status) => !statuses.includes(status));
  if (others.length === 0) return "With every response.";
  return others.length <= 2 && statuses.length > 2
    ? `With every response except ${others.join(" and ")}.`
    : `With ${statuses.join(", ")}.`;
}

/** Lists every operation of the description, in its order. */
export function listOperations(description: Description): Operation[] {
  const common = findCommonResponses(description);
  return description.operations.map((operation) => toOperation(operation, description, common));
}

/** Lists the tags of the description, then those that only operations name. */
export function listTags(
  description: Description,
  operations: Operation[],
): { name: string; description: string; externalDocs?: ExternalDocs }[] {
  const declared = description.tags.map((tag) => ({ ...tag, description: tag.description ?? "" }));
  const used = new Set(operations.flatMap(({ tags }) => tags));
  const others = [...used].filter((name) => declared.every((tag) => tag.name !== name));
  return [...declared, ...others.map((name) => ({ name, description: "" }))];
}

function findCommonResponses({ operations }: Description): Set<string> {
  const names = operations.flatMap(({ responses }) => [
    ...new Set(responses.flatMap(({ name }) => name ?? [])),
  ]);
  const counts = Map.groupBy(names, (name) => name);
  return new Set(
    [...counts].filter(([, uses]) => uses.length >= operations.length / 4).map(([name]) => name),
  );
}

function toOperation(
  operation: DescribedOperation,
  description: Description,
  common: Set<string>,
): Operation {
  const { method, path, servers, parameters, requestBody, responses, externalDocs } = operation;
  const operationId =
    operation.operationId === `${method} ${path}` ? createOperationId(method, path) : operation.operationId;
  const credential = findCredential(operation);
  return {
    operationId,
    tags: operation.tags.length > 0 ? operation.tags : ["Operations"],
    summary: operation.summary ?? operationId,
    description: operation.description ?? "",
    method,
    path,
    server: resolveServerUrl(servers[0] ?? { url: "" }),
    pathSummary: findPathSummary(operation, description),
    ownServers: servers === description.servers ? [] : servers,
    isDeprecated: operation.isDeprecated,
    parameters: parameters.map((parameter) => toParameter(parameter, description)),
    responses: responses.map((response) => ({
      ...toResponse(response, description),
      isCommon: response.name !== undefined && common.has(response.name),
    })),
    authentication: describeAuthentication(operation),
    ...(credential && { credential }),
    ...(externalDocs && { externalDocs }),
    ...(requestBody && {
      body: {
        description: requestBody.description ?? "",
        isRequired: requestBody.isRequired,
        contents: toContents(requestBody.content, description),
      },
    }),
  };
}

/** The summary of the path, which an operation with its own does not replace. */
function findPathSummary({ path, summary }: DescribedOperation, { document }: Description): string {
  const paths = document["paths"] as Record<string, { summary?: string }> | undefined;
  const shared = paths?.[path]?.summary ?? "";
  return shared === summary ? "" : shared;
}

/** `getV1RolesRoleId` for `GET /v1/roles/{roleId}`. */
function createOperationId(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join("");
}

/** Returns a server's URL with the defaults of its variables. */
export function resolveServerUrl({ url, variables = {} }: Server): string {
  return url
    .replaceAll(/\{([^}]+)\}/g, (whole, name: string) => variables[name]?.default ?? whole)
    .replace(/\/$/, "");
}

/** Returns the first scheme whose credential is a key. The samples use it. */
function findCredential({ security }: DescribedOperation): Credential | undefined {
  const [found] = security.flat().flatMap((scheme) => toCredential(scheme) ?? []);
  return found && { ...found, isOptional: security.length > 1 };
}

function toCredential(described: SecurityScheme): Omit<Credential, "isOptional"> | undefined {
  const { schemeName, type, in: place, name, scheme } = described;
  if (type === "apiKey") return { scheme: schemeName, in: place ?? "header", name: name ?? "", prefix: "" };
  if (type === "mutualTLS" || (type === "http" && !/^(basic|bearer)$/i.test(scheme ?? ""))) return undefined;
  const prefix = scheme?.toLowerCase() === "basic" ? "Basic " : "Bearer ";
  return { scheme: schemeName, in: "header", name: "Authorization", prefix };
}

/** Lists the alternatives of authentication. A single key in a header needs no explanation. */
function describeAuthentication({ security }: DescribedOperation): string[] {
  const [only, ...others] = security;
  const [scheme] = only ?? [];
  const isSimple = others.length === 0 && (!scheme || (toCredential(scheme) && scheme.scopes.length === 0));
  return isSimple ? [] : security.map(([first]) => (first ? describeScheme(first) : "No authentication."));
}

function describeScheme({ schemeName, type, scheme, in: place, name, scopes }: DescribedScheme): string {
  const kind = {
    apiKey: `an API key in the ${place} ${code(name ?? "")}`,
    http: `${scheme} authentication in the header \`Authorization\``,
    mutualTLS: "a client certificate (mutualTLS)",
    oauth2: "an OAuth 2.0 access token in the header `Authorization`",
    openIdConnect: "an OpenID Connect token in the header `Authorization`",
  }[type];
  const needed = scopes.length > 0 ? ` with the scopes ${scopes.map(code).join(", ")}` : "";
  return `${code(schemeName)}: ${kind ?? type}${needed}.`;
}

type DescribedScheme = DescribedOperation["security"][number][number];

function toParameter(parameter: DescribedParameter, description: Description): Parameter {
  const { name, in: place, isExploded, isRequired, style } = parameter;
  const property = withReference(parameter);
  const field = toField(
    name,
    { ...property, ...(parameter.description && { description: describeParameter(parameter, description) }) },
    isRequired,
    description,
  );
  const [example, ...others] = Object.values(parameter.examples);
  const isQueryList = place === "query" && parameter.type === "array";
  return {
    ...field,
    in: place,
    isExploded,
    style,
    isDeprecated: parameter.isDeprecated,
    limits: [
      ...field.limits,
      ...(style === "form" || style === "simple" ? [] : [`style \`${style}\``]),
      ...(isQueryList ? [isExploded ? "one parameter for each value" : "comma-separated values"] : []),
    ],
    ...(example !== undefined && {
      example: example.value,
      otherExamples: [
        ...describeExample(example),
        ...others.map((each) => `e.g. ${[code(each.value), ...describeExample(each)].join(": ")}`),
      ],
    }),
  };
}

/** The description of a parameter, then what the description of its schema adds. */
function describeParameter(parameter: DescribedParameter, description: Description): string {
  const texts = [parameter.description, describeOwnText(withReference(parameter), description)];
  return [...new Set(texts)].filter(Boolean).join(" ");
}

const describeExample = ({ summary, description }: { summary?: string; description?: string }): string[] =>
  [summary, description].flatMap((text) => text ?? []);

/** Returns the schema with the reference that named it, since the pages name types. */
const withReference = ({ schema = {}, schemaName }: { schema?: Schema; schemaName?: string }): Schema =>
  schemaName === undefined ? schema : { $ref: `#/components/schemas/${schemaName}`, ...schema };

/** The converted contents by those of the description. Most operations refer to the same errors. */
const convertedContents = new WeakMap<MediaType[], Content[]>();

function toContents(content: MediaType[], description: Description): Content[] {
  const converted = convertedContents.get(content) ?? content.map((media) => toContent(media, description));
  convertedContents.set(content, converted);
  return converted;
}

/** Converts the content of one media type, with the rules of its schema. */
export function toContent(
  media: Omit<MediaType, "pointer" | "schemaPointer">,
  description: Description,
): Content {
  const schema = withReference(media);
  const name = media.schemaName ?? "";
  const merged = mergeAllOf(schema, description);
  const body = toField(name, schema, true, description);
  const isOwnRule = (rule: string) => rule !== noOtherFields;
  const values = listExamples(merged);
  const examples = Object.keys(media.examples).length > 0 ? media.examples : toExamples(values);
  const shown = Object.values(examples).map(({ value }) => JSON.stringify(value));
  return {
    mediaType: media.name,
    schema: name,
    schemaDescription: [body.isDeprecated ? "**Deprecated.**" : "", body.description]
      .filter(Boolean)
      .join(" "),
    type: media.schema === undefined || /^(object|any type)\b/.test(body.type) ? "" : body.type,
    fields: body.children,
    limits: body.limits.filter(isOwnRule),
    unofficial: body.unofficial.filter(isOwnRule),
    unknownFields: describeUnknownFields(merged),
    hasOwnKeywords:
      media.schemaName !== undefined &&
      !isDeepStrictEqual(merged, mergeAllOf(withReference({ schemaName: media.schemaName }), description)),
    examples: Object.entries(examples).map(([exampleName, { pointer: _pointer, ...example }]) => ({
      summary: exampleName,
      ...example,
      name: exampleName,
    })),
    otherValues: [
      ...(body.default === undefined ? [] : [`Default: ${code(body.default)}.`]),
      ...values
        .filter((value) => !shown.includes(JSON.stringify(value)))
        .map((value) => `Example: ${code(value)}.`),
    ],
  };
}

/** The examples of a schema, as those of a media type without its own. */
const toExamples = (values: unknown[]): Record<string, Omit<Example, "pointer"> & { pointer?: string }> =>
  Object.fromEntries(
    values.map((value, index) => [index === 0 ? "example" : `example${index + 1}`, { value }]),
  );

const toResponse = (
  { status, description: text, content, headers, links }: DocumentedResponse,
  description: Description,
): Omit<OperationResponse, "isCommon"> => ({
  status,
  description: text,
  contents: toContents(content, description),
  headers: headers.map((header) => toParameter(header, description)),
  links,
});
