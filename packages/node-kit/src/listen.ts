import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, Server as NetServer, type Socket } from "node:net";

/** Another process uses the port. */
export class PortInUseError extends Error {
  override name = "PortInUseError";
  readonly port: number;

  constructor(port: number, host: string, cause?: unknown) {
    super(`Port ${port} on ${host} is already in use. Choose another port, or 0 for any free port.`, {
      cause,
    });
    this.port = port;
  }
}

/** Where a server listens. */
export interface ListenAddress {
  /** 0 for any free port. */
  port: number;
  host: string;
}

/**
 * Listens on a port. Returns the base URL, without a trailing slash.
 *
 * @throws {PortInUseError} if another process uses the port.
 * @throws {Error} if the host is empty or is not an address of this machine.
 */
export async function listen(server: Server, { port, host }: ListenAddress): Promise<string> {
  // Node listens on every address if the host is empty.
  if (host === "") throw new Error("The host is empty. Use an address, or 0.0.0.0 for all addresses.");
  trackConnections(server);
  server.listen({ port, host });
  try {
    await once(server, "listening");
  } catch (error) {
    throw toListenError(error, { port, host });
  }
  // Only a pipe has no address and port.
  return formatBaseUrl(server.address() as AddressInfo);
}

/** The open connections of each server. */
const connections = new WeakMap<Server, Set<Socket>>();

function trackConnections(server: Server): void {
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
}

/** Closes connections without a request. Node counts one that has never sent a byte, such as a browser's preconnect, as busy. */
function closeIdleConnections(server: Server): void {
  server.closeIdleConnections();
  for (const socket of connections.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
}

/** Returns the error to throw if listening failed: a `PortInUseError` if the port is in use, otherwise the error itself. */
export const toListenError = (error: unknown, { port, host }: ListenAddress): unknown =>
  (error as NodeJS.ErrnoException).code === "EADDRINUSE" ? new PortInUseError(port, host, error) : error;

/** Returns the base URL of an address. IPv6 addresses get brackets. */
export const formatBaseUrl = ({ address, family, port }: AddressInfo): string =>
  `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;

/**
 * Stops listening and waits for requests in flight.
 *
 * @param drainTimeoutMs How long they may take. Then their connections are closed.
 * @param idleTimeoutMs How long idle connections stay open. A proxy may be sending a request on one, which would be lost.
 */
export async function stopListening(
  server: Server,
  drainTimeoutMs: number,
  idleTimeoutMs = 0,
): Promise<void> {
  const closed = once(server, "close");
  let idleTimer: NodeJS.Timeout | undefined;
  const closeIdle = () => {
    // Clears Node's own timer, too.
    server.close();
    // A connection that was busy when the server began to stop becomes idle once its response is sent.
    idleTimer = setInterval(() => closeIdleConnections(server), 20);
  };
  const graceTimer = idleTimeoutMs > 0 ? setTimeout(closeIdle, idleTimeoutMs) : undefined;
  const drainTimer = setTimeout(() => server.closeAllConnections(), drainTimeoutMs);
  // The method of the HTTP server would also close idle connections.
  if (graceTimer) NetServer.prototype.close.call(server);
  else closeIdle();
  await closed;
  clearTimeout(graceTimer);
  clearInterval(idleTimer);
  clearTimeout(drainTimer);
}
