import {
  Agent,
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { acceptInvitation, addOrganization, seedDemo, startServer } from "@rolewright/server";
import type {
  BaseServer,
  Fault,
  FaultContext,
  NextHandler,
  ProxyRequest,
  ProxyResponse,
  ValidVariant,
} from "./fault.ts";
import { matchOperation } from "./operation-matcher.ts";

/** A running server with an injected fault. */
export interface FaultyServer extends BaseServer {
  /** The email address of a member. */
  memberEmail: string;
  /** Roles that members have: `ROLE`, or `PROJECT/ROLE`. */
  assignedRoles: string[];
}

/**
 * Starts the reference server in memory, or another one, behind a proxy that injects the fault. `onResponse` is called with each response
 * before it is written.
 */
export async function startFaultyServer(
  {
    inject,
    prepare,
    startBase = startReferenceServer,
    assignedRoles = ["role-uuid-3", "PROJECT-ID/project-role-uuid-3"],
  }: Pick<Fault, "inject" | "startBase"> & Pick<ValidVariant, "prepare" | "assignedRoles">,
  onResponse?: (request: ProxyRequest, response: ProxyResponse) => void,
): Promise<FaultyServer> {
  const base = await startBase();
  const { apiKey, secondApiKey } = base;
  const agent = new Agent({ keepAlive: true });
  const next: NextHandler = (request) => forwardRequest(base.url, agent, request);
  const context: FaultContext = { apiKey, secondApiKey, next };
  const handle = inject(context);
  await prepare?.(context);
  const server = createServer({ requireHostHeader: false }, (input, output) => {
    const respond = async () => {
      const request = await readRequest(input);
      const response = await handle(request, next);
      onResponse?.(request, response);
      await writeResponse(response, output);
    };
    respond().catch(() => output.destroy());
  });
  server.on("clientError", rejectUnparsableRequest);
  return {
    ...base,
    url: await listen(server),
    memberEmail: "ada@fernhill.example",
    assignedRoles,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
      await base.close();
    },
  };
}

async function startReferenceServer(): Promise<BaseServer> {
  const reference = await startServer();
  const { apiKey } = await seedDemo(reference.store);
  const { apiKey: secondApiKey } = await addOrganization(reference.store, "Another organization");
  return {
    url: reference.url,
    apiKey,
    secondApiKey,
    async acceptInvitation(token) {
      if (!(await acceptInvitation(reference.store, token)))
        throw new Error("No pending invitation has the token.");
    },
    close: () => reference.close(),
  };
}

/** Listens on a free port of 127.0.0.1 and returns the URL. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function readRequest(input: IncomingMessage): Promise<ProxyRequest> {
  const { method = "GET", url = "/", headers } = input;
  return { method, url, headers, body: await buffer(input), operationId: matchOperation(method, url) };
}

/** Headers that belong to one connection, or to the body before a transform changed it. */
const hopByHopHeaders = ["connection", "keep-alive", "transfer-encoding", "content-length", "expect"];

const endToEndHeaders = (headers: IncomingMessage["headers"]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopByHopHeaders.includes(name)));

function forwardRequest(
  baseUrl: string,
  agent: Agent,
  { method, url: path, headers, body }: ProxyRequest,
): Promise<ProxyResponse> {
  return new Promise((resolve, reject) => {
    const hasBody = body.length > 0 || headers["content-length"] !== undefined;
    const forwarded = {
      host: "localhost",
      ...endToEndHeaders(headers),
      ...(hasBody && { "content-length": body.length }),
    };
    let hasResponse = false;
    const options = { agent, method, path, headers: forwarded, setHost: false };
    const upstream = httpRequest(baseUrl, options, (input) => {
      hasResponse = true;
      const status = input.statusCode ?? 0;
      buffer(input).then(
        (bytes) => resolve({ status, headers: endToEndHeaders(input.headers), body: bytes }),
        reject,
      );
    });
    // The server may respond and close the connection before it has read all of a body that is too large.
    upstream.on("error", (error) => hasResponse || reject(error));
    upstream.end(body);
  });
}

/** Writes a response, in its own way if it has one. */
export async function writeResponse(response: ProxyResponse, output: ServerResponse): Promise<void> {
  if (response.write) return response.write(output, response);
  output.writeHead(response.status, { ...response.headers, "content-length": response.body.length });
  output.end(response.body);
}

/** Responds in the documented envelope to input that Node cannot parse as a request. */
function rejectUnparsableRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return;
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const body = JSON.stringify({ success: false, error: `${status.slice(4)}.` });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
