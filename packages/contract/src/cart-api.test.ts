import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { initContract } from "./init.ts";
import type { ContractOptions } from "./options.ts";
import { runContract } from "./run-contract.ts";
import { problem, summarize } from "./testing/items-server.test-support.ts";
import {
  type Collection,
  type RestServerOptions,
  startRestServer,
} from "./testing/rest-server.test-support.ts";

const errors = { "400": problem, "401": problem, "404": problem, "415": problem };
const { "404": missing, ...collectionErrors } = errors;
const json = (schema: object) => ({ "application/json": { schema } });
const response = (schema: object) => ({ description: "Done.", content: json(schema) });
const fields = { note: { type: "string", minLength: 1, maxLength: 40, pattern: "\\S" } };
const item = { type: "object", required: ["id", "note"], properties: { id: { type: "string" }, ...fields } };
const input = { type: "object", additionalProperties: false, required: ["note"], properties: fields };
const requestBody = { required: true, content: json(input) };
const list = (name: string) => ({
  type: "object",
  required: [name, "next"],
  properties: { [name]: { type: "array", items: item }, next: { type: ["string", "null"] } },
});
const query = [
  { name: "cursor", in: "query", schema: { type: "string" } },
  { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 5 } },
];
const id = (name: string) => ({
  name,
  in: "path",
  required: true,
  schema: { type: "string", maxLength: 40 },
});

/** Carts with lines. A cart is checked out if its state allows it, and has a receipt then. */
const shop = {
  openapi: "3.1.0",
  info: { title: "Carts", version: "1" },
  servers: [{ url: "https://carts.example" }],
  security: [{ token: [] }],
  paths: {
    "/carts": {
      get: {
        operationId: "listCarts",
        parameters: query,
        responses: { "200": response(list("carts")), ...collectionErrors },
      },
      post: {
        operationId: "addCart",
        requestBody,
        responses: { "201": response(item), ...collectionErrors },
      },
    },
    "/carts/{cartId}": {
      parameters: [id("cartId")],
      get: { operationId: "getCart", responses: { "200": response(item), ...errors } },
      put: {
        operationId: "replaceCart",
        parameters: [{ name: "If-Match", in: "header", schema: { type: "string", maxLength: 60 } }],
        requestBody,
        responses: { "200": response(item), ...errors, "412": problem },
      },
      delete: { operationId: "removeCart", responses: { "204": { description: "Gone." }, ...errors } },
    },
    "/carts/{cartId}/checkout": {
      parameters: [id("cartId")],
      post: {
        operationId: "checkOut",
        responses: { "204": { description: "Done." }, ...errors, "409": problem },
      },
    },
    "/carts/{cartId}/receipt": {
      parameters: [id("cartId")],
      get: { operationId: "getReceipt", responses: { "200": response(item), ...errors } },
    },
    "/carts/{cartId}/lines": {
      parameters: [id("cartId")],
      get: {
        operationId: "listLines",
        responses: { "200": response({ type: "array", items: item }), ...errors },
      },
      post: {
        operationId: "addLine",
        requestBody,
        responses: { "201": response(item), ...errors },
      },
    },
    "/carts/{cartId}/lines/{lineId}": {
      parameters: [id("cartId"), id("lineId")],
      get: { operationId: "getLine", responses: { "200": response(item), ...errors } },
      delete: { operationId: "removeLine", responses: { "204": { description: "Gone." }, ...errors } },
    },
  },
  components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
};

const carts: Collection = {
  path: "/carts",
  idParameter: "cartId",
  idProperty: "id",
  listWrapper: "carts",
  entityTags: "compared",
};
const lines: Collection = { path: "/carts/{cartId}/lines", idParameter: "lineId", idProperty: "id" };

type Other = NonNullable<RestServerOptions["other"]>;

/** The state of a cart allows no action. */
const allowNothing: Other = (operationId) => ({
  status: operationId === "checkOut" ? 409 : 404,
  type: "application/json",
  body: JSON.stringify({ detail: "The state does not allow it." }),
});

async function runShop(
  collections: Collection[],
  options: ContractOptions = {},
  { description = shop, other = allowNothing }: { description?: object; other?: Other } = {},
) {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-carts-"));
  const [spec, contract] = [join(folder, "openapi.json"), join(folder, "contract.yaml")];
  writeFileSync(spec, JSON.stringify(description));
  initContract(spec, contract);
  const server = await startRestServer({
    spec,
    collections,
    authenticate: ({ authorization }) => (authorization === "Bearer a-token" ? "one" : undefined),
    other,
  });
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return runContract({
    contract,
    baseUrl: server.url,
    apiKey: "a-token",
    maxExamples: 0,
    seed: 1,
    requestTimeoutMs: 60_000,
    ...options,
  });
}

it("is incomplete without findings if it cannot bring an item into the state that an action needs", async () => {
  const acted = new Set<string>();
  const used = new Set<string>();
  const report = await runShop([carts, lines], {
    checks: ["positive_data_acceptance", "read_your_writes"],
    onRequest: (_, { method, path }) => {
      const [, cart = "", part] = /^\/carts\/([^/]+)\/(checkout|lines)/.exec(path) ?? [];
      if (method !== "POST") return;
      if (part === "checkout") acted.add(cart);
      else if (acted.has(cart)) used.add(cart);
    },
  });
  expect(summarize(report.findings)).toEqual([]);
  expect(report.outcome).toBe("incomplete");
  expect(report.incompleteReason).toContain(
    "checkOut was not tested, because every valid request returned 409",
  );
  expect(report.incompleteReason).toContain(
    "getReceipt was not tested, because every valid request returned 404",
  );
  // An action may change its cart, so that nothing else uses that one. The run also sends IDs that no server created.
  const created = [...acted].filter((cart) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-/.test(cart));
  expect(created.length).toBeGreaterThan(1);
  expect(created.filter((cart) => used.has(cart))).toEqual([]);
});

it("reports an action whose result is not stored, on a cart with lines if an empty one does not allow it", async () => {
  const description = structuredClone(shop);
  const checkOut = description.paths["/carts/{cartId}/checkout"].post;
  Object.assign(checkOut, { responses: { "200": response(item), ...errors, "409": problem } });
  let actions = 0;
  const other: Other = (operationId, path) => {
    if (operationId !== "checkOut") return allowNothing(operationId, path);
    actions += 1;
    if (actions === 1) return allowNothing(operationId, path);
    return {
      status: 200,
      type: "application/json",
      body: JSON.stringify({ id: path["cartId"], note: "ordered" }),
    };
  };
  const added: string[] = [];
  const { findings } = await runShop(
    [carts, lines],
    {
      checks: ["read_your_writes"],
      onRequest: (task, { method, path }) => {
        if (task === "action checkOut" && method === "POST")
          added.push(path.replace(/^\/carts\/?[^/]*\/?/, ""));
      },
    },
    { description, other },
  );
  expect(findings.map(({ message }) => message)).toEqual(["an action returns a state that is not stored"]);
  expect(added).toEqual(["", "checkout", "", "lines", "checkout"]);
});

it("reports a server that ignores If-Match", async () => {
  const { findings } = await runShop([{ ...carts, entityTags: "ignored" }, lines], {
    checks: ["negative_data_rejection"],
  });
  expect(findings.map(({ message }) => message)).toEqual([
    "accepts an invalid request: If-Match names another version",
  ]);
});
