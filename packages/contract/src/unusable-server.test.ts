import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { ContractSetupError, runContract } from "./index.ts";

// cspell:ignore keyout
/** Creates a certificate. Its test is skipped where it is not installed. */
const openssl = "/usr/bin/openssl";

const folder = mkdtempSync(join(tmpdir(), "contract-unusable-"));
afterAll(() => rmSync(folder, { recursive: true }));

const open: { server: Server; sockets: Set<Socket> }[] = [];
afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    socket.on("error", () => {});
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push({ server, sockets });
  return (server.address() as AddressInfo).port;
}

/** A server that sends nothing is not waited for. */
const timeoutFor = (fault: string) => (fault === "nothing" ? 300 : undefined);

/** Handles the bytes of each request. `path` is that of the request. */
type RawHandler = (socket: Socket, path: string) => void;

const rawServer = (handle: RawHandler) =>
  listen(
    createServer((socket) => {
      socket.on("data", (bytes) => handle(socket, /^\w+ (\S+)/.exec(bytes.toString("latin1"))?.[1] ?? ""));
    }),
  );

const json = (status: string, body: string) =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

const reading = (description: string) => ({
  description,
  content: { "application/json": { schema: { type: "object", required: ["state"] } } },
});
const spec = join(folder, "openapi.json");
writeFileSync(
  spec,
  JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Status", version: "1" },
    paths: {
      "/health": { get: { operationId: "getHealth", responses: { 200: reading("ok") } } },
      "/status": { get: { operationId: "getStatus", responses: { 200: reading("ok") } } },
    },
  }),
);

const run = (port: number, scheme = "http", requestTimeoutMs = 5_000) =>
  runContract({
    baseUrl: `${scheme}://127.0.0.1:${port}`,
    apiKey: "",
    spec,
    requestTimeoutMs,
    maxExamples: 2,
  });

const faults: [fault: string, handle: RawHandler, cause: string][] = [
  [
    "a header of 2 MB",
    (socket) => socket.write(`HTTP/1.1 200 OK\r\nx-large: ${"a".repeat(2_000_000)}\r\n\r\n`),
    "the response headers are larger than 16,384 bytes",
  ],
  [
    "many small headers",
    (socket) => socket.write(`HTTP/1.1 200 OK\r\n${"x-many: a\r\n".repeat(4_000)}\r\n`),
    "the response headers are larger than 16,384 bytes",
  ],
  [
    "another protocol",
    (socket) => socket.end("220 mail.example SMTP\r\n"),
    "the response is not valid HTTP (HPE_",
  ],
  [
    "a status that is no number",
    (socket) => socket.end("HTTP/1.1 OK 200\r\n\r\n"),
    "the response is not valid HTTP (HPE_",
  ],
  [
    "a header without a colon",
    (socket) => socket.end("HTTP/1.1 200 OK\r\nno colon here\r\n\r\n"),
    "the response is not valid HTTP (HPE_",
  ],
  [
    "two lengths",
    (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}"),
    "the response is not valid HTTP (HPE_",
  ],
  ["a reset connection", (socket) => socket.resetAndDestroy(), "the server closed the connection"],
  ["a closed connection", (socket) => socket.end(), "the server closed the connection"],
  [
    "half of the headers",
    (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-"),
    "the server closed the connection",
  ],
  ["nothing", () => {}, "no complete response within 300 ms"],
];

describe("a server whose responses are not usable HTTP", () => {
  it.each(faults)("is described at the start: %s", async (fault, handle, cause) => {
    const port = await rawServer(handle);
    const failure = await run(port, "http", timeoutFor(fault)).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContractSetupError);
    const { message } = failure as Error;
    expect(message).toContain(
      `A server accepts connections at http://127.0.0.1:${port}/, but every request fails: `,
    );
    expect(message).toContain(cause);
    expect(message.length).toBeLessThan(400);
  });

  it.each(faults)("is described in the middle of a run: %s", async (fault, handle, cause) => {
    const port = await rawServer((socket, path) => {
      if (path.startsWith("/status")) handle(socket, path);
      else if (path.startsWith("/health")) socket.write(json("200 OK", '{"state":"up"}'));
      else socket.write(json("404 Not Found", "{}"));
    });
    const { findings, outcome } = await run(port, "http", timeoutFor(fault));
    const checks = ["body_integrity", "max_response_time"];
    const found = findings.filter(
      ({ check, operations }) => checks.includes(check) && operations.includes("getStatus"),
    );
    expect(found.map(({ actual }) => actual).join("\n")).toContain(cause);
    expect(outcome).toBe("failed");
    expect(findings.map(({ message }) => message).join("\n")).not.toContain("ends the server");
  });

  it("is described at the start: it does not use TLS", async () => {
    const port = await rawServer((socket) => socket.end(json("400 Bad Request", "{}")));
    await expect(run(port, "https")).rejects.toThrow("Does the URL need http:// instead of https://?");
  });

  it.skipIf(!existsSync(openssl))("is described at the start: its certificate is not accepted", async () => {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const names = ["-subj", "/CN=localhost", "-days", "1"];
    execFileSync(
      openssl,
      ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, ...names],
      {
        stdio: "ignore",
      },
    );
    const port = await listen(
      createHttpsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) =>
        response.end("{}"),
      ),
    );
    await expect(run(port, "https")).rejects.toThrow(
      "the TLS certificate is not accepted (DEPTH_ZERO_SELF_SIGNED_CERT)",
    );
  });
});
