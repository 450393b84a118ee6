import type { Organization, OrganizationPlan } from "@rolewright/types";
import { type OrganizationRow, sql } from "../storage/statements.ts";
import { queryOne, type TransactionScript } from "../storage/store.ts";
import type { OperationInput } from "./operation-input.ts";

/** Returns the organization of the API key. */
export function* retrieveOrganization({
  organizationId,
}: OperationInput<"retrieveOrganization">): TransactionScript<{ organization: Organization }> {
  return toResponse(organizationId, yield* queryOne(sql.organization, organizationId));
}

/** Renames the organization of the API key. */
export function* updateOrganization({
  organizationId,
  body,
}: OperationInput<"updateOrganization">): TransactionScript<{ organization: Organization }> {
  const row = yield* queryOne(sql.renameOrganization, organizationId, body.name.toWellFormed());
  return toResponse(organizationId, row);
}

function toResponse(id: string, row: OrganizationRow | undefined): { organization: Organization } {
  if (!row) throw new Error("The organization of a valid key does not exist.");
  const { name, plan, created_at } = row;
  // The plan was validated on write.
  return { organization: { id, name, plan: plan as OrganizationPlan, created_at } };
}
