/** Runs the steps of packages/languages/scenario-v2.txt with the client that hey-api generated. */
import { createClient } from "./generated/client/index.js";
import {
  createOrganizationApiKey,
  createOrganizationInvitations,
  createOrganizationRole,
  deleteOrganizationRole,
  type ErrorResponse,
  getOrganization,
  listOrganizationMembers,
  rotateOrganizationApiKey,
  updateOrganizationMemberRole,
} from "./generated/index.js";

declare const process: { env: Record<string, string> };
declare const console: { log(line: string): void };

const { ROLEWRIGHT_BASE_URL = "", ROLEWRIGHT_EXTENDED_URL = "", ROLEWRIGHT_API_KEY = "" } = process.env;
const { ROLEWRIGHT_ACCEPT_URL = "" } = process.env;
const client = connect(ROLEWRIGHT_BASE_URL, ROLEWRIGHT_API_KEY);

const emails = ["eve@fernhill.example"];
const { invitations } = unwrap(await createOrganizationInvitations({ client, body: { emails } }));
const [invitation] = invitations;
console.log(`1 invited ${invitation?.email}: ${invitation?.status}`);

console.log(`2 ${describeError(await createOrganizationInvitations({ client, body: { emails } }))}`);

await acceptInvitation(invitation?.token ?? "");
const { total, member } = await findMember("eve@fernhill.example");
console.log(`3 listed ${total} members, ${member?.email} as ${member?.organizationRole?.name}`);

const role = unwrap(await createOrganizationRole({ client, body: { name: "Auditor", policyIds: [] } }));
console.log(`4 created role ${role.name} with ${role.policies.length} policies`);

const assigned = unwrap(
  await updateOrganizationMemberRole({
    client,
    path: { userId: member?.id ?? "" },
    body: { roleId: role.id },
  }),
);
console.log(`5 assigned ${assigned.organizationRole?.name} to ${assigned.email}`);

const { total: sameTotal, member: auditor } = await findMember("eve@fernhill.example");
console.log(`6 listed ${sameTotal} members, ${auditor?.email} as ${auditor?.organizationRole?.name}`);

console.log(`7 ${describeError(await deleteOrganizationRole({ client, path: { roleId: role.id } }))}`);

const key = unwrap(await createOrganizationApiKey({ client, body: { name: "Deployment" } }));
console.log(`8 created key ${key.name}, which reads ${await readName(key.value)}`);

const path = { apiKeyId: key.id };
const rotated = unwrap(await rotateOrganizationApiKey({ client, path, body: {} }));
console.log(`9 rotated key ${rotated.name}, which reads ${await readName(rotated.value)}`);

const outgoing = connect(ROLEWRIGHT_BASE_URL, key.value);
console.log(`10 ${describeError(await getOrganization({ client: outgoing }))}`);

const pending = unwrap(await rotateOrganizationApiKey({ client, path, body: { gracePeriodInHours: 24 } }));
if (pending.shadowValue === null) throw new Error("The rotation has no grace period.");
const names = new Set([await readName(rotated.value), await readName(pending.shadowValue)]);
console.log(
  `11 rotated key ${pending.name} with a grace period, and both values read ${[...names].join(" ")}`,
);

const extended = connect(ROLEWRIGHT_EXTENDED_URL, ROLEWRIGHT_API_KEY);
const { members } = unwrap(await listOrganizationMembers({ client: extended }));
console.log(`12 read ${members.length} members among unknown fields`);

function connect(baseUrl: string, auth: string) {
  return createClient({ baseUrl, auth });
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

/** Accepts an invitation, as the invited person does with the link. */
async function acceptInvitation(token: string): Promise<void> {
  const { ok } = await fetch(ROLEWRIGHT_ACCEPT_URL, { method: "POST", body: token });
  if (!ok) throw new Error("the invitation was not accepted");
}

/** Returns the number of members, and the member with the address. */
async function findMember(email: string) {
  const query = { page: 1, pageSize: 100 };
  const { members: page, totalOrganizationMembers } = unwrap(
    await listOrganizationMembers({ client, query }),
  );
  return { total: totalOrganizationMembers, member: page.find((each) => each.email === email) };
}

/** Returns the organization's name, which proves that the key is accepted. */
async function readName(auth: string): Promise<string> {
  return unwrap(await getOrganization({ client: connect(ROLEWRIGHT_BASE_URL, auth) })).name;
}
