import {
  createTemporaryDatabase,
  findSkipReason,
  runSql,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addOrganization } from "../../operations/demo-organization.ts";
import { openStore } from "../open-store.ts";
import { sql } from "../statements.ts";
import { bindValues, queryBatch } from "../store.ts";

const skipReason = findSkipReason("postgres");

/** The planner has no statistics of these tables, as in the first minute after a migration. */
describe.skipIf(skipReason !== undefined)("query plans of PostgreSQL", () => {
  let database: TemporaryDatabase;
  let organizationId: string;

  beforeAll(async () => {
    database = await createTemporaryDatabase("postgres");
    const store = await openStore(database.name);
    ({ id: organizationId } = await addOrganization(store, "Acme"));
    const ids = Array.from({ length: 2_000 }, (_, index) => `m${index}`);
    await store.write(organizationId, () =>
      queryBatch(
        ids.flatMap((id) => [
          bindValues(sql.addMember, organizationId, id, `${id}@acme.example`, `${id}@acme.example`, null),
          bindValues(sql.assignRole, organizationId, "", id, "role-uuid-2"),
          bindValues(sql.addKey, id, organizationId, "", id, id, "2026-01-01T00:00:00.000Z", "abcdef", null),
        ]),
      ),
    );
    await store.close();
  });

  afterAll(() => database?.remove());

  it.each([
    ["members", sql.members.text, "member_id", ["100", "500"]],
    ["projectMembers", sql.projectMembers.text, "scope_id", ["''", "100", "500"]],
    ["member", sql.member.text, "member_id", ["'m7'"]],
    ["projectMember", sql.projectMember.text, "member_id", ["''", "'m7'"]],
    ["projectMemberByEmail", sql.projectMemberByEmail.text, "member_id", ["''", "'m7@acme.example'"]],
  ])("%s finds assignments by the primary key", async (_, text, lastColumn, values) => {
    const { stdout } = await runSql(
      database.name,
      `PREPARE statement AS ${text}; EXPLAIN EXECUTE statement(${[`'${organizationId}'`, ...values].join(",")})`,
    );
    const scan = String.raw`assignments_pkey on assignments.*\n +Index Cond: .*\b${lastColumn} =`;
    expect(stdout).toMatch(new RegExp(scan));
    expect(stdout).not.toMatch(/Seq Scan on assignments|assignments_by_role/);
  });

  it("setKeyUse finds a key by its ID", async () => {
    const { stdout } = await runSql(
      database.name,
      `PREPARE statement AS ${sql.setKeyUse.text}; EXPLAIN EXECUTE statement('${organizationId}', 'm7', 'now')`,
    );
    expect(stdout).toContain("api_keys_by_id");
  });
});
