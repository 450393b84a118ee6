import { existsSync } from "node:fs";
import * as validators from "../generated/validators.ts";
import { createBodyValidator } from "../http/request-validation.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "../operations/api-keys.ts";
import { acceptInvitation, declineInvitation } from "../operations/invitations.ts";
import { compareText } from "../operations/compare-text.ts";
import { addOrganization, seedDemo } from "../operations/demo-organization.ts";
import { assertDatabaseName, isSqliteFile, openStore } from "../storage/open-store.ts";
import type { Store } from "../storage/store.ts";

/** The flags of the commands. */
export interface CommandFlags {
  database: string;
  "database-password-file"?: string | undefined;
  "database-password-command"?: string | undefined;
  /** The name of a new API key. */
  name: string;
}

type CommandArguments = [command: string, action: string | undefined, argument: string | undefined];

/**
 * Runs a command other than `serve`. A server may be running on the same database. Only API keys and lists go to standard
 * output, so that a script can assign a key to a variable.
 *
 * @throws {Error} if there is no such command, or a named resource does not exist.
 */
export async function runCommand(
  [command, action, argument]: CommandArguments,
  flags: CommandFlags,
): Promise<void> {
  const name = [command, action, argument === undefined ? undefined : "…"]
    .filter((part) => part !== undefined)
    .join(" ");
  const run = commands[name];
  if (!run) throw new Error(`There is no command "${name}". See rolewright-server --help.`);
  assertDatabaseName(flags.database);
  if (flags.database === ":memory:") {
    throw new Error("A database in memory is lost when the command ends. Give a file with --database.");
  }
  // Creating an empty file here would hide an incorrect path: a database with keys exists.
  if (command === "keys" && isSqliteFile(flags.database) && !existsSync(flags.database)) {
    throw new Error(`There is no database ${flags.database}. Give the server's database with --database.`);
  }
  const password = { file: flags["database-password-file"], command: flags["database-password-command"] };
  const store = await openStore(flags.database, { password, maxConnections: 1 });
  try {
    await run(store, argument ?? "", flags);
  } finally {
    await store.close();
  }
}

const commands: Record<string, (store: Store, argument: string, flags: CommandFlags) => Promise<void>> = {
  async "seed demo"(store) {
    const { apiKey } = await seedDemo(store);
    console.error("Created the demo organization. Its API key, shown only once:");
    console.log(apiKey);
  },

  async "organizations create …"(store, name) {
    const { id, apiKey } = await addOrganization(store, validateName(name));
    console.error(`Created the organization ${id}. Its first API key, shown only once:`);
    console.log(apiKey);
  },

  async "invitations accept …"(store, token) {
    const member = await acceptInvitation(store, token);
    if (!member) throw invitationNotFound();
    console.error(`${member.email} is a member of the organization ${member.organizationId} now:`);
    console.log(member.memberId);
  },

  async "invitations decline …"(store, token) {
    if (!(await declineInvitation(store, token))) throw invitationNotFound();
    console.error("Declined the invitation.");
  },

  async "keys create …"(store, organizationId, { name }) {
    const key = await store.write(organizationId, () =>
      createApiKey(organizationId, validateName(name), store.clock.now()),
    );
    if (!key) {
      throw new Error(
        `There is no organization ${organizationId}. Run keys list to see the existing organizations.`,
      );
    }
    console.error(`Created the API key ${key.id}. It is shown only once:`);
    console.log(key.value);
  },

  async "keys list"(store) {
    const keys = await store.read(listApiKeys);
    for (const key of keys.toSorted((a, b) => compareText(a.created_at, b.created_at))) {
      const state = key.revoked_at === null ? "valid" : `revoked ${key.revoked_at}`;
      const owner = key.project_id === "" ? key.organization_id : `${key.organization_id}/${key.project_id}`;
      console.log([key.key_id, owner, key.name, key.created_at, state, key.organization].join("\t"));
    }
  },

  async "keys revoke …"(store, id) {
    if (!(await store.write("", () => revokeApiKey(id, store.clock.now())))) {
      throw new Error(`There is no valid key ${id}. Run keys list to see the existing keys.`);
    }
    console.error(`Revoked the API key ${id}.`);
  },
};

const invitationNotFound = () =>
  new Error("No pending invitation has this token. It may have been accepted, revoked or sent again.");

/** Validates a name by the description's schema. A tab or a line break would break the list of keys. */
function validateName(name: string): string {
  const error = createBodyValidator("updateOrganization", validators)({ name });
  if (error) throw new Error(error.message);
  return name;
}
