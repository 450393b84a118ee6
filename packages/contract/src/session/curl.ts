import type { Sent } from "./send.ts";

/** Texts that no output may contain, each with what stands for it: `$ROLEWRIGHT_API_KEY`. */
export type Secrets = ReadonlyMap<string, string>;

/** A text without its secrets. Short ones are left: they would be found in words that are none. */
export function redact(text: string, secrets: Secrets): string {
  let safe = text;
  for (const [secret, name] of secrets) {
    if (secret.length >= 8) safe = safe.replaceAll(secret, `$${name}`);
  }
  return safe;
}

/** A command that repeats a request in any POSIX shell. Keys are variables, everything else is quoted. */
export function curlOf(baseUrl: string, { method, path, headers, body }: Sent, secrets: Secrets): string {
  const lines = Object.entries(headers).map(([name, value]) => `-H ${quoteHeader(name, value, secrets)}`);
  const isText = typeof body === "string" && !body.includes("\0") && body.isWellFormed();
  const data = body === undefined ? [] : [`--data-binary ${isText ? quote(body) : "@-"}`];
  const how = method === "HEAD" ? "--head" : `-X ${method}`;
  const url = quote(baseUrl.replace(/\/+$/, "") + path);
  const command = [`curl -sS -i --globoff --path-as-is ${how} ${url}`, ...lines, ...data].join(" \\\n  ");
  return body === undefined || isText ? command : `${printfOf(body)} | ${command}`;
}

const quote = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** In double quotes, where `$` is a variable, when there is a key in it. */
function quoteHeader(name: string, value: string, secrets: Secrets): string {
  for (const [secret, variable] of secrets) {
    if (secret === "" || !value.includes(secret)) continue;
    const [before = "", ...after] = value.split(secret).map((part) => part.replaceAll(/[\\"$`]/g, "\\$&"));
    return `"${name}: ${before}\${${variable}}${after.join(`\${${variable}}`)}"`;
  }
  // `-H 'Name:'` would leave the header out; this sends it empty.
  return value === "" ? quote(`${name};`) : quote(`${name}: ${value}`);
}

const printfOf = (body: string | Uint8Array) =>
  `printf '${Array.from(typeof body === "string" ? Buffer.from(body) : body, (byte) =>
    byte >= 0x20 && byte < 0x7f && !"'\\%".includes(String.fromCharCode(byte))
      ? String.fromCharCode(byte)
      : `\\${byte.toString(8).padStart(3, "0")}`,
  ).join("")}'`;
