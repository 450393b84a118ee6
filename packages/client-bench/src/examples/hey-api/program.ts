/** Lists roles with a client that hey-api generated. Its `fetch` retries, times out, and does not follow redirects. */
import { createResilientFetch } from "@rolewright/client/fetch";
import { createClient } from "./generated/client/index.ts";
import { listOrganizationRoles } from "./generated/index.ts";

const { CONFIDENT_BASE_URL = "", CONFIDENT_ORG_API_KEY = "" } = process.env;
const client = createClient({
  baseUrl: CONFIDENT_BASE_URL,
  fetch: createResilientFetch({ timeoutMs: 5_000, secrets: [CONFIDENT_ORG_API_KEY] }),
  headers: { CONFIDENT_API_KEY: CONFIDENT_ORG_API_KEY },
});

const { data, error } = await listOrganizationRoles({ client });
console.log(data?.data.roles.map(({ name }) => name) ?? error);
