import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openStore, redactDatabaseName } from "./open-store.ts";

it.each([
  ["postgres://user:secret@db.internal:5432/roles?sslmode=verify-full", "postgres://db.internal:5432/roles"],
  ["postgres://user:sec@ret@db.internal/roles", "postgres://db.internal/roles"],
  ["postgres://db.internal/roles?user=u&password=sec@ret", "postgres://db.internal/roles"],
  ["postgresql:///roles?host=/var/run/postgresql&password=secret", "postgresql:///roles"],
  ["/var/lib/roles@home.db", "/var/lib/roles@home.db"],
  [":memory:", ":memory:"],
])("removes user, password and options from %s", (database, redacted) => {
  expect(redactDatabaseName(database)).toBe(redacted);
});

describe("a database name", () => {
  it.each([
    ["host=db.internal user=roles password=secret", /connection string of key=value pairs/],
    ["password=secret", /connection string/],
    ["dbname = roles password = secret", /connection string/],
    ["sqlite:roles.db", /kind sqlite: are not supported/],
    ["sqlite://user:secret@roles.db", /kind sqlite: are not supported/],
    ["postgres:/user:secret@db.internal/roles", /URL is malformed.*two slashes/],
    ["postgresql:user:secret@db.internal", /URL is malformed/],
    ["mysql://user:secret@db.internal/roles", /kind mysql: are not supported/],
    ["jdbc:postgresql://db.internal/roles?password=secret", /kind jdbc: are not supported/],
    ["postgres://user:secret@one,two/roles", /several hosts.*HAProxy/],
    ["postgres://user:secret@one/roles?target_session_attrs=read-write", /target_session_attrs.*HAProxy/],
    ["", /has no name/],
  ])("such as %j is rejected without its password, and creates no file", async (database, message) => {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-"));
    const before = process.cwd();
    process.chdir(folder);
    onTestFinished(() => {
      process.chdir(before);
      rmSync(folder, { recursive: true });
    });
    const error = await openStore(database).then(
      () => undefined,
      (caught: unknown) => caught as Error,
    );
    expect(error?.message).toMatch(message);
    expect(error?.message).not.toContain("secret");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("with an equals sign or a colon in a path is a SQLite file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "rolewright-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const store = await openStore(join(folder, "roles=1:a.db"));
    await store.close();
    expect(readdirSync(folder)).toContain("roles=1:a.db");
  });
});
