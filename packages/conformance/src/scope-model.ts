import type { OperationId } from "@rolewright/types";

interface Entry {
  name: string;
  description: string | null;
  ids: string[];
}

/** The rules for the policies and roles of one scope, on plain maps. */
export class ScopeModel {
  readonly policies = new Map<string, Entry>();
  readonly roles = new Map<string, Entry>();
  readonly #builtInNames: string[];
  readonly #permissionIds: ReadonlySet<string>;
  readonly #builtInRoleIds: ReadonlySet<string>;

  constructor(fixed: { builtInNames: string[]; permissionIds: string[]; builtInRoleIds: string[] }) {
    this.#builtInNames = fixed.builtInNames.map(normalizeName);
    this.#permissionIds = new Set(fixed.permissionIds);
    this.#builtInRoleIds = new Set(fixed.builtInRoleIds);
  }

  /** Returns the expected status of a request in this scope. `entry` is the request body. */
  expectStatus(
    verb: "create" | "update" | "delete",
    kind: "Role" | "Policy",
    id: string,
    entry?: Entry,
  ): number {
    const entries = this.#entriesOf(kind);
    // The schema is validated before the state.
    if (entry && new Set(entry.ids).size < entry.ids.length) return 422;
    if (verb !== "create") {
      if (kind === "Role" && this.#builtInRoleIds.has(id)) return 404;
      if (!entries.has(id)) return 404;
    }
    if (entry === undefined) return 200;
    const knownIds = kind === "Role" ? this.policies : this.#permissionIds;
    if (entry.ids.some((each) => !knownIds.has(each))) return 422;
    const name = normalizeName(entry.name);
    if (kind === "Role" && this.#builtInNames.includes(name)) return 409;
    const hasConflict = [...entries].some(
      ([otherId, other]) => otherId !== id && normalizeName(other.name) === name,
    );
    return hasConflict ? 409 : 200;
  }

  /** Applies a successful request. Without an entry it deletes. */
  apply(kind: "Role" | "Policy", id: string, entry: Entry | undefined): void {
    if (entry !== undefined) this.#entriesOf(kind).set(id, entry);
    else {
      this.#entriesOf(kind).delete(id);
      if (kind === "Policy")
        for (const role of this.roles.values()) role.ids = role.ids.filter((each) => each !== id);
    }
  }

  #entriesOf(kind: "Role" | "Policy"): Map<string, Entry> {
    return kind === "Role" ? this.roles : this.policies;
  }
}

/** Returns the operation of a scope, for example `createProjectRole`. */
export const toOperationId = (verb: string, isProject: boolean, kind: string) =>
  `${verb}${isProject ? "Project" : "Organization"}${kind}` as OperationId;

/** Normalizes a name for comparison. */
const normalizeName = (name: string) => name.normalize("NFC").trim().toLowerCase();
