/**
 * Version 2 of the API in memory, for tests of programs that use the client: no port, no dependency, and faults on request.
 * Independent and unofficial.
 *
 * @module
 */
import type { OperationId } from "@rolewright/types/v2";
import { routes } from "../../generated/routes-v2.ts";
import {
  createFake,
  type FakeApi as GenericFakeApi,
  type RecordedRequest as GenericRequest,
} from "../../testing/fake-api.ts";
import type { Fault as GenericFault } from "../../testing/faults.ts";
import { acceptInvitation } from "../../testing/invitations.ts";
import { operations } from "../../testing/operations-v2.ts";

/** A fault to inject. Without `delayMs`, `status`, `truncateBody` and `networkError`, nothing fails. */
export type Fault = GenericFault<OperationId>;

/** A request that the fake API received. */
export type RecordedRequest = GenericRequest<OperationId>;

/** Version 2 of the API in memory. */
export interface FakeApi extends GenericFakeApi<OperationId> {
  /**
   * Accepts an invitation, as the invited person does with the link.
   *
   * @param token The token of a pending invitation: `invitation.token.reveal()`.
   * @returns The ID of the member.
   * @throws {RangeError} if no pending invitation has the token.
   */
  acceptInvitation(token: string): string;
  /** Advances the time, which otherwise stands still: for API keys that expire, and for the end of a grace period. */
  advanceTime(ms: number): void;
}

/**
 * Creates a fake API with an organization, its permissions, its built-in roles and its Owner `user-1`, without policies and
 * projects. IDs are numbered, so that they are the same in each run: `role-1`, `project-1`, `user-2`.
 *
 * @example
 * const api = createFakeApi();
 * const client = createClient({ apiKey: "test", fetch: api.fetch });
 * const [invitation] = await client.organization.invitations.create({ emails: ["dana@fernhill.example"] });
 * const userId = api.acceptInvitation(invitation.token.reveal());
 */
export function createFakeApi(): FakeApi {
  const { api, getState } = createFake({ routes, handlers: operations });
  return {
    ...api,
    acceptInvitation: (token) => acceptInvitation(getState(), token),
    advanceTime(ms) {
      if (!(ms >= 0)) throw new RangeError(`\`ms\` is ${ms}. Use a number from 0.`);
      getState().now += ms;
    },
  };
}
