/**
 * Version 1 of the API in memory, for tests of programs that use the client: no port, no dependency, and faults on request.
 * Independent and unofficial.
 *
 * @module
 */
import type { OperationId } from "@rolewright/types";
import { routes } from "../generated/routes.ts";
import {
  createFake,
  type FakeApi as GenericFakeApi,
  type RecordedRequest as GenericRequest,
} from "./fake-api.ts";
import type { Fault as GenericFault } from "./faults.ts";
import { operations } from "./operations.ts";
import { listScopes, nextId } from "./state.ts";

/** A fault to inject. Without `delayMs`, `status`, `truncateBody` and `networkError`, nothing fails. */
export type Fault = GenericFault<OperationId>;

/** A request that the fake API received. */
export type RecordedRequest = GenericRequest<OperationId>;

/** Version 1 of the API in memory. */
export interface FakeApi extends GenericFakeApi<OperationId> {
  /**
   * Assigns a role to a new member, so that it cannot be deleted. Version 1 has no operation for that.
   *
   * @throws {RangeError} if there is no such role.
   */
  assignRole(roleId: string): void;
}

/**
 * Creates a fake API with an organization, its permissions and its built-in roles, without policies and projects. IDs are
 * numbered, so that they are the same in each run: `role-1`, `policy-1`, `project-1`.
 *
 * @example
 * const api = createFakeApi();
 * const client = createClient({ apiKey: "test", fetch: api.fetch });
 * api.inject({ status: 429, retryAfter: 0 }); // the client retries
 * const role = await client.organization.roles.create({ name: "Auditor", policyIds: [] });
 */
export function createFakeApi(): FakeApi {
  const { api, getState } = createFake({ routes, handlers: operations });
  return {
    ...api,
    assignRole(roleId) {
      const scope = listScopes(getState()).find(({ roles }) => roles.has(roleId));
      if (scope === undefined) throw new RangeError(`There is no role ${JSON.stringify(roleId)}.`);
      scope.members.set(nextId(getState(), "user"), roleId);
    },
  };
}
