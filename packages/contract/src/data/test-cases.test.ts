import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createGenerators } from "../generators.ts";
import { readDescription } from "../description/read-description.ts";

const description = readDescription();
const generators = createGenerators();
const withBody = description.operations.filter(({ requestBody }) => requestBody !== undefined);

describe.each(withBody)("test data of $operationId", ({ operationId, requestBody }) => {
  const pointer = requestBody?.schemaPointer ?? "#";

  it("violates exactly the rule that an invalid body names", () => {
    const invalid = generators.invalidBodies(operationId);
    expect(invalid.length).toBeGreaterThan(10);
    for (const { rule, body, pointer: at } of invalid) {
      const broke = description.problems(pointer, body).map((problem) => problem.pointer);
      expect({ rule, broke }).toMatchObject({ rule, broke: expect.arrayContaining([at]) });
    }
  });

  it("generates valid bodies", () => {
    fc.assert(
      fc.property(generators.validBody(operationId), (body) => {
        expect(description.problems(pointer, body)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

it("counts characters as JSON Schema does, not in UTF-16 code units", () => {
  const rules = generators.invalidBodies("createProject").map(({ rule }) => rule);
  expect(rules).toContain("name: maxLength (256 emoji)");
});
