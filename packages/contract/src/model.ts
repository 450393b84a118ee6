import type { OperationId } from "@rolewright/types";

interface Kept {
  name: string;
  description: string | null;
  ids: string[];
}

/** The rules for one scope's policies and roles, on plain maps, in as few words as they can be said. */
export class ScopeModel {
  readonly policies = new Map<string, Kept>();
  readonly roles = new Map<string, Kept>();
  readonly #systemNames: string[];
  readonly #permissionIds: ReadonlySet<string>;
  readonly #globalRoleIds: ReadonlySet<string>;

  constructor(fixed: { systemNames: string[]; permissionIds: string[]; globalRoleIds: string[] }) {
    this.#systemNames = fixed.systemNames.map(same);
    this.#permissionIds = new Set(fixed.permissionIds);
    this.#globalRoleIds = new Set(fixed.globalRoleIds);
  }

  /** The status that a call in this scope has to answer with. */
  expect(verb: "create" | "update" | "delete", kind: "Role" | "Policy", id: string, sent?: Kept): number {
    const things = kind === "Role" ? this.roles : this.policies;
    // A body that breaks its schema is refused before anybody looks at what is there.
    if (sent && new Set(sent.ids).size < sent.ids.length) return 422;
    if (verb !== "create") {
      if (kind === "Role" && this.#globalRoleIds.has(id)) return 403;
      if (!things.has(id)) return 404;
    }
    if (verb === "delete") {
      const isUsed = kind === "Policy" && [...this.roles.values()].some(({ ids }) => ids.includes(id));
      return isUsed ? 409 : 200;
    }
    const { name, ids } = sent as Kept;
    const known = kind === "Role" ? this.policies : this.#permissionIds;
    if (ids.some((each) => !known.has(each))) return 422;
    if (kind === "Role" && this.#systemNames.includes(same(name))) return 409;
    const isTaken = [...things].some(([other, kept]) => other !== id && same(kept.name) === same(name));
    return isTaken ? 409 : 200;
  }

  /** Keeps what a call that has succeeded has changed. */
  keep(kind: "Role" | "Policy", id: string, sent: Kept | undefined): void {
    const things = kind === "Role" ? this.roles : this.policies;
    if (sent === undefined) things.delete(id);
    else things.set(id, sent);
  }
}

/** The operation of a scope: `createProjectRole`. */
export const operationOf = (verb: string, isProject: boolean, kind: string) =>
  `${verb}${isProject ? "Project" : "Organization"}${kind}` as OperationId;

/** Names that are the same to people. */
const same = (name: string) => name.normalize("NFC").trim().toLowerCase();
