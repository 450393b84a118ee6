import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { stringify } from "yaml";
import type { Report } from "./report/report.ts";
import { runContract } from "./run-contract.ts";
import { summarize } from "./testing/items-server.test-support.ts";
import { type Collection, startRestServer } from "./testing/rest-server.test-support.ts";

const json = (schema: object) => ({ "application/json": { schema } });
const error = { description: "Rejected.", content: json({ type: "object" }) };
const errors = { "400": error, "401": error, "404": error, "409": error, "415": error };
const unit = { $ref: "#/components/schemas/Unit" };
const success = (schema: object) => ({ description: "Done.", content: json(schema) });
const requestBody = { required: true, content: json(unit) };

/** Describes units whose code callers choose. An update repeats the code of the path. */
const describeUnits = (code: object) => ({
  openapi: "3.1.0",
  info: { title: "Units", version: "1" },
  security: [{ token: [] }],
  paths: {
    "/units": {
      get: {
        operationId: "listUnits",
        responses: { "200": success({ type: "array", items: unit }), ...errors },
      },
      post: { operationId: "addUnit", requestBody, responses: { "201": success(unit), ...errors } },
    },
    "/units/{code}": {
      parameters: [{ name: "code", in: "path", required: true, schema: code }],
      get: { operationId: "getUnit", responses: { "200": success(unit), ...errors } },
      put: { operationId: "replaceUnit", requestBody, responses: { "200": success(unit), ...errors } },
      delete: { operationId: "removeUnit", responses: { "204": { description: "Gone." }, ...errors } },
    },
  },
  components: {
    securitySchemes: { token: { type: "http", scheme: "bearer" } },
    schemas: {
      Unit: {
        type: "object",
        required: ["code", "title"],
        additionalProperties: false,
        properties: {
          code,
          title: { type: "string", minLength: 1, maxLength: 80 },
          symbol: { type: ["string", "null"], maxLength: 5 },
        },
      },
    },
  },
});

const collection: Collection = {
  path: "/units",
  idParameter: "code",
  idProperty: "code",
  hasChosenIds: true,
  resets: ["symbol"],
};

const rules = {
  create: "addUnit",
  list: "listUnits",
  get: "getUnit",
  update: "replaceUnit",
  delete: "removeUnit",
  idParameter: "code",
  idProperty: "code",
  item: "",
  omittedFields: "reset",
};

interface UnitOptions {
  code: object;
  unique?: { property: string };
  /** Whether both teams see each other's units. */
  isShared?: boolean;
}

async function runUnits({ code, unique, isShared = false }: UnitOptions): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-units-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const spec = join(folder, "units.json");
  const contract = join(folder, "contract.yaml");
  const resources = { unit: { ...rules, ...(unique && { unique }) } };
  writeFileSync(spec, JSON.stringify(describeUnits(code)));
  writeFileSync(contract, stringify({ spec: "units.json", tenant: "team", resources }));
  const server = await startRestServer({
    spec,
    collections: [{ ...collection, ...(unique && { unique: unique.property }) }],
    authenticate({ authorization }) {
      const team = /^Bearer (one|two)-of-the-teams$/.exec(authorization ?? "")?.[1];
      return isShared && team !== undefined ? "one" : team;
    },
  });
  onTestFinished(server.close);
  return runContract({
    contract,
    baseUrl: server.url,
    apiKey: "one-of-the-teams",
    secondApiKey: "two-of-the-teams",
    seed: 1,
    maxExamples: 120,
  });
}

const anyCode = { type: "string", minLength: 1, maxLength: 60, pattern: "^[A-Za-z0-9._~-]+$" };
const shortCode = { type: "string", pattern: "^[A-Z]{3}$" };

describe("IDs that callers choose", () => {
  it.each([
    ["in two tenants", { code: anyCode }],
    ["where few IDs are valid", { code: shortCode }],
    ["if they are the unique value", { code: anyCode, unique: { property: "code" } }],
  ])("are repeated in the body of an update, %s", async (_, options) => {
    const report = await runUnits(options);
    expect(summarize(report.findings)).toEqual([]);
    expect(report.outcome).toBe("passed");
    expect(report.undeletedResources).toEqual([]);
    const passed = report.checks.filter(({ outcome }) => outcome === "passed").map(({ check }) => check);
    expect(passed).toEqual(expect.arrayContaining(["tenant_isolation", "idempotent_put", "use_after_free"]));
  });

  it("are found in another tenant that can see them", async () => {
    const { findings } = await runUnits({ code: anyCode, isShared: true });
    expect(findings.map(({ check, message }) => [check, message])).toContainEqual([
      "tenant_isolation",
      "lists a resource of another team",
    ]);
  });
});
