import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { deletePolicy } from "../../operations/policies.ts";
import { createRole, listRoles } from "../../operations/roles.ts";
import type { OrganizationScope } from "../../operations/scope.ts";
import { openSqlite } from "./sqlite-store.ts";
import { migrations } from "../migrations.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-migrations-"));

afterAll(() => rmSync(folder, { recursive: true }));

it("leaves the file of another program unchanged", async () => {
  const file = join(folder, "other.db");
  const other = new DatabaseSync(file);
  other.exec("CREATE TABLE users (id INTEGER)");
  other.close();
  const before = readFileSync(file);
  await expect(openSqlite(file)).rejects.toThrow("it has tables of another program");
  expect(readFileSync(file)).toEqual(before);
});

it("rejects a file that a newer server has migrated", async () => {
  const file = join(folder, "newer.db");
  await (await openSqlite(file)).close();
  const newer = new DatabaseSync(file);
  newer.prepare("INSERT INTO schema_versions VALUES (?)").run(migrations.length);
  newer.close();
  await expect(openSqlite(file)).rejects.toThrow("a newer rolewright-server");
});

it("migrates a file with the first tables and keeps its roles and their policies", async () => {
  const file = join(folder, "roles.db");
  const old = new DatabaseSync(file);
  for (const step of migrations[0] ?? []) {
    if (typeof step === "string") old.exec(step.replace("/* clustered */", "WITHOUT ROWID"));
  }
  old.exec(`
    CREATE TABLE schema_versions (version INTEGER NOT NULL, PRIMARY KEY (version));
    INSERT INTO schema_versions VALUES (0);
    INSERT INTO organizations VALUES ('o', 'Acme', 'FREE', '2026-01-01T00:00:00.000Z');
    INSERT INTO scopes VALUES ('o', '', 1, 2, 0);
    INSERT INTO policies VALUES ('o', '', 'p_1', 'Used', 'USED', NULL, '[]', '2026-01-01T00:00:00.000Z');
    INSERT INTO policies VALUES ('o', '', 'P_1', 'Unused', 'UNUSED', NULL, '[]', '2026-01-01T00:00:00.000Z');
    INSERT INTO roles VALUES ('o', '', 'r', 'Auditor', 'AUDITOR', NULL, '["p_1"]', '2026-01-01T00:00:00.000Z');
    INSERT INTO policy_roles VALUES ('o', '', 'p_1', 'r');
  `);
  old.close();

  const store = await openSqlite(file);
  const scope: OrganizationScope = { kind: "organization", organizationId: "o", id: "" };
  const { roles } = await store.read(() => listRoles(scope));
  const policies = [{ id: "p_1", name: "Used" }];
  const auditor = { id: "r", name: "Auditor", description: null, organizationId: "o", policies };
  expect(roles.at(-1)).toEqual(auditor);
  expect(await store.write("o", () => deletePolicy(scope, "P_1"))).toEqual({ id: "P_1", deleted: true });
  expect((await store.read(() => listRoles(scope))).roles.at(-1)).toEqual(auditor);
  expect(await store.write("o", () => deletePolicy(scope, "p_1"))).toEqual({ id: "p_1", deleted: true });
  expect((await store.read(() => listRoles(scope))).roles.at(-1)).toEqual({ ...auditor, policies: [] });
  const input = {
    body: { name: "Newer", policyIds: [] },
    now: "2025-01-01T00:00:00.000Z",
    createId: () => "a",
  };
  await store.write("o", () => createRole(scope, input));
  expect((await store.read(() => listRoles(scope))).roles.at(-1)).toMatchObject({ name: "Newer" });
  await store.close();
});
