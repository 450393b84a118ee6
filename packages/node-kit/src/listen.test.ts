import { once } from "node:events";
import { createServer } from "node:http";
import { connect } from "node:net";
import { expect, onTestFinished, test, vi } from "vitest";
import { formatBaseUrl, listen, PortInUseError, stopListening } from "./index.ts";

test("listens on a free port and returns a URL that works", async () => {
  const server = createServer((_, response) => response.end("hello"));
  const url = await listen(server, { port: 0, host: "127.0.0.1" });
  onTestFinished(() => stopListening(server, 0));
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(url)).text()).toBe("hello");
});

test("names the port that another server uses", async () => {
  const first = createServer();
  const url = new URL(await listen(first, { port: 0, host: "127.0.0.1" }));
  onTestFinished(() => stopListening(first, 0));
  const error = await listen(createServer(), { port: Number(url.port), host: "127.0.0.1" }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PortInUseError);
  expect(error).toMatchObject({ port: Number(url.port), cause: { code: "EADDRINUSE" } });
  expect((error as Error).message).toBe(
    `Port ${url.port} on 127.0.0.1 is already in use. Choose another port, or 0 for any free port.`,
  );
});

test("rejects an empty host, which would listen on every address", async () => {
  await expect(listen(createServer(), { port: 0, host: "" })).rejects.toThrow("The host is empty.");
});

test("passes on other errors of listening", async () => {
  await expect(listen(createServer(), { port: 0, host: "192.0.2.1" })).rejects.toMatchObject({
    code: "EADDRNOTAVAIL",
  });
});

test.each([
  [{ address: "127.0.0.1", family: "IPv4", port: 80 }, "http://127.0.0.1:80"],
  [{ address: "::1", family: "IPv6", port: 4010 }, "http://[::1]:4010"],
])("formats %o", (address, url) => {
  expect(formatBaseUrl(address)).toBe(url);
});

test("lets a request in flight finish when it stops", async () => {
  const server = createServer((_, response) => response.writeHead(200).write("begin "));
  const url = await listen(server, { port: 0, host: "127.0.0.1" });
  const inFlight = once(server, "request");
  const response = fetch(url);
  const [, serverResponse] = await inFlight;
  const stopped = stopListening(server, 10_000);
  serverResponse.end("end");
  expect(await (await response).text()).toBe("begin end");
  await stopped;
});

test("serves a request on a connection that was idle when it began to stop", async () => {
  const server = createServer((_, response) => response.setHeader("Connection", "close").end("hello"));
  const url = new URL(await listen(server, { port: 0, host: "127.0.0.1" }));
  const socket = connect(Number(url.port), "127.0.0.1").setEncoding("utf8");
  await once(server, "connection");
  let received = "";
  socket.on("data", (text: string) => (received += text));
  const stopped = stopListening(server, 20_000, 10_000);
  await expect(fetch(url)).rejects.toThrow("fetch failed");
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await stopped;
  await vi.waitFor(() => expect(received).toContain("hello"));
});

test("closes an idle connection after its time", async () => {
  const server = createServer();
  const url = new URL(await listen(server, { port: 0, host: "127.0.0.1" }));
  const socket = connect(Number(url.port), "127.0.0.1");
  await once(server, "connection");
  const socketClosed = once(socket.resume(), "close");
  await stopListening(server, 20_000, 50);
  await socketClosed;
});

test("closes the connection of a request that does not finish in time", async () => {
  const server = createServer((_, response) => response.writeHead(200).write("begin "));
  const response = await fetch(await listen(server, { port: 0, host: "127.0.0.1" }));
  const text = response.text().catch((error: unknown) => error);
  await stopListening(server, 50);
  expect(await text).toBeInstanceOf(Error);
});
