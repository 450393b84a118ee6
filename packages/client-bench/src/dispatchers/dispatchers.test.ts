import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { type Client, ConnectionError, createClient } from "@rolewright/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createClientWithCertificate,
  createPooledClient,
  createProxiedClient,
} from "../examples/undici-dispatchers.ts";
import { callEveryOperation, everyResponse } from "../modules/every-operation.ts";
import { type Certificates, createCertificates } from "./certificates.ts";
import { type ConnectProxy, startConnectProxy } from "./connect-proxy.ts";

let certificates: Certificates;
let server: Server;
let origin: string;
let proxy: ConnectProxy;
/** The common names of the client certificates of the received requests. */
let received: (string | undefined)[] = [];
const connections = new Set<unknown>();

beforeAll(async () => {
  certificates = await createCertificates();
  const { ca } = certificates;
  server = createServer(
    { ...certificates.server, ca, requestCert: true, rejectUnauthorized: false },
    (request, response) => {
      const socket = request.socket as TLSSocket;
      connections.add(socket);
      received.push(socket.authorized ? String(socket.getPeerCertificate().subject.CN) : undefined);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(everyResponse));
    },
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  proxy = await startConnectProxy();
  vi.stubEnv("CONFIDENT_BASE_URL", origin);
  vi.stubEnv("CONFIDENT_ORG_API_KEY", "confident_org_DISPATCHER");
});

beforeEach(() => {
  received = [];
  connections.clear();
  proxy.tunnels.length = 0;
});

afterAll(() => {
  vi.unstubAllEnvs();
  proxy.close();
  server.closeAllConnections();
  server.close();
});

const catchError = (client: Client): Promise<unknown> =>
  client.projects.create({ name: "Search" }).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a client behind a proxy", () => {
  it("sends every request through the proxy", async () => {
    const sent = await callEveryOperation(createProxiedClient(proxy.url, certificates.ca));
    expect(received).toHaveLength(sent);
    expect(proxy.tunnels.length).toBeGreaterThan(0);
    expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(origin).host]));
  });

  it("says that nothing was sent when the proxy rejects the host", async () => {
    vi.stubEnv("CONFIDENT_BASE_URL", "https://other.invalid");
    const error = await catchError(createProxiedClient(proxy.url, certificates.ca));
    vi.stubEnv("CONFIDENT_BASE_URL", origin);
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ isUnsent: true, attempts: 1 });
  });

  it("fails without a retry when it does not know the certificate authority", async () => {
    const error = await catchError(createProxiedClient(proxy.url));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ isUnsent: true, attempts: 1 });
    expect(received).toEqual([]);
  });
});

describe("a client in a program with the proxy variables of Node.js", () => {
  it("sends its requests through the proxy, without undici", async () => {
    const authorityFile = join(await mkdtemp(join(tmpdir(), "rolewright-proxy-")), "ca.pem");
    await writeFile(authorityFile, certificates.ca);
    const program = `import { createClient } from "@rolewright/client";
      console.log(JSON.stringify(await createClient().projects.list()));`;
    const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", program], {
      cwd: import.meta.dirname,
      env: {
        ...process.env,
        NODE_USE_ENV_PROXY: "1",
        HTTPS_PROXY: proxy.url,
        NODE_EXTRA_CA_CERTS: authorityFile,
      },
    });
    await rm(dirname(authorityFile), { recursive: true });
    expect(JSON.parse(stdout)).toEqual(everyResponse.data.projects);
    expect(proxy.tunnels).toEqual([new URL(origin).host]);
    expect(received).toHaveLength(1);
  });
});

describe("a client with its own certificate authority", () => {
  it("sends its client certificate with every request", async () => {
    const { ca, client } = certificates;
    const sent = await callEveryOperation(createClientWithCertificate(ca, client.cert, client.key));
    expect(received).toEqual(Array.from({ length: sent }, () => "client"));
    expect(proxy.tunnels).toEqual([]);
  });

  it("is rejected without it, because the platform does not know the authority", async () => {
    const error = await catchError(createClient({ maxRetries: 0 }));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(String(error)).toContain("SELF_SIGNED_CERT_IN_CHAIN");
    expect(received).toEqual([]);
  });
});

describe("a client with a pool", () => {
  it("opens no more connections than the pool has", async () => {
    const sent = await callEveryOperation(createPooledClient(origin, 2, certificates.ca));
    expect(received).toHaveLength(sent);
    expect(connections.size).toBeLessThanOrEqual(2);
  });
});
