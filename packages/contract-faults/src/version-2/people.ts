/** Roles of members, and invitations. */
import type { OperationId } from "@rolewright/types/v2";
import type { Fault, FaultInjector } from "../fault.ts";
import { errorResponse, withBody } from "../transforms.ts";
import {
  bodyOf,
  changeRequest,
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

const acceptUnknownRole = (operation: OperationId, role: string) =>
  replaceStatus(operation, 422, async (response, request, next) => {
    const { roleId } = bodyOf(request);
    const member = (await fetchItems(request, `${listPathOf(request)}?pageSize=100`, next)).find(
      ({ id }) => id === idOf(request),
    );
    const isId = typeof roleId === "string" && /^[\w-]{1,128}$/.test(roleId);
    return member && isId
      ? succeed(response, { ...member, [role]: { id: roleId, name: "Unknown" } })
      : response;
  });

const forgetRole: FaultInjector = () => async (request, next) => {
  if (!isFor(request, "updateProjectMemberRole")) return next(request);
  const member = (await fetchItems(request, `${listPathOf(request)}?pageSize=100`, next)).find(
    ({ id }) => id === idOf(request),
  );
  const roles = await fetchItems(request, listPathOf(request).replace(/members$/, "roles"), next);
  const role = roles.find(({ id }) => id === bodyOf(request)["roleId"]);
  return member && role
    ? succeed(errorResponse(200, ""), {
        ...member,
        projectRole: { id: role["id"] as string, name: role["name"] as string },
      })
    : next(request);
};

const acceptDeletion = (operation: OperationId) =>
  replaceStatus(operation, 409, (response, request) => succeed(response, { id: idOf(request) }));

/** Looks only at the newest member. */
const protectNewestOnly: FaultInjector = (context) =>
  replaceStatus("deleteOrganizationRole", 409, async (response, request, next) => {
    const members = await fetchItems(request, "/v2/organization/members?pageSize=100", next);
    return members.at(-1)?.["organizationRole"]?.id === idOf(request)
      ? response
      : succeed(response, { id: idOf(request) });
  })(context);

const create = (scope: "Organization" | "Project"): OperationId => `create${scope}Invitations`;

const acceptKnown = replaceStatus(create("Organization"), 409, (response) =>
  succeed(response, { invitations: [] }),
);

/** Takes addresses in capitals for others. */
const distinguishCase: FaultInjector = (context) =>
  changeRequest(create("Project"), (request) => {
    const body = bodyOf(request);
    const emails = (Array.isArray(body["emails"]) ? body["emails"] : []) as unknown[];
    const renamed = emails.map((email) =>
      typeof email === "string" && email !== email.toLowerCase() && emails.length > 0
        ? `other-${email}`
        : email,
    );
    return Array.isArray(body["emails"]) ? withBody(request, { ...body, emails: renamed }) : request;
  })(context);

/** Creates nothing if one address is known. */
const rejectAnyKnown: FaultInjector = () => async (request, next) => {
  if (!isFor(request, create("Project"))) return next(request);
  const { emails } = bodyOf(request);
  const known = (await fetchItems(request, request.url, next)).map(({ email }) => email as unknown);
  const isKnown = Array.isArray(emails) && emails.length > 1 && emails.some((email) => known.includes(email));
  return isKnown ? errorResponse(409, "An address is already invited.") : next(request);
};

/** Returns an address as often as the request has it. */
const repeatAddresses: FaultInjector = () => async (request, next) => {
  const response = await next(request);
  if (!isFor(request, create("Organization")) || !isSuccess(response)) return response;
  const { emails = [] } = bodyOf(request) as { emails?: string[] };
  const created = listOf(readData(response));
  const all = emails.flatMap((email) => created.filter((each) => each["email"] === email.toLowerCase()));
  return withData(response, { invitations: all.length > 0 ? all : created });
};

const limitAddresses = changeRequest(create("Organization"), (request) => {
  const body = bodyOf(request);
  const emails = body["emails"] as unknown;
  return Array.isArray(emails) && emails.length > 50
    ? withBody(request, { ...body, emails: emails.slice(0, 50) as unknown[] })
    : request;
});

const dropRole = replaceStatus(create("Project"), 422, (response, request, next) => {
  const { projectRoleId, ...body } = bodyOf(request) as Data & { projectRoleId?: string };
  return typeof projectRoleId === "string" && projectRoleId !== "" ? next(withBody(request, body)) : response;
});

const rows: FaultRow[] = [
  [
    "unknown-role-assigned",
    "unknown_references_rejected",
    "updateOrganizationMemberRole",
    "accepts an unknown role",
    acceptUnknownRole("updateOrganizationMemberRole", "organizationRole"),
  ],
  [
    "unknown-project-role-assigned",
    "unknown_references_rejected",
    "updateProjectMemberRole",
    "accepts a role of another project",
    acceptUnknownRole("updateProjectMemberRole", "projectRole"),
  ],
  ["role-not-stored", "read_your_writes", "updateProjectMemberRole", "does not store the role", forgetRole],
  [
    "assigned-role-deleted",
    "referential_integrity",
    "deleteProjectRole",
    "deletes a role that a member has",
    acceptDeletion("deleteProjectRole"),
  ],
  [
    "assigned-role-of-older-member-deleted",
    "referential_integrity",
    "deleteOrganizationRole",
    "deletes a role that an older member has",
    protectNewestOnly,
  ],
  [
    "known-address-accepted",
    "name_uniqueness",
    create("Organization"),
    "returns 200 if every address is known",
    acceptKnown,
  ],
  [
    "address-case-sensitive",
    "name_uniqueness",
    create("Project"),
    "takes the same address in capitals for another",
    distinguishCase,
  ],
  [
    "new-address-rejected",
    "name_uniqueness",
    create("Project"),
    "rejects all addresses if one is known",
    rejectAnyKnown,
  ],
  [
    "address-repeated",
    "name_uniqueness",
    create("Organization"),
    "returns a repeated address twice",
    repeatAddresses,
  ],
  [
    "fifty-one-addresses",
    "negative_data_rejection",
    create("Organization"),
    "accepts 51 addresses",
    limitAddresses,
  ],
  [
    "unknown-role-invited",
    "unknown_references_rejected",
    create("Project"),
    "ignores an unknown role",
    dropRole,
  ],
];

export const peopleFaults: Fault[] = createFaults(rows);
