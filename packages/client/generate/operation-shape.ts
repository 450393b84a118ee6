/** What a method takes and returns, as far as the client supports it. Anything else fails with a sentence. */
import {
  type DocumentedResponse,
  isJsonMediaType,
  type MediaType,
  type Parameter,
} from "@rolewright/openapi";
import type { FieldCheck, Pagination, SecretPath } from "../src/operation.ts";
import { type Api, getSchemaName, type Operation, type Schema } from "./description.ts";
import { containsSecret, findSecrets } from "./secrets.ts";

/** The types and facts of one operation. */
export interface OperationShape {
  /** The type of the input, if there is one. */
  inputType?: string;
  isInputRequired: boolean;
  /** The media type of the request body. */
  requestType?: string;
  /** Set if the JSON request body is an array. */
  takesArray?: true;
  /** The type of the query, if there is one. */
  queryType?: string;
  isQueryRequired: boolean;
  /** The query parameters whose items are one text. */
  commaLists?: string[];
  /** The type of the data. */
  dataType: string;
  /** The type of an item of a paged list. */
  itemType?: string;
  response: ResponseShape;
  pagination?: Pagination;
  /** Where the secrets of the data are. */
  secrets: SecretPath[];
  /** The types that come from the module with the types. */
  imports: string[];
  /** The types whose secrets are wrapped. */
  secretTypes: string[];
}

type ResponseShape =
  | { kind: "json"; field?: string; fields: Record<string, FieldCheck> }
  | { kind: "stream"; type: string }
  | { kind: "empty" }
  | { kind: "redirect" };

/** What the parts of a shape share. */
interface Context {
  api: Api;
  operation: Operation;
  imports: Set<string>;
  secretTypes: Set<string>;
}

/**
 * Reads the shape of an operation.
 *
 * @throws {Error} if the client does not support it. The message names the location and the fix.
 */
export function readShape(api: Api, operation: Operation): OperationShape {
  const context: Context = { api, operation, imports: new Set(), secretTypes: new Set() };
  const success = findSuccess(context);
  const { dataType, response, secrets } = readResponse(context, success);
  const pagination = findPagination(context, success);
  const itemType = pagination && `${dataType}["${pagination.items}"][number]`;
  return {
    ...readInput(context),
    ...readQuery(context),
    dataType,
    response,
    secrets,
    ...(pagination && itemType && { pagination, itemType }),
    imports: [...context.imports],
    secretTypes: [...context.secretTypes],
  };
}

function fail({ api }: Context, pointer: string | readonly unknown[], problem: string): never {
  throw new Error(`${api.file}, ${String(pointer)}: ${problem}`);
}

function readInput(context: Context) {
  const { requestBody, operationId } = context.operation;
  if (requestBody === undefined) return { isInputRequired: false };
  const [content, ...others] = requestBody.content;
  if (content === undefined || others.length > 0)
    fail(
      context,
      requestBody.pointer,
      `${operationId} accepts ${requestBody.content.length} media types. The client supports one.`,
    );
  const isJson = isJsonMediaType(content.name);
  const type = content.schema?.type;
  if (isJson && typeof type === "string" && type !== "object" && type !== "array")
    fail(
      context,
      content.schemaPointer,
      `${operationId} takes a ${type}. The client supports objects and arrays.`,
    );
  return {
    inputType: isJson ? nameBody(context, content) : "BodyInput",
    isInputRequired: requestBody.isRequired,
    requestType: content.name,
    ...(isJson && type === "array" && { takesArray: true as const }),
  };
}

function nameBody({ api, operation, imports }: Context, content: MediaType): string {
  if (content.schemaName !== undefined && api.namedTypes.has(content.schemaName)) {
    imports.add(content.schemaName);
    return content.schemaName;
  }
  return `NonNullable<operations["${operation.operationId}"]["requestBody"]>["content"]["${content.name}"]`;
}

const supportedQueryTypes = ["array", "boolean", "integer", "number", "string"];

function readQuery(context: Context) {
  const parameters = context.operation.parameters;
  for (const parameter of parameters) validateParameter(context, parameter);
  const query = parameters.filter(({ in: location }) => location === "query");
  if (query.length === 0) return { isQueryRequired: false };
  const commaLists = listCommaLists(context.operation);
  return {
    ...(commaLists.length > 0 && { commaLists }),
    queryType: `NonNullable<operations["${context.operation.operationId}"]["parameters"]["query"]>`,
    isQueryRequired: query.some(({ isRequired }) => isRequired),
  };
}

/** Lists the query parameters whose items are one text: `id=a,b`. */
export const listCommaLists = ({ parameters }: Operation): string[] =>
  parameters
    .filter(({ in: location, type, isExploded }) => location === "query" && type === "array" && !isExploded)
    .map(({ name }) => name);

/** Headers of an operation are options of the call. */
function validateParameter(context: Context, parameter: Parameter): void {
  const { name, in: location, type, itemType, style, pointer, mediaType } = parameter;
  const label = `the ${location} parameter "${name}" of ${context.operation.operationId}`;
  if (location === "cookie")
    fail(context, pointer, `The client does not support ${label}. Use a query parameter.`);
  if (mediaType !== undefined)
    fail(context, pointer, `The client does not support content in ${label}. Use a schema.`);
  if (location === "path") {
    if (type !== "string" && type !== "integer")
      fail(context, pointer, `The client does not support the type of ${label}. Use a string or an integer.`);
    return;
  }
  if (location !== "query") return;
  if (type === undefined || !supportedQueryTypes.includes(type))
    fail(
      context,
      pointer,
      `The client does not support the type of ${label}. Use one of: ${supportedQueryTypes.join(", ")}.`,
    );
  if (type === "array" && style !== "form")
    fail(context, pointer, `The client does not support the style of ${label}. Use "form".`);
  if (type === "array" && (itemType === undefined || itemType === "array" || itemType === "object"))
    fail(
      context,
      pointer,
      `The client does not support the items of ${label}. Use strings, numbers or booleans.`,
    );
}

/** Finds the response of a success, or a redirect if there is no other. */
function findSuccess(context: Context): DocumentedResponse {
  const { operationId, pointer } = context.operation;
  const responses = [...context.operation.responses.values()];
  const successes = responses.filter(({ status }) => status.startsWith("2"));
  const bodies = new Set(
    successes.map(({ content }) => content.map(({ name, schemaName }) => `${name} ${schemaName}`).join()),
  );
  if (bodies.size > 1)
    fail(
      context,
      pointer,
      `${operationId} has successful responses with different bodies. Give them the same schema.`,
    );
  const success = successes[0] ?? responses.find(({ status }) => status.startsWith("3"));
  if (success === undefined)
    fail(
      context,
      pointer,
      `${operationId} has no successful response. Describe one with a status of 2xx or 3xx.`,
    );
  return success;
}

interface ResponseFacts {
  dataType: string;
  response: ResponseShape;
  secrets: SecretPath[];
}

function readResponse(context: Context, success: DocumentedResponse): ResponseFacts {
  const secrets: SecretPath[] = [];
  if (success.status.startsWith("3")) return { dataType: "string", response: { kind: "redirect" }, secrets };
  const [content, ...others] = success.content;
  if (content === undefined) return { dataType: "void", response: { kind: "empty" }, secrets };
  if (others.length > 0)
    fail(
      context,
      success.pointer,
      `${context.operation.operationId} returns ${success.content.length} media types. The client supports one.`,
    );
  if (!isJsonMediaType(content.name))
    return {
      dataType: "ReadableStream<Uint8Array>",
      response: { kind: "stream", type: content.name },
      secrets,
    };
  return readJsonResponse(context, success, content);
}

function readJsonResponse(
  context: Context,
  { status }: DocumentedResponse,
  content: MediaType,
): ResponseFacts {
  const { api, operation } = context;
  const dataReference = content.schema?.properties?.["data"];
  const variants = dataReference === undefined ? [] : listVariants(api, dataReference);
  if (dataReference === undefined || variants.some(({ properties }) => properties === undefined))
    fail(
      context,
      content.schemaPointer,
      `The response of ${operation.operationId} has no object "data" with properties. The client expects the envelope { success, data }.`,
    );
  const secrets = findSecrets(api, dataReference);
  const [variant = {}, ...otherVariants] = variants;
  if (otherVariants.length > 0)
    return {
      dataType: nameData(context, status, dataReference),
      response: { kind: "json", fields: {} },
      secrets,
    };
  const { properties = {}, required = [] } = variant;
  const fields = Object.fromEntries(
    Object.entries(properties).flatMap(([name, schema]) => {
      const check = describeField(api.resolve(schema));
      return required.includes(name) && check !== undefined ? [[name, check]] : [];
    }),
  );
  const [[field, schema] = ["", {} as Schema], ...others] = Object.entries(properties);
  // The only field of a deletion is an ID. The caller gets the object.
  if (others.length === 0 && ["array", "object"].includes(fields[field] ?? ""))
    return {
      dataType: nameField(context, status, field, schema),
      response: { kind: "json", field, fields },
      secrets: secrets.map((secret) => ({ ...secret, path: secret.path.slice(1) })),
    };
  return {
    dataType: nameData(context, status, dataReference),
    response: { kind: "json", fields },
    secrets,
  };
}

const listVariants = (api: Api, schema: Schema): Schema[] => {
  const resolved = api.resolve(schema);
  return (resolved.oneOf ?? [resolved]).map((variant) => api.resolve(variant));
};

function describeField({ type, const: constant }: Schema): FieldCheck | undefined {
  if (constant === true) return "true";
  return type === "array" || type === "object" ? type : undefined;
}

function nameField(context: Context, status: string, field: string, schema: Schema): string {
  const named = findNamedType(context, schema.items ?? schema);
  if (named === undefined) return `${nameEnvelopeData(context, status)}["${field}"]`;
  return schema.items === undefined ? named : `${named}[]`;
}

const nameData = (context: Context, status: string, schema: Schema): string =>
  findNamedType(context, schema) ?? nameEnvelopeData(context, status);

function findNamedType({ api, imports, secretTypes }: Context, schema: Schema): string | undefined {
  const schemaName = getSchemaName(schema);
  const name = [schemaName, schemaName.replace(/Data$/, "")].find((each) => api.namedTypes.has(each));
  if (name !== undefined) (containsSecret(api, schema) ? secretTypes : imports).add(name);
  return name;
}

function nameEnvelopeData({ operation, imports }: Context, status: string): string {
  imports.add("ResponseBody");
  return `ResponseBody<"${operation.operationId}", ${status}>["data"]`;
}

/** Recognizes pages by `page` and an array. */
function findPagination({ api, operation }: Context, success: DocumentedResponse): Pagination | undefined {
  const query = operation.parameters
    .filter(({ in: location }) => location === "query")
    .map(({ name }) => name);
  const dataReference = success.content[0]?.schema?.properties?.["data"];
  const properties = Object.entries((dataReference && api.resolve(dataReference).properties) ?? {});
  const items = properties.find(([, schema]) => api.resolve(schema).type === "array")?.[0];
  if (items === undefined || properties.length === 1) return undefined;
  // `pageSize`, `page-size` and `page_size` mean the same.
  const normalize = (name: string) => name.replaceAll(/[-_]/g, "").toLowerCase();
  const pick = (names: string[], from: string[]) =>
    names.flatMap((name) => from.find((each) => normalize(each) === normalize(name)) ?? [])[0];
  const fields = properties.map(([name]) => name);
  if (!query.includes("page")) return undefined;
  return {
    items,
    page: "page",
    pageSize: pick(["pageSize", "perPage", "limit"], query),
    total: pick(["total", "totalCount", "count"], fields) ?? fields.find((name) => /^total[A-Z]/.test(name)),
  };
}
