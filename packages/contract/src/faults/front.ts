import {
  Agent,
  createServer,
  type IncomingMessage,
  request as ask,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import { addOrganization, seedDemo, startServer } from "@rolewright/server";
import type { Answer, Call, Difference, Fault, Next, Site } from "./fault.ts";
import { operationOf } from "./operation-of.ts";

/** A planted server that is running. */
export interface FaultyServer {
  /** Without a slash at the end. */
  url: string;
  /** An organization key: the organization is the description's examples. */
  apiKey: string;
  /** The key of another organization. */
  secondKey: string;
  /** The address of a member. */
  member: string;
  /** Roles that members have: `ROLE`, or `PROJECT/ROLE`. */
  assignedRoles: string[];
  close(): Promise<void>;
}

/**
 * Starts the reference server, in memory, behind a front that is wrong, or different, in the one way that is planted.
 * `onAnswer` is told of each answer before it is written.
 */
export async function startFaulty(
  {
    plant,
    prepare,
    assignedRoles = ["role-uuid-3", "PROJECT-ID/project-role-uuid-3"],
  }: Pick<Fault, "plant"> & Pick<Difference, "prepare" | "assignedRoles">,
  onAnswer?: (call: Call, answer: Answer) => void,
): Promise<FaultyServer> {
  const honest = await startServer();
  const { apiKey } = await seedDemo(honest.store);
  const { apiKey: secondKey } = await addOrganization(honest.store, "Another organization");
  const agent = new Agent({ keepAlive: true });
  const next: Next = (call) => forward(honest.url, agent, call);
  const site: Site = { apiKey, secondKey, next };
  const front = plant(site);
  await prepare?.(site);
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    const answer = async () => {
      const call = await read(request);
      const planted = await front(call, next);
      onAnswer?.(call, planted);
      await write(planted, response);
    };
    answer().catch(() => response.destroy());
  });
  server.on("clientError", refuseUnread);
  return {
    url: await listen(server),
    apiKey,
    secondKey,
    member: "ada@fernhill.example",
    assignedRoles,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
      await honest.close();
    },
  };
}

/** Listens on any free port of this machine. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function read(request: IncomingMessage): Promise<Call> {
  const { method = "GET", url = "/", headers } = request;
  return { method, url, headers, body: await buffer(request), operationId: operationOf(method, url) };
}

/** Headers that belong to one connection, or to the body as it was before a front changed it. */
const ofTheConnection = ["connection", "keep-alive", "transfer-encoding", "content-length", "expect"];

const passedOn = (headers: IncomingMessage["headers"]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofTheConnection.includes(name)));

function forward(url: string, agent: Agent, { method, url: path, headers, body }: Call): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const hasBody = body.length > 0 || headers["content-length"] !== undefined;
    const own = {
      host: "localhost",
      ...passedOn(headers),
      ...(hasBody && { "content-length": body.length }),
    };
    let isAnswered = false;
    const sent = ask(url, { agent, method, path, headers: own, setHost: false }, (answer) => {
      isAnswered = true;
      const status = answer.statusCode ?? 0;
      buffer(answer).then(
        (bytes) => resolve({ status, headers: passedOn(answer.headers), body: bytes }),
        reject,
      );
    });
    // The server may answer, and hang up, before it has read all of a body that is too large.
    sent.on("error", (error) => isAnswered || reject(error));
    sent.end(body);
  });
}

/** Writes an answer as its front wants it. */
export async function write(answer: Answer, response: ServerResponse): Promise<void> {
  if (answer.write) return answer.write(response, answer);
  response.writeHead(answer.status, { ...answer.headers, "content-length": answer.body.length });
  response.end(answer.body);
}

/** What Node cannot read as a request, in the words of the description's envelope. */
function refuseUnread(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) return;
  const status =
    error.code === "HPE_HEADER_OVERFLOW" ? "431 Request Header Fields Too Large" : "400 Bad Request";
  const body = JSON.stringify({ success: false, error: `${status.slice(4)}.` });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Content-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
