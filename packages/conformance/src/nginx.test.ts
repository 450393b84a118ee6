import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect as connectHttp2 } from "node:http2";
import { request as httpsRequest } from "node:https";
import { connect as connectTls } from "node:tls";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import {
  createTemporaryDatabase,
  findFreePort,
  findPostgresSkipReason,
  type TemporaryDatabase,
} from "@rolewright/test-support";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  killServerProcesses,
  runServerCommand,
  type ServerProcess,
  startServerProcess,
} from "./server-process.ts";

// cspell:ignore fastcgi keyout scgi uwsgi (names of nginx and OpenSSL)
const nginx = "/usr/sbin/nginx";
const openssl = "/usr/bin/openssl";
const whyNoNginx =
  findPostgresSkipReason() ??
  (existsSync(nginx) ? undefined : "nginx is not installed (Debian: apt-get install nginx)");

/** The configuration in the README of the server, with ports and certificates of this test. */
function readRecipe(serverPorts: number[], port: number, folder: string): string {
  const readme = readFileSync(new URL("../../server/README.md", import.meta.url), "utf8");
  const [, recipe = ""] = /```nginx\n([\s\S]*?)```/.exec(readme) ?? [];
  const replacements = {
    "127.0.0.1:4020": `127.0.0.1:${serverPorts[0]}`,
    "127.0.0.1:4021": `127.0.0.1:${serverPorts[1]}`,
    "listen 443": `listen 127.0.0.1:${port}`,
    "/etc/ssl/certs/roles.example.com.pem": join(folder, "certificate.pem"),
    "/etc/ssl/private/roles.example.com.key": join(folder, "key.pem"),
  };
  return Object.entries(replacements).reduce((configuration, [from, to]) => {
    if (!configuration.includes(from)) throw new Error(`The recipe has no ${from}.`);
    return configuration.replace(from, to);
  }, recipe);
}

async function startNginx(serverPorts: number[]) {
  const folder = await mkdtemp(join(tmpdir(), "rolewright-nginx-"));
  // The workers of nginx, which runs as another user, store long bodies there.
  await chmod(folder, 0o755);
  const port = await findFreePort();
  const options =
    "req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out certificate.pem";
  execFileSync(openssl, options.split(" "), { cwd: folder, stdio: "ignore" });
  const temporaryPaths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  await writeFile(
    join(folder, "nginx.conf"),
    `daemon off;
worker_processes 2;
pid ${folder}/pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  ${temporaryPaths.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ")}
  ${readRecipe(serverPorts, port, folder)}
}
`,
  );
  const child: ChildProcess = spawn(
    nginx,
    ["-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")],
    {
      stdio: "ignore",
    },
  );
  return {
    port,
    async close() {
      child.kill("SIGTERM");
      await once(child, "exit");
      await rm(folder, { recursive: true });
    },
  };
}

describe.skipIf(whyNoNginx)("two servers behind nginx, as in the README", { timeout: 120_000 }, () => {
  let postgres: TemporaryDatabase;
  let proxy: Awaited<ReturnType<typeof startNginx>>;
  let serverPorts: number[];
  let servers: ServerProcess[];
  let apiKey: string;

  beforeAll(async () => {
    postgres = await createTemporaryDatabase("postgres");
    apiKey = await runServerCommand(["seed", "demo", "--database", postgres.name]);
    serverPorts = [await findFreePort(), await findFreePort()];
    servers = await Promise.all(serverPorts.map(startServer));
    proxy = await startNginx(serverPorts);
    await vi.waitFor(() => send("GET", "/"), { timeout: 10_000 });
  });

  afterAll(async () => {
    await proxy.close();
    await killServerProcesses();
    await postgres.remove();
  });

  const startServer = (port: number) =>
    startServerProcess(
      `--port ${port} --database ${postgres.name} --log-level error --trusted-proxies 127.0.0.1`.split(" "),
    );

  const baseUrl = () => `https://127.0.0.1:${proxy.port}`;

  /** Sends a request through nginx. The certificate is signed by itself. */
  async function send(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
    const request = httpsRequest(`${baseUrl()}${path}`, {
      method,
      rejectUnauthorized: false,
      headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json", ...headers },
    });
    request.end(body);
    const [response] = await once(request, "response");
    const chunks: Buffer[] = await response.toArray();
    return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
  }

  const sendJson = async (...args: Parameters<typeof send>) => {
    const response = await send(...args);
    return { status: response.status, ...JSON.parse(response.body.toString()) };
  };

  it("serves both versions, the descriptions and the page at /, and hides probes and metrics", async () => {
    const statuses = async (...paths: string[]) =>
      Promise.all(paths.map(async (path) => (await send("GET", path)).status));
    expect(
      await statuses(
        "/",
        "/v1/organization/roles",
        "/v2/organization/roles",
        "/openapi.yaml",
        "/openapi-v2.json",
      ),
    ).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses("/metrics", "/readyz", "/livez", "/v3/organization")).toEqual([404, 404, 404, 404]);
    const [page] = /<h1>.*<\/h1>/.exec((await send("GET", "/")).body.toString()) ?? [];
    expect(page).toBe("<h1>Rolewright server</h1>");
  });

  it("passes path parameters unchanged, and the errors of the server", async () => {
    expect(await sendJson("DELETE", "/v1/organization/roles/a%2Fb")).toMatchObject({
      status: 404,
      error: expect.stringContaining("Role not found"),
    });
    expect(
      await sendJson("GET", "/v1/organization/roles", undefined, { CONFIDENT_API_KEY: "x" }),
    ).toMatchObject({
      status: 401,
      success: false,
    });
  });

  it.each([
    ["larger than the server's limit", 200_000],
    ["larger than nginx's limit", 2_000_000],
  ])("rejects a body %s with 413 in the envelope", async (_, length) => {
    const body = JSON.stringify({ name: "x".repeat(length), policyIds: [] });
    expect(await sendJson("POST", "/v1/organization/roles", body)).toEqual({
      status: 413,
      success: false,
      error: expect.stringMatching(/body .* Send a smaller body\.$/),
    });
  });

  it("serves HTTP/2, and a request that waits for 100 Continue", async () => {
    const session = connectHttp2(baseUrl(), { rejectUnauthorized: false });
    const stream = session.request({ ":path": "/v2/organization/roles", confident_api_key: apiKey });
    const [headers] = await once(stream, "response");
    expect(headers[":status"]).toBe(200);
    expect(JSON.parse(await text(stream))).toMatchObject({ success: true });
    session.close();

    const socket = connectTls({ port: proxy.port, rejectUnauthorized: false });
    const body = '{"name":"Patient","policyIds":[]}';
    socket.write(
      `POST /v1/organization/roles HTTP/1.1\r\nHost: roles.example.com\r\nCONFIDENT_API_KEY: ${apiKey}\r\n` +
        `Content-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n`,
    );
    const [interim] = await once(socket.setEncoding("utf8"), "data");
    expect(interim).toBe("HTTP/1.1 100 Continue\r\n\r\n");
    socket.write(body);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 200 OK/);
  });

  it("gives download URLs of exports that work through nginx, and records the address of the client", async () => {
    const body = '{"name":"Auditor","policyIds":[]}';
    // A client can write the header, too. nginx appends the address that it knows.
    await send("POST", "/v2/organization/roles", body, { "X-Forwarded-For": "203.0.113.9" });
    const { data } = await sendJson("POST", "/v2/organization/audit-logs/exports", "{}");
    const location = await vi.waitFor(
      async () => {
        const { status, headers } = await send(
          "GET",
          `/v2/organization/audit-logs/exports/${data.id}/download`,
        );
        expect(status).toBe(302);
        return new URL(headers.location ?? "");
      },
      { timeout: 10_000 },
    );
    expect(location.origin).toBe(baseUrl());
    const file = await send("GET", location.pathname + location.search);
    const csv = gunzipSync(file.body).toString();
    expect(csv).toContain("createOrganizationRole");
    // The client and nginx have the same address here, which is trusted, so that the next one counts.
    expect(csv).toContain(",203.0.113.9,");
  });

  it("fails no request while each server restarts under load", async () => {
    const failures: unknown[] = [];
    let responses = 0;
    const load = new AbortController();
    const record = (response: { status: number }) => {
      responses += 1;
      if (response.status !== 200) failures.push(response);
    };
    const workers = Array.from({ length: 8 }, async (_, worker) => {
      for (let round = 0; !load.signal.aborted; round += 1) {
        const created = await sendJson(
          "POST",
          "/v2/organization/roles",
          JSON.stringify({ name: `Role ${worker}-${round}`, policyIds: [] }),
        );
        record(created);
        record(await sendJson("GET", "/v2/organization/roles"));
        if (created.success) record(await sendJson("DELETE", `/v2/organization/roles/${created.data.id}`));
      }
    });
    for (const [index, port] of [...serverPorts.entries(), ...serverPorts.entries()]) {
      const before = responses;
      await vi.waitFor(() => expect(responses).toBeGreaterThan(before + 50), { timeout: 60_000 });
      servers[index]?.child.kill("SIGTERM");
      expect(await servers[index]?.closed).toMatchObject({ code: 0 });
      servers[index] = await startServer(port);
    }
    load.abort();
    await Promise.all(workers);
    expect(failures).toEqual([]);
  });
});
