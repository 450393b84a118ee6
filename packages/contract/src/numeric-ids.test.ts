import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished } from "vitest";
import { runContract } from "./run-contract.ts";

const note = {
  type: "object",
  required: ["id", "text"],
  properties: {
    id: { type: "integer", readOnly: true },
    text: { type: "string", minLength: 1, maxLength: 9 },
  },
};
const json = (schema: object) => ({ "application/json": { schema } });
const error = { description: "Rejected.", content: json({ type: "object" }) };
const errors = { "400": error, "404": error, "415": error };
const one = { description: "A note.", content: json({ $ref: "#/components/schemas/Note" }) };
const parameters = [{ name: "noteId", in: "path", required: true, schema: { type: "integer", minimum: 1 } }];
const link = (operationId: string) => ({ operationId, parameters: { noteId: "$response.body#/id" } });

const description = {
  openapi: "3.1.0",
  info: { title: "Notes", version: "1" },
  paths: {
    "/notes": {
      get: {
        operationId: "listNotes",
        responses: {
          "200": {
            description: "Notes.",
            content: json({ type: "array", items: { $ref: "#/components/schemas/Note" } }),
          },
          ...errors,
        },
      },
      post: {
        operationId: "addNote",
        requestBody: { required: true, content: json({ $ref: "#/components/schemas/Note" }) },
        responses: {
          "201": {
            ...one,
            links: { get: link("getNote"), remove: link("removeNote"), list: { operationId: "listNotes" } },
          },
          ...errors,
        },
      },
    },
    "/notes/{noteId}": {
      parameters,
      get: { operationId: "getNote", responses: { "200": one, ...errors } },
      delete: { operationId: "removeNote", responses: { "204": { description: "Gone." }, ...errors } },
    },
  },
  components: { schemas: { Note: note } },
};

async function startNotes(): Promise<string> {
  const notes = new Map<number, { id: number; text: string }>();
  let last = 0;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const respond = (status: number, value: unknown = {}) => {
      response.writeHead(status, {
        "Content-Type": "application/json",
        ...(status === 405 && { Allow: request.url === "/notes" ? "GET, POST" : "GET, DELETE" }),
      });
      response.end(status === 204 ? undefined : JSON.stringify(value));
    };
    const [path = ""] = (request.url ?? "").split("?");
    const [, digits] = /^\/notes\/([^/]+)$/.exec(path) ?? [];
    if (path !== "/notes" && digits === undefined) return respond(404);
    const methods = digits === undefined ? ["GET", "POST"] : ["GET", "DELETE"];
    if (!methods.includes(request.method ?? "")) return respond(405);
    if (digits !== undefined) {
      if (!/^[1-9]\d*$/.test(digits)) return respond(400);
      const found = notes.get(Number(digits));
      if (!found) return respond(404);
      if (request.method === "GET") return respond(200, found);
      notes.delete(found.id);
      return respond(204);
    }
    if (request.method === "GET") return respond(200, [...notes.values()]);
    if (!/^application\/json *(?:;|$)/i.test(request.headers["content-type"] ?? "")) return respond(415);
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(body)));
    } catch {
      return respond(400);
    }
    const own = (value as { text?: unknown } | null)?.text;
    if (body.includes("\ufffd") || typeof own !== "string" || own === "" || [...own].length > 9)
      return respond(400);
    last += 1;
    notes.set(last, { id: last, text: own });
    respond(201, notes.get(last));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("tests resources with numeric IDs, and deletes them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-notes-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const spec = join(folder, "notes.json");
  writeFileSync(spec, JSON.stringify(description));
  const baseUrl = await startNotes();
  const report = await runContract({ baseUrl, apiKey: "none", spec, seed: 1, maxExamples: 60 });
  expect(
    report.findings.map(({ check, message, requests, actual }) => [check, message, requests, actual]),
  ).toEqual([]);
  expect(report.checks.find(({ check }) => check === "use_after_free")?.outcome).toBe("passed");
  expect(report.undeletedResources).toEqual([]);
  expect(await (await fetch(`${baseUrl}/notes`)).json()).toEqual([]);
});
