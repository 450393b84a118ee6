import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { openStore } from "../open-store.ts";

/** Formats a message of PostgreSQL's protocol: a letter, the length, the content. */
function formatMessage(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(type), length, content]);
}

const authenticationOk = formatMessage("R", Buffer.alloc(4));
const readyForQuery = formatMessage("Z", Buffer.from("I"));
/** Formats an error. Each field is a letter and a text: `S` and `V` are the severity. */
function formatFatalError(code: string, message: string): Buffer {
  const fields = [
    ["S", "FATAL"],
    ["V", "FATAL"],
    ["C", code],
    ["M", message],
  ].map(([letter, text]) => `${letter}${text}\0`);
  return formatMessage("E", Buffer.from(`${fields.join("")}\0`));
}

/** Starts a server that accepts every login and ends the session in the same moment, as a failover can. */
async function startServerThatEndsSessions(code: string, message: string): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () =>
      socket.end(Buffer.concat([authenticationOk, readyForQuery, formatFatalError(code, message)])),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `postgres://roles@127.0.0.1:${(server.address() as AddressInfo).port}/roles`;
}

it.each([
  ["57P01", "terminating connection due to administrator command"],
  ["57P05", "terminating connection due to idle-session timeout"],
])(
  "a session that ends with %s right after the login is an error, not the end of the process",
  async (code, message) => {
    const url = await startServerThatEndsSessions(code, message);
    await expect(openStore(url)).rejects.toThrow("PostgreSQL is not available");
  },
);
