import { once } from "node:events";
import { mkdirSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { runServer } from "verdaccio";

/** A registry on this machine that knows no other registry. */
export interface LocalRegistry {
  /** With a trailing slash, as npm writes it. */
  url: string;
  /** What npm authenticates with. */
  token: string;
  /** How many packages it accepted. */
  countAccepted(): number;
  close(): Promise<void>;
}

/** Starts verdaccio without uplinks on a free port, with one user. */
export async function startLocalRegistry(folder: string): Promise<LocalRegistry> {
  mkdirSync(folder, { recursive: true });
  const server = (await runServer({
    self_path: join(folder, "config.yaml"),
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd") } },
    uplinks: {},
    packages: { "@rolewright/*": { access: "$all", publish: "$authenticated" } },
    log: { type: "stdout", format: "json", level: "fatal" },
    web: { enable: false },
  } as never)) as Server;
  let accepted = 0;
  server.prependListener("request", ({ method, url: path = "" }, response) => {
    if (method === "PUT" && path.startsWith("/@rolewright"))
      response.once("finish", () => (accepted += response.statusCode < 300 ? 1 : 0));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const token = await createUser(url);
  return {
    url,
    token,
    countAccepted: () => accepted,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function createUser(url: string): Promise<string> {
  const name = "owner";
  const response = await fetch(`${url}-/user/org.couchdb.user:${name}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name, password: "rehearsal-password" }),
  });
  const { token } = (await response.json()) as { token: string };
  return token;
}
