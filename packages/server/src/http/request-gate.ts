import type { Server } from "node:net";

/** Calls the handler of a request, at once or after a burst of connections. */
export type RequestGate = (handle: () => void) => void;

/** How long a burst of connections holds requests back at most, in milliseconds. */
const maxHoldMs = 100;

/**
 * Creates a gate that holds requests back while the server accepts a burst of connections. Node 24 accepts one connection in
 * each turn of the event loop (https://github.com/libuv/libuv/pull/3696). A turn with a commit of many writes takes some 20 ms:
 * when 256 clients connect at once, as after a restart, the last would wait for seconds. A turn without requests takes 0.1 ms,
 * and the requests that were held back then share a commit.
 */
export function createRequestGate(server: Server): RequestGate {
  let held: (() => void)[] = [];
  let connectionCount = 0;
  let isBurst = false;
  let startedAt = 0;

  /** Ends the burst after a turn without a connection. `countBefore` is the number of connections one turn ago. */
  function checkBurst(countBefore: number): void {
    if (connectionCount > countBefore && performance.now() - startedAt < maxHoldMs)
      return void setImmediate(checkBurst, connectionCount);
    isBurst = false;
    const released = held;
    held = [];
    for (const handle of released) handle();
  }

  server.on("connection", () => {
    connectionCount += 1;
    if (isBurst) return;
    isBurst = true;
    startedAt = performance.now();
    setImmediate(checkBurst, connectionCount - 1);
  });

  return (handle) => {
    if (isBurst) held.push(handle);
    else handle();
  };
}
