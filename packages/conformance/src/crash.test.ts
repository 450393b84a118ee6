import { DatabaseSync } from "node:sqlite";
import type { Role } from "@rolewright/types";
import { afterEach, describe, expect, it } from "vitest";
import { ContractClient } from "./contract-client.ts";
import {
  type TemporaryDatabase,
  createTemporaryDatabase,
  findPostgresSkipReason,
  shareOfRuns,
} from "@rolewright/test-support";
import {
  killServerProcesses,
  runServerCommand,
  type ServerProcess,
  startServerProcess,
} from "./server-process.ts";

/** The number of crashes. PostgreSQL crashes 20 times at most, because each restart takes seconds. */
const crashRuns = shareOfRuns(Number(process.env["ROLEWRIGHT_CRASH_RUNS"] ?? 100));
const postgresCrashRuns = Math.min(crashRuns, shareOfRuns(20));

const databases: TemporaryDatabase[] = [];

const createContractClient = ({ url }: { url: string }, apiKey: string) =>
  new ContractClient({
    url,
    apiKey,
    newOrganization: () => expect.fail("not supported here"),
    stop: async () => {},
  });

afterEach(async () => {
  await killServerProcesses();
  for (const each of databases.splice(0)) await each.remove();
});

/** Creates, updates and deletes roles until the server stops, and records the last acknowledged state of each role. */
class WriteLoad {
  /** The role by id, as last acknowledged; `null` when its deletion was acknowledged. */
  readonly acknowledged = new Map<string, Role | null>();
  /** Names and ids whose last request has no response: the write may have been committed or not. */
  readonly unacknowledged = new Set<string>();
  #stopped = false;

  stop(): void {
    this.#stopped = true;
  }

  async run(client: ContractClient, prefix: string): Promise<void> {
    const workers = Array.from({ length: 8 }, (_, worker) => this.#writeRoles(client, `${prefix} ${worker}`));
    await Promise.all(workers);
  }

  async #writeRoles(client: ContractClient, prefix: string): Promise<void> {
    for (let index = 0; !this.#stopped; index += 1) {
      const name = `${prefix} ${index}`;
      this.unacknowledged.add(name);
      const created = await this.#call(client, "createOrganizationRole", { body: buildRole(name) });
      if (!created) return;
      const { id } = created;
      this.unacknowledged.delete(name);
      this.acknowledged.set(id, created);
      this.unacknowledged.add(id);
      if (index % 3 === 1) {
        const updated = await this.#call(client, "updateOrganizationRole", {
          path: { roleId: id },
          body: { ...buildRole(name), description: "updated", policyIds: ["policy-uuid-3"] },
        });
        if (!updated) return;
        this.acknowledged.set(id, updated);
      } else {
        if (!(await this.#call(client, "deleteOrganizationRole", { path: { roleId: id } }))) return;
        this.acknowledged.set(id, null);
      }
      this.unacknowledged.delete(id);
    }
  }

  /** Returns the data of a success, or `undefined` when the server or the database has stopped. */
  async #call(
    client: ContractClient,
    operationId: Parameters<ContractClient["call"]>[0],
    request: Parameters<ContractClient["call"]>[1],
  ): Promise<Role | undefined> {
    try {
      const { status, body } = await client.call(operationId, { ...request, allowsServerError: true });
      // When the database stops, 503 means that nothing was written, and 500 that the outcome is unknown.
      if (status === 503 || status === 500) return undefined;
      expect(status).toBe(200);
      const { data } = body as { data: { role?: Role; id?: string } };
      return data.role ?? (data as unknown as Role);
    } catch (error) {
      if ((error as Error).name === "AssertionError") throw error;
      return undefined;
    }
  }
}

const buildRole = (name: string) => ({ name, policyIds: ["policy-uuid-2", "policy-uuid-3"] });

/** Compares the stored roles with the acknowledged ones. */
async function expectAcknowledgedRoles(
  client: ContractClient,
  { acknowledged, unacknowledged }: WriteLoad,
): Promise<void> {
  const { body, status } = await client.call("listOrganizationRoles");
  expect(status).toBe(200);
  const { roles } = (body as { data: { roles: Role[] } }).data;
  const rolesById = new Map(roles.map((role) => [role.id, role]));
  for (const [id, role] of acknowledged) {
    if (unacknowledged.has(id)) continue;
    expect(rolesById.get(id) ?? null, `role ${id}`).toEqual(role);
  }
  for (const role of roles.slice(4)) {
    // Writes are atomic: a created role has two policies, an updated one has one.
    expect(role.policies.length).toBe(role.description === "updated" ? 1 : 2);
    expect(role.policies.every(({ name }) => name !== "")).toBe(true);
  }
}

/** A new database after this many crashes keeps the list of roles short. */
const crashesPerDatabase = 10;

describe("a server that crashes under load", { timeout: 3_600_000 }, () => {
  it(`on sqlite keeps every acknowledged write, ${crashRuns} times`, async () => {
    let slowestMs = 0;
    let name = "";
    let apiKey = "";
    for (let round = 0; round < crashRuns; round += 1) {
      if (round % crashesPerDatabase === 0) [name, apiKey] = await createSeededDatabase("sqlite");
      const load = await crashUnderLoad(name, apiKey, round, (server) => server.child.kill("SIGKILL"));
      const before = performance.now();
      new DatabaseSync(name).prepare("SELECT count(*) FROM roles").get();
      slowestMs = Math.max(slowestMs, performance.now() - before);
      const restarted = await startServerProcess(["--database", name, "--log-level", "error"]);
      await expectAcknowledgedRoles(createContractClient(restarted, apiKey), load);
      await stop(restarted);
    }
    console.log(
      `${crashRuns} crashes on sqlite: no write lost; the slowest recovery took ${Math.round(slowestMs)} ms`,
    );
    expect(slowestMs).toBeLessThan(500);
  });

  it.skipIf(findPostgresSkipReason())(
    `on postgres keeps every acknowledged write, ${postgresCrashRuns} times, when the server or the database crashes`,
    async () => {
      let apiKey = "";
      let name = "";
      for (let round = 0; round < postgresCrashRuns; round += 1) {
        if (round % crashesPerDatabase === 0) [name, apiKey] = await createSeededDatabase("postgres");
        const { crash } = databases.at(-1) as TemporaryDatabase;
        const load = await crashUnderLoad(name, apiKey, round, async (server) => {
          if (round % 2 === 0) return server.child.kill("SIGKILL");
          await crash?.();
          // The server stays up and reconnects when the database is back.
          await waitForSuccess(createContractClient(server, apiKey));
          return stop(server);
        });
        const restarted = await startServerProcess(["--database", name, "--log-level", "silent"]);
        await expectAcknowledgedRoles(createContractClient(restarted, apiKey), load);
        await stop(restarted);
      }
      console.log(`${postgresCrashRuns} crashes on postgres: no write lost`);
    },
  );
});

/** Creates a database with the demo organization. */
async function createSeededDatabase(kind: "sqlite" | "postgres"): Promise<[name: string, apiKey: string]> {
  const database = await createTemporaryDatabase(kind);
  databases.push(database);
  return [database.name, await runServerCommand(["seed", "demo", "--database", database.name])];
}

async function waitForSuccess(client: ContractClient): Promise<void> {
  while ((await client.call("retrieveOrganization")).status !== 200) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function crashUnderLoad(
  database: string,
  apiKey: string,
  round: number,
  crash: (server: ServerProcess) => unknown,
): Promise<WriteLoad> {
  const server = await startServerProcess(["--database", database, "--log-level", "silent"]);
  const load = new WriteLoad();
  const running = load.run(createContractClient(server, apiKey), `round ${round}`);
  // Crashes after a different number of writes in each round.
  const writes = 5 + ((round * 7919) % 60);
  while (load.acknowledged.size < writes) await new Promise((resolve) => setImmediate(resolve));
  await crash(server);
  load.stop();
  await running;
  await server.closed;
  return load;
}

async function stop(server: ServerProcess): Promise<void> {
  server.child.kill("SIGTERM");
  expect((await server.closed).code).toBe(0);
}
