import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Api } from "./api.ts";
import { temporaryDatabase, whyNoPostgres } from "./databases.ts";
import { killServers, runCommand, startProcess } from "./processes.ts";

const stores = [
  { store: "sqlite", processes: 1, skipped: undefined },
  { store: "postgres", processes: 1, skipped: whyNoPostgres() },
  { store: "postgres", processes: 2, skipped: whyNoPostgres() },
] as const;

describe.each(stores.filter(({ skipped }) => skipped === undefined))(
  "$processes process(es) on $store",
  ({ store, processes }) => {
    let database: Awaited<ReturnType<typeof temporaryDatabase>>;
    let apis: Api[];

    beforeAll(async () => {
      database = await temporaryDatabase(store);
      // All of them start on the empty database at once.
      const started = await Promise.all(
        Array.from({ length: processes }, () => startProcess(["--database", database.name])),
      );
      const apiKey = await runCommand(["seed", "demo", "--database", database.name]);
      apis = started.map(({ url }) => new Api({ url, apiKey, newOrganization: notHere, stop: notHere }));
    }, 60_000);

    afterAll(async () => {
      await killServers();
      await database.remove();
    });

    /** Makes calls at once, spread over the processes, and counts the answers by status. */
    async function atOnce(count: number, call: (api: Api, index: number) => Promise<{ status: number }>) {
      const answers = await Promise.all(
        Array.from({ length: count }, (_, index) => call(apis[index % apis.length] as Api, index)),
      );
      return Object.groupBy(answers, ({ status }) => String(status));
    }

    const create = (api: Api, name: string) =>
      api.call("createOrganizationRole", { body: { name, policyIds: ["policy-uuid-2", "policy-uuid-3"] } });

    it("lets one of 200 that want the same name have it", async () => {
      const answers = await atOnce(200, (api, index) => create(api, index % 2 ? "one name" : "ONE NAME "));
      expect(answers["200"]).toHaveLength(1);
      expect(answers["409"]).toHaveLength(199);
    });

    it("lets one of 100 that want the same project have it", async () => {
      const answers = await atOnce(100, (api) =>
        api.call("createProject", { body: { name: "one project" } }),
      );
      expect(answers["200"]).toHaveLength(1);
      expect(answers["409"]).toHaveLength(99);
    });

    it("leaves no half of a role that is changed and deleted at once", async () => {
      for (let round = 0; round < 10; round += 1) {
        const [api] = apis as [Api];
        const { body } = await create(api, `round ${round}`);
        const { role } = (body as { data: { role: { id: string } } }).data;
        const path = { roleId: role.id };
        const answers = await atOnce(20, (each, index) =>
          index % 4 === 0
            ? each.call("deleteOrganizationRole", { path })
            : each.call("updateOrganizationRole", {
                path,
                body: { name: `round ${round} ${index}`, policyIds: ["policy-uuid-3"] },
              }),
        );
        expect(Object.keys(answers).filter((status) => !["200", "404"].includes(status))).toEqual([]);
        const list = await api.call("listOrganizationRoles");
        expect(list.text).not.toContain(`round ${round}`);
      }
    });

    it("never gives a role a policy that is being deleted", async () => {
      for (let round = 0; round < 10; round += 1) {
        const [api] = apis as [Api];
        const made = await api.call("createOrganizationPolicy", {
          body: { name: `short-lived ${round}`, permissionIds: [] },
        });
        const { policy } = (made.body as { data: { policy: { id: string } } }).data;
        const answers = await atOnce(12, (each, index) =>
          index % 3 === 0
            ? each.call("deleteOrganizationPolicy", { path: { policyId: policy.id } })
            : each.call("createOrganizationRole", {
                body: { name: `with ${round} ${index}`, policyIds: [policy.id] },
              }),
        );
        expect(
          Object.keys(answers).filter((status) => !["200", "404", "409", "422"].includes(status)),
        ).toEqual([]);
        const list = (await api.call("listOrganizationRoles")).body as {
          data: { roles: { policies: { name: string }[] }[] };
        };
        const names = list.data.roles.flatMap(({ policies }) => policies.map(({ name }) => name));
        expect(names).not.toContain("");
      }
    });
  },
);

it.for(stores.filter(({ skipped }) => skipped !== undefined))(
  "$processes process(es) on $store are skipped: $skipped",
  ({ skipped }, { skip }) => skip(skipped),
);

const notHere = () => expect.fail("not here");
