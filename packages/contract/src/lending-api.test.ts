import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import type { CheckName } from "./check-names.ts";
import { initContract } from "./init.ts";
import { runContract } from "./run-contract.ts";
import { problem, summarize } from "./testing/items-server.test-support.ts";
import { startRestServer } from "./testing/rest-server.test-support.ts";

const errors = { "400": problem, "401": problem, "404": problem, "409": problem, "415": problem };
const text = { type: "string", minLength: 1, maxLength: 80, pattern: "\\S" };
const object = (properties: Record<string, object>, required = Object.keys(properties)) => ({
  type: "object",
  additionalProperties: false,
  required,
  properties,
});
const json = (schema: object) => ({ "application/json": { schema } });
const response = (schema: object) => ({ description: "Done.", content: json(schema) });
const id = { type: "string" };

/** Describes a collection with its operations. */
function describe(name: string, fields: Record<string, object>, changed?: Record<string, object>) {
  const item = object({ id, ...fields });
  const operations = (operationId: string, more: object) => ({ operationId, ...more });
  const body = (schema: object) => ({ requestBody: { required: true, content: json(schema) } });
  const { "409": conflict, ...readErrors } = errors;
  return {
    [`/${name}s`]: {
      get: operations(`list${name}s`, {
        responses: { "200": response({ type: "array", items: item }), "401": problem },
      }),
      post: operations(`add${name}`, {
        ...body(object(fields)),
        responses: { "201": response(item), ...errors },
      }),
    },
    [`/${name}s/{${name}Id}`]: {
      parameters: [
        { name: `${name}Id`, in: "path", required: true, schema: { type: "string", maxLength: 40 } },
      ],
      get: operations(`get${name}`, { responses: { "200": response(item), ...readErrors } }),
      ...(changed && {
        patch: operations(`change${name}`, {
          ...body({ ...object(changed, []), minProperties: 1 }),
          responses: { "200": response(item), ...readErrors },
        }),
      }),
      delete: operations(`remove${name}`, {
        responses: { "204": { description: "Gone." }, ...readErrors, "409": conflict },
      }),
    },
  };
}

/** Readers keep their email address, and a copy of a book can be lent once. */
const lending = {
  openapi: "3.1.0",
  info: { title: "Lending", version: "1" },
  servers: [{ url: "https://lending.example" }],
  security: [{ token: [] }],
  paths: {
    ...describe("volume", { title: text }),
    ...describe("reader", { email: { ...text, format: "email" }, name: text }, { name: text }),
    ...describe("loan", { volumeId: id, readerId: id, due: { type: "string", format: "date" } }),
  },
  components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
};

/** Runs checks on a server that knows these references of loans. */
async function runLending(references: Record<string, string>, checks: CheckName[]) {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-lending-"));
  const [spec, contract] = [join(folder, "openapi.json"), join(folder, "contract.yaml")];
  writeFileSync(spec, JSON.stringify(lending));
  initContract(spec, contract);
  const tenants = new Map([
    ["Bearer token-of-one", "one"],
    ["Bearer token-of-two", "two"],
  ]);
  const item = { idParameter: "", idProperty: "id", isProtected: true };
  const server = await startRestServer({
    spec,
    collections: [
      { ...item, path: "/volumes", idParameter: "volumeId" },
      { ...item, path: "/readers", idParameter: "readerId", unique: "email" },
      {
        ...item,
        path: "/loans",
        idParameter: "loanId",
        references,
        hasExclusiveReferences: true,
      },
    ],
    authenticate: ({ authorization }) => tenants.get(String(authorization)),
  });
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  return runContract({
    contract,
    baseUrl: server.url,
    apiKey: "token-of-one",
    secondApiKey: "token-of-two",
    maxExamples: 20,
    checks,
    seed: 1,
    requestTimeoutMs: 60_000,
  });
}

it("passes an API whose resources can be used only once, and whose updates cannot change the unique value", async () => {
  const { findings, questions } = await runLending({ volumeId: "/volumes", readerId: "/readers" }, [
    "positive_data_acceptance",
    "read_your_writes",
    "name_uniqueness",
    "tenant_isolation",
    "unknown_references_rejected",
    "referential_integrity",
  ]);
  expect(summarize(findings)).toEqual([]);
  // init guesses that titles are unique, because the creation documents 409.
  expect(questions.map(({ rule }) => rule.name)).toEqual(["resources.volume.unique"]);
});

it("asks about a reference that is never rejected, beside one that can be used only once", async () => {
  const { questions } = await runLending({ volumeId: "/volumes" }, ["unknown_references_rejected"]);
  expect(questions.map(({ rule }) => rule.name)).toEqual(["resources.loan.references.readerId"]);
});
