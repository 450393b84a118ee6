/** Faults inside of the array server, and faults of the proxy that are crossed with it. */
import type { CheckName } from "@rolewright/contract";
import type { Defects } from "../array-server/operations.ts";
import type { Row } from "../array-server/rows.ts";
import { startArrayServer } from "../array-server/server.ts";
import type { Fault } from "../fault.ts";
import { passThrough } from "../transforms.ts";
import { identityFaults } from "./by-identity.ts";
import { positionFaults } from "./by-position.ts";
import { stateFaults } from "./by-state.ts";
import { cellFaults } from "./cells.ts";

type DefectRow = readonly [name: string, check: CheckName, effect: string, defects: Defects];

const inScope = (row: Row, rows: Row[], kind: Row["kind"]) =>
  rows.filter(
    (each) => each.kind === kind && each.organization === row.organization && each.project === row.project,
  );

/** The policies that only the deleted role has. */
const onlyUsedBy = (role: Row, rows: Row[]) =>
  inScope(role, rows, "policy").filter(
    ({ id }) =>
      role.refs.includes(id) &&
      inScope(role, rows, "role").every((other) => other === role || !other.refs.includes(id)),
  );

// oxfmt-ignore
const defectRows: DefectRow[] = [
  ["loses-updates", "idempotent_put", "Concurrent updates of different fields of a resource lose one of them", { losesUpdates: true }],
  ["detaches-first", "referential_integrity", "Deleting a policy removes only the first of its references", { detachFrom: (users) => users.slice(0, 1) }],
  ["detaches-first-two", "referential_integrity", "Deleting a policy removes only the first two of its references", { detachFrom: (users) => users.slice(0, 2) }],
  ["detaches-last", "referential_integrity", "Deleting a policy removes only the last of its references", { detachFrom: (users) => users.slice(-1) }],
  ["detaches-middle", "referential_integrity", "Deleting a policy keeps its first and its last reference, if it has more", { detachFrom: (users) => (users.length < 3 ? users : users.slice(1, -1)) }],
  ["detaches-first-position", "referential_integrity", "Deleting a policy removes it only from roles of which it is the first policy", { detachFrom: (users, { id }) => users.filter(({ refs }) => refs[0] === id) }],
  ["detaches-last-position", "referential_integrity", "Deleting a policy removes it only from roles of which it is the last policy", { detachFrom: (users, { id }) => users.filter(({ refs }) => refs.at(-1) === id) }],
  ["detaches-if-several", "referential_integrity", "Deleting a policy keeps it in roles that have no other policy", { detachFrom: (users) => users.filter(({ refs }) => refs.length > 1) }],
  ["deletes-with-only-user", "referential_integrity", "Deleting a role also deletes the policies that no other role has", { alsoDelete: (row, rows) => (row.kind === "role" ? onlyUsedBy(row, rows) : []) }],
  ["deletes-with-only-reference", "referential_integrity", "Deleting a policy also deletes the roles of which it was the only policy", { detachFrom: (users, { id }) => users.filter(({ refs }) => refs[0] !== id || refs.length > 1), alsoDelete: (policy, rows) => inScope(policy, rows, "role").filter(({ refs }) => refs.join() === policy.id) }],
];

/** Faults inside of the array server. */
export const arrayServerFaults = defectRows.map(([name, check, effect, defects]): Fault => ({
  name: `arrays-${name}`,
  check,
  description: `${effect}.`,
  inject: passThrough,
  startBase: () => startArrayServer(defects),
}));

/** The faults that cross rules with state, position and identity, in front of the array server. */
export const crossedFaults = [...stateFaults, ...cellFaults, ...positionFaults, ...identityFaults].map(
  (fault): Fault => ({
    ...fault,
    name: `arrays-${fault.name}`,
    description: `${fault.description.replace(/\.$/, "")}, in front of the array server.`,
    startBase: () => startArrayServer(),
  }),
);
