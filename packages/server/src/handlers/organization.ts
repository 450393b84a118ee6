import type { Organization, OrganizationPlan } from "@rolewright/types";
import { type OrganizationRow, sql } from "../sql.ts";
import { first, type Unit } from "../store.ts";
import type { CallOf } from "./call.ts";

/** The organization of the key. */
export function* retrieveOrganization({
  organizationId,
}: CallOf<"retrieveOrganization">): Unit<{ organization: Organization }> {
  return organizationOf(organizationId, yield* first(sql.organization, organizationId));
}

/** Renames the organization of the key. */
export function* updateOrganization({
  organizationId,
  body,
}: CallOf<"updateOrganization">): Unit<{ organization: Organization }> {
  const row = yield* first(sql.renameOrganization, organizationId, body.name.toWellFormed());
  return organizationOf(organizationId, row);
}

function organizationOf(id: string, row: OrganizationRow | undefined): { organization: Organization } {
  if (!row) throw new Error("A valid key belongs to an organization that is not there.");
  const { name, plan, created_at } = row;
  // What is kept as a plan was one when it was written.
  return { organization: { id, name, plan: plan as OrganizationPlan, created_at } };
}
