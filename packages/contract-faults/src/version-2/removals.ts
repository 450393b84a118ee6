/** Members who keep something after their removal, or lose too much. */
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector, NextHandler, ProxyRequest } from "../fault.ts";
import { errorResponse, getApiKey, withApiKey } from "../transforms.ts";
import {
  bodyOf,
  createFaults,
  type Data,
  fetchItems,
  type FaultRow,
  idOf,
  isFor,
  isSuccess,
  listOf,
  readData,
  replaceStatus,
  segmentsOf,
  succeed,
  withData,
} from "./faults.ts";

/** Lists show removed people again. */
const keepListed =
  (remove: OperationId, list: OperationId): FaultInjector =>
  () => {
    const seen = new Map<string, Map<string, Data>>();
    const removed = new Set<string>();
    return async (request, next) => {
      const response = await next(request);
      if (isFor(request, remove) && isSuccess(response)) removed.add(idOf(request));
      if (!isFor(request, list) || !isSuccess(response)) return response;
      const data = readData(response);
      const place = segmentsOf(request).join("/");
      const known = seen.get(place) ?? new Map<string, Data>();
      seen.set(place, known);
      const now = new Set(listOf(data).map(({ id }) => id as string));
      for (const member of listOf(data)) known.set(member["id"] as string, member);
      const back = [...known.values()].filter(
        ({ id }) => removed.has(id as string) && !now.has(id as string),
      );
      return withData(response, { ...data, members: [...listOf(data), ...back] });
    };
  };

const findEmail = async (request: ProxyRequest, next: NextHandler) =>
  (await fetchItems(request, `${request.url.replace(/\/[^/]*$/, "")}?pageSize=100`, next)).find(
    ({ id }) => id === idOf(request),
  )?.["email"] as string | undefined;

/** Lists of invitations show those of removed people again. */
const keepInvitations: FaultInjector = () => {
  const removed = new Set<string>();
  const invitations = new Map<string, Data[]>();
  return async (request, next) => {
    const email = isFor(request, "removeOrganizationMember") ? await findEmail(request, next) : undefined;
    const response = await next(request);
    if (!isSuccess(response)) return response;
    const place = segmentsOf(request).join("/");
    if (email !== undefined) removed.add(email);
    if (isFor(request, "createProjectInvitations"))
      invitations.set(place, [...(invitations.get(place) ?? []), ...listOf(readData(response))]);
    if (!isFor(request, "listProjectInvitations")) return response;
    const shown = listOf(readData(response));
    const back = (invitations.get(place) ?? []).filter(
      (each) => removed.has(each["email"] as string) && !shown.some(({ id }) => id === each["id"]),
    );
    return withData(response, { invitations: [...shown, ...back] });
  };
};

/** Lists of invitations omit those of people who were removed from any project. */
const loseInvitations: FaultInjector = () => {
  const removed = new Set<string>();
  return async (request, next) => {
    const email = isFor(request, "removeProjectMember") ? await findEmail(request, next) : undefined;
    const response = await next(request);
    if (email !== undefined && isSuccess(response)) removed.add(email);
    if (!isFor(request, "listProjectInvitations") || !isSuccess(response)) return response;
    return withData(response, {
      invitations: listOf(readData(response)).filter((each) => !removed.has(each["email"] as string)),
    });
  };
};

/** Executes further removals after a removal from a project. */
const alsoRemove =
  (findPaths: (request: ProxyRequest, next: NextHandler) => Promise<string[]>): FaultInjector =>
  () =>
  async (request, next) => {
    const paths = isFor(request, "removeProjectMember") ? await findPaths(request, next) : [];
    const response = await next(request);
    if (isSuccess(response)) for (const url of paths) await next({ ...request, url });
    return response;
  };

const removeFromOrganization = alsoRemove(async (request) => [`/v2/organization/members/${idOf(request)}`]);
const removeFromProjects = alsoRemove(async (request, next) =>
  (await fetchItems(request, "/v2/projects", next)).map(
    ({ id }) => `/v2/projects/${String(id)}/members/${idOf(request)}`,
  ),
);

/** People who return have their previous role. */
const restoreRoles: FaultInjector = () => {
  const roles = new Map<string, unknown>();
  return async (request, next) => {
    if (isFor(request, "removeProjectMember")) {
      const path = `${request.url.replace(/\/[^/]*$/, "")}?pageSize=100`;
      const member = (await fetchItems(request, path, next)).find(({ id }) => id === idOf(request));
      if (member) roles.set(`${segmentsOf(request)[2]} ${String(member["email"])}`, member["projectRole"]);
    }
    const response = await next(request);
    if (!isFor(request, "listProjectMembers") || !isSuccess(response)) return response;
    const data = readData(response);
    const members = listOf(data).map((each) => ({
      ...each,
      projectRole:
        roles.get(`${segmentsOf(request)[2]} ${String(each["email"])}`) ?? (each["projectRole"] as unknown),
    }));
    return withData(response, { ...data, members });
  };
};

const repeatRemoval = (remove: OperationId) =>
  replaceStatus(remove, 404, (response, request) => succeed(response, { id: idOf(request) }));

const updateRemoved = replaceStatus("updateOrganizationMemberRole", 404, (response, request) =>
  succeed(response, {
    id: idOf(request),
    email: "gone@contract.example",
    name: null,
    image: null,
    organizationRole: { id: bodyOf(request)["roleId"] as string, name: "Member" },
  }),
);

/** Requests of the second organization have the key of the first one. */
const openTo =
  (operation: OperationId): FaultInjector =>
  ({ apiKey, secondApiKey }) =>
  (request, next) =>
    next(
      isFor(request, operation) && getApiKey(request) === secondApiKey
        ? withApiKey(request, apiKey)
        : request,
    );

const ignoreRemoval: FaultInjector = () => async (request, next) => {
  if (!isFor(request, "removeProjectMember") || (await findEmail(request, next)) === undefined)
    return next(request);
  return succeed(errorResponse(200, ""), { id: idOf(request) });
};

const rows: FaultRow[] = [
  [
    "removal-keeps-project",
    "removal_cascades",
    "removeOrganizationMember",
    "keeps the memberships in projects",
    keepListed("removeOrganizationMember", "listProjectMembers"),
  ],
  [
    "removal-keeps-member",
    "removal_cascades",
    "removeOrganizationMember",
    "keeps the member",
    keepListed("removeOrganizationMember", "listOrganizationMembers"),
  ],
  [
    "removal-keeps-invitations",
    "removal_cascades",
    "removeOrganizationMember",
    "keeps the invitations to projects",
    keepInvitations,
  ],
  [
    "project-removal-not-executed",
    "removal_cascades",
    "removeProjectMember",
    "does not remove the member",
    ignoreRemoval,
  ],
  [
    "project-removal-from-organization",
    "removal_cascades",
    "removeProjectMember",
    "removes the member from the organization",
    removeFromOrganization,
  ],
  [
    "project-removal-from-others",
    "removal_cascades",
    "removeProjectMember",
    "removes the member from other projects",
    removeFromProjects,
  ],
  [
    "project-removal-revokes-invitations",
    "removal_cascades",
    "removeProjectMember",
    "revokes the invitations to other projects",
    loseInvitations,
  ],
  [
    "returning-member-has-old-role",
    "removal_cascades",
    "removeProjectMember",
    "keeps the role for a later membership",
    restoreRoles,
  ],
  [
    "removal-repeatable",
    "removal_cascades",
    "removeOrganizationMember",
    "returns 200 for a removed member",
    repeatRemoval("removeOrganizationMember"),
  ],
  [
    "project-removal-repeatable",
    "removal_cascades",
    "removeProjectMember",
    "returns 200 for a removed member",
    repeatRemoval("removeProjectMember"),
  ],
  [
    "removed-member-updatable",
    "removal_cascades",
    "updateOrganizationMemberRole",
    "returns 200 for a removed member",
    updateRemoved,
  ],
  [
    "foreign-member-removable",
    "tenant_isolation",
    "removeOrganizationMember",
    "removes members of another organization",
    openTo("removeOrganizationMember"),
  ],
  [
    "foreign-member-updatable",
    "tenant_isolation",
    "updateOrganizationMemberRole",
    "updates members of another organization",
    openTo("updateOrganizationMemberRole"),
  ],
  [
    "foreign-members-listed",
    "tenant_isolation",
    "listOrganizationMembers",
    "lists members of another organization",
    openTo("listOrganizationMembers"),
  ],
];

export const removalFaults: Fault[] = createFaults(rows);
