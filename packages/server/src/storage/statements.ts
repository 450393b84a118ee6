import type { Statement } from "./store.ts";

/** Creates a statement that reads rows. */
export function readStatement<Row>(text: string): Statement<Row> {
  return { text, isWrite: false, locksRows: false, returnsRows: true };
}

/** Creates a statement that reads rows and locks them until the transaction ends. */
function lockStatement<Row>(text: string): Statement<Row> {
  return { text, isWrite: false, locksRows: true, returnsRows: true };
}

/** Creates a statement that changes rows. */
export function writeStatement<Row = never>(text: string): Statement<Row> {
  return { text, isWrite: true, locksRows: false, returnsRows: text.includes("RETURNING") };
}

/** A row of a list: the scope itself, a listed item, or a policy of a listed role. */
export interface ListRow {
  kind: "scope" | "item" | "policy";
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
  members: number;
  /** When the newest role, policy, API key or invitation was created. Empty if there has been none. */
  newest_at: string;
}
export interface PolicyRow {
  name: string;
  description: string | null;
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
  key_id: string;
  organization_id: string;
  project_id: string;
  name: string;
  is_valid: number;
  last_characters: string;
  created_at: string;
  expires_at: string | null;
  shadow_hash: string | null;
  shadow_characters: string | null;
  rotates_at: string | null;
  last_used_at: string | null;
}
export interface MemberRow {
  member_id: string;
  email: string;
  name: string | null;
  image: string | null;
  role_id: string | null;
}
/** A member of a page, with the number of members of the scope. A page without members has one row without a member. */
export interface MemberPageRow {
  total: number;
  member_id: string | null;
  email: string;
  name: string | null;
  image: string | null;
  role_id: string | null;
}
export interface InvitationRow {
  organization_id: string;
  scope_id: string;
  invitation_id: string;
  email: string;
  status: "PENDING" | "ACCEPTED" | "DECLINED";
  role_id: string | null;
  token: string | null;
  created_at: string;
}
export interface AuditEntryRow {
  entry_id: string;
  project_id: string;
  created_at: string;
  action: string;
  method: string;
  path: string;
  status_code: number;
  resource_id: string | null;
  key_id: string;
  key_name: string;
  ip_address: string | null;
  user_agent: string | null;
}
export interface ExportRow {
  export_id: string;
  signing_key: string;
  start_time: string;
  end_time: string;
  search_term: string | null;
  row_count: number;
  created_at: string;
  completed_at: string;
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

const keyColumns = `key_hash, key_id, organization_id, project_id, name, is_valid, last_characters, created_at, expires_at,
  shadow_hash, shadow_characters, rotates_at, last_used_at`;
const memberColumns = "m.member_id, m.email, m.name, m.image, a.role_id";
const invitationColumns =
  "organization_id, scope_id, invitation_id, email, status, role_id, token, created_at";
const exportColumns =
  "export_id, signing_key, start_time, end_time, search_term, row_count, created_at, completed_at";

/**
 * All statements, for both stores. The scope ID of an organization is the empty string, which is no valid ID. A script
 * that writes into a scope locks the row of the scope first, so that writes into one scope run one after the other.
 */
export const sql = {
  /** Changes nothing, and fails like any write if the database is read-only. */
  checkWritable: writeStatement("UPDATE schema_versions SET version = version WHERE version IS NULL"),

  // Organizations
  addOrganization: writeStatement<{ organization_id: string }>(
    `INSERT INTO organizations (organization_id, name, plan, created_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING organization_id`,
  ),
  organization: readStatement<OrganizationRow>(
    "SELECT name, plan, created_at FROM organizations WHERE organization_id = $1",
  ),
  lockOrganization: lockStatement<{ organization_id: string }>(
    "SELECT organization_id FROM organizations WHERE organization_id = $1",
  ),
  renameOrganization: writeStatement<OrganizationRow>(
    "UPDATE organizations SET name = $2 WHERE organization_id = $1 RETURNING name, plan, created_at",
  ),

  // Keys
  addKey: writeStatement(
    `INSERT INTO api_keys (key_hash, organization_id, project_id, key_id, name, created_at, revoked_at, last_characters,
       expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8)`,
  ),
  key: readStatement<KeyRow>(
    `SELECT ${keyColumns} FROM api_keys WHERE (key_hash = $1 OR shadow_hash = $1) AND revoked_at IS NULL`,
  ),
  keyOfScope: readStatement<KeyRow>(
    `SELECT ${keyColumns} FROM api_keys
     WHERE organization_id = $1 AND project_id = $2 AND key_id = $3 AND revoked_at IS NULL`,
  ),
  keysOfScope: readStatement<KeyRow>(
    `SELECT ${keyColumns} FROM api_keys WHERE organization_id = $1 AND project_id = $2 AND revoked_at IS NULL`,
  ),
  setKey: writeStatement(
    `UPDATE api_keys SET key_hash = $2, last_characters = $3, is_valid = $4, expires_at = $5, shadow_hash = $6,
       shadow_characters = $7, rotates_at = $8
     WHERE key_hash = $1`,
  ),
  setKeyUse: writeStatement(
    "UPDATE api_keys SET last_used_at = $3 WHERE organization_id = $1 AND key_id = $2",
  ),
  deleteKey: writeStatement("DELETE FROM api_keys WHERE key_hash = $1"),
  keys: readStatement<ListedKeyRow>(
    `SELECT k.key_id, k.organization_id, o.name AS organization, k.project_id, k.name, k.created_at, k.revoked_at
     FROM api_keys k LEFT JOIN organizations o ON o.organization_id = k.organization_id`,
  ),
  revokeKey: writeStatement<{ key_id: string }>(
    "UPDATE api_keys SET revoked_at = $2 WHERE key_id = $1 AND revoked_at IS NULL RETURNING key_id",
  ),

  // Scopes
  addScope: writeStatement(
    `INSERT INTO scopes (organization_id, scope_id, roles, policies, projects, members)
     VALUES ($1, $2, 0, 0, 0, 0)`,
  ),
  scope: readStatement<{ scope_id: string }>(
    "SELECT scope_id FROM scopes WHERE organization_id = $1 AND scope_id = $2",
  ),
  lockScope: lockStatement<ScopeRow>(
    "SELECT roles, policies, projects, members, newest_at FROM scopes WHERE organization_id = $1 AND scope_id = $2",
  ),
  // In the order of the IDs, so that two transactions cannot wait for each other.
  lockProjectsOfMember: lockStatement<{ scope_id: string }>(
    `SELECT scope_id FROM scopes WHERE organization_id = $1 AND scope_id <> '' AND scope_id IN (
       SELECT scope_id FROM assignments WHERE organization_id = $1 AND member_id = $2)
     ORDER BY scope_id`,
  ),
  adjustCounts: writeStatement(
    `UPDATE scopes SET roles = roles + $3, policies = policies + $4, projects = projects + $5
     WHERE organization_id = $1 AND scope_id = $2`,
  ),

  /** Counts new roles and policies, and records when the newest item was created. */
  countCreated: writeStatement(
    `UPDATE scopes SET roles = roles + $3, policies = policies + $4, newest_at = $5
     WHERE organization_id = $1 AND scope_id = $2`,
  ),
  adjustMemberCount: writeStatement(
    "UPDATE scopes SET members = members + $3 WHERE organization_id = $1 AND scope_id = $2",
  ),
  /** Run it before the assignments of the member are deleted. */
  decrementMemberCounts: writeStatement(
    `UPDATE scopes SET members = members - 1
     WHERE organization_id = $1 AND (scope_id = '' OR scope_id IN (
       SELECT scope_id FROM assignments WHERE organization_id = $1 AND member_id = $2))`,
  ),

  // Policies
  listPolicies: readStatement<ListRow>(
    `SELECT 'scope' AS kind, scope_id AS id, NULL AS name, NULL AS description, NULL AS ids, NULL AS created_at
     FROM scopes WHERE organization_id = $1 AND scope_id = $2
     UNION ALL
     SELECT 'item', policy_id, name, description, permission_ids, created_at
     FROM policies WHERE organization_id = $1 AND scope_id = $2`,
  ),
  policy: readStatement<PolicyRow>(
    "SELECT name, description FROM policies WHERE organization_id = $1 AND scope_id = $2 AND policy_id = $3",
  ),
  policyByName: readStatement<{ policy_id: string; name: string }>(
    "SELECT policy_id, name FROM policies WHERE organization_id = $1 AND scope_id = $2 AND name_key = $3",
  ),
  addPolicy: writeStatement<{ policy_id: string }>(
    `INSERT INTO policies (organization_id, scope_id, policy_id, name, name_key, description, permission_ids, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING policy_id`,
  ),
  updatePolicy: writeStatement(
    `UPDATE policies SET name = $4, name_key = $5, description = $6, permission_ids = $7
     WHERE organization_id = $1 AND scope_id = $2 AND policy_id = $3`,
  ),
  deletePolicy: writeStatement(
    "DELETE FROM policies WHERE organization_id = $1 AND scope_id = $2 AND policy_id = $3",
  ),
  rolesMatchingPolicy: readStatement<{ role_id: string; policy_ids: string }>(
    `SELECT role_id, policy_ids FROM roles
     WHERE organization_id = $1 AND scope_id = $2 AND policy_ids LIKE $3 ESCAPE '!'`,
  ),

  // Roles
  listRoles: readStatement<ListRow>(
    `SELECT 'scope' AS kind, scope_id AS id, NULL AS name, NULL AS description, NULL AS ids, NULL AS created_at
     FROM scopes WHERE organization_id = $1 AND scope_id = $2
     UNION ALL
     SELECT 'item', role_id, name, description, policy_ids, created_at
     FROM roles WHERE organization_id = $1 AND scope_id = $2
     UNION ALL
     SELECT 'policy', policy_id, name, NULL, NULL, NULL
     FROM policies WHERE organization_id = $1 AND scope_id = $2`,
  ),
  role: readStatement<{ description: string | null }>(
    "SELECT description FROM roles WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3",
  ),
  roleByName: readStatement<{ role_id: string; name: string }>(
    "SELECT role_id, name FROM roles WHERE organization_id = $1 AND scope_id = $2 AND name_key = $3",
  ),
  addRole: writeStatement<{ role_id: string }>(
    `INSERT INTO roles (organization_id, scope_id, role_id, name, name_key, description, policy_ids, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING role_id`,
  ),
  updateRole: writeStatement(
    `UPDATE roles SET name = $4, name_key = $5, description = $6, policy_ids = $7
     WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3`,
  ),
  setRolePolicies: writeStatement(
    "UPDATE roles SET policy_ids = $4 WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3",
  ),
  deleteRole: writeStatement(
    "DELETE FROM roles WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3",
  ),
  countMembersWithRole: readStatement<{ members: number }>(
    `SELECT CAST(count(*) AS INTEGER) AS members FROM assignments
     WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3`,
  ),

  // Projects
  listProjects: readStatement<ProjectRow & { project_id: string }>(
    "SELECT project_id, name, description, created_at FROM projects WHERE organization_id = $1",
  ),
  project: readStatement<ProjectRow>(
    "SELECT name, description, created_at FROM projects WHERE organization_id = $1 AND project_id = $2",
  ),
  projectByName: readStatement<{ project_id: string; name: string }>(
    "SELECT project_id, name FROM projects WHERE organization_id = $1 AND name_key = $2",
  ),
  addProject: writeStatement(
    `INSERT INTO projects (organization_id, project_id, name, name_key, description, created_at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
  ),
  updateProject: writeStatement(
    `UPDATE projects SET name = $3, name_key = $4, description = $5
     WHERE organization_id = $1 AND project_id = $2`,
  ),

  // Members
  addMember: writeStatement(
    `INSERT INTO members (organization_id, member_id, email, email_key, name, image)
     VALUES ($1, $2, $3, $4, $5, NULL)`,
  ),
  newestMember: readStatement<{ member_id: string | null }>(
    "SELECT max(member_id) AS member_id FROM members WHERE organization_id = $1",
  ),
  memberByEmail: readStatement<{ member_id: string }>(
    "SELECT member_id FROM members WHERE organization_id = $1 AND email_key = $2",
  ),
  // One statement, so that the members and their number are of one moment. The first ID of the page is found in the primary key,
  // which costs less than skipping whole rows, and only the rows of the page are joined. A subquery for the role keeps PostgreSQL
  // from reading all assignments. IDs are UUIDs, which all collations sort alike.
  members: readStatement<MemberPageRow>(
    `SELECT s.members AS total, m.member_id, m.email, m.name, m.image, (
       SELECT a.role_id FROM assignments a
       WHERE a.organization_id = m.organization_id AND a.scope_id = '' AND a.member_id = m.member_id) AS role_id
     FROM scopes s LEFT JOIN (
       SELECT organization_id, member_id, email, name, image FROM members
       WHERE organization_id = $1 AND member_id >= (
         SELECT member_id FROM members WHERE organization_id = $1 ORDER BY member_id LIMIT 1 OFFSET $3)
       ORDER BY member_id LIMIT $2) m ON m.organization_id = s.organization_id
     WHERE s.organization_id = $1 AND s.scope_id = ''
     ORDER BY m.member_id`,
  ),
  member: readStatement<MemberRow>(
    `SELECT ${memberColumns} FROM members m
     LEFT JOIN assignments a ON a.organization_id = m.organization_id AND a.scope_id = '' AND a.member_id = m.member_id
     WHERE m.organization_id = $1 AND m.member_id = $2`,
  ),
  projectMembers: readStatement<MemberPageRow>(
    `SELECT s.members AS total, ${memberColumns} FROM scopes s LEFT JOIN (
       SELECT organization_id, member_id, role_id FROM assignments
       WHERE organization_id = $1 AND scope_id = $2 AND member_id >= (
         SELECT member_id FROM assignments WHERE organization_id = $1 AND scope_id = $2
         ORDER BY member_id LIMIT 1 OFFSET $4)
       ORDER BY member_id LIMIT $3) a
       ON a.organization_id = s.organization_id
     LEFT JOIN members m ON m.organization_id = a.organization_id AND m.member_id = a.member_id
     WHERE s.organization_id = $1 AND s.scope_id = $2
     ORDER BY m.member_id`,
  ),
  projectMember: readStatement<MemberRow>(
    `SELECT ${memberColumns} FROM assignments a
     JOIN members m ON m.organization_id = a.organization_id AND m.member_id = a.member_id
     WHERE a.organization_id = $1 AND a.scope_id = $2 AND a.member_id = $3`,
  ),
  projectMemberByEmail: readStatement<{ member_id: string }>(
    `SELECT member_id FROM assignments WHERE organization_id = $1 AND scope_id = $2 AND member_id = (
       SELECT member_id FROM members WHERE organization_id = $1 AND email_key = $3)`,
  ),
  roleNames: readStatement<{ role_id: string; name: string }>(
    "SELECT role_id, name FROM roles WHERE organization_id = $1 AND scope_id = $2",
  ),
  reassignRole: writeStatement(
    "UPDATE assignments SET role_id = $4 WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3",
  ),
  setAssignment: writeStatement(
    `INSERT INTO assignments (organization_id, scope_id, member_id, role_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (organization_id, scope_id, member_id) DO UPDATE SET role_id = excluded.role_id`,
  ),
  deleteAssignment: writeStatement(
    "DELETE FROM assignments WHERE organization_id = $1 AND scope_id = $2 AND member_id = $3",
  ),
  deleteAssignments: writeStatement("DELETE FROM assignments WHERE organization_id = $1 AND member_id = $2"),
  deleteMember: writeStatement("DELETE FROM members WHERE organization_id = $1 AND member_id = $2"),

  // Invitations
  invitations: readStatement<InvitationRow>(
    `SELECT ${invitationColumns} FROM invitations
     WHERE organization_id = $1 AND scope_id = $2 AND status <> 'ACCEPTED'`,
  ),
  invitation: readStatement<InvitationRow>(
    `SELECT ${invitationColumns} FROM invitations
     WHERE organization_id = $1 AND scope_id = $2 AND invitation_id = $3`,
  ),
  invitationByEmail: readStatement<{ invitation_id: string }>(
    "SELECT invitation_id FROM invitations WHERE organization_id = $1 AND scope_id = $2 AND email_key = $3",
  ),
  invitationByToken: readStatement<InvitationRow>(
    `SELECT ${invitationColumns} FROM invitations WHERE token = $1 AND status = 'PENDING'`,
  ),
  addInvitation: writeStatement(
    `INSERT INTO invitations (organization_id, scope_id, invitation_id, email, email_key, status, role_id, token, created_at)
     VALUES ($1, $2, $3, $4, $5, 'PENDING', $6, $7, $8)`,
  ),
  setInvitation: writeStatement(
    `UPDATE invitations SET status = $4, token = $5, created_at = $6
     WHERE organization_id = $1 AND scope_id = $2 AND invitation_id = $3`,
  ),
  deleteInvitation: writeStatement(
    "DELETE FROM invitations WHERE organization_id = $1 AND scope_id = $2 AND invitation_id = $3",
  ),
  deleteInvitationsOf: writeStatement(
    "DELETE FROM invitations WHERE organization_id = $1 AND email_key = $2",
  ),
  deleteProjectInvitationsOf: writeStatement(
    "DELETE FROM invitations WHERE organization_id = $1 AND scope_id = $2 AND email_key = $3",
  ),
  clearInvitedRole: writeStatement(
    "UPDATE invitations SET role_id = NULL WHERE organization_id = $1 AND scope_id = $2 AND role_id = $3",
  ),
  // A member, or a person with a pending invitation to the organization or a project. The plan limits their number.
  countedPerson: readStatement<{ found: number }>(
    `SELECT 1 AS found FROM members WHERE organization_id = $1 AND email_key = $2
     UNION ALL
     SELECT 1 AS found FROM invitations WHERE organization_id = $1 AND email_key = $2 AND status = 'PENDING'`,
  ),
  countInvitedPeople: readStatement<{ people: number }>(
    `SELECT CAST(count(DISTINCT i.email_key) AS INTEGER) AS people FROM invitations i
     WHERE i.organization_id = $1 AND i.status = 'PENDING' AND NOT EXISTS (
       SELECT 1 FROM members m WHERE m.organization_id = i.organization_id AND m.email_key = i.email_key)`,
  ),

  // Audit log
  addAuditEntry: writeStatement(
    `INSERT INTO audit_entries (organization_id, entry_id, project_id, created_at, action, method, path, status_code,
       resource_id, key_id, key_name, ip_address, user_agent)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  ),
  auditEntries: readStatement<AuditEntryRow>(
    `SELECT entry_id, project_id, created_at, action, method, path, status_code, resource_id, key_id, key_name, ip_address,
       user_agent
     FROM audit_entries WHERE organization_id = $1`,
  ),
  addExport: writeStatement(
    `INSERT INTO audit_exports (organization_id, scope_id, ${exportColumns})
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  ),
  exports: readStatement<ExportRow>(
    `SELECT ${exportColumns} FROM audit_exports WHERE organization_id = $1 AND scope_id = $2`,
  ),
  export: readStatement<ExportRow>(
    `SELECT ${exportColumns} FROM audit_exports WHERE organization_id = $1 AND scope_id = $2 AND export_id = $3`,
  ),
  assignRole: writeStatement(
    "INSERT INTO assignments (organization_id, scope_id, member_id, role_id) VALUES ($1, $2, $3, $4)",
  ),
};

/** Deletes everything in a project, and the project. Each takes the IDs of the organization and the project. Referencing rows go first. */
export const deleteProjectStatements = [
  writeStatement("DELETE FROM assignments WHERE organization_id = $1 AND scope_id = $2"),
  writeStatement("DELETE FROM roles WHERE organization_id = $1 AND scope_id = $2"),
  writeStatement("DELETE FROM policies WHERE organization_id = $1 AND scope_id = $2"),
  writeStatement("DELETE FROM api_keys WHERE organization_id = $1 AND project_id = $2"),
  writeStatement("DELETE FROM invitations WHERE organization_id = $1 AND scope_id = $2"),
  writeStatement("DELETE FROM audit_exports WHERE organization_id = $1 AND scope_id = $2"),
  writeStatement("DELETE FROM projects WHERE organization_id = $1 AND project_id = $2"),
  writeStatement("DELETE FROM scopes WHERE organization_id = $1 AND scope_id = $2"),
];
