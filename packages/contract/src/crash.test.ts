import { DatabaseSync } from "node:sqlite";
import type { Role } from "@rolewright/types";
import { afterEach, describe, expect, it } from "vitest";
import { Api } from "./api.ts";
import { type TemporaryDatabase, temporaryDatabase, whyNoPostgres } from "./databases.ts";
import { killServers, runCommand, type ServerProcess, startProcess } from "./processes.ts";

/** `ROLEWRIGHT_KILLS=2000` is the long run; PostgreSQL is killed 20 times at most. */
const kills = Number(process.env["ROLEWRIGHT_KILLS"] ?? 100);
const postgresKills = Math.min(kills, 20);

const databases: TemporaryDatabase[] = [];

const apiOf = ({ url }: { url: string }, apiKey: string) =>
  new Api({ url, apiKey, newOrganization: () => expect.fail("not here"), stop: async () => {} });

afterEach(async () => {
  await killServers();
  for (const each of databases.splice(0)) await each.remove();
});

/** Creates, changes and deletes roles until the server is gone; keeps the last acknowledged state of each name. */
class Load {
  /** By id: the role as it was last acknowledged; `null` when its deletion was. */
  readonly acknowledged = new Map<string, Role | null>();
  /** What was asked for and not answered: it may have happened or not. */
  readonly unanswered = new Set<string>();
  #stopped = false;

  stop(): void {
    this.#stopped = true;
  }

  async run(api: Api, prefix: string): Promise<void> {
    const workers = Array.from({ length: 8 }, (_, worker) => this.#work(api, `${prefix} ${worker}`));
    await Promise.all(workers);
  }

  async #work(api: Api, prefix: string): Promise<void> {
    for (let index = 0; !this.#stopped; index += 1) {
      const name = `${prefix} ${index}`;
      this.unanswered.add(name);
      const created = await this.#call(api, "createOrganizationRole", { body: bodyOf(name) });
      if (!created) return;
      const { id } = created;
      this.unanswered.delete(name);
      this.acknowledged.set(id, created);
      this.unanswered.add(id);
      if (index % 3 === 1) {
        const changed = await this.#call(api, "updateOrganizationRole", {
          path: { roleId: id },
          body: { ...bodyOf(name), description: "changed", policyIds: ["policy-uuid-3"] },
        });
        if (!changed) return;
        this.acknowledged.set(id, changed);
      } else {
        if (!(await this.#call(api, "deleteOrganizationRole", { path: { roleId: id } }))) return;
        this.acknowledged.set(id, null);
      }
      this.unanswered.delete(id);
    }
  }

  /** What a call answers, or nothing when there is nobody to answer any more. */
  async #call(
    api: Api,
    operationId: Parameters<Api["call"]>[0],
    call: Parameters<Api["call"]>[1],
  ): Promise<Role | undefined> {
    try {
      const { status, body } = await api.call(operationId, { ...call, mayFail: true });
      // Of a database that ends in the middle, nobody can say what it did: 503 is "nothing", 500 is "maybe".
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

const bodyOf = (name: string) => ({ name, policyIds: ["policy-uuid-2", "policy-uuid-3"] });

/** Holds what is there to what was acknowledged, and answers with how many roles there are. */
async function compare(api: Api, { acknowledged, unanswered }: Load): Promise<void> {
  const { body, status } = await api.call("listOrganizationRoles");
  expect(status).toBe(200);
  const { roles } = (body as { data: { roles: Role[] } }).data;
  const there = new Map(roles.map((role) => [role.id, role]));
  for (const [id, role] of acknowledged) {
    if (unanswered.has(id)) continue;
    expect(there.get(id) ?? null, `role ${id}`).toEqual(role);
  }
  for (const role of roles.slice(4)) {
    // Never half: two policies, or after a change one.
    expect(role.policies.length).toBe(role.description === "changed" ? 1 : 2);
    expect(role.policies.every(({ name }) => name !== "")).toBe(true);
  }
}

/** How many times one database is used before it is full of roles. */
const roundsPerDatabase = 10;

describe("a server that is killed under load", { timeout: 3_600_000 }, () => {
  it(`on sqlite keeps every acknowledged write, ${kills} times`, async () => {
    let slowest = 0;
    let name = "";
    let apiKey = "";
    for (let round = 0; round < kills; round += 1) {
      if (round % roundsPerDatabase === 0) [name, apiKey] = await seeded("sqlite");
      const load = await killUnderLoad(name, apiKey, round, (server) => server.child.kill("SIGKILL"));
      const before = performance.now();
      new DatabaseSync(name).prepare("SELECT count(*) FROM roles").get();
      slowest = Math.max(slowest, performance.now() - before);
      const again = await startProcess(["--database", name, "--log-level", "error"]);
      await compare(apiOf(again, apiKey), load);
      await stop(again);
    }
    console.log(`${kills} kills on sqlite: nothing lost; the slowest opening took ${Math.round(slowest)} ms`);
    expect(slowest).toBeLessThan(500);
  });

  it.skipIf(whyNoPostgres())(
    `on postgres keeps every acknowledged write, ${postgresKills} times, whichever of the two is killed`,
    async () => {
      let apiKey = "";
      let name = "";
      for (let round = 0; round < postgresKills; round += 1) {
        if (round % roundsPerDatabase === 0) [name, apiKey] = await seeded("postgres");
        const { crash } = databases.at(-1) as TemporaryDatabase;
        const load = await killUnderLoad(name, apiKey, round, async (server) => {
          if (round % 2 === 0) return server.child.kill("SIGKILL");
          await crash?.();
          // The server outlives its database, and goes on when it is back.
          await answering(apiOf(server, apiKey));
          return stop(server);
        });
        const again = await startProcess(["--database", name, "--log-level", "silent"]);
        await compare(apiOf(again, apiKey), load);
        await stop(again);
      }
      console.log(`${postgresKills} kills on postgres: nothing lost`);
    },
  );
});

/** A database with the demo organization: its name, and a key. */
async function seeded(kind: "sqlite" | "postgres"): Promise<[name: string, apiKey: string]> {
  const made = await temporaryDatabase(kind);
  databases.push(made);
  return [made.name, await runCommand(["seed", "demo", "--database", made.name])];
}

async function answering(api: Api): Promise<void> {
  while ((await api.call("retrieveOrganization")).status !== 200) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function killUnderLoad(
  database: string,
  apiKey: string,
  round: number,
  kill: (server: ServerProcess) => unknown,
): Promise<Load> {
  const server = await startProcess(["--database", database, "--log-level", "silent"]);
  const load = new Load();
  const running = load.run(apiOf(server, apiKey), `round ${round}`);
  // So many answers that it is busy; another number each time.
  const enough = 5 + ((round * 7919) % 60);
  while (load.acknowledged.size < enough) await new Promise((resolve) => setImmediate(resolve));
  await kill(server);
  load.stop();
  await running;
  await server.closed;
  return load;
}

async function stop(server: ServerProcess): Promise<void> {
  server.child.kill("SIGTERM");
  expect((await server.closed).code).toBe(0);
}
