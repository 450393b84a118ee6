import type * as fc from "fast-check";
import { valueOf } from "./data/arbitraries.ts";
import { brokenCases } from "./data/cases.ts";
import { sampleOf } from "./data/sample.ts";
import { readDescription } from "./description/read-description.ts";
import type { Operation } from "./description/operation.ts";

/** A body that breaks one rule of its schema. */
export interface BrokenBody {
  /** Which rule: `policyIds: uniqueItems`. */
  rule: string;
  body: unknown;
  /** Where the description has the rule: `#/components/schemas/Name/maxLength`. */
  pointer: string;
}

/** Makes bodies for the operations of a description. */
export interface Generators {
  /** A fast-check arbitrary of bodies that the operation's schema takes. Ids in them are made up: nothing has them. */
  validBody(operationId: string): fc.Arbitrary<unknown>;
  /** Every way to break one rule of the operation's schema, from a body that keeps them all. */
  brokenBodies(operationId: string, valid?: unknown): BrokenBody[];
}

/**
 * Generators for a description; without a file, for that of the roles API.
 *
 * @throws {UnreadableDescriptionError} when the file is no OpenAPI 3.1 description.
 */
export function createGenerators(file?: string): Generators {
  const description = readDescription(file);
  const bodyOf = (operationId: string): NonNullable<Operation["requestBody"]> => {
    const body = description.operation(operationId)?.requestBody;
    if (body === undefined)
      throw new Error(`The description has no operation "${operationId}" with a JSON body.`);
    return body;
  };
  return {
    validBody: (operationId) => valueOf(description, bodyOf(operationId).schemaPointer),
    brokenBodies(operationId, valid) {
      const { schemaPointer, examples } = bodyOf(operationId);
      const [example] = Object.values(examples);
      const base = valid ?? example?.value ?? sampleOf(description, schemaPointer);
      return brokenCases(description, schemaPointer, base).map(({ rule, value, covers }) => ({
        rule,
        body: value,
        pointer: covers[0]?.pointer ?? schemaPointer,
      }));
    },
  };
}
