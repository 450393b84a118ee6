import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { seedDemo, startServer } from "../../index.ts";

const writeCount = 2_500;

it("writes the log back to the file long before SQLite does, and keeps all writes", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolewright-checkpoint-"));
  const file = join(folder, "roles.db");
  const server = await startServer({ database: file });
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  const { apiKey } = await seedDemo(server.store);
  const update = async (name: string) => {
    const response = await fetch(`${server.url}/v1/organization/policies/policy-uuid-2`, {
      method: "PUT",
      headers: { CONFIDENT_API_KEY: apiKey, "content-type": "application/json" },
      body: JSON.stringify({ name, permissionIds: [] }),
    });
    expect(response.status).toBe(200);
  };
  const sizeBefore = statSync(file).size;

  // One after the other, each write adds some four pages to the log.
  for (let sent = 0; sent < writeCount; sent += 1) await update(`Policy ${sent}`);

  // Each write adds an entry to the audit log. SQLite alone would write the log back at 64 MB.
  await vi.waitFor(() => expect(statSync(file).size).toBeGreaterThan(sizeBefore + writeCount * 100), 30_000);
  expect(statSync(`${file}-wal`).size).toBeLessThan(64 * 2 ** 20);
});
