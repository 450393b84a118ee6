import { createHash } from "node:crypto";
import type { Statement } from "../store.ts";

/** The text of a statement for PostgreSQL, and the name under which a connection prepares it. */
export interface PreparedStatement {
  name: string;
  text: string;
}

const preparedStatements = new WeakMap<Statement<unknown>, PreparedStatement>();

/**
 * Returns the name and the text of a prepared statement. The name is derived from the text. So if a connection already has
 * a statement of that name, prepared by another process or another version of this server, it can only be the same SQL.
 */
export function prepareStatement(statement: Statement<unknown>): PreparedStatement {
  let prepared = preparedStatements.get(statement);
  if (!prepared) {
    const text = statement.locksRows ? `${statement.text} FOR UPDATE` : statement.text;
    const digest = createHash("sha256").update(text).digest("hex").slice(0, 32);
    preparedStatements.set(statement, (prepared = { name: `rolewright_${digest}`, text }));
  }
  return prepared;
}
