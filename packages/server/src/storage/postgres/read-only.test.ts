import { createTemporaryDatabase, findSkipReason, runSql } from "@rolewright/test-support";
import { expect, it, onTestFinished, vi } from "vitest";
import { seedDemo, startServer } from "../../index.ts";

const skipReason = findSkipReason("postgres");

it.skipIf(skipReason)(
  "a read-only PostgreSQL server serves reads, and writes once it is the primary",
  async () => {
    const database = await createTemporaryDatabase("postgres");
    onTestFinished(() => database.remove());
    const setReadOnly = (value: "on" | "off") =>
      runSql(
        database.name,
        `BEGIN READ WRITE; ALTER DATABASE postgres SET default_transaction_read_only = ${value}; COMMIT`,
      );

    await setReadOnly("on");
    await expect(startServer({ database: database.name })).rejects.toThrow("Give the address of the primary");
    await setReadOnly("off");
    const first = await startServer({ database: database.name });
    const { apiKey } = await seedDemo(first.store);
    await first.close();

    await setReadOnly("on");
    const server = await startServer({ database: database.name });
    onTestFinished(() => server.close());
    const getStatus = async (path: string, init: RequestInit = {}) =>
      (await fetch(`${server.url}${path}`, { ...init, headers: { CONFIDENT_API_KEY: apiKey } })).status;
    expect(await getStatus("/v1/organization/roles")).toBe(200);
    const remove = () => getStatus("/v1/projects/PROJECT-ID", { method: "DELETE" });
    expect([await remove(), await getStatus("/readyz")]).toEqual([503, 503]);

    await setReadOnly("off");
    await vi.waitFor(async () => expect(await getStatus("/readyz")).toBe(200), { timeout: 10_000 });
    expect(await remove()).toBe(200);
  },
);
