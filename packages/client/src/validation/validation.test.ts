import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createTestClient, catchError } from "../client-fixtures.test-support.ts";
import { responseSchemas as responseSchemasOfV2 } from "../v2/validation/index.ts";
import { responseSchemas } from "./index.ts";

type Examples = Record<string, { value: unknown }>;
interface OperationObject {
  operationId?: string;
  responses: Record<string, { content?: { "application/json"?: { examples: Examples } } }>;
}

function listOperations(file: string) {
  const { paths } = parse(readFileSync(new URL(import.meta.resolve(`@rolewright/spec/${file}`)), "utf8")) as {
    paths: Record<string, Record<string, OperationObject>>;
  };
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, { operationId }]) => operationId !== undefined)
      .flatMap(([method, { responses }]) => {
        const [, success] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
        const examples = success?.content?.["application/json"]?.examples;
        return examples === undefined
          ? []
          : [{ name: `${method.toUpperCase()} ${path}`, examples: Object.values(examples) }];
      }),
  );
}

const problems = async (name: string, value: unknown) => {
  const result = await responseSchemas[name]?.["~standard"].validate(value);
  return result?.issues?.map(({ path, message }) => `${path?.join(".")} ${message}`);
};

describe.each([
  { version: 1, schemas: responseSchemas, operations: listOperations("openapi.yaml") },
  { version: 2, schemas: responseSchemasOfV2, operations: listOperations("openapi-v2.yaml") },
])("a schema of version $version", ({ schemas, operations }) => {
  it("exists for every operation that returns JSON and for nothing else", () => {
    expect(Object.keys(schemas).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it.each(operations)("of $name accepts the examples in the description", async ({ name, examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { value } of examples)
      expect(await schemas[name]?.["~standard"].validate(value)).toEqual({ value });
  });
});

describe("a schema", () => {
  it("accepts unknown fields, unknown plans and any length", async () => {
    const organization = { id: "o", name: "n".repeat(999), plan: "NEW", created_at: "2026", more: 1 };
    expect(
      await problems("GET /v1/organization", { success: true, data: { organization, more: 1 }, more: 1 }),
    ).toBeUndefined();
  });

  it("reports each invalid field with its location", async () => {
    expect(await problems("GET /v1/organization", null)).toEqual([" is null, not object"]);
    expect(await problems("GET /v1/organization", [])).toEqual([" is array, not object"]);
    expect(await problems("GET /v1/organization", { success: false })).toEqual([
      "data is missing",
      "success is false, not true",
    ]);
    const role = {
      id: 1,
      name: "n",
      description: 2,
      organizationId: null,
      policies: [{ id: "p", name: "n" }, {}],
    };
    expect(await problems("GET /v1/organization/roles", { success: true, data: { roles: [role] } })).toEqual([
      "data.roles.0.id is number, not string",
      "data.roles.0.description is number, not string or null",
      "data.roles.0.policies.1.id is missing",
      "data.roles.0.policies.1.name is missing",
    ]);
    const apiKey = { id: 1.5, name: "n", valid: true, value: "v", created_at: "c", lastUsed: null };
    const project = { id: "p", name: "n", description: null, organizationId: "o", created_at: "c" };
    expect(await problems("POST /v1/projects", { success: true, data: { project, apiKey } })).toEqual([
      "data.apiKey.id is number, not integer",
    ]);
  });
});

describe("a schema of alternatives", () => {
  const validate = async (data: unknown) => {
    const schema = responseSchemasOfV2["POST /v2/organization/api-keys/{apiKeyId}/rotate"];
    const result = await schema?.["~standard"].validate({ success: true, data });
    return result?.issues?.map(({ path, message }) => `${path?.join(".")} ${message}`);
  };
  const key = {
    id: 1,
    name: "CI",
    valid: true,
    created_at: "2026-03-01T09:00:00.000Z",
    expiresAt: null,
    lastUsed: null,
    value: "v",
  };

  it("accepts each of them, and reports the problems of the first", async () => {
    expect(await validate({ ...key, shadowValue: null, rotatesAt: null })).toBeUndefined();
    expect(await validate({ ...key, shadowValue: "w", rotatesAt: "2026-03-08" })).toBeUndefined();
    expect(await validate({ ...key, shadowValue: "w", rotatesAt: null })).toEqual([
      "data.shadowValue is string, not null",
    ]);
  });
});

describe("a client with schemas", () => {
  const body = { success: true, data: { roles: [{ id: "r" }] } };

  it("fails with an InvalidResponseError that locates the invalid field", async () => {
    const client = createTestClient(async () => Response.json(body), { responseSchemas });
    const error = await catchError(client.organization.roles.list());
    expect(error).toMatchObject({ name: "InvalidResponseError", status: 200, attempts: 1 });
    expect(error.message).toBe(
      "GET /v1/organization/roles returned 200 with application/json, but data.roles.0.name: is missing. Check the base URL and proxies.",
    );
  });

  it("accepts schemas of any library, also asynchronous ones, by path template", async () => {
    const seen: unknown[] = [];
    const schema = (issues?: { message: string; path?: (PropertyKey | { key: PropertyKey })[] }[]) =>
      ({
        "~standard": {
          version: 1,
          vendor: "x",
          validate: async (value: unknown) => (seen.push(value), issues ? { issues } : { value }),
        },
      }) as const;
    const project = { success: true, data: { project: { id: "p" } } };
    const synchronous = createTestClient(async () => Response.json(project), {
      responseSchemas: { "GET /v1/projects/{projectId}": schema() },
    });
    expect(await synchronous.project("p").retrieve()).toEqual({ id: "p" });
    expect(seen).toEqual([project]);
    const rejecting = (path?: (PropertyKey | { key: PropertyKey })[]) =>
      catchError(
        createTestClient(async () => Response.json(project), {
          responseSchemas: {
            "GET /v1/projects/{projectId}": schema([{ message: "bad", ...(path && { path }) }]),
          },
        })
          .project("p")
          .retrieve(),
      );
    expect((await rejecting(["a", { key: "b" }])).message).toContain(", but a.b: bad.");
    expect((await rejecting()).message).toContain(", but the response: bad.");
  });
});
