import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { clientOf, problemOf } from "../given.test-support.ts";
import { answerSchemas } from "./index.ts";

type Examples = Record<string, { value: unknown }>;
interface OperationObject {
  operationId?: string;
  responses: Record<string, { content: { "application/json": { examples: Examples } } }>;
}

const { paths } = parse(
  readFileSync(new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")), "utf8"),
) as {
  paths: Record<string, Record<string, OperationObject>>;
};
const operations = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([, { operationId }]) => operationId !== undefined)
    .map(([method, { responses }]) => ({
      name: `${method.toUpperCase()} ${path}`,
      examples: Object.values(responses["200"]?.content["application/json"].examples ?? {}),
    })),
);

const problems = async (name: string, value: unknown) => {
  const result = await answerSchemas[name]?.["~standard"].validate(value);
  return result?.issues?.map(({ path, message }) => `${path?.join(".")} ${message}`);
};

describe("a schema", () => {
  it("is there for every operation, and for nothing else", () => {
    expect(Object.keys(answerSchemas).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it.each(operations)("of $name takes the description's examples", async ({ name, examples }) => {
    expect(examples.length).toBeGreaterThan(0);
    for (const { value } of examples) {
      expect(await answerSchemas[name]?.["~standard"].validate(value)).toEqual({ value });
    }
  });

  it("takes fields, plans and lengths that nobody knew of", async () => {
    const organization = { id: "o", name: "n".repeat(999), plan: "NEW", created_at: "2026", more: 1 };
    expect(
      await problems("GET /v1/organization", { success: true, data: { organization, more: 1 }, more: 1 }),
    ).toBeUndefined();
  });

  it("says what is wrong and where", async () => {
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
  const answer = { success: true, data: { roles: [{ id: "r" }] } };

  it("makes an AnswerError of a wrong answer, which says where it is wrong", async () => {
    const client = clientOf(async () => Response.json(answer), { schemas: answerSchemas });
    const error = await problemOf(client.organization.roles.list());
    expect(error).toMatchObject({ name: "AnswerError", status: 200, attempts: 1 });
    expect(error.message).toBe(
      "GET /v1/organization/roles answered 200 with application/json, but data.roles.0.name: is missing. Check the base URL and proxies.",
    );
  });

  it("takes schemas of any library, asynchronous ones too, by template and not by id", async () => {
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
    const taken = clientOf(async () => Response.json(project), {
      schemas: { "GET /v1/projects/{projectId}": schema() },
    });
    expect(await taken.project("p").retrieve()).toEqual({ id: "p" });
    expect(seen).toEqual([project]);
    const refusing = (path?: (PropertyKey | { key: PropertyKey })[]) =>
      problemOf(
        clientOf(async () => Response.json(project), {
          schemas: { "GET /v1/projects/{projectId}": schema([{ message: "bad", ...(path && { path }) }]) },
        })
          .project("p")
          .retrieve(),
      );
    expect((await refusing(["a", { key: "b" }])).message).toContain(", but a.b: bad.");
    expect((await refusing()).message).toContain(", but the answer: bad.");
  });
});
