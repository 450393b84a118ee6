import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { BaseServer } from "../fault.ts";
import {
  type Defects,
  level,
  type Lookup,
  Operations,
  type Result,
  type Scope,
  showOrganization,
} from "./operations.ts";
import { builtInRoles, createTables, type Kind, type Organization, permissions, type Row } from "./rows.ts";
import { type Body, isId } from "./validate.ts";

/** A response that ends a request early. */
class ErrorResult extends Error {
  readonly status: number;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
}

/**
 * Starts a second implementation of version 1. It has nothing in common with the reference server: regular expressions instead
 * of a router, one array instead of a database, and rules that are written by hand instead of taken from the description.
 */
export async function startArrayServer(defects: Defects = {}): Promise<BaseServer> {
  const tables = createTables();
  const operations = new Operations(tables, defects);
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    respond(request).then(
      (result) => send(response, result),
      (error: unknown) => {
        const known =
          error instanceof ErrorResult ? error : new ErrorResult(500, "An internal error occurred.");
        send(response, { status: known.status, error: known.message }, known.headers);
      },
    );
  });

  async function respond(request: IncomingMessage): Promise<Result> {
    const bytes = await readBytes(request);
    const { method = "", url = "" } = request;
    const segments = decodePath(url);
    const route = routes.find(({ pattern }) => pattern.test(segments.map(encodeURIComponent).join("/")));
    if (!route) throw new ErrorResult(404, "Path not found. Check the spelling.");
    if (!route.methods.includes(method)) {
      const allow = route.methods.join(", ");
      throw new ErrorResult(405, `${method} is not supported for this path. Supported methods: ${allow}.`, {
        allow,
      });
    }
    const organization = authenticate(request, tables.organizations);
    const [, , projectId = "", collection = "", itemId = ""] =
      segments[1] === "organization" ? ["", "", "", ...segments.slice(2)] : segments;
    for (const id of [projectId, itemId].filter((each) => each !== ""))
      if (!isId(id)) throw new ErrorResult(400, "The ID must have 1 to 128 visible ASCII characters.");
    const body = method === "POST" || method === "PUT" ? readBody(request, bytes) : undefined;
    return handle({
      method,
      organization,
      projectId,
      collection,
      itemId,
      isProject: segments[1] === "projects",
      body,
    });
  }

  function authenticate({ headers }: IncomingMessage, organizations: Organization[]): Organization {
    const key = headers["confident_api_key"];
    const found = organizations.find((each) => each.key === key);
    if (found) return found;
    if (tables.rows.some((row) => row.key !== undefined && row.key === key))
      throw new ErrorResult(
        403,
        "This operation requires an organization API key, but the key is a project API key.",
      );
    throw new ErrorResult(401, "The API key is missing or invalid.");
  }

  function handle(request: Request): Promise<Result> | Result {
    const { method, organization, projectId, collection, itemId, isProject, body = {} } = request;
    const top: Scope = { organization, project: "" };
    if (!isProject && collection === "")
      return method === "GET" ? showOrganization(organization) : operations.rename(organization, body);
    if (isProject && projectId === "")
      return method === "GET" ? operations.list("project", top) : operations.create("project", top, body);
    const lookup = itemLookups[method] ?? "readItem";
    const project = isProject
      ? operations.find(collection === "" ? lookup : "parent", "project", top, projectId)
      : undefined;
    if (isProject && !project) throw notFound("project");
    if (project && collection === "") return change(method, project, top, body);
    const scope: Scope = { organization, project: projectId };
    if (collection === "permissions")
      return { status: 200, data: { permissions: permissions[level(scope)] } };
    const kind: Kind = collection === "roles" ? "role" : "policy";
    if (itemId === "")
      return method === "GET" ? operations.list(kind, scope) : operations.create(kind, scope, body);
    if (kind === "role" && builtInRoles[level(scope)].some(({ id }) => id === itemId))
      throw new ErrorResult(
        404,
        "Built-in roles cannot be changed or deleted. Create a custom role instead.",
      );
    const row = operations.find(lookup, kind, scope, itemId);
    if (!row) throw notFound(kind);
    return change(method, row, scope, body);
  }

  function change(method: string, row: Row, scope: Scope, body: Body): Promise<Result> | Result {
    if (method === "GET") return operations.read(row, scope);
    return method === "PUT" ? operations.update(row, scope, body) : operations.remove(row, scope);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const [first, second] = tables.organizations;
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    apiKey: first?.key ?? "",
    secondApiKey: second?.key ?? "",
    // Version 1 has no invitations.
    acceptInvitation: () => Promise.reject(new Error("The array server has no invitations.")),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const itemLookups: Record<string, Lookup> = {
  GET: "readItem",
  PUT: "changedItem",
  DELETE: "deletedItem",
};

interface Request {
  method: string;
  organization: Organization;
  projectId: string;
  collection: string;
  itemId: string;
  isProject: boolean;
  body: Body | undefined;
}

const routes = [
  { pattern: /^v1\/organization$/, methods: ["GET", "PUT"] },
  { pattern: /^v1\/projects$/, methods: ["GET", "POST"] },
  { pattern: /^v1\/projects\/[^/]+$/, methods: ["GET", "PUT", "DELETE"] },
  { pattern: /^v1\/(?:organization|projects\/[^/]+)\/permissions$/, methods: ["GET"] },
  { pattern: /^v1\/(?:organization|projects\/[^/]+)\/(?:roles|policies)$/, methods: ["GET", "POST"] },
  {
    pattern: /^v1\/(?:organization|projects\/[^/]+)\/(?:roles|policies)\/[^/]+$/,
    methods: ["PUT", "DELETE"],
  },
];

const notFound = (kind: Kind) =>
  new ErrorResult(404, `There is no such ${kind}. List them to get valid IDs.`);

function decodePath(url: string): string[] {
  try {
    return url.replace(/\?.*/s, "").split("/").slice(1).map(decodeURIComponent);
  } catch {
    throw new ErrorResult(
      400,
      "The path contains invalid percent-encoding. Encode a literal percent sign as %25.",
    );
  }
}

const maxBytes = 100_000;

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= maxBytes) chunks.push(chunk);
  }
  // Rejected later: a missing key is the more important error.
  return length > maxBytes ? tooLarge : Buffer.concat(chunks);
}

const tooLarge = Buffer.alloc(0);

function readBody({ headers }: IncomingMessage, bytes: Buffer): Body {
  const { "content-type": type = "", "content-encoding": encoding = "identity" } = headers;
  if (type.split(";")[0]?.trim().toLowerCase() !== "application/json" || encoding !== "identity")
    throw new ErrorResult(415, "The media type is not supported. Send the body as application/json.");
  if (bytes === tooLarge)
    throw new ErrorResult(413, "The request body exceeds 100,000 bytes. Send a smaller body.");
  try {
    return JSON.parse(utf8.decode(bytes), rejectUnpairedSurrogates) as Body;
  } catch {
    throw new ErrorResult(400, "The request body is not valid JSON. Check quotes, commas, and brackets.");
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function rejectUnpairedSurrogates(key: string, value: unknown): unknown {
  if (key.isWellFormed() && (typeof value !== "string" || value.isWellFormed())) return value;
  throw new Error("The body has an unpaired surrogate.");
}

function send(response: ServerResponse, result: Result, headers: Record<string, string> = {}): void {
  const { status, ...rest } = result;
  const text = JSON.stringify({ success: status === 200, ...rest });
  response.writeHead(status, { ...headers, "content-type": "application/json; charset=utf-8" });
  response.end(response.req.method === "HEAD" ? undefined : text);
}
