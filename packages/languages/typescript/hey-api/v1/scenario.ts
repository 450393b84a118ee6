/** Runs the steps of packages/languages/scenario-v1.txt with the client that hey-api generated. */
import { createClient } from "./generated/client/index.js";
import {
  createOrganizationPolicy,
  createOrganizationRole,
  deleteOrganizationRole,
  type ErrorResponse,
  listOrganizationPermissions,
  listOrganizationRoles,
  listProjectRoles,
  listProjects,
  retrieveOrganization,
  updateOrganizationRole,
  updateProjectRole,
} from "./generated/index.js";

declare const process: { env: Record<string, string> };
declare const console: { log(line: string): void };

const { ROLEWRIGHT_BASE_URL = "", ROLEWRIGHT_EXTENDED_URL = "", ROLEWRIGHT_API_KEY = "" } = process.env;
const client = connect(ROLEWRIGHT_BASE_URL, ROLEWRIGHT_API_KEY);

const { permissions } = unwrap(await listOrganizationPermissions({ client }));
console.log(`1 listed ${permissions.length} permissions, ${permissions[0]?.name} first`);

const wanted = permissions.filter(({ name }) => ["billing:read", "user:read"].includes(name));
const { policy } = unwrap(
  await createOrganizationPolicy({
    client,
    body: {
      name: "See bills and people",
      permissionIds: wanted.map(({ id }) => id),
      description: "For the auditor",
    },
  }),
);
console.log(`2 created policy ${policy.name}: ${policy.permissions.map(({ name }) => name).join(", ")}`);

const body = { name: "Auditor", policyIds: [policy.id], description: "Reads, changes nothing" };
const { role } = unwrap(await createOrganizationRole({ client, body }));
console.log(`3 created role ${role.name}: ${role.description}`);

console.log(`4 ${describeError(await createOrganizationRole({ client, body }))}`);

const path = { roleId: role.id };
const { role: updated } = unwrap(
  await updateOrganizationRole({ client, path, body: { ...body, description: null } }),
);
console.log(`5 updated role ${updated.name}: ${updated.description}`);

const [project] = unwrap(await listProjects({ client })).projects;
const projectId = project?.id ?? "";
const { roles: projectRoles } = unwrap(await listProjectRoles({ client, path: { projectId } }));
const analyst = projectRoles.find((each) => each.projectId !== null);
const { role: senior } = unwrap(
  await updateProjectRole({
    client,
    path: { projectId, roleId: analyst?.id ?? "" },
    body: {
      name: "Senior Analyst",
      policyIds: analyst?.policies.map(({ id }) => id) ?? [],
      description: analyst?.description ?? null,
    },
  }),
);
console.log(`6 updated project role ${analyst?.name} to ${senior.name}: ${senior.description}`);

const { roles } = unwrap(await listOrganizationRoles({ client }));
const roleId = roles.find(({ organizationId }) => organizationId === null)?.id ?? "";
const newInput = { name: "Renamed", policyIds: [policy.id] };
console.log(`7 ${describeError(await updateOrganizationRole({ client, path: { roleId }, body: newInput }))}`);

const unauthenticated = connect(ROLEWRIGHT_BASE_URL, "confident_us_org_INVALID");
console.log(`8 ${describeError(await listOrganizationRoles({ client: unauthenticated }))}`);

const extended = connect(ROLEWRIGHT_EXTENDED_URL, ROLEWRIGHT_API_KEY);
console.log(
  `9 read ${unwrap(await retrieveOrganization({ client: extended })).organization.name} among unknown fields`,
);

console.log(`10 deleted the role: ${unwrap(await deleteOrganizationRole({ client, path })).deleted}`);

const { roles: remaining } = unwrap(await listOrganizationRoles({ client }));
console.log(`11 listed roles: ${remaining.map(({ name }) => name).join(", ")}`);

function connect(baseUrl: string, key: string) {
  return createClient({ baseUrl, auth: key });
}

function unwrap<Data>({ data, error }: { data?: { data: Data }; error?: unknown }): Data {
  if (data === undefined) throw new Error(`request failed: ${JSON.stringify(error)}`);
  return data.data;
}

function describeError({
  error,
  response,
}: {
  error?: ErrorResponse;
  response?: { status: number };
}): string {
  if (error === undefined) throw new Error("the call succeeded");
  return `failed with ${response?.status}: ${error.error}`;
}
