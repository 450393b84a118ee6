/** A server whose first path segment selects its behavior. `/` is a page that runs the checks, and `/report` receives their results. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const json = { "content-type": "application/json", "x-request-id": "req-1" };
const good = JSON.stringify({
  success: true,
  data: { roles: [{}], role: { id: "r1" }, projects: [], id: "a/b#c", deleted: true },
});

export async function startServer(bundle: string) {
  let busy = 0;
  let report: (text: string) => void = () => {};
  const reported = new Promise<string>((resolve) => (report = resolve));

  const behaviors: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
    fine: ({ url = "", method }, response) => {
      const known = method !== "DELETE" || url.endsWith("/a%2Fb%23c");
      response.writeHead(known ? 200 : 404, json).end(known ? good : '{"success":false,"error":"x"}');
    },
    conflict: (_, response) => response.writeHead(409, json).end('{"success":false,"error":"conflict"}'),
    redirect: (_, response) => response.writeHead(302, { location: "/fine/v1/organization/roles" }).end(),
    page: (_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
    cut: (_, response) =>
      void response.writeHead(200, { ...json, "content-length": 999 }).write("{", () => response.destroy()),
    busy: (_, response) => {
      const isReady = busy++ % 2 === 1;
      response.writeHead(isReady ? 200 : 503, json).end(isReady ? good : "{}");
    },
    hang: () => {},
    half: (_, response) => void response.writeHead(200, json).write("{"),
    "": (_, response) =>
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(`<script type="module">${bundle}</script>`),
    report: (request, response) => {
      let text = "";
      request.on("data", (chunk: Buffer) => (text += chunk.toString()));
      request.on("end", () => {
        report(text);
        response.end();
      });
    },
  };
  const server = createServer((request, response) => {
    request.resume();
    (behaviors[request.url?.split("/")[1] ?? ""] ?? (() => response.writeHead(404).end()))(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, reported, close };
}
