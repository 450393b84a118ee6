import { toNameKey } from "../domain/names.ts";
import { readStatement, writeStatement } from "./statements.ts";
import { queryAll, queryOne, type Statement, type TransactionScript } from "./store.ts";

/** A row whose name has characters beyond ASCII. */
interface NamedRow {
  organization_id: string;
  scope_id: string;
  id: string;
  name: string;
  name_key: string;
  created_at: string;
}

interface NamedTable {
  /** Only rows with names beyond ASCII. The keys of the others have not changed. */
  rows: Statement<NamedRow>;
  rowByKey: Statement<{ id: string }>;
  setKey: Statement<never>;
}

const describeTable = (table: string, scopeColumn: string, idColumn: string): NamedTable => ({
  rows: readStatement(
    `SELECT organization_id, ${scopeColumn} AS scope_id, ${idColumn} AS id, name, name_key, created_at
     FROM ${table} WHERE octet_length(name) <> length(name)`,
  ),
  rowByKey: readStatement(
    `SELECT ${idColumn} AS id FROM ${table}
     WHERE organization_id = $1 AND ${scopeColumn} = $2 AND name_key = $3`,
  ),
  setKey: writeStatement(
    `UPDATE ${table} SET name_key = $4 WHERE organization_id = $1 AND ${scopeColumn} = $2 AND ${idColumn} = $3`,
  ),
});

const tables = [
  describeTable("roles", "scope_id", "role_id"),
  describeTable("policies", "scope_id", "policy_id"),
  describeTable("projects", "organization_id", "project_id"),
];

/**
 * Recomputes the keys of all names. Names of a scope that have become equal are all kept: the name whose key was right before,
 * or else the oldest, has the key, and the others get keys that no name can have. Their resources work as before, and the next
 * update of one of them needs another name.
 */
export function* recomputeNameKeys(): TransactionScript<void> {
  for (const { rows, rowByKey, setKey } of tables) {
    const named = yield* queryAll(rows);
    for (const row of named.toSorted((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1))) {
      const scope = [row.organization_id, row.scope_id] as const;
      const key = toNameKey(row.name);
      if (key === row.name_key) continue;
      const existing = yield* queryOne(rowByKey, ...scope, key);
      yield* queryAll(setKey, ...scope, row.id, existing ? createUniqueKey(key, row.id) : key);
    }
  }
}

const toSortKey = ({ created_at, id }: NamedRow) => `${created_at} ${id}`;

/** The zero-width space occurs in no key of a name. */
const createUniqueKey = (key: string, id: string) => `${key}\u200b${id}`;
