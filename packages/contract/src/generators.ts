import type * as fc from "fast-check";
import { arbitraryFor } from "./data/arbitraries.ts";
import { invalidCases } from "./data/test-cases.ts";
import { sampleValue } from "./data/sample.ts";
import { readDescription } from "./description/read-description.ts";
import type { Operation } from "./description/operation.ts";

/** A body that violates one rule of its schema. */
export interface InvalidBody {
  /** The violated rule: `policyIds: uniqueItems`. */
  rule: string;
  body: unknown;
  /** Where the description states the rule: `#/components/schemas/Name/maxLength`. */
  pointer: string;
}

/** Generates bodies for the operations of a description. */
export interface Generators {
  /** Returns a fast-check arbitrary of valid bodies. IDs in them are generated, so no resource has them. */
  validBody(operationId: string): fc.Arbitrary<unknown>;
  /** Returns bodies that each violate one rule, derived from a valid body. */
  invalidBodies(operationId: string, valid?: unknown): InvalidBody[];
}

/**
 * Creates generators for a description. Default: the bundled description of the roles API.
 *
 * @throws {InvalidDescriptionError} if the file is not an OpenAPI 3.1 description.
 */
export function createGenerators(file?: string): Generators {
  const description = readDescription(file);
  const bodyOf = (operationId: string): NonNullable<Operation["requestBody"]> => {
    const body = description.findOperation(operationId)?.requestBody;
    if (body === undefined)
      throw new Error(`The description has no operation "${operationId}" with a JSON body.`);
    return body;
  };
  return {
    validBody: (operationId) => arbitraryFor(description, bodyOf(operationId).schemaPointer),
    invalidBodies(operationId, valid) {
      const { schemaPointer, examples } = bodyOf(operationId);
      const [example] = Object.values(examples);
      const base = valid ?? example?.value ?? sampleValue(description, schemaPointer);
      return invalidCases(description, schemaPointer, base).map(({ rule, value, covers }) => ({
        rule,
        body: value,
        pointer: covers[0]?.pointer ?? schemaPointer,
      }));
    },
  };
}
