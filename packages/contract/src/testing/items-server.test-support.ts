/** A server of one operation, `/items`, and descriptions of it. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import type { ContractOptions } from "../options.ts";
import { runContract } from "../run-contract.ts";

/** The documented error. */
export const problem = {
  description: "Rejected.",
  content: {
    "application/json": {
      schema: { type: "object", required: ["detail"], properties: { detail: { type: "string" } } },
    },
  },
};
const errors = { "400": problem, "401": problem, "404": problem, "415": problem };
/** The documented success. */
export const ok = {
  description: "Done.",
  content: {
    "application/json": {
      schema: { type: "object", required: ["ok"], properties: { ok: { type: "boolean" } } },
    },
  },
};

/** Writes a description with one operation to a folder of its own until the test ends, and returns its file. */
export function describeOperation(
  operation: object,
  { security, ...more }: { security?: object; paths?: object } = {},
): string {
  const method = "requestBody" in operation ? "post" : "get";
  const folder = mkdtempSync(join(tmpdir(), "rolewright-apis-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "openapi.json");
  const securitySchemes = {
    basic: { type: "http", scheme: "basic" },
    token: { type: "http", scheme: "bearer" },
    query: { type: "apiKey", in: "query", name: "api_key" },
    cookie: { type: "apiKey", in: "cookie", name: "session" },
    query2: { type: "apiKey", in: "query", name: "tenant_key" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
    digest: { type: "http", scheme: "digest" },
    certificate: { type: "mutualTLS" },
  };
  writeFileSync(
    file,
    JSON.stringify({
      openapi: "3.1.0",
      info: { title: "An API", version: "1" },
      ...(security !== undefined && { security: [security].flat() }),
      paths: {
        "/items": {
          [method]: { operationId: "useItems", responses: { "200": ok, ...errors }, ...operation },
        },
      },
      components: { securitySchemes },
      ...more,
    }),
  );
  return file;
}

/** A request that the server received. */
export interface Received {
  query: URLSearchParams;
  search: string;
  headers: IncomingMessage["headers"];
  body: string;
}

/** Starts a server of `/items`. `validate` returns the status of a request. A success has the text. */
export async function startItems(
  validate: (received: Received) => number | Promise<number>,
  method = "GET",
  {
    type = "application/json",
    text: success = JSON.stringify({ ok: true }),
  }: { type?: string; text?: string | Uint8Array } = {},
): Promise<{ baseUrl: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const [path = "", search = ""] = (request.url ?? "").split("?");
    const respond = (status: number) => {
      response.writeHead(status, {
        "Content-Type": status === 200 ? type : "application/json",
        ...(status === 405 && { Allow: method }),
      });
      response.end(status === 200 ? success : JSON.stringify({ detail: "No." }));
    };
    if (path !== "/items") return respond(404);
    if (request.method !== method) return respond(405);
    const each = { query: new URLSearchParams(search), search, headers: request.headers, body };
    received.push(each);
    respond(await validate(each));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** Runs the contract with a key and a seed. */
export const run = (options: Partial<ContractOptions> & { baseUrl: string; spec: string }) =>
  runContract({ apiKey: "a-key-of-the-tests", seed: 1, maxExamples: 40, ...options });

/** Returns the parts of findings that a failing test should show. */
export const summarize = (
  findings: { check: string; message: string; requests: string[]; actual: string }[],
) => findings.map(({ check, message, requests, actual }) => ({ check, message, requests, actual }));

/** Returns the messages of findings and of what follows from them, one a line. */
export const listMessages = (findings: { message: string; consequences?: string[] }[]): string =>
  findings.flatMap(({ message, consequences = [] }) => [message, ...consequences]).join("\n");
