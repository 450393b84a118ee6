import { addOrganization } from "../src/operations/demo-organization.ts";
import { createApiKey } from "../src/operations/api-keys.ts";
import { openStore } from "../src/storage/open-store.ts";
import { createRequest, runLoad } from "./load.ts";
import { readCpuMs, type ServerProcess } from "./server-process.ts";

const keyCount = 4_000;

/** An organization with many API keys, of which one is not measured. */
interface KeyedOrganization {
  firstKey: string;
  keys: string[];
}

/** Creates an organization with 4,000 API keys that were never used. */
export async function addManyKeys(database: string): Promise<KeyedOrganization> {
  const store = await openStore(database);
  const { id, apiKey: firstKey } = await addOrganization(store, "Keys");
  const created = await Promise.all(
    Array.from({ length: keyCount }, () => store.write(id, () => createApiKey(id, "Key", store.clock.now()))),
  );
  await store.close();
  return { firstKey, keys: created.map((key) => key?.value ?? "") };
}

/**
 * Measures the CPU time of responses whose key is recorded as used, in relation to that of responses whose key has been
 * recorded within the minute. No key is in the cache of the server in either case.
 */
export async function measureKeyUse(
  server: ServerProcess,
  { firstKey, keys }: KeyedOrganization,
): Promise<{ ratio: number; microseconds: number }> {
  const request = (apiKey: string) => createRequest("GET", "/v1/organization", apiKey);
  await runLoad(server.url, 64, 5, () => request(firstKey));
  const recorded = await useEachKey(server, keys.map(request));
  await forgetCachedKeys(server, firstKey);
  const notRecorded = await useEachKey(server, keys.map(request));
  return { ratio: recorded / notRecorded, microseconds: recorded - notRecorded };
}

/** Sends each request once, and returns the CPU time per response in microseconds, with that of the writes that follow. */
async function useEachKey(server: ServerProcess, requests: string[]): Promise<number> {
  const before = readCpuMs(server);
  const [last = ""] = requests;
  let sent = 0;
  let responses = 0;
  while (sent < requests.length) {
    const round = await runLoad(server.url, 64, 0.05, () => requests[sent++] ?? last);
    if (round.failures > 0)
      throw new Error(`${round.failures} of ${round.responses} responses were not 200.`);
    responses += round.responses;
  }
  // The writes run after the responses.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  return ((readCpuMs(server) - before) / responses) * 1_000;
}

/** Creates a key, after which the server reads the keys that it had cached from the database again. */
async function forgetCachedKeys({ url }: ServerProcess, apiKey: string): Promise<void> {
  const response = await fetch(`${url}/v2/organization/api-keys`, {
    method: "POST",
    headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json" },
    body: JSON.stringify({ name: "New" }),
  });
  if (!response.ok) throw new Error(`Creating a key returned ${response.status}.`);
}
