import type { Operation } from "../model/operations.ts";
import { compactJson, powershellWord, shellWord } from "./literals.ts";
import {
  exampleUrl,
  formatBody,
  formatOtherBody,
  isJsonBody,
  keyVariable,
  listHeaders,
  redirects,
  returnsJson,
} from "./request.ts";

/** Creates a sample for a POSIX shell. */
export function createCurlSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body).map(({ name, value, hasKey }) =>
    hasKey ? `-H "${name}: ${value}$${keyVariable}"` : `-H ${shellWord(`${name}: ${value}`)}`,
  );
  return [
    `curl -X ${operation.method}${redirects(operation) ? " --include" : ""}`,
    shellWord(exampleUrl(operation)),
    ...headers,
    ...(body === undefined ? [] : [`-d ${shellWord(formatBody(operation, body))}`]),
  ].join(" \\\n  ");
}

/** Creates a sample for Windows PowerShell 5.1 and PowerShell 7. */
export function createPowershellSample(operation: Operation, body: unknown): string {
  const headers = listHeaders(operation, body)
    .filter(({ name }) => name !== "Content-Type")
    .map(({ name, value, hasKey }) => {
      const key = `$env:${keyVariable}`;
      const text = hasKey
        ? value === ""
          ? key
          : `${powershellWord(value)} + ${key}`
        : powershellWord(value);
      return { name: powershellWord(name), text };
    });
  const url = powershellWord(exampleUrl(operation));
  // Invoke-RestMethod of version 7 cannot return a redirect.
  if (redirects(operation))
    return [
      `$request = [Net.WebRequest]::CreateHttp(${url})`,
      `$request.Method = '${operation.method}'`,
      "$request.AllowAutoRedirect = $false",
      ...headers.map(({ name, text }) => `$request.Headers.Add(${name}, ${text})`),
      "$request.GetResponse().Headers['Location']",
    ].join("\n");
  const command = [
    `Invoke-RestMethod -Method ${operation.method}`,
    `-Uri ${url}`,
    `-Headers @{ ${headers.map(({ name, text }) => `${name} = ${text}`).join("; ")} }`,
    ...(body === undefined
      ? []
      : [
          // Without a charset, versions before 7.4 replace most characters by question marks.
          `-ContentType ${powershellWord(`${operation.body?.contents[0]?.mediaType ?? "application/json"}; charset=utf-8`)}`,
          `-Body ${powershellWord(isJsonBody(operation) ? compactJson(body) : formatOtherBody(body))}`,
        ]),
  ].join(" `\n  ");
  // Nested objects are printed only as JSON.
  return returnsJson(operation) ? `${command} | ConvertTo-Json -Depth 9` : command;
}
