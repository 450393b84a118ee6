import { once } from "node:events";
import { connect, createServer } from "node:net";
import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it, onTestFinished } from "vitest";
import { createRequestGate } from "./request-gate.ts";

/** Emits a connection in each of a number of turns of the event loop, as Node does in a burst. */
async function connectInTurns(server: ReturnType<typeof createServer>, turns: number): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    server.emit("connection");
    await nextTurn();
  }
}

describe("the gate for requests", () => {
  it("calls a handler at once without new connections", async () => {
    const server = createServer();
    const passGate = createRequestGate(server);
    const handled: string[] = [];
    passGate(() => handled.push("before"));
    expect(handled).toEqual(["before"]);

    await connectInTurns(server, 1);
    await nextTurn();
    passGate(() => handled.push("after"));
    expect(handled).toEqual(["before", "after"]);
  });

  it("holds handlers back during a burst of connections, and calls them in order in one turn", async () => {
    const server = createServer();
    const passGate = createRequestGate(server);
    const handled: string[] = [];
    server.emit("connection");
    passGate(() => handled.push("first"));
    await nextTurn();
    await connectInTurns(server, 20);
    passGate(() => handled.push("second"));
    expect(handled).toEqual([]);

    await nextTurn();
    await nextTurn();
    expect(handled).toEqual(["first", "second"]);
  });

  it("calls handlers in the end if connections never stop", async () => {
    const server = createServer();
    const passGate = createRequestGate(server);
    server.emit("connection");
    const end = new AbortController();
    const connections = (async () => {
      while (!end.signal.aborted) await connectInTurns(server, 1);
    })();
    await new Promise<void>((resolve) => passGate(resolve));
    end.abort();
    await connections;
  });

  it("accepts connections that wait before it calls the first handler", async () => {
    const server = createServer((socket) => socket.once("data", () => passGate(() => socket.end("x"))));
    const passGate = createRequestGate(server);
    let accepted = 0;
    server.on("connection", () => (accepted += 1));
    server.listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const acceptedAtResponse = await Promise.all(
      Array.from({ length: 30 }, async () => {
        const socket = connect(port, "127.0.0.1", () => socket.write("x"));
        await once(socket, "data");
        return accepted;
      }),
    );
    // All 30 on a machine that is not too busy. Two without the gate.
    expect(Math.min(...acceptedAtResponse)).toBeGreaterThan(10);
  });
});
