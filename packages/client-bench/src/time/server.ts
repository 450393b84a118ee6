/** Responds to every request with one list of roles. bench.ts runs it in its own process. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const role = {
  id: "role-uuid-3",
  name: "Billing Manager",
  description: null,
  organizationId: "ORGANIZATION-ID",
};
const roles = Array.from({ length: 5 }, () => ({
  ...role,
  policies: [{ id: "policy-uuid-2", name: "Manage billing" }],
}));
const body = JSON.stringify({ success: true, data: { roles } });

const server = createServer((_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length }).end(body);
}).listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
