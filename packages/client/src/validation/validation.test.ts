import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { createTestClient, catchError } from "../client-fixtures.test-support.ts";
import { responseSchemas } from "./index.ts";

type Examples = Record<string, { value: unknown }>;
interface OperationObject {
  operationId?: string;
  responses: Record<string, { content?: { "application/json"?: { examples: Examples } } }>;
}

const { paths } = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as {
  paths: Record<string, Record<string, OperationObject>>;
};
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([, { operationId }]) => operationId !== undefined)
    .flatMap(([method, { responses }]) => {
      const [, success] = Object.entries(responses).find(([status]) => status.startsWith("2")) ?? [];
      const json = success?.content?.["application/json"];
      const name = `${method.toUpperCase()} ${path}`;
      return json === undefined ? [] : [{ name, examples: Object.values(json.examples) }];
    }),
);

const problems = async (name: string, value: unknown) => {
  const result = await responseSchemas[name]?.["~standard"].validate(value);
  return result?.issues?.map(({ path, message }) => `${path?.join(".")} ${message}`);
};

describe("a schema", () => {
  it("exists for every operation that returns JSON and for nothing else", () => {
    expect(Object.keys(responseSchemas).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it.each(operations)("of $name accepts the examples in the description", async ({ name, examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { value } of examples) {
      expect(await responseSchemas[name]?.["~standard"].validate(value)).toEqual({ value });
    }
  });

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
