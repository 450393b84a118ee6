/** Runs the steps of packages/languages/scenario-v1.txt with the client that orval generated. */
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
} from "./generated/rolewright.js";
import { server } from "./send.js";

declare const process: { env: Record<string, string> };
declare const console: { log(line: string): void };

const { ROLEWRIGHT_BASE_URL = "", ROLEWRIGHT_EXTENDED_URL = "", ROLEWRIGHT_API_KEY = "" } = process.env;
Object.assign(server, { url: ROLEWRIGHT_BASE_URL, key: ROLEWRIGHT_API_KEY });

const { permissions } = unwrap((await listOrganizationPermissions()).data);
console.log(`1 listed ${permissions.length} permissions, ${permissions[0]?.name} first`);

const wanted = permissions.filter(({ name }) => ["billing:read", "user:read"].includes(name));
const { policy } = unwrap(
  (
    await createOrganizationPolicy({
      name: "See bills and people",
      permissionIds: wanted.map(({ id }) => id),
      description: "For the auditor",
    })
  ).data,
);
console.log(`2 created policy ${policy.name}: ${policy.permissions.map(({ name }) => name).join(", ")}`);

const input = { name: "Auditor", policyIds: [policy.id], description: "Reads, changes nothing" };
const { role } = unwrap((await createOrganizationRole(input)).data);
console.log(`3 created role ${role.name}: ${role.description}`);

console.log(`4 ${describeError(await createOrganizationRole(input))}`);

const { role: updated } = unwrap(
  (await updateOrganizationRole(role.id, { ...input, description: null })).data,
);
console.log(`5 updated role ${updated.name}: ${updated.description}`);

const projectId = unwrap((await listProjects()).data).projects[0]?.id ?? "";
const { roles: projectRoles } = unwrap((await listProjectRoles(projectId)).data);
const analyst = projectRoles.find((each) => each.projectId !== null);
const { role: senior } = unwrap(
  (
    await updateProjectRole(projectId, analyst?.id ?? "", {
      name: "Senior Analyst",
      policyIds: analyst?.policies.map(({ id }) => id) ?? [],
      description: analyst?.description ?? null,
    })
  ).data,
);
console.log(`6 updated project role ${analyst?.name} to ${senior.name}: ${senior.description}`);

const { roles } = unwrap((await listOrganizationRoles()).data);
const builtInRole = roles.find(({ organizationId }) => organizationId === null)?.id ?? "";
const newInput = { name: "Renamed", policyIds: [policy.id] };
console.log(`7 ${describeError(await updateOrganizationRole(builtInRole, newInput))}`);

server.key = "confident_us_org_INVALID";
console.log(`8 ${describeError(await listOrganizationRoles())}`);

Object.assign(server, { url: ROLEWRIGHT_EXTENDED_URL, key: ROLEWRIGHT_API_KEY });
console.log(`9 read ${unwrap((await retrieveOrganization()).data).organization.name} among unknown fields`);

server.url = ROLEWRIGHT_BASE_URL;
console.log(`10 deleted the role: ${unwrap((await deleteOrganizationRole(role.id)).data).deleted}`);

const { roles: remaining } = unwrap((await listOrganizationRoles()).data);
console.log(`11 listed roles: ${remaining.map(({ name }) => name).join(", ")}`);

/** Narrows the response by `success`, which is a literal in both types. */
function unwrap<Data>(response: { success: true; data: Data } | ErrorResponse): Data {
  if (!response.success) throw new Error(`request failed: ${response.error}`);
  return response.data;
}

function describeError({
  status,
  data,
}: {
  status: number;
  data: { success: true } | ErrorResponse;
}): string {
  if (data.success) throw new Error("the call succeeded");
  return `failed with ${status}: ${data.error}`;
}
