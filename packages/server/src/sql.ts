import type { Statement } from "./store.ts";

/** What the tables look like, one step after the other. A step that has been published never changes. */
export const migrations: string[][] = [
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
    // Which roles have a policy; which policies a role has stands in the role, in the order in which they were sent.
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
  // A create writes one row in one tree: the name is the key, because it has to be unique. Who looks for an id, or for the
  // roles with a policy, reads the roles of the scope, of which there are 1,000 at most.
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
];

function reads<Row>(text: string): Statement<Row> {
  return { text, writes: false, locks: false, returns: true };
}
function locks<Row>(text: string): Statement<Row> {
  return { text, writes: false, locks: true, returns: true };
}
function writes<Row = never>(text: string): Statement<Row> {
  return { text, writes: true, locks: false, returns: text.includes("RETURNING") };
}

/** A row of a list: of the scope itself (`s`), of what is listed (`t`), or of the policies that roles name (`p`). */
export interface ListRow {
  kind: "s" | "t" | "p";
  id: string;
  name: string | null;
  description: string | null;
  ids: string | null;
  created_at: string | null;
}

export interface ScopeRow {
  roles: number;
  policies: number;
  projects: number;
}
export interface PolicyRow {
  name: string;
}
export interface OrganizationRow {
  name: string;
  plan: string;
  created_at: string;
}
export interface ProjectRow {
  name: string;
  description: string | null;
  created_at: string;
}
export interface KeyRow {
  key_hash: string;
  organization_id: string;
  project_id: string;
}
export interface ListedKeyRow {
  key_id: string;
  organization_id: string;
  organization: string | null;
  project_id: string;
  name: string;
  created_at: string;
  revoked_at: string | null;
}

/**
 * Every statement, for both stores. The scope of an organization itself is the empty string, which no id can be. A unit
 * that writes into a scope locks its row first, so that two of them never cross.
 */
export const sql = {
  ping: reads<{ one: number }>("SELECT 1 AS one"),

  // Organizations
  addOrganization: writes<{ organization_id: string }>(
    `INSERT INTO organizations (organization_id, name, plan, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING organization_id`,
  ),
  organization: reads<OrganizationRow>(
    "SELECT name, plan, created_at FROM organizations WHERE organization_id = $1",
  ),
  renameOrganization: writes<OrganizationRow>(
    "UPDATE organizations SET name = $2 WHERE organization_id = $1 RETURNING name, plan, created_at",
  ),

  // Keys
  addKey: writes(
    `INSERT INTO api_keys (key_hash, organization_id, project_id, key_id, name, created_at, revoked_at)
     VALUES ($1, $2, $3, $4, $5, $6, NULL)`,
  ),
  key: reads<KeyRow>(
    "SELECT key_hash, organization_id, project_id FROM api_keys WHERE key_hash = $1 AND revoked_at IS NULL",
  ),
  keys: reads<ListedKeyRow>(
    `SELECT k.key_id, k.organization_id, o.name AS organization, k.project_id, k.name, k.created_at, k.revoked_at
     FROM api_keys k LEFT JOIN organizations o ON o.organization_id = k.organization_id`,
  ),
  revokeKey: writes<{ key_id: string }>(
    "UPDATE api_keys SET revoked_at = $2 WHERE key_id = $1 AND revoked_at IS NULL RETURNING key_id",
  ),

  // Scopes
  addScope: writes(
    "INSERT INTO scopes (organization_id, scope_id, roles, policies, projects) VALUES ($1, $2, 0, 0, 0)",
  ),
  lockScope: locks<ScopeRow>(
    "SELECT roles, policies, projects FROM scopes WHERE organization_id = $1 AND scope_id = $2",
  ),
  countInScope: writes(
    `UPDATE scopes SET roles = roles + $3, policies = policies + $4, projects = projects + $5
     WHERE organization_id = $1 AND scope_id = $2`,
  ),

  // Policies
  listPolicies: reads<ListRow>(
    `SELECT 's' AS kind, scope_id AS id, NULL AS name, NULL AS description, NULL AS ids, NULL AS created_at
     FROM scopes WHERE organization_id = $1 AND scope_id = $2
     UNION ALL
     SELECT 't', policy_id, name, description, permission_ids, created_at
     FROM policies WHERE organization_id = $1 AND scope_id = $2`,
  ),
  policy: reads<PolicyRow>(
    "SELECT name FROM policies WHERE organization_id = $1 AND scope_id = $2 AND policy_id = $3",
  ),
  policyNamed: reads<{ policy_id: string; name: string }>(
    "SELECT policy_id, name FROM policies WHERE organization_id = $1 AND scope_id = $2 AND name_key = $3",
  ),
  addPolicy: writes<{ policy_id: string }>(
    `INSERT INTO policies (organization_id, scope_id, policy_id, name, name_key, description, permission_ids, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING policy_id`,
  ),
  changePolicy: writes(
    `UPDATE policies SET name = $4, name_key = $5, description = $6, permission_ids = $7
     WHERE organization_id = $1 AND scope_id = $2 AND policy_id = $3`,
  ),
  deletePolicy: writes(
    "DELETE FROM policies WHERE organization_id = $1 AND scope_id = $2 AND policy_id = $3",
  ),
  rolesLikeWithPolicy: reads<{ name: string; policy_ids: string }>(
    `SELECT name, policy_ids FROM roles
     WHERE organization_id = $1 AND scope_id = $2 AND policy_ids LIKE $3 ESCAPE '!'`,
  ),

  // Roles
  listRoles: reads<ListRow>(
    `SELECT 's' AS kind, scope_id AS id, NULL AS name, NULL AS description, NULL AS ids, NULL AS created_at
     FROM scopes WHERE organization_id = $1 AND scope_id = $2
     UNION ALL
     SELECT 't', role_id, name, description, policy_ids, created_at
     FROM roles WHERE organization_id = $1 AND scope_id = $2
     UNION ALL
     SELECT 'p', policy_id, name, NULL, NULL, NULL
     FROM policies WHERE organization_id = $1 AND scope_id = $2`,
  ),
  role: reads<{ role_id: string }>(
    "SELECT role_id FROM roles WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3",
  ),
  roleNamed: reads<{ role_id: string; name: string }>(
    "SELECT role_id, name FROM roles WHERE organization_id = $1 AND scope_id = $2 AND name_key = $3",
  ),
  addRole: writes<{ role_id: string }>(
    `INSERT INTO roles (organization_id, scope_id, role_id, name, name_key, description, policy_ids, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING role_id`,
  ),
  changeRole: writes(
    `UPDATE roles SET name = $4, name_key = $5, description = $6, policy_ids = $7
     WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3`,
  ),
  deleteRole: writes("DELETE FROM roles WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3"),
  membersWithRole: reads<{ members: number }>(
    `SELECT CAST(count(*) AS INTEGER) AS members FROM assignments
     WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3`,
  ),

  // Projects
  listProjects: reads<ProjectRow & { project_id: string }>(
    "SELECT project_id, name, description, created_at FROM projects WHERE organization_id = $1",
  ),
  project: reads<ProjectRow>(
    "SELECT name, description, created_at FROM projects WHERE organization_id = $1 AND project_id = $2",
  ),
  projectNamed: reads<{ project_id: string; name: string }>(
    "SELECT project_id, name FROM projects WHERE organization_id = $1 AND name_key = $2",
  ),
  addProject: writes(
    `INSERT INTO projects (organization_id, project_id, name, name_key, description, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
  ),
  changeProject: writes(
    `UPDATE projects SET name = $3, name_key = $4, description = $5
     WHERE organization_id = $1 AND project_id = $2`,
  ),

  // Members, whose operations come later
  addMember: writes(
    `INSERT INTO members (organization_id, member_id, email, email_key, name, image)
     VALUES ($1, $2, $3, $4, $5, NULL)`,
  ),
  memberByEmail: reads<{ member_id: string }>(
    "SELECT member_id FROM members WHERE organization_id = $1 AND email_key = $2",
  ),
  assign: writes(
    "INSERT INTO assignments (organization_id, scope_id, member_id, role_id) VALUES ($1, $2, $3, $4)",
  ),
};

/** Empties a project, each with the organization's and the project's id; what refers to others goes first. */
export const emptyProject = [
  writes("DELETE FROM assignments WHERE organization_id = $1 AND scope_id = $2"),
  writes("DELETE FROM roles WHERE organization_id = $1 AND scope_id = $2"),
  writes("DELETE FROM policies WHERE organization_id = $1 AND scope_id = $2"),
  writes("DELETE FROM api_keys WHERE organization_id = $1 AND project_id = $2"),
  writes("DELETE FROM projects WHERE organization_id = $1 AND project_id = $2"),
  writes("DELETE FROM scopes WHERE organization_id = $1 AND scope_id = $2"),
];

/** What a server remembers of the tables: which steps of `migrations` have been taken. */
export const migrating = {
  table: "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL, PRIMARY KEY (version))",
  take: writes<{ version: number }>(
    "INSERT INTO schema_versions (version) VALUES ($1) ON CONFLICT DO NOTHING RETURNING version",
  ),
  newest: reads<{ version: number | null }>("SELECT max(version) AS version FROM schema_versions"),
};

/** The database is no other program's. */
export function refuseForeign(isForeign: boolean): void {
  if (isForeign) throw new Error("it has tables of another program. Give the server a database of its own.");
}

/** This server knows every step that was taken: it would not understand what a later one has made of the tables. */
export function refuseNewer({ version }: { version: number | null }): void {
  if ((version ?? 0) < migrations.length) return;
  throw new Error(
    "a newer rolewright-server has brought its tables up to date. Run that one, or a backup from before.",
  );
}
