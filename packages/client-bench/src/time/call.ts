/** Makes many sequential calls with one client and prints their cost. bench.ts runs it in its own process. */
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import { createClient } from "@rolewright/client";
import type { paths } from "@rolewright/types";
import { create } from "axios";
import createFetchClient from "openapi-fetch";

const [name = "", baseUrl = "", count = "5000"] = process.argv.slice(2);
const apiKey = "confident_org_BENCH-ONLY";
const headers = { CONFIDENT_API_KEY: apiKey };
const url = `${baseUrl}/v1/organization/roles`;

const clients: Record<string, () => () => Promise<unknown>> = {
  fetch: () => async () => (await fetch(url, { headers })).json(),
  // The lower bound for each client that uses it.
  "node:http": () => {
    const agent = new Agent({ keepAlive: true });
    return async () => {
      const [message] = (await once(request(url, { agent, headers }).end(), "response")) as [IncomingMessage];
      return JSON.parse(await text(message)) as unknown;
    };
  },
  "openapi-fetch": () => {
    const client = createFetchClient<paths>({ baseUrl, headers });
    return () => client.GET("/v1/organization/roles");
  },
  axios: () => {
    const client = create({ baseURL: baseUrl, headers });
    return () => client.get("/v1/organization/roles");
  },
  "@rolewright/client": () => {
    const client = createClient({ apiKey, baseUrl });
    return async () => client.organization.roles.list();
  },
};

const call = clients[name]?.();
if (call === undefined) throw new Error(`There is no client "${name}".`);
for (let n = 0; n < 1000; n++) await call();
const before = { cpu: process.cpuUsage(), wall: performance.now() };
for (let n = 0; n < Number(count); n++) await call();
const cpu = process.cpuUsage(before.cpu);
console.log(
  JSON.stringify({ cpuMs: (cpu.user + cpu.system) / 1000, wallMs: performance.now() - before.wall }),
);
process.exit();
