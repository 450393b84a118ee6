import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGenerators } from "../generators.ts";
import { readDescription } from "../description/read-description.ts";

const description = readDescription();
const generators = createGenerators();
const withBody = description.operations.filter(({ requestBody }) => requestBody !== undefined);

describe.each(withBody)("bodies of $operationId", ({ operationId, requestBody }) => {
  const pointer = requestBody?.schemaPointer ?? "#";

  it("that are broken are broken where they say", () => {
    const broken = generators.brokenBodies(operationId);
    expect(broken.length).toBeGreaterThan(10);
    for (const { rule, body, pointer: at } of broken) {
      const broke = description.problems(pointer, body).map((problem) => problem.pointer);
      expect({ rule, broke }).toMatchObject({ rule, broke: expect.arrayContaining([at]) });
    }
  });

  it("that are made up are valid", () => {
    fc.assert(
      fc.property(generators.validBody(operationId), (body) => {
        expect(description.problems(pointer, body)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

it("counts characters as JSON Schema does, not as UTF-16 does", () => {
  const rules = generators.brokenBodies("createProject").map(({ rule }) => rule);
  expect(rules).toContain("name: maxLength (256 emoji)");
});
