import type { Client } from "@rolewright/client";

/** Deletes the custom roles that grant nothing, and returns their names. Built-in roles belong to no organization. */
export async function deleteEmptyRoles(client: Client): Promise<string[]> {
  const roles = await client.organization.roles.list();
  const empty = roles.filter(
    ({ organizationId, policies }) => organizationId !== null && policies.length === 0,
  );
  for (const { id } of empty) await client.organization.roles.delete(id);
  return empty.map(({ name }) => name);
}
