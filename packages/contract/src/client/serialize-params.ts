import { isJsonMediaType, type Parameter } from "@rolewright/openapi";
import { serializeArrayParam, serializeObjectParam, serializePrimitiveParam } from "openapi-fetch";

/** Parameter values by name. An `undefined` value omits the parameter. */
export type ParameterValues = Record<string, unknown>;

/** Serializes a query by the `style` and `explode` of its parameters. Unknown names are sent as text. */
export function serializeQuery(parameters: readonly Parameter[], values: ParameterValues): string {
  return Object.entries(values)
    .flatMap(([name, value]) => {
      const parameter = parameters.find((each) => each.in === "query" && each.name === name);
      return value === undefined ? [] : [serializeQueryValue(name, value, parameter)];
    })
    .filter((text) => text !== "")
    .join("&");
}

function serializeQueryValue(name: string, value: unknown, parameter?: Parameter): string {
  const { style = "form", isExploded: explode = true } = parameter ?? {};
  const safeName = encodeURIComponent(name);
  if (isJson(parameter)) return `${safeName}=${encodeURIComponent(JSON.stringify(value))}`;
  const options = { explode, allowReserved: false };
  if (Array.isArray(value))
    return serializeArrayParam(safeName, value, { ...options, style: style as "form" });
  if (typeof value === "object" && value !== null)
    return serializeObjectParam(safeName, value as Record<string, unknown>, {
      ...options,
      style: style as "deepObject",
    });
  return serializePrimitiveParam(safeName, String(value), { allowReserved: false });
}

/** Whether the value of a parameter is JSON. */
const isJson = (parameter: Parameter | undefined): boolean =>
  parameter?.mediaType !== undefined && isJsonMediaType(parameter.mediaType);

/** Serializes a header value in the `simple` style, the only one of headers. */
export function serializeHeader(value: unknown, parameter: Parameter): string {
  if (isJson(parameter)) return JSON.stringify(value);
  if (Array.isArray(value)) return value.map(String).join(",");
  if (typeof value !== "object" || value === null) return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${name}${parameter.isExploded ? "=" : ","}${String(each)}`)
    .join(",");
}

/** Serializes a `Cookie` header. */
export const serializeCookies = (values: ParameterValues): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(String(value))}`]))
    .join("; ");

/** Whether HTTP can carry a header value: visible ASCII without surrounding whitespace (RFC 9110, 5.5). */
export const isHeaderValue = (value: string): boolean => /^(?:[!-~](?:[ -~]*[!-~])?)?$/.test(value);
