import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as delay } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { type RunningServer, startServer } from "../../index.ts";
import { addOrganization } from "../../operations/demo-organization.ts";
import { openStore } from "../open-store.ts";

interface LockedServer {
  server: RunningServer;
  send: (method: string, path: string, body?: object) => Promise<Response>;
  unlock: () => void;
}

/** Starts a server on a file on which another connection holds the lock for writing, as a backup or a repair may do. */
async function startOnLockedFile(): Promise<LockedServer> {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-locked-"));
  const file = join(folder, "roles.db");
  const store = await openStore(file);
  const { apiKey } = await addOrganization(store, "Fernhill");
  await store.close();
  const server = await startServer({ database: file, port: 0 });
  const other = new DatabaseSync(file);
  onTestFinished(async () => {
    if (other.isOpen) other.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });
  other.exec("BEGIN IMMEDIATE");
  return {
    server,
    send: (method, path, body) =>
      fetch(server.url + path, {
        method,
        headers: { CONFIDENT_API_KEY: apiKey, "content-type": "application/json" },
        ...(body && { body: JSON.stringify(body) }),
      }),
    unlock: () => other.close(),
  };
}

const role = (name: string) => ({ name, policyIds: [] });

it("waits with writes while another process has locked the file, and goes on responding to reads", async () => {
  const { send, unlock } = await startOnLockedFile();
  let isCreated = false;
  const created = Promise.all(
    ["One", "Two"].map((name) => send("POST", "/v1/organization/roles", role(name))),
  ).finally(() => (isCreated = true));
  // SQLite's own waiting would block these until the writes are rejected.
  for (const path of ["/livez", "/v1/organization/roles", "/v1/projects"]) {
    expect((await send("GET", path)).status).toBe(200);
  }
  expect(isCreated).toBe(false);
  unlock();
  expect((await created).map(({ status }) => status)).toEqual([200, 200]);
  const { data } = (await (await send("GET", "/v1/organization/roles")).json()) as {
    data: { roles: { name: string }[] };
  };
  expect(data.roles.map(({ name }) => name)).toEqual(expect.arrayContaining(["One", "Two"]));
});

it("rejects writes with 503 when the file stays locked, and writes again once it is unlocked", async () => {
  const { send, unlock } = await startOnLockedFile();
  const rejected = await send("POST", "/v1/organization/roles", role("One"));
  expect(rejected.status).toBe(503);
  expect(rejected.headers.get("retry-after")).toBe("5");
  unlock();
  await delay(50);
  expect((await send("POST", "/v1/organization/roles", role("One"))).status).toBe(200);
});

it("finishes writes that wait before it closes", async () => {
  const { server, send, unlock } = await startOnLockedFile();
  const created = send("POST", "/v1/organization/roles", role("One"));
  await send("GET", "/v1/projects");
  const closed = server.close();
  await delay(50);
  unlock();
  expect((await created).status).toBe(200);
  await closed;
});
