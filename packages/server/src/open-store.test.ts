import { expect, it } from "vitest";
import { shownName } from "./open-store.ts";

it.each([
  ["postgres://user:secret@db.internal:5432/roles?sslmode=verify-full", "postgres://db.internal:5432/roles"],
  ["postgres://user:sec@ret@db.internal/roles", "postgres://db.internal/roles"],
  ["postgres://db.internal/roles?user=u&password=sec@ret", "postgres://db.internal/roles"],
  ["postgresql:///roles?host=/var/run/postgresql&password=secret", "postgresql:///roles"],
  ["/var/lib/roles@home.db", "/var/lib/roles@home.db"],
  [":memory:", ":memory:"],
])("shows no user, password or option of %s", (database, shown) => {
  expect(shownName(database)).toBe(shown);
});
