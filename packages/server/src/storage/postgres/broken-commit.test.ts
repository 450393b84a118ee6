import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { createTemporaryDatabase, findSkipReason } from "@rolewright/test-support";
import { expect, it, onTestFinished } from "vitest";
import { seedDemo, startServer } from "../../index.ts";

const skipReason = findSkipReason("postgres");

/** Starts a proxy to a database. It breaks the connection instead of passing on the next command of this name. */
async function startProxy(database: string): Promise<{ url: string; breakAt: (command: string) => void }> {
  const { hostname, port, pathname, username } = new URL(database);
  const sockets = new Set<Socket>();
  let command: string | undefined;
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on("error", () => {}).on("close", () => [client, server].forEach((each) => each.destroy()));
    }
    server.on("data", (bytes) => client.write(bytes));
    client.on("data", (bytes) => {
      if (command === undefined || !bytes.includes(`${command}\0`)) return server.write(bytes);
      command = undefined;
      client.destroy();
    });
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  const url = `postgres://${username}@127.0.0.1:${(proxy.address() as AddressInfo).port}${pathname}`;
  return { url, breakAt: (name) => (command = name) };
}

// After a broken COMMIT, nobody knows whether the change was made. A transaction that ends with ROLLBACK has made none.
it.skipIf(skipReason).each([
  ["COMMIT", "PROJECT-ID", 500],
  ["ROLLBACK", "unknown", 503],
])("a connection that breaks at %s of the deletion of %s returns %i", async (command, projectId, status) => {
  const database = await createTemporaryDatabase("postgres");
  onTestFinished(() => database.remove());
  const proxy = await startProxy(database.name);
  const server = await startServer({ database: proxy.url });
  onTestFinished(() => server.close());
  const { apiKey } = await seedDemo(server.store);
  const remove = async () =>
    (
      await fetch(`${server.url}/v1/projects/${projectId}`, {
        method: "DELETE",
        headers: { CONFIDENT_API_KEY: apiKey },
      })
    ).status;

  proxy.breakAt(command);
  expect(await remove()).toBe(status);
  expect(await remove()).toBe(projectId === "unknown" ? 404 : 200);
});
