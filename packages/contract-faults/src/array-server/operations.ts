/** The operations of the array server, as functions of its tables. */
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import {
  builtInRoles,
  createKey,
  type Kind,
  type Organization,
  permissions,
  type Row,
  type Tables,
} from "./rows.ts";
import { type Body, findViolation, foldName } from "./validate.ts";

/** A response, or an error with its text. */
export type Result = { status: 200; data: object } | { status: number; error: string };

/** Changes of the correct behavior. Each fault of this server sets one of them. */
export interface Defects {
  /** Updates read the row, wait, and write the whole row back. */
  losesUpdates?: boolean;
  /** Chooses the users from which a deleted resource is detached. Default: all. */
  detachFrom?: (users: Row[], deleted: Row) => Row[];
  /** Chooses the rows that a lookup considers, from a collection with the oldest first. Default: all. */
  lookAt?: (lookup: Lookup, rows: Row[]) => Row[];
  /** Returns other rows that a deletion removes. */
  alsoDelete?: (deleted: Row, rows: Row[]) => Row[];
}

/** What an operation looks for in a collection. */
export type Lookup =
  | "createdName"
  | "changedName"
  | "reference"
  | "user"
  | "readItem"
  | "changedItem"
  | "deletedItem"
  | "parent";

/** Where an operation works: an organization, or one of its projects. */
export interface Scope {
  organization: Organization;
  /** An empty string for the organization itself. */
  project: string;
}

const ok = (data: object): Result => ({ status: 200, data });
const fail = (status: number, error: string): Result => ({ status, error });

/** Works on the tables. Operations that change them run one after the other. */
export class Operations {
  readonly #tables: Tables;
  readonly #defects: Defects;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(tables: Tables, defects: Defects) {
    this.#tables = tables;
    this.#defects = defects;
  }

  find(lookup: Lookup, kind: Kind, scope: Scope, id: string): Row | undefined {
    return this.#lookAt(lookup, kind, scope).find((row) => row.id === id);
  }

  #lookAt(lookup: Lookup, kind: Kind, scope: Scope): Row[] {
    const rows = this.#list(kind, scope);
    return this.#defects.lookAt?.(lookup, rows) ?? rows;
  }

  #list(kind: Kind, { organization, project }: Scope): Row[] {
    return this.#tables.rows.filter(
      (row) => row.kind === kind && row.organization === organization.id && row.project === project,
    );
  }

  list(kind: Kind, scope: Scope): Result {
    const rows = this.#list(kind, scope);
    const shown = kind === "project" ? rows.toSorted((one, other) => (one.name < other.name ? -1 : 1)) : rows;
    const items = shown.map((row) => this.#show(row, scope));
    if (kind === "role") return ok({ roles: [...showBuiltIn(scope), ...items] });
    return ok(kind === "policy" ? { policies: items } : { projects: items });
  }

  read(row: Row, scope: Scope): Result {
    return ok({ [row.kind]: this.#show(row, scope) });
  }

  create(kind: Kind, scope: Scope, body: Body): Promise<Result> {
    return this.#alone(() => {
      const invalid = this.#validate(kind, kind === "project" ? "newProject" : kind, scope, body);
      if (invalid) return invalid;
      const conflict = this.#findConflict(kind, scope, body, undefined);
      if (conflict) return conflict;
      if (this.#list(kind, scope).length >= 1_000)
        return fail(409, `The maximum of 1,000 is reached. Delete a ${kind} before you create another.`);
      const row: Row = {
        kind,
        id: randomUUID(),
        organization: scope.organization.id,
        project: scope.project,
        refs: readRefs(body) ?? [],
        name: String(body["name"]),
        description: (body["description"] ?? null) as string | null,
        createdAt: new Date().toISOString(),
        ...(kind === "project" && { key: createKey("proj") }),
      };
      this.#tables.rows.push(row);
      const item = { [kind]: this.#show(row, scope) };
      return ok(
        row.key === undefined ? item : { ...item, apiKey: showKey(row, row.key, this.#tables.rows.length) },
      );
    });
  }

  async update(row: Row, scope: Scope, body: Body): Promise<Result> {
    if (!this.#defects.losesUpdates) return this.#alone(() => this.#change(row, row, scope, body));
    const before = { ...row };
    await setTimeout(5);
    return this.#change(row, before, scope, body);
  }

  /** Writes all fields: those of the body, and the others as they were before. */
  #change(row: Row, before: Row, scope: Scope, body: Body): Result {
    const { kind } = row;
    const error = this.#validate(kind, kind, scope, body) ?? this.#findConflict(kind, scope, body, row);
    if (error) return error;
    // A concurrent deletion may have come first.
    if (!this.#tables.rows.includes(row)) return fail(404, `The ${kind} was deleted.`);
    const { name = before.name, description = before.description } = body;
    Object.assign(row, { name, description, refs: readRefs(body) ?? before.refs });
    return this.read(row, scope);
  }

  remove(row: Row, { organization }: Scope): Promise<Result> {
    return this.#alone(() => {
      const { rows } = this.#tables;
      if (!rows.includes(row)) return fail(404, `The ${row.kind} was deleted.`);
      if (organization.assigned.includes(row.id))
        return fail(409, "The role is assigned to 1 member. Assign another role to the member first.");
      const users = this.#lookAt("user", "role", { organization, project: row.project }).filter(({ refs }) =>
        refs.includes(row.id),
      );
      for (const user of this.#defects.detachFrom?.(users, row) ?? users)
        user.refs = user.refs.filter((id) => id !== row.id);
      const removed = new Set([row, ...(this.#defects.alsoDelete?.(row, rows) ?? [])]);
      const isInside = ({ project }: Row) => row.kind === "project" && project === row.id;
      this.#tables.rows = rows.filter((each) => !removed.has(each) && !isInside(each));
      return ok({ id: row.id, deleted: true });
    });
  }

  rename(organization: Organization, body: Body): Result {
    const violation = findViolation("organization", body);
    if (violation !== undefined) return fail(422, violation);
    organization.name = String(body["name"]);
    return showOrganization(organization);
  }

  /** Runs a change after those before it. */
  async #alone(change: () => Result): Promise<Result> {
    const before = this.#queue;
    let finish = () => {};
    this.#queue = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await before;
    try {
      return change();
    } finally {
      finish();
    }
  }

  #validate(kind: Kind, fields: string, scope: Scope, body: Body): Result | undefined {
    const violation = findViolation(fields, body);
    if (violation !== undefined) return fail(422, violation);
    const { email } = body;
    if (typeof email === "string" && !scope.organization.members.includes(email.toLowerCase()))
      return fail(422, "email: no member of this organization has the address.");
    const known = new Set(
      kind === "policy"
        ? [...permissions.organization, ...permissions.project].map(({ id }) => id)
        : this.#lookAt("reference", "policy", scope).map(({ id }) => id),
    );
    const unknown = readRefs(body)?.find((id) => !known.has(id));
    return unknown === undefined ? undefined : fail(422, `There is no ${unknown} in this scope.`);
  }

  #findConflict(kind: Kind, scope: Scope, { name }: Body, own: Row | undefined): Result | undefined {
    if (typeof name !== "string") return undefined;
    const isSame = (other: { name: string }) => foldName(other.name) === foldName(name);
    if (kind === "role" && builtInRoles[level(scope)].some(isSame))
      return fail(409, `${JSON.stringify(name)} is the name of a built-in role. Choose another name.`);
    const others = this.#lookAt(own ? "changedName" : "createdName", kind, scope);
    const other = others.find((row) => row !== own && isSame(row));
    return other && fail(409, `A ${kind} with this name already exists. Choose another name.`);
  }

  #show(row: Row, scope: Scope): object {
    const { id, name, description } = row;
    const base = { id, name, description };
    if (row.kind === "project")
      return { ...base, organizationId: row.organization, created_at: row.createdAt };
    const items =
      row.kind === "policy"
        ? [...permissions.organization, ...permissions.project]
        : this.#list("policy", scope);
    const summaries = row.refs.flatMap((ref) => {
      const found = items.find((item) => item.id === ref);
      return found
        ? [{ id: ref, name: found.name }]
        : this.#defects.detachFrom || this.#defects.lookAt
          ? [{ id: ref, name: ref }]
          : [];
    });
    if (row.kind === "policy") return { ...base, permissions: summaries };
    const owner = row.project === "" ? { organizationId: row.organization } : { projectId: row.project };
    return { ...base, ...owner, policies: summaries };
  }
}

export const level = ({ project }: Scope) => (project === "" ? "organization" : "project");

const showBuiltIn = (scope: Scope) =>
  builtInRoles[level(scope)].map(({ id, name, description }) => ({
    id,
    name,
    description,
    [level(scope) === "organization" ? "organizationId" : "projectId"]: null,
    policies: [],
  }));

export const showOrganization = ({ id, name, plan, created_at }: Organization): Result =>
  ok({ organization: { id, name, plan, created_at } });

const showKey = ({ createdAt }: Row, value: string, id: number) => ({
  id,
  name: "Default",
  valid: true,
  value,
  created_at: createdAt,
  lastUsed: null,
});

const readRefs = (body: Body) => (body["policyIds"] ?? body["permissionIds"]) as string[] | undefined;
