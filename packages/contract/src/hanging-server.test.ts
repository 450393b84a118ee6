import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addOrganization, seedDemo, startServer as startReferenceServer } from "@rolewright/server";
import { afterAll, expect, it, onTestFinished } from "vitest";
import { initContract } from "./init.ts";
import { type ContractOptions, ContractSetupError } from "./options.ts";
import { runContract } from "./run-contract.ts";
import { bookCollections, booksDescription } from "./testing/books-api.test-support.ts";
import { startRestServer } from "./testing/rest-server.test-support.ts";

const folder = mkdtempSync(join(tmpdir(), "rolewright-hanging-"));
afterAll(() => rmSync(folder, { recursive: true }));
const spec = join(folder, "books.json");
const contract = join(folder, "contract.yaml");
writeFileSync(spec, JSON.stringify(booksDescription));
initContract(spec, contract);

const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n";

/** What a server does with a request instead of responding. */
const hangs: [name: string, hang: (socket: Socket) => void][] = [
  ["accepts connections and never responds", () => {}],
  ["sends headers and no body", (socket) => socket.write(head)],
  [
    "sends one byte per second",
    (socket) => {
      socket.write(head);
      const timer = setInterval(() => socket.write(" "), 1_000);
      socket.on("close", () => clearInterval(timer));
    },
  ],
  ["closes connections", (socket) => socket.end()],
];

/** Starts a server of the books API that responds to some requests. `isAffected` gets their number, from 1, and their text. */
async function startServer(
  hang: (socket: Socket) => void,
  isAffected: (count: number, request: string) => boolean,
): Promise<Pick<ContractOptions, "baseUrl" | "contract">> {
  const target = await startRestServer({ spec, collections: bookCollections });
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    const upstream = connect(Number(new URL(target.url).port), "127.0.0.1");
    for (const each of [socket, upstream]) {
      sockets.add(each);
      each.on("error", () => {});
    }
    upstream.on("data", (bytes) => socket.write(bytes));
    upstream.on("end", () => socket.end());
    socket.on("close", () => upstream.destroy());
    socket.on("data", (bytes) => {
      count += 1;
      if (isAffected(count, bytes.toString("latin1"))) hang(socket);
      else upstream.write(bytes);
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
    target.close();
  });
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, contract };
}

/** A second lasts 50 ms, and no request ever times out: every wait must end with the run. */
const limits = {
  apiKey: "a-key",
  seed: 1,
  maxTimeMs: 20_000,
  requestTimeoutMs: 600_000,
  now: () => performance.now() * 20,
};

it.each(hangs)("ends with its time if the server suddenly %s", async (_, hang) => {
  const server = await startServer(hang, (count) => count > 60);
  const report = await runContract({ ...server, ...limits });
  expect(report.outcome).not.toBe("passed");
});

it.each(hangs.slice(0, 3))("ends with its time if the server always %s", async (_, hang) => {
  const server = await startServer(hang, () => true);
  const run = runContract({ ...server, ...limits });
  await expect(run).rejects.toThrow(ContractSetupError);
  await expect(run).rejects.toThrow("every request fails: no complete response before the run ended");
});

it("gives up after three first requests without any response", async () => {
  let requests = 0;
  const server = await startServer(
    () => (requests += 1),
    () => true,
  );
  const run = runContract({ ...server, apiKey: "a-key", requestTimeoutMs: 50 });
  await expect(run).rejects.toThrow("every request fails: no complete response within 50 ms");
  expect(requests).toBeLessThanOrEqual(3);
});

it("lists what it could not delete in the time that a clean-up has", async () => {
  const server = await startServer(
    () => {},
    (_, request) => request.startsWith("DELETE"),
  );
  const report = await runContract({ ...server, ...limits });
  expect(report.incompleteReason ?? "").toContain("--max-time");
  expect(report.undeletedResources[0]).toMatch(/^DELETE \//);
});

it("ends with its time if a command that accepts invitations does not end", async () => {
  const signals: AbortSignal[] = [];
  const { url, store, close } = await startReferenceServer();
  onTestFinished(() => close());
  const { apiKey } = await seedDemo(store);
  const { apiKey: secondApiKey } = await addOrganization(store, "Another organization");
  const report = await runContract({
    ...limits,
    baseUrl: url,
    apiKey,
    secondApiKey,
    api: "v2",
    checks: ["removal_cascades"],
    // The time elapses while the command runs.
    now: () => performance.now() * (signals.length > 0 ? 1_000 : 1),
    acceptInvitation: (_, signal) => {
      signals.push(signal);
      return new Promise(() => {});
    },
  });
  expect(report.incompleteReason).toContain("--max-time");
  expect(signals.length).toBeGreaterThan(0);
  expect(signals.every(({ aborted }) => aborted)).toBe(true);
});
