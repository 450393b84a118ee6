import type { Client } from "@rolewright/client";

const role = { name: "Auditor", policyIds: [] };
const policy = { name: "Readers", permissionIds: [] };

/** Calls every operation once, and two by path. */
export async function callEveryOperation({ organization, projects, project, raw }: Client): Promise<number> {
  const { permissions, policies, roles } = project("p");
  const calls: PromiseLike<unknown>[] = [
    organization.retrieve(),
    organization.update({ name: "Fernhill" }),
    organization.permissions.list(),
    organization.policies.list(),
    organization.policies.create(policy),
    organization.policies.update("id", policy),
    organization.policies.delete("id"),
    organization.roles.list(),
    organization.roles.create(role),
    organization.roles.update("id", role),
    organization.roles.delete("id"),
    projects.list(),
    projects.create({ name: "Search" }),
    project("p").retrieve(),
    project("p").update({ name: "Search" }),
    project("p").delete(),
    permissions.list(),
    policies.list(),
    policies.create(policy),
    policies.update("id", policy),
    policies.delete("id"),
    roles.list(),
    roles.create(role),
    roles.update("id", role),
    roles.delete("id"),
    raw.GET("/v1/projects"),
    raw.POST("/v1/organization/roles", { body: role }),
  ];
  await Promise.all(calls);
  return calls.length;
}

/** A response that every operation accepts. */
export const everyResponse = {
  success: true,
  data: {
    organization: {},
    permissions: [],
    policies: [],
    policy: {},
    roles: [],
    role: {},
    projects: [],
    project: {},
    apiKey: {},
    id: "id",
    deleted: true,
  },
};
