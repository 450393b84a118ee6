import type { RequestBody } from "../description/operation.ts";
import { serializeQuery } from "./serialize-params.ts";

/** A serialized body with its `Content-Type`. */
export interface SerializedBody {
  contentType: string;
  body: string;
}

/** Serializes a body for its media type: JSON, `application/x-www-form-urlencoded` or `multipart/form-data`. */
export function serializeBody(
  { name, encoding }: Pick<RequestBody, "name" | "encoding">,
  value: unknown,
): SerializedBody {
  if (encoding === "form") return { contentType: name, body: serializeForm(value) };
  if (encoding === "multipart")
    return { contentType: `${name}; boundary=${boundary}`, body: serializeMultipart(value) };
  return { contentType: name, body: JSON.stringify(value) };
}

function serializeForm(value: unknown): string {
  const fields = listFields(value).map(([name, each]) => [
    name,
    isNested(each) ? JSON.stringify(each) : each,
  ]);
  return serializeQuery([], Object.fromEntries(fields) as Record<string, unknown>);
}

const boundary = "rolewright-contract-boundary";

function serializeMultipart(value: unknown): string {
  const parts = listFields(value).flatMap(([name, each]) =>
    (Array.isArray(each) && !isNested(each) ? each : [each]).map((item) => serializePart(name, item)),
  );
  return `${parts.join("")}--${boundary}--\r\n`;
}

/** A form has no null. */
const listFields = (value: unknown): [string, unknown][] =>
  Object.entries(value ?? {}).filter(([, each]) => each !== null && each !== undefined);

function serializePart(name: string, value: unknown): string {
  const isObject = typeof value === "object" && value !== null;
  const type = isObject ? "Content-Type: application/json\r\n" : "";
  const text = isObject ? JSON.stringify(value) : String(value);
  return `--${boundary}\r\nContent-Disposition: form-data; name="${encodeName(name)}"\r\n${type}\r\n${text}\r\n`;
}

/** Percent-encodes what would end a quoted name (WHATWG HTML, multipart/form-data). */
const encodeName = (name: string) =>
  name.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");

const isNested = (value: unknown) =>
  Array.isArray(value)
    ? value.some((each) => typeof each === "object" && each !== null)
    : typeof value === "object" && value !== null;
