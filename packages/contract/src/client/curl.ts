import { hasInvisible } from "../report/printable.ts";
import type { HttpRequest } from "./http-connection.ts";

/** API keys and other credentials, each with the variable that stands for it. */
type Variables = ReadonlyMap<string, string>;

/**
 * Formats a request as a command for any POSIX shell. Keys become variables, everything else is quoted. Long repetitions are
 * generated when the command runs, because shells limit the length of an argument.
 */
export function toCurlCommand(
  baseUrl: string,
  { method, path, headers, body }: HttpRequest,
  variables: Variables,
): string {
  const longHeaders = Object.entries(headers).filter(([, value]) => value.length > maxArgumentLength);
  const lines = Object.entries(headers)
    .filter((header) => !longHeaders.some(([name]) => name === header[0]))
    .map(([name, value]) => `-H ${quoteHeader(name, value, variables)}`);
  const isInline = typeof body === "string" && isArgument(body);
  const how = method === "HEAD" ? "--head" : `-X ${method}`;
  const url = quote(baseUrl.replace(/\/+$/, "") + path);
  const files =
    longHeaders.length === 0
      ? []
      : [`${printBytes(longHeaders.map(([name, value]) => `${name}: ${value}\n`).join(""))} > headers.txt`];
  const options = [
    ...lines,
    ...(longHeaders.length === 0 ? [] : ["-H @headers.txt"]),
    ...(body === undefined ? [] : [`--data-binary ${isInline ? quote(body) : "@-"}`]),
  ];
  const input = body === undefined || isInline ? "" : `${printBytes(body)} | `;
  const command = [`curl -sS -i --globoff --path-as-is ${how} ${url}`, ...options].join(" \\\n  ");
  return [...files, input + command].join("\n");
}

const maxArgumentLength = 2_000;

/** Whether a text can be a readable argument. */
const isArgument = (text: string) =>
  text.length <= maxArgumentLength && !text.includes("\0") && text.isWellFormed() && !hasInvisible(text);

const quote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Uses double quotes if the value contains a key, so that the shell expands the variable. */
function quoteHeader(name: string, value: string, variables: Variables): string {
  for (const [key, variable] of variables) {
    if (key === "" || !value.includes(key)) continue;
    const [before = "", ...after] = value.split(key).map((part) => part.replaceAll(/[\\"$`]/g, "\\$&"));
    return `"${name}: ${before}\${${variable}}${after.join(`\${${variable}}`)}"`;
  }
  // `-H 'Name:'` would remove the header. This form sends it empty.
  return value === "" ? quote(`${name};`) : quote(`${name}: ${value}`);
}

/** Formats commands that print bytes. Runs of one byte are generated. */
function printBytes(body: string | Uint8Array): string {
  const bytes = typeof body === "string" ? Buffer.from(body) : Buffer.from(body);
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at < bytes.length;) {
    let end = at + 1;
    while (end < bytes.length && bytes[end] === bytes[at]) end += 1;
    if (end - at >= minRun) {
      if (at > start) parts.push(toPrintf(bytes.subarray(start, at)));
      parts.push(`head -c ${end - at} /dev/zero | tr '\\0' ${toTrArgument(bytes[at] ?? 0)}`);
      start = end;
    }
    at = end;
  }
  if (start < bytes.length || parts.length === 0) parts.push(toPrintf(bytes.subarray(start)));
  return parts.length === 1 && !parts[0]?.includes("|") ? (parts[0] ?? "") : `{ ${parts.join("; ")}; }`;
}

const minRun = 200;

const toTrArgument = (byte: number) => `'\\${byte.toString(8).padStart(3, "0")}'`;

const toPrintf = (bytes: Uint8Array) =>
  `printf '${Array.from(bytes, (byte) =>
    byte >= 0x20 && byte < 0x7f && !"'\\%".includes(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, "0")}`,
  ).join("")}'`;
