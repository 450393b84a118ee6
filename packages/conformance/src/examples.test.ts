import { describe, expect, it } from "vitest";
import type { Example } from "@rolewright/contract/internal";
import { description } from "./description.ts";

const { operations } = description;

interface NamedExample {
  at: string;
  schema: string;
  value: unknown;
}

const nameExamples = (at: string, schema: string, examples: Record<string, Example>): NamedExample[] =>
  Object.entries(examples).map(([name, { value }]) => ({ at: `${at} ${name}`, schema, value }));

const requestExamples = operations.flatMap(({ operationId, requestBody }) =>
  requestBody ? nameExamples(`${operationId} request`, requestBody.schemaPointer, requestBody.examples) : [],
);
const responseExamples = operations.flatMap(({ operationId, responses }) =>
  responses.flatMap(({ status, content }) =>
    content.flatMap(({ schemaPointer, examples }) =>
      nameExamples(`${operationId} ${status}`, schemaPointer, examples),
    ),
  ),
);

describe("every example of the description", () => {
  it.each([...requestExamples, ...responseExamples])("is valid: $at", ({ schema, value }) => {
    expect(description.problems(schema, value)).toEqual([]);
  });
});

describe("the examples of the description", () => {
  it("give every id one name, except for the renamed organization", () => {
    const names = new Map<string, Set<string>>();
    for (const { at, value } of responseExamples) {
      if (at === "updateOrganization 200 renamed") continue;
      for (const { id, name } of findResources(value)) names.set(id, (names.get(id) ?? new Set()).add(name));
    }
    expect(names.size).toBeGreaterThan(50);
    expect([...names].filter(([, values]) => values.size > 1)).toEqual([]);
  });

  it("send only ids that a list returns", () => {
    const listedIds = new Set(
      responseExamples
        .filter(({ at }) => /^list\w+ 200 /.test(at))
        .flatMap(({ value }) => findResources(value))
        .map(({ id }) => id),
    );
    const sentIds = requestExamples.flatMap(({ value }) => {
      const { policyIds = [], permissionIds = [] } = value as {
        policyIds?: string[];
        permissionIds?: string[];
      };
      return [...policyIds, ...permissionIds];
    });
    expect(sentIds.length).toBeGreaterThan(5);
    expect(sentIds.filter((id) => !listedIds.has(id))).toEqual([]);
  });

  // A list is not the resource of a response.
  const resourceExamples = requestExamples.filter(({ value }) => !Array.isArray(value));
  it.each(resourceExamples)("return what the request of the same name sends: $at", ({ at, value }) => {
    const [operationId, , name] = at.split(" ");
    const response = responseExamples.find((each) => each.at === `${operationId} 200 ${name}`)?.value;
    const { data = {} } = (response ?? {}) as { data?: Record<string, Record<string, unknown>> };
    const { policies, permissions, ...resource } =
      data["role"] ?? data["policy"] ?? data["project"] ?? data["organization"] ?? {};
    const { policyIds, permissionIds, email: _, ...fields } = value as Record<string, unknown>;
    const isCreate = /^create.*(?:Role|Policy)/.test(operationId ?? "");
    expect(resource).toMatchObject({ ...(isCreate && { description: null }), ...fields });
    const embedded = (policies ?? permissions ?? []) as { id: string }[];
    expect(embedded.map(({ id }) => id)).toEqual(policyIds ?? permissionIds ?? []);
  });
});

/** Finds every object with an id and a name, at any depth. */
function findResources(value: unknown): { id: string; name: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, name } = value as Record<string, unknown>;
  const own = typeof id === "string" && typeof name === "string" ? [{ id, name }] : [];
  return [...own, ...Object.values(value).flatMap(findResources)];
}
