import { describe, expect, it } from "vitest";
import { DomainError, domainErrors } from "./domain-error.ts";

/** The errors are created in the tests, so that Stryker knows which tests run which line. */
describe("the message of an error", () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
  const quoted = (count: number) =>
    names(count)
      .map((name) => `"${name}"`)
      .join(", ");

  it.each([
    [
      () => domainErrors.apiKeyNotFound(),
      "api_key_not_found",
      "API key not found. List API keys to get valid IDs.",
    ],
    [
      () => domainErrors.expiryRequired(),
      "expiry_required",
      "expiresInDays: is required, because the API key has expired. Send a number of days, or null for no expiry.",
    ],
    [
      () => domainErrors.exportInProgress(),
      "export_in_progress",
      "An export is in progress. Wait until it has finished.",
    ],
    [
      () => domainErrors.exportNotFound(),
      "export_not_found",
      "Export not found. Exports are available for 24 hours. Start a new export.",
    ],
    [
      () => domainErrors.exportUnfinished(),
      "export_unfinished",
      "The export is in progress. Poll it until its status is COMPLETED.",
    ],
    [
      () => domainErrors.freeEmailDomain(["a@gmail.com"]),
      "free_email_domain",
      'emails: "a@gmail.com" is not a company address. Send a company address.',
    ],
    [
      () => domainErrors.freeEmailDomain(["a@gmail.com", "b@gmail.com"]),
      "free_email_domain",
      'emails: "a@gmail.com", "b@gmail.com" are not company addresses. Send company addresses.',
    ],
    [
      () => domainErrors.gracePeriodNotAllowed(),
      "grace_period_not_allowed",
      "gracePeriodInHours: must be 0, because the API key has expired.",
    ],
    [
      () => domainErrors.invitationNotFound(),
      "invitation_not_found",
      "Invitation not found. List invitations to get valid IDs.",
    ],
    [
      () => domainErrors.memberNotFound(),
      "member_not_found",
      "Member not found. List members to get valid IDs.",
    ],
    [
      () => domainErrors.noAuditEntries(),
      "no_audit_entries",
      "No audit-log entries match the period and the search term. Change them.",
    ],
    [
      () => domainErrors.nothingToInvite(),
      "nothing_to_invite",
      "Every address is already invited or belongs to a member. Send other addresses, or resend the invitation.",
    ],
    [
      () => domainErrors.ownerInvitation(),
      "owner_invitation",
      "Owner cannot be assigned by an invitation. Invite the person with another role, and transfer ownership later.",
    ],
    [
      () => domainErrors.ownerRemoval(),
      "owner_removal",
      "The Owner cannot be removed. Assign Owner to another member first.",
    ],
    [
      () => domainErrors.ownerRole(),
      "owner_role",
      "The role of the Owner cannot be changed. Assign Owner to another member to transfer ownership.",
    ],
    [
      () => domainErrors.periodIncomplete(),
      "period_incomplete",
      "startTime and endTime must be sent together. Add the missing one, or omit both.",
    ],
    [() => domainErrors.periodReversed(), "period_reversed", "endTime: must be later than startTime."],
    [
      () => domainErrors.rotationInProgress("2026-01-01T00:00:00.000Z"),
      "rotation_in_progress",
      "The API key is being rotated until 2026-01-01T00:00:00.000Z. Rotate it again after that time, or revoke it.",
    ],
    [
      () => domainErrors.tooManyAuditEntries(),
      "too_many_audit_entries",
      "More than 10,000,000 audit-log entries match. Choose a shorter period.",
    ],
    [
      () => domainErrors.unknownRole("roleId", "x"),
      "unknown_role",
      'roleId: there is no role "x" in this scope. List roles to get valid IDs.',
    ],
    [
      () => domainErrors.builtInRoleImmutable(),
      "built_in_role_immutable",
      "Built-in roles cannot be changed or deleted. Create a custom role instead.",
    ],
    [
      () => domainErrors.builtInRoleName("Admin"),
      "built_in_role_name",
      '"Admin" is the name of a built-in role. Choose another name.',
    ],
    [
      () => domainErrors.limitExceeded("role", "project"),
      "limit_exceeded",
      "This project already has the maximum of 1,000 custom roles. Delete one before you create another.",
    ],
    [
      () => domainErrors.limitExceeded("policy", "organization"),
      "limit_exceeded",
      "This organization already has the maximum of 1,000 policies. Delete one before you create another.",
    ],
    [
      () => domainErrors.limitExceeded("project", "organization"),
      "limit_exceeded",
      "This organization already has the maximum of 1,000 projects. Delete one before you create another.",
    ],
    [
      () => domainErrors.nameConflict("policy", "Billing", "project"),
      "name_conflict",
      'A policy named "Billing" already exists in this project. Choose another name.',
    ],
    [
      () => domainErrors.policyNotFound(),
      "policy_not_found",
      "Policy not found. List policies to get valid IDs.",
    ],
    [
      () => domainErrors.projectNotFound(),
      "project_not_found",
      "Project not found. List projects to get valid IDs.",
    ],
    [() => domainErrors.roleNotFound(), "role_not_found", "Role not found. List roles to get valid IDs."],
    [
      () => domainErrors.roleAssigned(1),
      "role_assigned",
      "The role is assigned to 1 member. Assign another role to the member first.",
    ],
    [
      () => domainErrors.roleAssigned(2),
      "role_assigned",
      "The role is assigned to 2 members. Assign other roles to the members first.",
    ],
    [
      () => domainErrors.unknownMember("ada@fernhill.example"),
      "unknown_member",
      'email: no member of this organization has the address "ada@fernhill.example". Send the address of a member, or omit the field.',
    ],
    [
      () => domainErrors.unknownPermission(["x"]),
      "unknown_permission",
      'permissionIds: there is no permission "x". List permissions to get valid IDs.',
    ],
    [
      () => domainErrors.unknownPermission(["x", "y"]),
      "unknown_permission",
      'permissionIds: there are no permissions "x", "y". List permissions to get valid IDs.',
    ],
    [
      () => domainErrors.unknownPolicy(["x"]),
      "unknown_policy",
      'policyIds: there is no policy "x" in this scope. List policies to get valid IDs.',
    ],
    [
      () => domainErrors.unknownPolicy(["x", "y"]),
      "unknown_policy",
      'policyIds: there are no policies "x", "y" in this scope. List policies to get valid IDs.',
    ],
    [
      () => domainErrors.unknownPolicy(names(20)),
      "unknown_policy",
      `policyIds: there are no policies ${quoted(20)} in this scope. List policies to get valid IDs.`,
    ],
    [
      () => domainErrors.unknownPolicy(names(22)),
      "unknown_policy",
      `policyIds: there are no policies ${quoted(20)} and 2 more in this scope. List policies to get valid IDs.`,
    ],
  ])("says what failed and what to do: %#", (createError, code, message) => {
    const error = createError();
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toEqual({ code, message });
  });

  it.each([
    [
      () => domainErrors.peopleLimitExceeded("FREE", 2, 2),
      "The FREE plan includes 2 members and invitations. Revoke an invitation, or upgrade the plan.",
      { usage: "2", limit: "2" },
    ],
    [
      () => domainErrors.projectLimitExceeded("FREE", 1, 1),
      "The FREE plan includes 1 project. Delete a project, or upgrade the plan.",
      { usage: "1", limit: "1" },
    ],
    [
      () => domainErrors.projectLimitExceeded("STARTER", 6, 5),
      "The STARTER plan includes 5 projects. Delete a project, or upgrade the plan.",
      { usage: "6", limit: "5" },
    ],
  ])("of a plan has the use and the limit as details: %#", (createError, message, details) => {
    expect(createError()).toEqual({ code: "plan_limit_exceeded", message, details });
  });
});
