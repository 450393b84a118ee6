import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ContractClient } from "./contract-client.ts";
import { createTemporaryDatabase, findPostgresSkipReason } from "@rolewright/test-support";
import { killServerProcesses, runServerCommand, startServerProcess } from "./server-process.ts";

const stores = [
  { store: "sqlite", processes: 1, skipReason: undefined },
  { store: "postgres", processes: 1, skipReason: findPostgresSkipReason() },
  { store: "postgres", processes: 2, skipReason: findPostgresSkipReason() },
] as const;

describe.each(stores.filter(({ skipReason }) => skipReason === undefined))(
  "$processes process(es) on $store",
  ({ store, processes }) => {
    let database: Awaited<ReturnType<typeof createTemporaryDatabase>>;
    let clients: ContractClient[];

    beforeAll(async () => {
      database = await createTemporaryDatabase(store);
      // All processes start on the empty database at the same time.
      const started = await Promise.all(
        Array.from({ length: processes }, () => startServerProcess(["--database", database.name])),
      );
      const apiKey = await runServerCommand(["seed", "demo", "--database", database.name]);
      clients = started.map(
        ({ url }) => new ContractClient({ url, apiKey, newOrganization: notSupported, stop: notSupported }),
      );
    }, 60_000);

    afterAll(async () => {
      await killServerProcesses();
      await database.remove();
    });

    /** Sends concurrent requests, spread over the processes, and groups the responses by status. */
    async function sendConcurrently(
      count: number,
      call: (client: ContractClient, index: number) => Promise<{ status: number }>,
    ) {
      const responses = await Promise.all(
        Array.from({ length: count }, (_, index) =>
          call(clients[index % clients.length] as ContractClient, index),
        ),
      );
      return Object.groupBy(responses, ({ status }) => String(status));
    }

    const create = (client: ContractClient, name: string) =>
      client.call("createOrganizationRole", {
        body: { name, policyIds: ["policy-uuid-2", "policy-uuid-3"] },
      });

    it("creates one role when 200 requests have the same name", async () => {
      const responses = await sendConcurrently(200, (client, index) =>
        create(client, index % 2 ? "one name" : "ONE NAME "),
      );
      expect(responses["200"]).toHaveLength(1);
      expect(responses["409"]).toHaveLength(199);
    });

    it("creates one project when 100 requests have the same name", async () => {
      const responses = await sendConcurrently(100, (client) =>
        client.call("createProject", { body: { name: "one project" } }),
      );
      expect(responses["200"]).toHaveLength(1);
      expect(responses["409"]).toHaveLength(99);
    });

    it("leaves no partial role when updates and deletions run at the same time", async () => {
      for (let round = 0; round < 10; round += 1) {
        const [client] = clients as [ContractClient];
        const { body } = await create(client, `round ${round}`);
        const { role } = (body as { data: { role: { id: string } } }).data;
        const path = { roleId: role.id };
        const responses = await sendConcurrently(20, (each, index) =>
          index % 4 === 0
            ? each.call("deleteOrganizationRole", { path })
            : each.call("updateOrganizationRole", {
                path,
                body: { name: `round ${round} ${index}`, policyIds: ["policy-uuid-3"] },
              }),
        );
        expect(Object.keys(responses).filter((status) => !["200", "404"].includes(status))).toEqual([]);
        const list = await client.call("listOrganizationRoles");
        expect(list.text).not.toContain(`round ${round}`);
      }
    });

    it("never creates a role with a policy that is deleted at the same time", async () => {
      for (let round = 0; round < 10; round += 1) {
        const [client] = clients as [ContractClient];
        const created = await client.call("createOrganizationPolicy", {
          body: { name: `short-lived ${round}`, permissionIds: [] },
        });
        const { policy } = (created.body as { data: { policy: { id: string } } }).data;
        const responses = await sendConcurrently(12, (each, index) =>
          index % 3 === 0
            ? each.call("deleteOrganizationPolicy", { path: { policyId: policy.id } })
            : each.call("createOrganizationRole", {
                body: { name: `with ${round} ${index}`, policyIds: [policy.id] },
              }),
        );
        expect(Object.keys(responses).filter((status) => !["200", "404", "422"].includes(status))).toEqual(
          [],
        );
        const list = (await client.call("listOrganizationRoles")).body as {
          data: { roles: { policies: { name: string }[] }[] };
        };
        const names = list.data.roles.flatMap(({ policies }) => policies.map(({ name }) => name));
        expect(names).not.toContain("");
      }
    });
  },
);

it.for(stores.filter(({ skipReason }) => skipReason !== undefined))(
  "$processes process(es) on $store are skipped: $skipped",
  ({ skipReason }, { skip }) => skip(skipReason),
);

const notSupported = () => expect.fail("not supported here");
