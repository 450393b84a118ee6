/** Lives through the story of packages/languages/story.txt with the client that orval made. */
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

const { ROLEWRIGHT_BASE_URL = "", ROLEWRIGHT_GROWN_URL = "", ROLEWRIGHT_API_KEY = "" } = process.env;
Object.assign(server, { url: ROLEWRIGHT_BASE_URL, key: ROLEWRIGHT_API_KEY });

const { permissions } = ok((await listOrganizationPermissions()).data);
console.log(`1 listed ${permissions.length} permissions, ${permissions[0]?.name} first`);

const wanted = permissions.filter(({ name }) => ["billing:read", "user:read"].includes(name));
const { policy } = ok(
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
const { role } = ok((await createOrganizationRole(input)).data);
console.log(`3 created role ${role.name}: ${role.description}`);

console.log(`4 ${refused(await createOrganizationRole(input))}`);

const { role: updated } = ok((await updateOrganizationRole(role.id, { ...input, description: null })).data);
console.log(`5 updated role ${updated.name}: ${updated.description}`);

const projectId = ok((await listProjects()).data).projects[0]?.id ?? "";
const { roles: projectRoles } = ok((await listProjectRoles(projectId)).data);
const analyst = projectRoles.find((each) => each.projectId !== null);
const { role: senior } = ok(
  (
    await updateProjectRole(projectId, analyst?.id ?? "", {
      name: "Senior Analyst",
      policyIds: analyst?.policies.map(({ id }) => id) ?? [],
      description: analyst?.description ?? null,
    })
  ).data,
);
console.log(`6 updated project role ${analyst?.name} to ${senior.name}: ${senior.description}`);

const { roles } = ok((await listOrganizationRoles()).data);
const world = roles.find(({ organizationId }) => organizationId === null)?.id ?? "";
const takeover = { name: "Mine now", policyIds: [policy.id] };
console.log(`7 ${refused(await updateOrganizationRole(world, takeover))}`);

server.key = "confident_us_org_WRONG";
console.log(`8 ${refused(await listOrganizationRoles())}`);

Object.assign(server, { url: ROLEWRIGHT_GROWN_URL, key: ROLEWRIGHT_API_KEY });
console.log(`9 read ${ok((await retrieveOrganization()).data).organization.name} among unknown fields`);

server.url = ROLEWRIGHT_BASE_URL;
console.log(`10 deleted the role: ${ok((await deleteOrganizationRole(role.id)).data).deleted}`);

const { roles: left } = ok((await listOrganizationRoles()).data);
console.log(`11 listed roles: ${left.map(({ name }) => name).join(", ")}`);

/** `success` is a literal on both sides, so it tells which of the two came. */
function ok<Data>(answer: { success: true; data: Data } | ErrorResponse): Data {
  if (!answer.success) throw new Error(`refused: ${answer.error}`);
  return answer.data;
}

function refused({ status, data }: { status: number; data: { success: true } | ErrorResponse }): string {
  if (data.success) throw new Error("not refused");
  return `refused with ${status}: ${data.error}`;
}
