import { describe, expect, it } from "vitest";
import { domainErrors } from "../domain/domain-error.ts";
import { operations } from "../openapi/description.ts";
import { sql } from "../storage/statements.ts";
import { queryAll, type TransactionScript } from "../storage/store.ts";
import type { OperationHandlers } from "./operation-handler.ts";
import { operationHandlers } from "./operation-handlers.ts";

/** A script that runs one query and returns a result. */
function* returning<Result>(result: Result): TransactionScript<Result> {
  yield* queryAll(sql.keys);
  return result;
}

describe("operation handlers", () => {
  it("exist for every operation of the description", () => {
    expect(Object.keys(operationHandlers).toSorted()).toEqual(
      operations.map(({ operationId }) => operationId).toSorted(),
    );
  });

  it("do not compile when one is missing, returns another shape, or returns an undocumented error", () => {
    const { retrieveOrganization: _, ...others } = operationHandlers;
    // @ts-expect-error retrieveOrganization is missing
    const missing: OperationHandlers = others;
    const unknown: OperationHandlers = {
      ...operationHandlers,
      // @ts-expect-error there is no such operation
      listMembers: operationHandlers.listProjects,
    };
    // @ts-expect-error the response has no `projects`
    const otherShape: OperationHandlers["listProjects"] = () => returning({ roles: [] });
    // @ts-expect-error listProjects documents no 409
    const undocumented: OperationHandlers["listProjects"] = () => returning(domainErrors.roleAssigned(1));
    const returnNotFound = () => returning(domainErrors.projectNotFound());
    // @ts-expect-error a list of an organization documents no 404
    const notFound: OperationHandlers["listOrganizationRoles"] = returnNotFound;
    const documented: OperationHandlers["retrieveProject"] = returnNotFound;
    expect([missing, unknown, otherShape, undocumented, notFound, documented]).toHaveLength(6);
  });
});
