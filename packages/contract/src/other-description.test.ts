import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { runContract } from "./run-contract.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-spec-"));
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});
afterAll(() => rmSync(folder, { recursive: true }));

const error = {
  description: "Rejected.",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
};
const pet = { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } };

/** A small API unrelated to roles: query parameters, numbers, a bearer token, no envelope. */
const description = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1.2.3" },
  security: [{ token: [] }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        parameters: [{ name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 50 } }],
        responses: {
          "200": {
            description: "Pets.",
            content: {
              "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Pet" } } },
            },
          },
          "400": error,
          "401": error,
        },
      },
      post: {
        operationId: "addPet",
        requestBody: {
          required: true,
          content: { "application/json": { schema: { $ref: "#/components/schemas/NewPet" } } },
        },
        responses: {
          "201": {
            description: "The pet.",
            content: pet,
            links: {
              get: { operationId: "getPet", parameters: { petId: "$response.body#/pet/id" } },
              remove: { operationId: "removePet", parameters: { petId: "$response.body#/pet/id" } },
              list: { operationId: "listPets" },
            },
          },
          "400": error,
          "401": error,
        },
      },
    },
    "/pets/{petId}": {
      parameters: [
        {
          name: "petId",
          in: "path",
          required: true,
          schema: { type: "string", pattern: "^p[0-9]+$", maxLength: 9 },
        },
      ],
      get: {
        operationId: "getPet",
        responses: { "200": { description: "It.", content: pet }, "400": error, "401": error, "404": error },
      },
      delete: {
        operationId: "removePet",
        responses: { "204": { description: "Gone." }, "400": error, "401": error, "404": error },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
    schemas: {
      Pet: {
        type: "object",
        required: ["pet"],
        properties: {
          pet: {
            type: "object",
            required: ["id", "name"],
            properties: { id: { type: "string" }, name: { type: "string" }, age: { type: "integer" } },
          },
        },
      },
      NewPet: {
        type: "object",
        required: ["name"],
        additionalProperties: false,
        properties: {
          name: { type: "string", minLength: 1, maxLength: 60 },
          age: { type: "integer", minimum: 0, maximum: 99 },
        },
      },
      Problem: { type: "object", required: ["detail"], properties: { detail: { type: "string" } } },
    },
  },
};

/** A server of that API, with optional faults. */
async function petServer({
  forgets = false,
  takesAnyAge = false,
  ignoresLimit = false,
  cachesReads = false,
  listsNumericNames = false,
} = {}): Promise<string> {
  const pets = new Map<string, { id: string; name: string; age?: number }>();
  let last = 0;
  let lastRead: { id: string; name: string; age?: number } | undefined;
  const server = createServer(async (request, response) => {
    const respond = (status: number, body?: unknown) => {
      response.writeHead(status, {
        "Content-Type": "application/json",
        ...(status === 405 && { Allow: allowed(request) }),
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const reject = (status: number) => respond(status, { detail: "No." });
    const { path, query } = placeOf(request);
    if (path === undefined) return reject(400);
    if (!["/pets"].includes(path) && !/^\/pets\/[^/]+$/.test(path)) return reject(404);
    if (!allowed(request).includes(request.method ?? "")) return reject(405);
    if (request.headers.authorization !== "Bearer token-of-the-pets") return reject(401);
    const text = await textOf(request);
    if (path === "/pets" && request.method === "GET") {
      const limit = query.get("limit");
      if (
        !ignoresLimit &&
        limit !== null &&
        !(/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 50)
      )
        return reject(400);
      return respond(
        200,
        [...pets.values()].map((each) => ({ pet: listsNumericNames ? { ...each, name: 1 } : each })),
      );
    }
    if (path === "/pets") {
      const body = parsed(text, request);
      if (body === undefined || !isPet(body, takesAnyAge)) return reject(400);
      last += 1;
      const created = { ...body, id: `p${last}` };
      pets.set(created.id, created);
      return respond(201, { pet: created });
    }
    const id = path.slice("/pets/".length);
    if (!/^p[0-9]+$/.test(id) || id.length > 9) return reject(400);
    const found = pets.get(id);
    if (!found) return reject(404);
    if (request.method === "GET") {
      lastRead = cachesReads ? (lastRead ?? found) : found;
      return respond(200, { pet: lastRead });
    }
    if (!forgets) pets.delete(id);
    response.writeHead(204).end();
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const allowed = ({ url = "" }: IncomingMessage) => (/^\/pets(\?|$)/.test(url) ? "GET, POST" : "GET, DELETE");

function placeOf({ url = "" }: IncomingMessage): { path?: string; query: URLSearchParams } {
  const [raw = "", query] = url.split("?");
  try {
    return { path: decodeURIComponent(raw), query: new URLSearchParams(query) };
  } catch {
    return { query: new URLSearchParams() };
  }
}

async function textOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parsed(text: Buffer, { headers }: IncomingMessage): Record<string, unknown> | undefined {
  if (!/^application\/json *(?:;|$)/i.test(headers["content-type"] ?? "")) return undefined;
  try {
    const body: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    return typeof body === "object" && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function isPet(body: Record<string, unknown>, takesAnyAge: boolean): body is { name: string; age?: number } {
  const { name, age, ...others } = body;
  const isName = typeof name === "string" && [...name].length >= 1 && [...name].length <= 60;
  const isAge =
    !("age" in body) || (Number.isInteger(age) && (takesAnyAge || (Number(age) >= 0 && Number(age) <= 99)));
  return isName && isAge && Object.keys(others).length === 0;
}

const spec = join(folder, "pets.json");
writeFileSync(spec, JSON.stringify(description, null, 2));
const run = async (baseUrl: string) =>
  runContract({ baseUrl, apiKey: "token-of-the-pets", spec, maxExamples: 200, seed: 1 });

describe("another description", () => {
  it("passes a conforming server", async () => {
    const report = await run(await petServer());
    expect(
      report.findings.map(({ check, message, actual, requests }) => ({ check, message, actual, requests })),
    ).toEqual([]);
    expect(report.description).toMatchObject({ title: "Pets", version: "1.2.3" });
    expect(report.coverage.dimensions.find(({ kind }) => kind === "keywords")?.missing).toEqual([]);
    expect(report.undeletedResources).toEqual([]);
  });

  it.each([
    ["keeps a deleted resource", { forgets: true }, "use_after_free", "/pets/p"],
    [
      "accepts a number above its maximum",
      { takesAnyAge: true },
      "negative_data_rejection",
      "NewPet/properties/age/m",
    ],
    ["caches a read without its ID", { cachesReads: true }, "read_your_writes", "/pets/p"],
    ["accepts any query", { ignoresLimit: true }, "negative_data_rejection", "limit="],
  ] as const)("fails a server that %s", async (_, fault, check, place) => {
    const { findings } = await run(await petServer(fault));
    const finding = findings.find((each) => each.check === check);
    expect(JSON.stringify([finding?.specLocation.pointer, finding?.reproduce])).toContain(place);
    expect(finding?.specLocation.line).toBeGreaterThan(1);
  });

  it("reports the invalid items of a list as one finding", async () => {
    const { findings } = await run(await petServer({ listsNumericNames: true }));
    const invalid = findings.filter(({ check }) => check === "response_schema_conformance");
    expect(invalid.map(({ message }) => message)).toEqual(["[].pet.name must be string"]);
  });

  it.each([
    ["OpenAPI 3.0", { ...description, openapi: "3.0.3" }, "is OpenAPI 3.0.3"],
    ["Swagger", { swagger: "2.0", paths: {} }, "is Swagger 2.0"],
    ["another document", { hello: "world" }, 'has no "openapi" version'],
    ["a description without operations", { openapi: "3.1.0", paths: {} }, "has no operations"],
  ])("rejects a description of %s", async (name, document, message) => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(document));
    const attempt = runContract({ baseUrl: "http://127.0.0.1:9", apiKey: "k", spec: file });
    await expect(attempt).rejects.toThrow(message);
  });

  it("reads JSON, and rejects OpenAPI 3.0 in JSON", async () => {
    const twin = fileURLToPath(import.meta.resolve("@rolewright/spec/openapi-3.0.json"));
    await expect(runContract({ baseUrl: "http://127.0.0.1:9", apiKey: "k", spec: twin })).rejects.toThrow(
      "is OpenAPI 3.0.3",
    );
    const json = fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.json"));
    await expect(runContract({ baseUrl: "http://127.0.0.1:9", apiKey: "k", spec: json })).rejects.toThrow(
      "No server responds",
    );
  });
});
