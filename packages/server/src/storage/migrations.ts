import { recomputeNameKeys } from "./name-keys.ts";
import { readStatement, writeStatement } from "./statements.ts";
import type { TransactionScript } from "./store.ts";

/** A step of a migration: a statement that changes tables, or a script that changes rows. */
export type MigrationStep = string | (() => TransactionScript<void>);

/** The migrations of the tables, in order. A published migration never changes. */
export const migrations: MigrationStep[][] = [
  [
    `CREATE TABLE organizations (
      organization_id TEXT NOT NULL, name TEXT NOT NULL, plan TEXT NOT NULL, created_at TEXT NOT NULL,
      PRIMARY KEY (organization_id)
    ) /* clustered */`,
    `CREATE TABLE api_keys (
      key_hash TEXT NOT NULL, organization_id TEXT NOT NULL, project_id TEXT NOT NULL, key_id TEXT NOT NULL,
      name TEXT NOT NULL, created_at TEXT NOT NULL, revoked_at TEXT,
      PRIMARY KEY (key_hash)
    ) /* clustered */`,
    "CREATE INDEX api_keys_by_scope ON api_keys (organization_id, project_id)",
    `CREATE TABLE scopes (
      organization_id TEXT NOT NULL, scope_id TEXT NOT NULL,
      roles INTEGER NOT NULL, policies INTEGER NOT NULL, projects INTEGER NOT NULL,
      PRIMARY KEY (organization_id, scope_id),
      FOREIGN KEY (organization_id) REFERENCES organizations (organization_id)
    ) /* clustered */`,
    `CREATE TABLE projects (
      organization_id TEXT NOT NULL, project_id TEXT NOT NULL, name TEXT NOT NULL, name_key TEXT NOT NULL,
      description TEXT, created_at TEXT NOT NULL,
      PRIMARY KEY (organization_id, project_id),
      UNIQUE (organization_id, name_key),
      FOREIGN KEY (organization_id, project_id) REFERENCES scopes (organization_id, scope_id)
    ) /* clustered */`,
    `CREATE TABLE policies (
      organization_id TEXT NOT NULL, scope_id TEXT NOT NULL, policy_id TEXT NOT NULL, name TEXT NOT NULL,
      name_key TEXT NOT NULL, description TEXT, permission_ids TEXT NOT NULL, created_at TEXT NOT NULL,
      PRIMARY KEY (organization_id, scope_id, policy_id),
      UNIQUE (organization_id, scope_id, name_key),
      FOREIGN KEY (organization_id, scope_id) REFERENCES scopes (organization_id, scope_id)
    ) /* clustered */`,
    `CREATE TABLE roles (
      organization_id TEXT NOT NULL, scope_id TEXT NOT NULL, role_id TEXT NOT NULL, name TEXT NOT NULL,
      name_key TEXT NOT NULL, description TEXT, policy_ids TEXT NOT NULL, created_at TEXT NOT NULL,
      PRIMARY KEY (organization_id, scope_id, role_id),
      UNIQUE (organization_id, scope_id, name_key),
      FOREIGN KEY (organization_id, scope_id) REFERENCES scopes (organization_id, scope_id)
    ) /* clustered */`,
    // The roles of each policy. The policies of a role are in its row, in the order of the request.
    `CREATE TABLE policy_roles (
      organization_id TEXT NOT NULL, scope_id TEXT NOT NULL, policy_id TEXT NOT NULL, role_id TEXT NOT NULL,
      PRIMARY KEY (organization_id, scope_id, policy_id, role_id),
      FOREIGN KEY (organization_id, scope_id, policy_id)
        REFERENCES policies (organization_id, scope_id, policy_id)
    ) /* clustered */`,
    `CREATE TABLE members (
      organization_id TEXT NOT NULL, member_id TEXT NOT NULL, email TEXT NOT NULL, email_key TEXT NOT NULL,
      name TEXT, image TEXT,
      PRIMARY KEY (organization_id, member_id),
      UNIQUE (organization_id, email_key),
      FOREIGN KEY (organization_id) REFERENCES organizations (organization_id)
    ) /* clustered */`,
    `CREATE TABLE assignments (
      organization_id TEXT NOT NULL, scope_id TEXT NOT NULL, member_id TEXT NOT NULL, role_id TEXT NOT NULL,
      PRIMARY KEY (organization_id, scope_id, member_id),
      FOREIGN KEY (organization_id, scope_id) REFERENCES scopes (organization_id, scope_id),
      FOREIGN KEY (organization_id, member_id) REFERENCES members (organization_id, member_id)
    ) /* clustered */`,
    "CREATE INDEX assignments_by_role ON assignments (organization_id, scope_id, role_id)",
  ],
  // A create writes one row into one tree: the name is the primary key, since it must be unique. A lookup by id, or by
  // policy, scans the roles of the scope, of which there are at most 1,000.
  [
    "DROP TABLE policy_roles",
    "ALTER TABLE roles RENAME TO roles_by_id",
    `CREATE TABLE roles (
      organization_id TEXT NOT NULL, scope_id TEXT NOT NULL, name_key TEXT NOT NULL, role_id TEXT NOT NULL,
      name TEXT NOT NULL, description TEXT, policy_ids TEXT NOT NULL, created_at TEXT NOT NULL,
      PRIMARY KEY (organization_id, scope_id, name_key),
      FOREIGN KEY (organization_id, scope_id) REFERENCES scopes (organization_id, scope_id)
    ) /* clustered */`,
    `INSERT INTO roles (organization_id, scope_id, name_key, role_id, name, description, policy_ids, created_at)
     SELECT organization_id, scope_id, name_key, role_id, name, description, policy_ids, created_at FROM roles_by_id`,
    "DROP TABLE roles_by_id",
  ],
  // Names are compared by NFKC, and without invisible characters.
  [recomputeNameKeys],
  // Members, invitations, keys that expire and rotate, and the audit log. The plan had no meaning before: without this, an
  // existing organization could not create its second project.
  [
    "ALTER TABLE api_keys ADD COLUMN is_valid INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE api_keys ADD COLUMN last_characters TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE api_keys ADD COLUMN expires_at TEXT",
    "ALTER TABLE api_keys ADD COLUMN shadow_hash TEXT",
    "ALTER TABLE api_keys ADD COLUMN shadow_characters TEXT",
    "ALTER TABLE api_keys ADD COLUMN rotates_at TEXT",
    "CREATE INDEX api_keys_by_shadow ON api_keys (shadow_hash)",
    `CREATE TABLE invitations (
      organization_id TEXT NOT NULL, scope_id TEXT NOT NULL, invitation_id TEXT NOT NULL, email TEXT NOT NULL,
      email_key TEXT NOT NULL, status TEXT NOT NULL, role_id TEXT, token TEXT, created_at TEXT NOT NULL,
      PRIMARY KEY (organization_id, scope_id, invitation_id),
      UNIQUE (organization_id, scope_id, email_key),
      FOREIGN KEY (organization_id, scope_id) REFERENCES scopes (organization_id, scope_id)
    ) /* clustered */`,
    "CREATE INDEX invitations_by_token ON invitations (token)",
    // An entry outlives the resources and the project that it names.
    `CREATE TABLE audit_entries (
      organization_id TEXT NOT NULL, entry_id TEXT NOT NULL, project_id TEXT NOT NULL, created_at TEXT NOT NULL,
      action TEXT NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL, status_code INTEGER NOT NULL, resource_id TEXT,
      key_id TEXT NOT NULL, key_name TEXT NOT NULL, ip_address TEXT, user_agent TEXT,
      PRIMARY KEY (organization_id, entry_id)
    ) /* clustered */`,
    `CREATE TABLE audit_exports (
      organization_id TEXT NOT NULL, scope_id TEXT NOT NULL, export_id TEXT NOT NULL, signing_key TEXT NOT NULL,
      start_time TEXT NOT NULL, end_time TEXT NOT NULL, search_term TEXT, row_count INTEGER NOT NULL,
      created_at TEXT NOT NULL, completed_at TEXT NOT NULL,
      PRIMARY KEY (organization_id, scope_id, export_id)
    ) /* clustered */`,
    "UPDATE organizations SET plan = 'ENTERPRISE' WHERE plan = 'FREE'",
  ],
  ["ALTER TABLE api_keys ADD COLUMN last_used_at TEXT"],
  // With the scope first, PostgreSQL read all assignments of a scope to find one member's, until it had statistics.
  [
    "DROP INDEX assignments_by_role",
    "CREATE INDEX assignments_by_role ON assignments (role_id, organization_id, scope_id)",
  ],
  // The use of a key is recorded by its ID. Without the index, each record read all keys of the organization.
  ["CREATE INDEX api_keys_by_id ON api_keys (key_id, organization_id)"],
  // Each new item of a scope is newer than all others, whatever the clocks of the processes say.
  [
    "ALTER TABLE scopes ADD COLUMN newest_at TEXT NOT NULL DEFAULT ''",
    ...["roles", "policies", "invitations"].map((table) => raiseNewestAt(table, "scope_id")),
    raiseNewestAt("api_keys", "project_id"),
  ],
  // Each page of members has their number. Without a stored count, PostgreSQL counted all rows for each page.
  [
    "ALTER TABLE scopes ADD COLUMN members INTEGER NOT NULL DEFAULT 0",
    `UPDATE scopes SET members = CASE
       WHEN scope_id = '' THEN (SELECT count(*) FROM members m WHERE m.organization_id = scopes.organization_id)
       ELSE (SELECT count(*) FROM assignments a
             WHERE a.organization_id = scopes.organization_id AND a.scope_id = scopes.scope_id) END`,
  ],
];

/** Returns the statement that lets each scope know about the newest row of a table. */
function raiseNewestAt(table: string, scopeColumn: string): string {
  return `UPDATE scopes SET newest_at = coalesce((
      SELECT max(i.created_at) FROM ${table} i
      WHERE i.organization_id = scopes.organization_id AND i.${scopeColumn} = scopes.scope_id
        AND i.created_at > scopes.newest_at
    ), newest_at)`;
}

/** The statements that record which migrations have been applied. */
export const migrationStatements = {
  createTable: "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL, PRIMARY KEY (version))",
  claimVersion: writeStatement<{ version: number }>(
    "INSERT INTO schema_versions (version) VALUES ($1) ON CONFLICT DO NOTHING RETURNING version",
  ),
  newestVersion: readStatement<{ version: number | null }>(
    "SELECT max(version) AS version FROM schema_versions",
  ),
};

/** @throws {Error} if the database belongs to another program. */
export function assertOwnDatabase(isForeign: boolean): void {
  if (isForeign) throw new Error("it has tables of another program. Give the server a database of its own.");
}

/** @throws {Error} if a newer server has migrated the tables. This one would not understand them. */
export function assertSupportedVersion({ version }: { version: number | null }): void {
  if ((version ?? 0) < migrations.length) return;
  throw new Error(
    "a newer rolewright-server has migrated its tables. Run that version, or restore a backup from before.",
  );
}
