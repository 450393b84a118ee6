import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { initContract } from "./init.ts";
import type { ContractOptions } from "./options.ts";
import { runContract } from "./run-contract.ts";
import { textReport } from "./report/text.ts";
import { type Collection, startRestServer } from "./testing/rest-server.test-support.ts";
import { summarize } from "./testing/items-server.test-support.ts";

const json = (schema: object) => ({ "application/json": { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const error = { description: "Rejected.", content: json(ref("Error")) };
const errors = { "400": error, "401": error };
const success = (schema: object) => ({ description: "Done.", content: json(schema) });
const requestBody = (schema: object) => ({ required: true, content: json(schema) });
const lines = { type: "array", minItems: 1, maxItems: 20, items: ref("Line") };
const contact = {
  name: { type: "string", minLength: 1, maxLength: 80 },
  email: { type: "string", format: "email" },
  notes: { type: ["string", "null"], maxLength: 500 },
};
const customerId = { name: "id", in: "path", required: true, schema: { type: "integer", minimum: 1 } };
const orderId = {
  name: "order_id",
  in: "path",
  required: true,
  schema: { type: "string", format: "uuid" },
};
const one = { ...errors, "404": error };

/** Customers with numeric IDs and unique addresses, and orders with lists of objects. */
const shop = {
  openapi: "3.1.0",
  info: { title: "Shop API", version: "1" },
  security: [{ token: [] }],
  paths: {
    "/customers": {
      get: {
        operationId: "list_customers",
        responses: { "200": success({ type: "array", items: ref("Customer") }), ...errors },
      },
      post: {
        operationId: "create_customer",
        requestBody: requestBody({
          type: "object",
          required: ["name", "email"],
          additionalProperties: false,
          properties: contact,
        }),
        responses: { "201": success(ref("Customer")), ...errors, "409": error },
      },
    },
    "/customers/{id}": {
      parameters: [customerId],
      get: { operationId: "get_customer", responses: { "200": success(ref("Customer")), ...one } },
      patch: {
        operationId: "update_customer",
        requestBody: requestBody({
          type: "object",
          minProperties: 1,
          additionalProperties: false,
          properties: contact,
        }),
        responses: { "200": success(ref("Customer")), ...one, "409": error },
      },
      delete: {
        operationId: "delete_customer",
        responses: { "204": { description: "Gone." }, ...one, "409": error },
      },
    },
    "/orders": {
      get: {
        operationId: "list_orders",
        parameters: [{ name: "status", in: "query", schema: { enum: ["open", "paid"] } }],
        responses: { "200": success({ type: "array", items: ref("Order") }), ...errors },
      },
      post: {
        operationId: "create_order",
        requestBody: requestBody({
          type: "object",
          required: ["customer_id", "lines"],
          additionalProperties: false,
          properties: { customer_id: { type: "integer", minimum: 1 }, lines },
        }),
        responses: { "201": success(ref("Order")), ...errors },
      },
    },
    "/orders/{order_id}": {
      parameters: [orderId],
      get: { operationId: "get_order", responses: { "200": success(ref("Order")), ...one } },
      delete: { operationId: "cancel_order", responses: { "204": { description: "Gone." }, ...one } },
    },
    "/orders/{order_id}/lines": {
      parameters: [orderId],
      put: {
        operationId: "replace_lines",
        requestBody: requestBody(lines),
        responses: { "200": success({ type: "object" }), ...one },
      },
    },
  },
  components: {
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
    schemas: {
      Error: { type: "object", required: ["detail"], properties: { detail: { type: "string" } } },
      Line: {
        type: "object",
        required: ["sku", "quantity"],
        additionalProperties: false,
        properties: {
          sku: { type: "string", pattern: "^[A-Z0-9]+(?:-[A-Z0-9]+)*$", maxLength: 24 },
          quantity: { type: "integer", minimum: 1, maximum: 99 },
        },
      },
      Customer: {
        type: "object",
        required: ["id", "name", "email"],
        properties: { id: { type: "integer" }, ...contact },
      },
      Order: {
        type: "object",
        required: ["order_id", "customer_id", "status", "lines"],
        properties: {
          order_id: { type: "string", format: "uuid" },
          customer_id: { type: "integer" },
          status: { enum: ["open", "paid"] },
          lines,
        },
      },
    },
  },
};

const customers: Collection = {
  path: "/customers",
  idParameter: "id",
  idProperty: "id",
  idFormat: "number",
  unique: "email",
  isProtected: true,
};
const collections: Collection[] = [
  customers,
  {
    path: "/orders",
    idParameter: "order_id",
    idProperty: "order_id",
    references: { customer_id: "/customers" },
    computed: () => ({ status: "open" }),
    isListed: (item, query) => (query.get("status") ?? item["status"]) === item["status"],
  },
];

async function runShop(all: Collection[], options: ContractOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-shop-"));
  const [spec, contract] = [join(folder, "openapi.json"), join(folder, "contract.yaml")];
  writeFileSync(spec, JSON.stringify(shop));
  initContract(spec, contract);
  const server = await startRestServer({
    spec,
    collections: all,
    mediaTypeStatus: 400,
    authenticate: ({ authorization }) => (authorization === "Bearer token-of-the-shop" ? "one" : undefined),
    other: () => ({ status: 200, type: "application/json", body: "{}" }),
  });
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return runContract({
    contract,
    baseUrl: server.url,
    apiKey: "token-of-the-shop",
    maxExamples: 300,
    seed: 1,
    ...options,
  });
}

it("passes a conforming shop without edits after init, and covers every operation and rule", async () => {
  const report = await runShop(collections);
  expect(summarize(report.findings)).toEqual([]);
  expect(report.outcome).toBe("passed");
  expect(report.checks.filter(({ outcome }) => outcome !== "not run").length).toBeGreaterThan(24);
  expect(report.coverage.dimensions.find(({ kind }) => kind === "operations")?.missing).toEqual([]);
  expect(textReport(report)).not.toMatch(/\b(?:organization|policy|policies|project)/i);
});

it("prints one cause first, and what follows from it below", async () => {
  const { findings } = await runShop([{ ...customers, isListed: () => false }, ...collections.slice(1)]);
  expect(findings.map(({ message }) => message)).toEqual(["the list lacks a created resource"]);
  expect(findings[0]?.consequences?.length).toBeGreaterThan(5);
});

it("reports a filter that selects every item", async () => {
  const unfiltered = collections.map(({ isListed: _, ...collection }) => collection);
  const { findings } = await runShop(unfiltered, { checks: ["read_your_writes"], maxExamples: 0 });
  expect(findings.map(({ message }) => message)).toEqual(["a filter does not exclude other items"]);
});
