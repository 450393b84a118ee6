import {
  createTemporaryDatabase,
  databaseKinds,
  findSkipReason,
  shareOfRuns,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import { afterEach, describe, expect, it } from "vitest";
import {
  killServerProcesses,
  runServerCommand,
  type ServerProcess,
  startServerProcess,
} from "./server-process.ts";

const crashRuns = shareOfRuns(Number(process.env["ROLEWRIGHT_ROTATION_CRASHES"] ?? 20));
const keyCount = 4;
const databases: TemporaryDatabase[] = [];

afterEach(async () => {
  await killServerProcesses();
  for (const database of databases.splice(0)) await database.remove();
});

/** What the client of a key knows. */
interface KnownKey {
  id: number;
  /** The newest value that a response showed. */
  value: string;
  /** Whether the last rotation has no response, so that the key may have a value that nobody has seen. */
  isUncertain: boolean;
}

describe.each(databaseKinds)("a server on %s that is killed while API keys rotate", (kind) => {
  const skipReason = findSkipReason(kind);

  it(
    `leaves every key with exactly one valid value, ${crashRuns} times`,
    { timeout: 3_600_000 },
    async ({ skip }) => {
      if (skipReason !== undefined) skip(skipReason);
      const database = await createTemporaryDatabase(kind);
      databases.push(database);
      const adminKey = await runServerCommand(["seed", "demo", "--database", database.name]);
      const flags = ["--database", database.name, "--log-level", "silent"];
      let server = await startServerProcess(flags);
      for (let round = 0; round < crashRuns; round += 1) {
        const keys = await Promise.all(
          Array.from({ length: keyCount }, (_, index) =>
            createKey(server, adminKey, `Round ${round}.${index}`),
          ),
        );
        await rotateUntilKilled(server, adminKey, keys, 3 + ((round * 7919) % 23));
        server = await startServerProcess(flags);
        const stored = await listKeys(server, adminKey);
        for (const key of keys) {
          // A rotation replaces the value of a key in one row, so that its stored value is the old one or the new one.
          expect(stored.get(key.id), `key ${key.id} in round ${round}`).toMatch(/^\*{15}.{6}$/);
          const isAccepted = await acceptsKey(server, key.value);
          const isStored = stored.get(key.id)?.endsWith(key.value.slice(-6)) === true;
          expect(isAccepted, `key ${key.id} in round ${round}`).toBe(isStored);
          expect(isAccepted || key.isUncertain, `key ${key.id} in round ${round}`).toBe(true);
          const next = await rotateKey(server, adminKey, key.id);
          expect([await acceptsKey(server, next), await acceptsKey(server, key.value)]).toEqual([
            true,
            false,
          ]);
        }
        for (const { id } of keys) await send(server, adminKey, "DELETE", `/organization/api-keys/${id}`);
      }
    },
  );
});

/** Rotates all keys at once, and kills the server after a number of rotations, while others run. */
async function rotateUntilKilled(
  server: ServerProcess,
  adminKey: string,
  keys: KnownKey[],
  rotations: number,
): Promise<void> {
  let done = 0;
  await Promise.all(
    keys.map(async (key) => {
      for (;;) {
        key.isUncertain = true;
        try {
          key.value = await rotateKey(server, adminKey, key.id);
        } catch (error) {
          if ((error as Error).name === "AssertionError") throw error;
          return;
        }
        key.isUncertain = false;
        done += 1;
        if (done === rotations) server.child.kill("SIGKILL");
      }
    }),
  );
  await server.closed;
}

async function createKey(server: ServerProcess, adminKey: string, name: string): Promise<KnownKey> {
  const { id, value } = await send(server, adminKey, "POST", "/organization/api-keys", { name });
  return { id, value, isUncertain: false };
}

const rotateKey = async (server: ServerProcess, adminKey: string, id: number): Promise<string> =>
  (await send(server, adminKey, "POST", `/organization/api-keys/${id}/rotate`, {})).value;

/** Returns the masked values by ID. */
async function listKeys(server: ServerProcess, adminKey: string): Promise<Map<number, string>> {
  const { apiKeys } = await send(server, adminKey, "GET", "/organization/api-keys");
  return new Map(apiKeys.map(({ id, value }: { id: number; value: string }) => [id, value]));
}

const acceptsKey = async ({ url }: ServerProcess, value: string): Promise<boolean> =>
  (await fetch(`${url}/v2/organization`, { headers: { CONFIDENT_API_KEY: value } })).status === 200;

// The test knows the shape of each response.
async function send(
  { url }: ServerProcess,
  apiKey: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<any> {
  const response = await fetch(`${url}/v2${path}`, {
    method,
    headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const { data, error } = (await response.json()) as { data: unknown; error?: string };
  expect(error).toBeUndefined();
  return data;
}
