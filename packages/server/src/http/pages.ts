import { readFile } from "node:fs/promises";
import type { HttpExchange } from "./http-exchange.ts";

/** A route that needs no API key and is not in the description. */
export interface Page {
  path: string;
  send(exchange: HttpExchange): void | Promise<void>;
}

/** The descriptions that the server serves, by path. */
const descriptions = [
  ["/openapi.yaml", "@rolewright/spec/openapi.yaml", "application/yaml; charset=utf-8"],
  ["/openapi.json", "@rolewright/spec/openapi.json", "application/json; charset=utf-8"],
  ["/openapi-v2.yaml", "@rolewright/spec/openapi-v2.yaml", "application/yaml; charset=utf-8"],
  ["/openapi-v2.json", "@rolewright/spec/openapi-v2.json", "application/json; charset=utf-8"],
] as const;

/** Creates the page at `/` and the descriptions. */
export function createPages(docsUrl: string | undefined): Page[] {
  const start: Page = {
    path: "/",
    send: (exchange) => {
      exchange.addHeader("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
      exchange.send(200, createStartPage(docsUrl), "text/html; charset=utf-8");
    },
  };
  const files = descriptions.map(([path, file, contentType]): Page => ({
    path,
    send: async (exchange) =>
      exchange.send(200, await readFile(new URL(import.meta.resolve(file))), contentType),
  }));
  return [start, ...files];
}

/** The documentation of the vendor, if there is no other. */
const vendorDocsUrl = "https://www.confident-ai.com/docs/api-reference";

function createStartPage(docsUrl: string | undefined): string {
  const docs =
    docsUrl === undefined
      ? `<a href="${vendorDocsUrl}">The vendor's API reference</a>`
      : `<a href="${escapeHtml(docsUrl)}">Documentation</a>`;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Rolewright server</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}</style>
<h1>Rolewright server</h1>
<p>This is a reference server for Confident AI's roles API. It is independent and unofficial: it has no connection with
Confident AI.</p>
<p>Send requests to <code>/v1</code> with an API key in the header <code>CONFIDENT_API_KEY</code>:</p>
<pre>curl ORIGIN/v1/organization/roles -H "CONFIDENT_API_KEY: $KEY"</pre>
<ul>
<li>${docs}
<li>OpenAPI description: <a href="/openapi.yaml">YAML</a>, <a href="/openapi.json">JSON</a>
<li>OpenAPI description of version 2: <a href="/openapi-v2.yaml">YAML</a>, <a href="/openapi-v2.json">JSON</a>
<li>Probes: <a href="/livez">liveness</a>, <a href="/readyz">readiness</a>, <a href="/metrics">metrics</a>
</ul>
`;
}

const escapeHtml = (text: string) =>
  text.replaceAll(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
