/** Lists roles with a bare `fetch` call that retries, times out, and does not follow redirects. */
import { createResilientFetch } from "@rolewright/client/fetch";

const { CONFIDENT_BASE_URL = "", CONFIDENT_ORG_API_KEY = "" } = process.env;
const resilientFetch = createResilientFetch({ timeoutMs: 5_000, secrets: [CONFIDENT_ORG_API_KEY] });

const response = await resilientFetch(`${CONFIDENT_BASE_URL}/v1/organization/roles`, {
  headers: { CONFIDENT_API_KEY: CONFIDENT_ORG_API_KEY },
});
console.log(response.status, await response.json());
