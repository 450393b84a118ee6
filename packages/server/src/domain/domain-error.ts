import type { ScopeKind } from "./scope-kind.ts";

/** The rules that an operation can break, and the resources that it can fail to find. */
export type DomainErrorCode =
  | "api_key_not_found"
  | "expiry_required"
  | "export_in_progress"
  | "export_not_found"
  | "export_unfinished"
  | "free_email_domain"
  | "grace_period_not_allowed"
  | "invitation_not_found"
  | "member_not_found"
  | "no_audit_entries"
  | "nothing_to_invite"
  | "owner_invitation"
  | "owner_removal"
  | "owner_role"
  | "period_incomplete"
  | "period_reversed"
  | "plan_limit_exceeded"
  | "rotation_in_progress"
  | "too_many_audit_entries"
  | "unknown_role"
  | "built_in_role_immutable"
  | "built_in_role_name"
  | "limit_exceeded"
  | "name_conflict"
  | "policy_not_found"
  | "project_not_found"
  | "role_assigned"
  | "role_not_found"
  | "unknown_member"
  | "unknown_permission"
  | "unknown_policy";

/**
 * The reason why an operation changes nothing. It is returned, not thrown: a transaction that returns one is rolled back.
 * The message says what to do, and may be shown to the caller.
 */
export class DomainError<Code extends DomainErrorCode = DomainErrorCode> {
  readonly code: Code;
  readonly message: string;
  /** The use and the limit of a plan that includes no more. */
  readonly details?: { usage: string; limit: string };

  constructor(code: Code, message: string, details?: { usage: string; limit: string }) {
    this.code = code;
    this.message = message;
    if (details) this.details = details;
  }
}

type Kind = "role" | "policy" | "project";

const plurals = { role: "custom roles", policy: "policies", project: "projects" };

/** One function for each error. The messages equal the examples of the description where it has one. */
export const domainErrors = {
  apiKeyNotFound: () =>
    new DomainError("api_key_not_found", "API key not found. List API keys to get valid IDs."),
  expiryRequired: () =>
    new DomainError(
      "expiry_required",
      "expiresInDays: is required, because the API key has expired. Send a number of days, or null for no expiry.",
    ),
  exportInProgress: () =>
    new DomainError("export_in_progress", "An export is in progress. Wait until it has finished."),
  exportNotFound: () =>
    new DomainError(
      "export_not_found",
      "Export not found. Exports are available for 24 hours. Start a new export.",
    ),
  exportUnfinished: () =>
    new DomainError("export_unfinished", "The export is in progress. Poll it until its status is COMPLETED."),
  freeEmailDomain: (emails: string[]) =>
    new DomainError(
      "free_email_domain",
      emails.length === 1
        ? `emails: ${quoteNames(emails)} is not a company address. Send a company address.`
        : `emails: ${quoteNames(emails)} are not company addresses. Send company addresses.`,
    ),
  gracePeriodNotAllowed: () =>
    new DomainError(
      "grace_period_not_allowed",
      "gracePeriodInHours: must be 0, because the API key has expired.",
    ),
  invitationNotFound: () =>
    new DomainError("invitation_not_found", "Invitation not found. List invitations to get valid IDs."),
  memberNotFound: () =>
    new DomainError("member_not_found", "Member not found. List members to get valid IDs."),
  noAuditEntries: () =>
    new DomainError(
      "no_audit_entries",
      "No audit-log entries match the period and the search term. Change them.",
    ),
  nothingToInvite: () =>
    new DomainError(
      "nothing_to_invite",
      "Every address is already invited or belongs to a member. Send other addresses, or resend the invitation.",
    ),
  ownerInvitation: () =>
    new DomainError(
      "owner_invitation",
      "Owner cannot be assigned by an invitation. Invite the person with another role, and transfer ownership later.",
    ),
  ownerRemoval: () =>
    new DomainError("owner_removal", "The Owner cannot be removed. Assign Owner to another member first."),
  ownerRole: () =>
    new DomainError(
      "owner_role",
      "The role of the Owner cannot be changed. Assign Owner to another member to transfer ownership.",
    ),
  peopleLimitExceeded: (plan: string, usage: number, limit: number) =>
    new DomainError(
      "plan_limit_exceeded",
      `The ${plan} plan includes ${limit} members and invitations. Revoke an invitation, or upgrade the plan.`,
      { usage: String(usage), limit: String(limit) },
    ),
  periodIncomplete: () =>
    new DomainError(
      "period_incomplete",
      "startTime and endTime must be sent together. Add the missing one, or omit both.",
    ),
  periodReversed: () => new DomainError("period_reversed", "endTime: must be later than startTime."),
  projectLimitExceeded: (plan: string, usage: number, limit: number) =>
    new DomainError(
      "plan_limit_exceeded",
      `The ${plan} plan includes ${limit} ${limit === 1 ? "project" : "projects"}. Delete a project, or upgrade the plan.`,
      { usage: String(usage), limit: String(limit) },
    ),
  rotationInProgress: (rotatesAt: string) =>
    new DomainError(
      "rotation_in_progress",
      `The API key is being rotated until ${rotatesAt}. Rotate it again after that time, or revoke it.`,
    ),
  tooManyAuditEntries: () =>
    new DomainError(
      "too_many_audit_entries",
      "More than 10,000,000 audit-log entries match. Choose a shorter period.",
    ),
  unknownRole: (field: string, id: string) =>
    new DomainError(
      "unknown_role",
      `${field}: there is no role "${id}" in this scope. List roles to get valid IDs.`,
    ),
  builtInRoleImmutable: () =>
    new DomainError(
      "built_in_role_immutable",
      "Built-in roles cannot be changed or deleted. Create a custom role instead.",
    ),
  builtInRoleName: (name: string) =>
    new DomainError("built_in_role_name", `"${name}" is the name of a built-in role. Choose another name.`),
  limitExceeded: (kind: Kind, scope: ScopeKind) =>
    new DomainError(
      "limit_exceeded",
      `This ${scope} already has the maximum of 1,000 ${plurals[kind]}. Delete one before you create another.`,
    ),
  nameConflict: (kind: Kind, name: string, scope: ScopeKind) =>
    new DomainError(
      "name_conflict",
      `A ${kind} named "${name}" already exists in this ${scope}. Choose another name.`,
    ),
  policyNotFound: () =>
    new DomainError("policy_not_found", "Policy not found. List policies to get valid IDs."),
  projectNotFound: () =>
    new DomainError("project_not_found", "Project not found. List projects to get valid IDs."),
  roleAssigned: (members: number) =>
    new DomainError(
      "role_assigned",
      members === 1
        ? "The role is assigned to 1 member. Assign another role to the member first."
        : `The role is assigned to ${members} members. Assign other roles to the members first.`,
    ),
  roleNotFound: () => new DomainError("role_not_found", "Role not found. List roles to get valid IDs."),
  unknownMember: (email: string) =>
    new DomainError(
      "unknown_member",
      `email: no member of this organization has the address "${email}". Send the address of a member, or omit the field.`,
    ),
  unknownPermission: (ids: string[]) =>
    new DomainError(
      "unknown_permission",
      describeUnknownIds("permissionIds", "permission", "permissions", ids, ""),
    ),
  unknownPolicy: (ids: string[]) =>
    new DomainError(
      "unknown_policy",
      describeUnknownIds("policyIds", "policy", "policies", ids, " in this scope"),
    ),
};

function describeUnknownIds(
  field: string,
  singular: string,
  plural: string,
  ids: string[],
  where: string,
): string {
  const [first = ""] = ids;
  return ids.length === 1
    ? `${field}: there is no ${singular} "${first}"${where}. List ${plural} to get valid IDs.`
    : `${field}: there are no ${plural} ${quoteNames(ids)}${where}. List ${plural} to get valid IDs.`;
}

/** Quotes at most twenty names, so that a message stays readable. */
function quoteNames(names: string[]): string {
  const quoted = names.slice(0, 20).map((name) => `"${name}"`);
  return names.length > 20 ? `${quoted.join(", ")} and ${names.length - 20} more` : quoted.join(", ");
}
