import type { TestContext } from "../client/test-context.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { Task } from "./task.ts";
import { testParameters } from "./parameter-boundaries.ts";
import { sendInvalidBodies } from "./invalid-bodies.ts";
import { sendBoundaryValues } from "./boundary-values.ts";

/** Sends values on both sides of each limit of every operation, and violates one rule at a time. */
export const boundaries = (fixtures: Fixtures): Task[] =>
  fixtures.description.operations.flatMap((operation): Task[] => {
    const { operationId, parameters, requestBody } = operation;
    return [
      ...(parameters.length === 0
        ? []
        : [
            {
              name: `parameters of ${operationId}`,
              phase: "boundaries" as const,
              checks: [
                "negative_data_rejection",
                "positive_data_acceptance",
                "status_code_conformance",
              ] as const,
              run: (ctx: TestContext) => testParameters(fixtures, operation, ctx),
            },
          ]),
      ...(requestBody
        ? [
            {
              name: `invalid bodies of ${operationId}`,
              phase: "boundaries" as const,
              checks: [
                "negative_data_rejection",
                "status_code_conformance",
                "rejected_request_has_no_effect",
              ] as const,
              run: (ctx: TestContext) => sendInvalidBodies(fixtures, operation, ctx),
            },
            {
              name: `boundary values of ${operationId}`,
              isLong: true,
              phase: "boundaries" as const,
              checks: ["positive_data_acceptance", "read_your_writes", "negative_data_rejection"] as const,
              run: (ctx: TestContext) => sendBoundaryValues(fixtures, operation, ctx),
            },
          ]
        : []),
    ].map((task) => ({ ...task, checks: [...task.checks] }));
  });
