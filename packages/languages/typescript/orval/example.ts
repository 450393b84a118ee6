/** Lists the roles of an organization, and handles an error response. */
import { deleteOrganizationRole, listOrganizationRoles } from "./generated/rolewright.js";
import { server } from "./send.js";

declare const process: { env: Record<string, string> };
declare const console: { log(line: string): void };

server.url = process.env.ROLEWRIGHT_BASE_URL ?? "";
server.key = process.env.ROLEWRIGHT_API_KEY ?? "";

const listed = await listOrganizationRoles();
if (!listed.data.success) throw new Error(listed.data.error);
for (const role of listed.data.data.roles) console.log(role.name);

const deleted = await deleteOrganizationRole("unknown-role");
if (!deleted.data.success) console.log(`failed with ${deleted.status}: ${deleted.data.error}`);
