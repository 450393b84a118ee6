import { existsSync } from "node:fs";
import { addOrganization, seedDemo } from "./demo.ts";
import { createKey, listKeys, revokeKey } from "./keys.ts";
import { compare } from "./handlers/rows.ts";
import { isFile, openStore } from "./open-store.ts";
import type { Store } from "./store.ts";
import { bodyJudge } from "./validation.ts";

/** What the command line says, where a command needs it. */
export interface CommandFlags {
  database: string;
  /** What a new key is called. */
  name: string;
}

type Words = [command: string, action: string | undefined, argument: string | undefined];

/**
 * Runs a command other than `serve`, beside a server that may be running on the same database. A key goes to standard
 * output alone, so that it can be put into a variable.
 *
 * @throws {Error} when there is no such command, or what it names is not there.
 */
export async function runCommand([command, action, argument]: Words, flags: CommandFlags): Promise<void> {
  const words = [command, action, ...(argument === undefined ? [] : ["…"])].join(" ");
  const run = commands[words];
  if (!run) throw new Error(`There is no command "${words}". See rolewright-server --help.`);
  if (flags.database === ":memory:") {
    throw new Error("A database in memory is gone when the command ends. Name a file with --database.");
  }
  // Who has keys has a file; an empty one that is made now would hide that its path is wrong.
  if (command === "keys" && isFile(flags.database) && flags.database !== "" && !existsSync(flags.database)) {
    throw new Error(`There is no database ${flags.database}. Name the server's with --database.`);
  }
  const store = await openStore(flags.database);
  try {
    await run(store, argument ?? "", flags);
  } finally {
    await store.close();
  }
}

const commands: Record<string, (store: Store, argument: string, flags: CommandFlags) => Promise<void>> = {
  async "seed demo"(store) {
    const { apiKey } = await seedDemo(store);
    console.error("The demo organization is there. Its key, shown this once:");
    console.log(apiKey);
  },

  async "organizations create …"(store, name) {
    const { id, apiKey } = await addOrganization(store, checkedName(name));
    console.error(`The organization ${id} is there. Its first key, shown this once:`);
    console.log(apiKey);
  },

  async "keys create …"(store, organizationId, { name }) {
    const key = await store.write(organizationId, () => createKey(organizationId, checkedName(name)));
    if (!key) throw new Error(`There is no organization ${organizationId}. keys list shows which there are.`);
    console.error(`The key ${key.id} is there, shown this once:`);
    console.log(key.value);
  },

  async "keys list"(store) {
    const keys = await store.read(listKeys);
    for (const key of keys.toSorted((a, b) => compare(a.created_at, b.created_at))) {
      const state = key.revoked_at === null ? "valid" : `revoked ${key.revoked_at}`;
      const owner = key.project_id === "" ? key.organization_id : `${key.organization_id}/${key.project_id}`;
      console.log([key.key_id, owner, key.name, key.created_at, state, key.organization].join("\t"));
    }
  },

  async "keys revoke …"(store, id) {
    if (!(await store.write("", () => revokeKey(id)))) {
      throw new Error(`There is no valid key ${id}. keys list shows which there are.`);
    }
    console.error(`The key ${id} is worthless from now on.`);
  },
};

/** What the description says of names. Answers show them, and in a list of keys a tab or a line's end would break them. */
function checkedName(name: string): string {
  const refusal = bodyJudge("OrganizationInput")({ name });
  if (refusal) throw new Error(refusal.message);
  return name;
}
