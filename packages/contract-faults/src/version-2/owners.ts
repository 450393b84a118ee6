/** Owners: none, several, and owners that lose their role without a transfer. */
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector, NextHandler, ProxyRequest } from "../fault.ts";
import { errorResponse, withBody } from "../transforms.ts";
import {
  bodyOf,
  changeData,
  createFaults,
  type Data,
  fetchItems,
  type FaultRow,
  idOf,
  isFor,
  isSuccess,
  listOf,
  listPathOf,
  readData,
  replaceStatus,
  succeed,
  withData,
} from "./faults.ts";

interface Scope {
  list: OperationId;
  update: OperationId;
  remove: OperationId;
  invite: OperationId;
  /** The property of a member with the role. */
  role: string;
  /** The property of an invitation with the role. */
  roleId: string;
}

const organization: Scope = {
  list: "listOrganizationMembers",
  update: "updateOrganizationMemberRole",
  remove: "removeOrganizationMember",
  invite: "createOrganizationInvitations",
  role: "organizationRole",
  roleId: "organizationRoleId",
};
const project: Scope = {
  list: "listProjectMembers",
  update: "updateProjectMemberRole",
  remove: "removeProjectMember",
  invite: "createProjectInvitations",
  role: "projectRole",
  roleId: "projectRoleId",
};

const findRole = async (request: ProxyRequest, next: NextHandler, name: string): Promise<Data | undefined> =>
  (await fetchItems(request, listPathOf(request).replace(/members$|invitations$/, "roles"), next)).find(
    (role) => role["name"] === name,
  );

const findMember = async (request: ProxyRequest, next: NextHandler, isIt: (member: Data) => boolean) =>
  (await fetchItems(request, `${listPathOf(request)}?pageSize=100`, next)).find(isIt);

/** The previous owner keeps the role, as lists show it. */
const keepPreviousOwner =
  ({ list, update, role }: Scope): FaultInjector =>
  () => {
    const kept = new Map<string, Data>();
    return async (request, next) => {
      const isUpdate = isFor(request, update);
      const before = isUpdate
        ? await findMember(request, next, (each) => each[role]?.name === "Owner")
        : undefined;
      const response = await next(request);
      if (isUpdate && isSuccess(response)) {
        const member = readData(response);
        kept.delete(member["id"] as string);
        if (member[role].name === "Owner" && before && before["id"] !== member["id"])
          kept.set(before["id"] as string, before[role] as Data);
      }
      if (!isFor(request, list) || !isSuccess(response)) return response;
      const data = readData(response);
      const members = listOf(data).map((each) => ({
        ...each,
        [role]: kept.get(each["id"] as string) ?? each[role],
      }));
      return withData(response, { ...data, members });
    };
  };

/** Concurrent transfers leave two owners for a moment. */
const raceTransfers: FaultInjector = () => {
  let running = 0;
  let owner: Data | undefined;
  return async (request, next) => {
    if (isFor(request, "updateProjectMemberRole")) {
      running += 1;
      const isConcurrent = running > 1;
      const response = await next(request);
      running -= 1;
      const member = isSuccess(response) ? readData(response) : undefined;
      if (isConcurrent && member?.["projectRole"].name === "Owner") owner = member;
      return response;
    }
    const response = await next(request);
    if (!isFor(request, "listProjectMembers") || !isSuccess(response) || !owner) return response;
    const data = readData(response);
    const shown = owner;
    const members = listOf(data).map((each) => (each["id"] === shown["id"] ? shown : each));
    return withData(response, { ...data, members });
  };
};

const giveFormerOwner =
  ({ update, role }: Scope, name: string): FaultInjector =>
  () =>
  async (request, next) => {
    if (!isFor(request, update)) return next(request);
    const before = await findMember(request, next, (each) => each[role]?.name === "Owner");
    const response = await next(request);
    const isTransfer = isSuccess(response) && readData(response)[role].name === "Owner";
    if (!isTransfer || !before || before["id"] === idOf(request)) return response;
    const wanted = await findRole(request, next, name);
    const url = request.url.replace(/[^/]*$/, encodeURIComponent(before["id"] as string));
    await next(withBody({ ...request, url }, { roleId: wanted?.["id"] as unknown }));
    return response;
  };

const acceptDemotion = ({ update, role }: Scope) =>
  replaceStatus(update, 409, async (response, request, next) => {
    const member = await findMember(request, next, ({ id }) => id === idOf(request));
    return succeed(response, {
      ...member,
      [role]: { id: bodyOf(request)["roleId"] as string, name: "Another" },
    });
  });

const acceptRemoval = ({ remove }: Scope) =>
  replaceStatus(remove, 409, (response, request) => succeed(response, { id: idOf(request) }));

const acceptInvitedOwner =
  ({ invite, roleId }: Scope): FaultInjector =>
  () =>
  async (request, next) => {
    const response = await next(request);
    if (!isFor(request, invite) || response.status !== 422) return response;
    const path = request.url.replace(/invitations$/, "roles");
    const owner = (await fetchItems(request, path, next)).find(({ name }) => name === "Owner");
    const { [roleId]: role, ...body } = bodyOf(request);
    return role === owner?.["id"] ? next(withBody(request, body)) : response;
  };

const ignoreTransfer =
  ({ update, role }: Scope): FaultInjector =>
  () =>
  async (request, next) => {
    if (!isFor(request, update)) return next(request);
    const owner = await findRole(request, next, "Owner");
    const member = await findMember(request, next, ({ id }) => id === idOf(request));
    if (!member || bodyOf(request)["roleId"] !== owner?.["id"]) return next(request);
    return succeed(errorResponse(200, ""), {
      ...member,
      [role]: { id: owner?.["id"] as string, name: "Owner" },
    });
  };

const hideOwner = ({ list, role }: Scope) =>
  changeData(list, (data) => ({
    ...data,
    members: listOf(data).map((member) => ({
      ...member,
      [role]: member[role]?.name === "Owner" ? null : (member[role] as unknown),
    })),
  }));

/** The rejected demotion happens, as lists show it. */
const demoteDespiteConflict =
  ({ list, update, role }: Scope): FaultInjector =>
  () => {
    const demoted = new Set<string>();
    return async (request, next) => {
      const response = await next(request);
      if (isFor(request, update) && response.status === 409) demoted.add(idOf(request));
      if (!isFor(request, list) || !isSuccess(response)) return response;
      const data = readData(response);
      const members = listOf(data).map((member) =>
        demoted.has(member["id"] as string) ? { ...member, [role]: { id: "other", name: "Member" } } : member,
      );
      return withData(response, { ...data, members });
    };
  };

const rejectRepeatedOwner =
  ({ update, role }: Scope): FaultInjector =>
  () =>
  async (request, next) => {
    const member = isFor(request, update)
      ? await findMember(request, next, ({ id }) => id === idOf(request))
      : undefined;
    const isSame = member?.[role]?.name === "Owner" && bodyOf(request)["roleId"] === member[role].id;
    return isSame ? errorResponse(409, "The member is the Owner already.") : next(request);
  };

const rows: FaultRow[] = [
  [
    "two-owners-organization",
    "single_owner",
    organization.update,
    "leaves the previous Owner in place",
    keepPreviousOwner(organization),
  ],
  [
    "two-owners-project",
    "single_owner",
    project.update,
    "leaves the previous Owner in place",
    keepPreviousOwner(project),
  ],
  [
    "two-owners-under-race",
    "single_owner",
    project.update,
    "leaves two Owners after concurrent transfers",
    raceTransfers,
  ],
  [
    "former-owner-member",
    "single_owner",
    organization.update,
    "makes the previous Owner a Member",
    giveFormerOwner(organization, "Member"),
  ],
  [
    "former-project-owner-member",
    "single_owner",
    project.update,
    "makes the previous Owner a Member",
    giveFormerOwner(project, "Member"),
  ],
  [
    "owner-can-be-demoted",
    "single_owner",
    organization.update,
    "lets the Owner get another role",
    acceptDemotion(organization),
  ],
  [
    "project-owner-can-be-demoted",
    "single_owner",
    project.update,
    "lets the Owner get another role",
    acceptDemotion(project),
  ],
  [
    "owner-demoted-despite-409",
    "single_owner",
    project.update,
    "changes the role of the Owner although it responds with 409",
    demoteDespiteConflict(project),
  ],
  ["owner-removable", "single_owner", organization.remove, "removes the Owner", acceptRemoval(organization)],
  ["project-owner-removable", "single_owner", project.remove, "removes the Owner", acceptRemoval(project)],
  [
    "owner-invited",
    "single_owner",
    organization.invite,
    "accepts the role Owner",
    acceptInvitedOwner(organization),
  ],
  [
    "project-owner-invited",
    "single_owner",
    project.invite,
    "accepts the role Owner",
    acceptInvitedOwner(project),
  ],
  [
    "transfer-not-stored",
    "single_owner",
    organization.update,
    "does not store a transfer",
    ignoreTransfer(organization),
  ],
  [
    "project-transfer-not-stored",
    "single_owner",
    project.update,
    "does not store a transfer",
    ignoreTransfer(project),
  ],
  ["no-owner", "single_owner", organization.list, "shows the Owner without a role", hideOwner(organization)],
  [
    "repeated-owner-409",
    "single_owner",
    project.update,
    "rejects the role Owner for the Owner",
    rejectRepeatedOwner(project),
  ],
];

export const ownerFaults: Fault[] = createFaults(rows);
