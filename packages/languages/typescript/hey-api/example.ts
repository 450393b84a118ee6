/** Lists the roles of an organization, and handles an error response. */
import { createClient } from "./generated/client/index.js";
import { deleteOrganizationRole, listOrganizationRoles } from "./generated/index.js";

declare const process: { env: Record<string, string> };
declare const console: { log(line: string): void };

const client = createClient({
  baseUrl: process.env.ROLEWRIGHT_BASE_URL ?? "",
  auth: process.env.ROLEWRIGHT_API_KEY ?? "",
});

const { data: listed } = await listOrganizationRoles({ client, throwOnError: true });
for (const role of listed.data.roles) console.log(role.name);

const { error, response } = await deleteOrganizationRole({ client, path: { roleId: "unknown-role" } });
if (error !== undefined) console.log(`failed with ${response?.status}: ${error.error}`);
