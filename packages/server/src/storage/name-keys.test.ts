// cspell:ignore btor, nance (parts of escaped names)
import { createTemporaryDatabase, databaseKinds, findSkipReason } from "@rolewright/test-support";
import { describe, expect, it, onTestFinished } from "vitest";
import { addOrganization } from "../operations/demo-organization.ts";
import { createRole, listRoles, updateRole } from "../operations/roles.ts";
import { toOrganizationScope } from "../operations/scope.ts";
import { openStore } from "./open-store.ts";
import { migrations } from "./migrations.ts";
import { recomputeNameKeys } from "./name-keys.ts";
import { writeStatement } from "./statements.ts";
import { queryAll } from "./store.ts";

const version = migrations.findIndex(([step]) => step === recomputeNameKeys);

/** How the first versions compared names. */
const toFirstKey = (name: string) =>
  name.normalize("NFC").trim().toLowerCase().toUpperCase().normalize("NFC");

describe.each(databaseKinds)("names on %s from before their comparison changed", (kind) => {
  const skipReason = findSkipReason(kind);

  it.skipIf(skipReason)("get new keys, and names that have become equal are kept", async () => {
    const database = await createTemporaryDatabase(kind);
    onTestFinished(() => database.remove());
    const first = await openStore(database.name);
    const { id: organizationId } = await addOrganization(first, "Acme");
    const scope = toOrganizationScope({ organizationId });
    const toInput = (name: string, now = "2026-01-01T00:00:00.000Z") => ({
      body: { name, policyIds: [] },
      now,
      createId: () => `${now}-${encodeURIComponent(name)}`,
    });
    const setKey = writeStatement("UPDATE roles SET name_key = $2 WHERE role_id = $1");
    const addOld = async (name: string, now: string) => {
      const { createId } = toInput(name, now);
      // The name is free while the role is created. Then the role gets the name and the key of the first versions.
      const input = { ...toInput(`temporary ${now}`, now), createId };
      await first.write(organizationId, () => createRole(scope, input));
      await first.write(organizationId, () => queryAll(setKey, createId(), toFirstKey(name)));
      const setName = writeStatement("UPDATE roles SET name = $2 WHERE role_id = $1");
      await first.write(organizationId, () => queryAll(setName, createId(), name));
      return createId();
    };
    const names = ["Auditor", "Audi\u200btor", "Caf\u00e9 \uff11", "Caf\u00e9 1\u00ad", "\ufb01nance"];
    const ids: string[] = [];
    for (const [index, name] of names.entries()) ids.push(await addOld(name, `2026-01-0${index + 1}`));
    await first.write("", () =>
      queryAll(writeStatement("DELETE FROM schema_versions WHERE version = $1"), version),
    );
    await first.close();

    const store = await openStore(database.name);
    onTestFinished(() => store.close());
    const listed = await store.read(() => listRoles(scope));
    expect("roles" in listed && listed.roles.slice(-5).map(({ name }) => name)).toEqual(names);
    const create = (name: string) => store.write(organizationId, () => createRole(scope, toInput(name)));
    for (const name of ["auditor\u2060", "CAF\u00c9 1", "Finance"]) {
      expect(await create(name)).toMatchObject({ code: "name_conflict" });
    }
    const update = (index: number, name: string) =>
      store.write(organizationId, () => updateRole(scope, ids[index] ?? "", toInput(name)));
    expect(await update(1, names[1] ?? "")).toMatchObject({ code: "name_conflict" });
    expect(await update(2, names[2] ?? "")).toMatchObject({ role: { name: names[2] } });
    expect(await update(1, "Second auditor")).toMatchObject({ role: { name: "Second auditor" } });
  });
});
