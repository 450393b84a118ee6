import type { Parameter } from "@rolewright/openapi";
import { sampleValue } from "../data/sample.ts";
import { serializeBody } from "./request-body.ts";
import { isHeaderValue, serializeHeader } from "./serialize-params.ts";
import type { Description } from "../description/read-description.ts";
import type { Operation } from "../description/operation.ts";
import type { Request } from "./exchange.ts";

export function serializeRequestBody({ raw, body, operation }: Request): {
  body?: string | Uint8Array;
  contentType: string;
} {
  const media = operation.requestBody ?? { name: "application/json", encoding: "json" as const };
  if (raw !== undefined) return { body: raw, contentType: media.name };
  return body === undefined ? { contentType: media.name } : serializeBody(media, body);
}

export function sampleRequiredParameters(
  description: Description,
  { parameters }: Operation,
): Pick<Request, "query" | "headers" | "cookies"> {
  const required = parameters.filter((parameter) => parameter.isRequired);
  const sampleOf = (place: string) =>
    required
      .filter((parameter) => parameter.in === place)
      .map((parameter) => [parameter, sampleParameter(description, parameter)] as const);
  return {
    query: Object.fromEntries(sampleOf("query").map(([{ name }, value]) => [name, value])),
    cookies: Object.fromEntries(sampleOf("cookie").map(([{ name }, value]) => [name, value])),
    headers: Object.fromEntries(
      sampleOf("header").map(([parameter, value]) => [parameter.name, serializeHeader(value, parameter)]),
    ),
  };
}

/** Returns a valid value that HTTP can carry. */
function sampleParameter(description: Description, { in: place, name, schemaPointer }: Parameter): unknown {
  // It matches every current version (RFC 9110, 13.1.1).
  if (place === "header" && name.toLowerCase() === "if-match") return "*";
  const sample = sampleValue(description, schemaPointer);
  return place === "header" && typeof sample === "string" && !isHeaderValue(sample) ? "sample" : sample;
}
