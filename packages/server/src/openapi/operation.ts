import {
  type DocumentedResponse,
  listPathParameterNames,
  type MediaType,
  type Operation as DescribedOperation,
  type Parameter as DescribedParameter,
} from "@rolewright/openapi";

/** The type to which the text of a parameter is converted. */
export type ParameterType = "boolean" | "integer" | "number" | "string";

/** A path or query parameter. */
export interface Parameter {
  name: string;
  /** The type of the value, or of each item of an array. */
  type: ParameterType;
  isArray: boolean;
  /** Whether the items of an array come as repeated parameters (`id=a&id=b`) or separated by commas (`id=a,b`). */
  isExploded: boolean;
  /** The value if the parameter is omitted, if there is one. */
  default?: unknown;
}

/** A documented success. */
export interface SuccessResponse {
  statusCode: number;
  /** `undefined` if the response has no body. */
  mediaType: string | undefined;
  /** Whether the handler returns headers too. The location of a redirect without a body is its whole result. */
  hasRequiredHeaders: boolean;
}

/** A documented request body. */
export interface OperationBody {
  mediaType: string;
  isRequired: boolean;
  hasSchema: boolean;
}

/** An operation that the server supports. */
export interface Operation {
  operationId: string;
  /** In upper case. */
  method: string;
  /** As in the description: `/v1/projects/{projectId}`. */
  path: string;
  pathParams: Parameter[];
  queryParams: Parameter[];
  /** `undefined` if the operation takes no body. */
  body: OperationBody | undefined;
  /** The documented successes. At least one. */
  successes: SuccessResponse[];
  responses: DocumentedResponse[];
}

/** The JSON Schemas of an operation's input, for compiling validators. */
export interface InputSchemas {
  path?: object;
  query?: object;
  body?: object;
}

const parameterTypes = new Set<unknown>(["boolean", "integer", "number", "string"]);
const methods = new Set(["GET", "PUT", "POST", "PATCH", "DELETE"]);

/**
 * Converts an operation of a description to what the server needs.
 *
 * @throws {Error} if it has a method, a path, a parameter or a body that the server does not support. The message names it.
 */
export function toServerOperation(operation: DescribedOperation): Operation {
  const { operationId, method, path, pointer, parameters, responses } = operation;
  if (!methods.has(method)) {
    throw new Error(
      `${operationId}: the method ${method} at ${pointer} is not supported. Use ${[...methods].join(", ")}.`,
    );
  }
  const mixedSegment = path.split("/").find((segment) => /.\{|\}./.test(segment));
  if (mixedSegment !== undefined) {
    throw new Error(
      `${operationId}: the segment "${mixedSegment}" of the path at ${pointer} has more than a parameter. Make the parameter a segment of its own.`,
    );
  }
  const unsupported = parameters.find((parameter) => parameter.in !== "path" && parameter.in !== "query");
  if (unsupported) {
    throw new Error(
      `${operationId}: the ${unsupported.in} parameter "${unsupported.name}" at ${unsupported.pointer} is not supported. Use a path or query parameter.`,
    );
  }
  const toParameters = (location: string) =>
    parameters
      .filter((parameter) => parameter.in === location)
      .map((parameter) => toParameter(operationId, parameter));
  const names = listPathParameterNames(path);
  return {
    operationId,
    method,
    path,
    // In the order of the path: the last one is the resource.
    pathParams: toParameters("path").toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name)),
    queryParams: toParameters("query"),
    body: toBody(operation),
    successes: toSuccesses(operation),
    responses,
  };
}

/** Returns the schemas of an operation's input. References to components stay as they are. */
export function collectInputSchemas({ parameters, requestBody }: DescribedOperation): InputSchemas {
  const content = requestBody?.content.find(({ name }) => isValidated(name));
  return {
    ...toObjectSchema("path", parameters),
    ...toObjectSchema("query", parameters),
    ...(content?.schema && { body: content.schema }),
  };
}

/** Whether bodies of a media type are validated against their schema. The bytes of others are not. */
export const isValidated = (mediaType: string): boolean =>
  mediaType === "application/json" || mediaType.startsWith("text/");

function toParameter(operationId: string, parameter: DescribedParameter): Parameter {
  const { name, type, itemType, style, isExploded } = parameter;
  const isArray = type === "array";
  const valueType = isArray ? itemType : type;
  const isSupported =
    parameter.mediaType === undefined &&
    parameterTypes.has(valueType) &&
    ["form", "simple"].includes(style) &&
    !(isArray && parameter.in === "path");
  if (!isSupported) {
    throw new Error(
      `${operationId}: the ${parameter.in} parameter "${name}" at ${parameter.pointer} is not supported. Use a boolean, integer, number or string, or in a query an array of one of them in the form style.`,
    );
  }
  return {
    name,
    // `isSupported` has checked it.
    type: valueType as ParameterType,
    isArray,
    isExploded,
    ...("default" in parameter && { default: parameter.default }),
  };
}

function toBody({ operationId, requestBody }: DescribedOperation): OperationBody | undefined {
  if (!requestBody) return undefined;
  const mediaType = findOnlyMediaType(
    `${operationId}: the request body at ${requestBody.pointer}`,
    requestBody.content,
  );
  if (mediaType === undefined) throw new Error(`${operationId}: the request body has no media type.`);
  return {
    mediaType,
    isRequired: requestBody.isRequired,
    hasSchema: requestBody.content[0]?.schema !== undefined,
  };
}

function toSuccesses({ operationId, pointer, responses }: DescribedOperation): SuccessResponse[] {
  const successes = responses
    .filter(({ status }) => /^[23]\d\d$/.test(status))
    .map(({ status, content, headers, pointer: location }) => {
      const mediaType = findOnlyMediaType(`${operationId}: the response ${status} at ${location}`, content);
      const isRedirect = status.startsWith("3") && mediaType !== "application/json";
      const hasRequiredHeaders = !isRedirect && headers.some(({ isRequired }) => isRequired);
      return { statusCode: Number(status), mediaType, hasRequiredHeaders };
    });
  if (successes.length > 0) return successes;
  throw new Error(
    `${operationId}: ${pointer} has no response with a status code from 200 to 399. Add one to "responses".`,
  );
}

function findOnlyMediaType(label: string, content: MediaType[]): string | undefined {
  const [mediaType, ...others] = content;
  if (others.length > 0)
    throw new Error(`${label} has several media types. The server supports one. Remove the others.`);
  const type = mediaType?.schema?.type ?? "string";
  if (mediaType && mediaType.name !== "application/json" && type !== "string") {
    throw new Error(
      `${label} is ${mediaType.name} with the type ${String(type)}. The server supports objects and lists as application/json only. Use application/json, or the type string.`,
    );
  }
  return mediaType?.name;
}

/** Combines the parameters of one location to the schema of an object, so that one validator covers all of them. */
function toObjectSchema(location: "path" | "query", parameters: DescribedParameter[]): InputSchemas {
  const ofLocation = parameters.filter((parameter) => parameter.in === location);
  if (ofLocation.length === 0) return {};
  return {
    [location]: {
      type: "object",
      properties: Object.fromEntries(ofLocation.map(({ name, schema }) => [name, schema])),
      required: ofLocation.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    },
  };
}
