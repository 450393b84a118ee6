import { describe, expect, it } from "vitest";
import { operations } from "../description.ts";
import { refusals } from "../refusals.ts";
import { sql } from "../sql.ts";
import { all, type Unit } from "../store.ts";
import type { Handlers } from "./call.ts";
import { handlers } from "./index.ts";

/** A unit that asks the store once and answers. */
function* answering<Result>(result: Result): Unit<Result> {
  yield* all(sql.ping);
  return result;
}

describe("the handlers", () => {
  it("are one for each operation of the description", () => {
    expect(Object.keys(handlers)).toEqual(operations.map(({ operationId }) => operationId));
  });

  it("do not compile when one is forgotten, answers another shape, or refuses as is not documented", () => {
    const { retrieveOrganization: _, ...others } = handlers;
    // @ts-expect-error retrieveOrganization is missing
    const forgotten: Handlers = others;
    const unknown: Handlers = {
      ...handlers,
      // @ts-expect-error there is no such operation
      listMembers: handlers.listProjects,
    };
    // @ts-expect-error the answer has no `projects`
    const otherShape: Handlers["listProjects"] = () => answering({ roles: [] });
    // @ts-expect-error listProjects documents no 409
    const undocumented: Handlers["listProjects"] = () => answering(refusals.roleAssigned(1));
    // @ts-expect-error an organization's list documents no 404
    const notThere: Handlers["listOrganizationRoles"] = () => answering(refusals.projectNotFound());
    const documented: Handlers["retrieveProject"] = () => answering(refusals.projectNotFound());
    expect([forgotten, unknown, otherShape, undocumented, notThere, documented]).toHaveLength(6);
  });
});
