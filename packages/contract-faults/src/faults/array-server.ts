/** Faults inside of the array server, and faults of the proxy that are crossed with it. */
import type { CheckName } from "@rolewright/contract";
import type { Defects, Lookup } from "../array-server/operations.ts";
import type { Row } from "../array-server/rows.ts";
import { startArrayServer } from "../array-server/server.ts";
import type { Fault } from "../fault.ts";
import { passThrough } from "../transforms.ts";
import { identityFaults } from "./by-identity.ts";
import { positionFaults } from "./by-position.ts";
import { stateFaults } from "./by-state.ts";
import { cellFaults } from "./cells.ts";
import { toKebabCase } from "./resource-kinds.ts";

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

/** Lookups in a part of a long collection. */
const lookupRows: readonly [lookup: Lookup, check: CheckName, effect: string][] = [
  ["createdName", "name_uniqueness", "Creations compare names only with"],
  ["changedName", "name_uniqueness", "Updates compare names only with"],
  ["reference", "positive_data_acceptance", "Roles can refer only to"],
  ["user", "referential_integrity", "Deleting a policy removes it only from"],
  ["readItem", "ensure_resource_availability", "Reads find only"],
  ["changedItem", "positive_data_acceptance", "Updates find only"],
  ["deletedItem", "positive_data_acceptance", "Deletions find only"],
  ["parent", "positive_data_acceptance", "Requests inside of projects find only"],
];

const parts: readonly [part: string, select: (rows: Row[]) => Row[]][] = [
  ["oldest-50", (rows) => rows.slice(0, 50)],
  ["newest-50", (rows) => rows.slice(-50)],
  ["newest-100", (rows) => rows.slice(-100)],
];

const partialLookupRows = lookupRows.flatMap(([lookup, check, effect]) =>
  parts.map(([part, select]): DefectRow => [
    `${toKebabCase(lookup)}-in-${part}`,
    check,
    `${effect} the ${part.replace("-", " ")} of a collection`,
    { lookAt: (what, rows) => (what === lookup ? select(rows) : rows) },
  ]),
);

/** Faults inside of the array server. */
export const arrayServerFaults = [...defectRows, ...partialLookupRows].map(
  ([name, check, effect, defects]): Fault => ({
    name: `arrays-${name}`,
    check,
    description: `${effect}.`,
    inject: passThrough,
    startBase: () => startArrayServer(defects),
  }),
);

/** The faults that cross rules with state, position and identity, in front of the array server. */
export const crossedFaults = [...stateFaults, ...cellFaults, ...positionFaults, ...identityFaults].map(
  (fault): Fault => ({
    ...fault,
    name: `arrays-${fault.name}`,
    description: `${fault.description.replace(/\.$/, "")}, in front of the array server.`,
    startBase: () => startArrayServer(),
  }),
);
