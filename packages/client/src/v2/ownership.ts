import { ApiPromise } from "../api-promise.ts";
import type { RequestOptions } from "../client-options.ts";
import { ConfigurationError } from "../errors.ts";
import type { DocumentedOperation } from "../operation.ts";

/** What the members of an organization and of a project can do beside the operations of the API. */
export interface OwnershipMethods<Member, Documented extends DocumentedOperation> {
  /**
   * Transfer the ownership.
   *
   * Makes a member the Owner. The previous Owner becomes Admin of the organization or Manager of the project in the same
   * transaction. The ID of the Owner role is looked up once and then reused.
   *
   * @param userId ID of a member.
   * @example
   * await client.organization.members.transferOwnership("user-uuid-2");
   */
  transferOwnership(userId: string, options?: RequestOptions): ApiPromise<Member, Documented>;
}

/** The methods that a scope needs for the transfer. */
interface MemberMethods<Member, Documented extends DocumentedOperation> {
  updateRole(
    userId: string,
    input: { roleId: string },
    options?: RequestOptions,
  ): ApiPromise<Member, Documented>;
}

/** Finds the ID of the built-in Owner role of a scope. */
export type FindOwnerRoleId = (options: RequestOptions | undefined) => Promise<string>;

/** Creates a lookup that sends one request and reuses its result. A failure is not reused. */
export function createOwnerRoleLookup(
  listRoles: (
    options: RequestOptions | undefined,
  ) => Promise<{ id: string; name: string; isBuiltIn: boolean }[]>,
): FindOwnerRoleId {
  let ownerRoleId: string | undefined;
  return async (options) => {
    if (ownerRoleId !== undefined) return ownerRoleId;
    const roles = await listRoles(options);
    ownerRoleId = roles.find(({ name, isBuiltIn }) => isBuiltIn && name === "Owner")?.id;
    if (ownerRoleId === undefined)
      throw new ConfigurationError(
        "There is no built-in role named Owner, so the ownership cannot be protected. Check the base URL.",
      );
    return ownerRoleId;
  };
}

/** Adds the transfer of ownership, and rejects it in `updateRole`, where it could happen by accident. */
export function addOwnership<
  Member,
  Documented extends DocumentedOperation,
  Methods extends MemberMethods<Member, Documented>,
>(
  members: Methods & MemberMethods<Member, Documented>,
  findOwnerRoleId: FindOwnerRoleId,
): Methods & OwnershipMethods<Member, Documented> {
  const assign = async (userId: string, input: { roleId: string }, options: RequestOptions | undefined) => {
    const ownerRoleId = await findOwnerRoleId(options);
    if (input?.roleId === ownerRoleId)
      throw new ConfigurationError(
        "`roleId` is the Owner role, which would transfer the ownership. Use `transferOwnership` if you intend that.",
      );
    return members.updateRole(userId, input, options).withResponse();
  };
  const transfer = async (userId: string, options: RequestOptions | undefined) => {
    const roleId = await findOwnerRoleId(options);
    return members.updateRole(userId, { roleId }, options).withResponse();
  };
  return {
    ...members,
    updateRole: (userId: string, input: { roleId: string }, options?: RequestOptions) =>
      new ApiPromise<Member, Documented>(assign(userId, input, options)),
    transferOwnership: (userId: string, options?: RequestOptions) =>
      new ApiPromise<Member, Documented>(transfer(userId, options)),
  };
}
