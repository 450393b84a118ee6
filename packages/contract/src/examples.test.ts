import { describe, expect, it } from "vitest";
import type { Example } from "./description/operation.ts";
import { description } from "./own-description.ts";

const { operations } = description;

interface NamedExample {
  at: string;
  schema: string;
  value: unknown;
}

const named = (at: string, schema: string, examples: Record<string, Example>): NamedExample[] =>
  Object.entries(examples).map(([name, { value }]) => ({ at: `${at} ${name}`, schema, value }));

const requests = operations.flatMap(({ operationId, requestBody }) =>
  requestBody ? named(`${operationId} request`, requestBody.schemaPointer, requestBody.examples) : [],
);
const answers = operations.flatMap(({ operationId, responses }) =>
  responses.flatMap(({ status, content }) =>
    content.flatMap(({ schemaPointer, examples }) =>
      named(`${operationId} ${status}`, schemaPointer, examples),
    ),
  ),
);

describe("every example of the description", () => {
  it.each([...requests, ...answers])("is valid: $at", ({ schema, value }) => {
    expect(description.problems(schema, value)).toEqual([]);
  });
});

describe("the examples tell one story", () => {
  it("in which nothing changes its name, but the organization when it is renamed", () => {
    const names = new Map<string, Set<string>>();
    for (const { at, value } of answers) {
      if (at === "updateOrganization 200 renamed") continue;
      for (const { id, name } of thingsIn(value)) names.set(id, (names.get(id) ?? new Set()).add(name));
    }
    expect(names.size).toBeGreaterThan(50);
    expect([...names].filter(([, known]) => known.size > 1)).toEqual([]);
  });

  it("in which every id that is sent is one that a list shows", () => {
    const listed = new Set(
      answers
        .filter(({ at }) => /^list\w+ 200 /.test(at))
        .flatMap(({ value }) => thingsIn(value))
        .map(({ id }) => id),
    );
    const sent = requests.flatMap(({ value }) => {
      const { policyIds = [], permissionIds = [] } = value as {
        policyIds?: string[];
        permissionIds?: string[];
      };
      return [...policyIds, ...permissionIds];
    });
    expect(sent.length).toBeGreaterThan(5);
    expect(sent.filter((id) => !listed.has(id))).toEqual([]);
  });

  it.each(requests)(
    "in which an answer shows what its request of the same name sent: $at",
    ({ at, value }) => {
      const [operationId, , name] = at.split(" ");
      const answer = answers.find((each) => each.at === `${operationId} 200 ${name}`)?.value;
      const { data = {} } = (answer ?? {}) as { data?: Record<string, Record<string, unknown>> };
      const { policies, permissions, ...thing } =
        data["role"] ?? data["policy"] ?? data["project"] ?? data["organization"] ?? {};
      const { policyIds, permissionIds, email: _, ...fields } = value as Record<string, unknown>;
      const replaces = /Role|Policy/.test(operationId ?? "");
      expect(thing).toMatchObject({ ...(replaces && { description: null }), ...fields });
      const bundled = (policies ?? permissions ?? []) as { id: string }[];
      expect(bundled.map(({ id }) => id)).toEqual(policyIds ?? permissionIds ?? []);
    },
  );
});

/** Everything with an id and a name, at any depth. */
function thingsIn(value: unknown): { id: string; name: string }[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, name } = value as Record<string, unknown>;
  const here = typeof id === "string" && typeof name === "string" ? [{ id, name }] : [];
  return [...here, ...Object.values(value).flatMap(thingsIn)];
}
