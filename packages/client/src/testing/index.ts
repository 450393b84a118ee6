/**
 * The roles API in memory, for tests of what uses it: no port, no dependency, and faults when you want them. Independent and
 * unofficial.
 *
 * @module
 */
import type { OperationId } from "@rolewright/types";
import { routes } from "../generated/routes.ts";
import type { Fetch } from "../transport.ts";
import { operations } from "./operations.ts";
import { Refusal } from "./refusal.ts";
import { newWorld } from "./world.ts";

/** What shall go wrong. Without `delayMs`, `status`, `cutBody` or `disconnect` nothing does. */
export interface Fault {
  /** Which operation. Default: any. */
  on?: OperationId;
  /** How many requests. Default 1; `Infinity` for all, 0 for none. */
  times?: number;
  /** How long the answer takes. It ends early when the request is aborted. */
  delayMs?: number;
  /** Answers with this status in place of doing anything: 200 to 599. */
  status?: number;
  /** The `Retry-After` of that answer, in seconds. */
  retryAfter?: number;
  /** Does what was asked for, and breaks the answer off half way. */
  cutBody?: boolean;
  /** Does nothing, and gives no answer. */
  disconnect?: boolean;
}

/** A request as the API got it. */
export interface TestRequest {
  operation: OperationId;
  method: string;
  path: string;
  body: unknown;
}

/** The API in memory. */
export interface TestApi {
  /** Give it to `createClient` as `fetch`, with any key. */
  fetch: Fetch;
  /** What was asked for, in order. */
  readonly requests: readonly TestRequest[];
  /** Makes the next requests go wrong. Faults are used up in the order in which they were injected. */
  inject(fault: Fault): void;
  /** Gives a role to a member, so that it cannot be deleted. */
  assignRole(roleId: string): void;
  /** Forgets everything: state, requests and faults. */
  reset(): void;
}

/**
 * Makes an API with an organization, its permissions and its global roles; without policies and projects. Ids are counted,
 * so that a test finds the same ones each time: `role-1`, `policy-1`, `project-1`.
 *
 * @example
 * const api = createTestApi();
 * const client = createClient({ apiKey: "test", fetch: api.fetch });
 * api.inject({ status: 429, retryAfter: 0 }); // then fine
 * const role = await client.organization.roles.create({ name: "Auditor", policyIds: [] });
 */
export function createTestApi(): TestApi {
  let world = newWorld();
  const requests: TestRequest[] = [];
  const faults: Fault[] = [];

  const take = (operation: OperationId): Fault => {
    const at = faults.findIndex(({ on }) => on === undefined || on === operation);
    const fault = faults[at] ?? {};
    const left = (fault.times ?? 1) - 1;
    if (left > 0) faults[at] = { ...fault, times: left };
    else if (at >= 0) faults.splice(at, 1);
    return fault;
  };

  return {
    requests,
    inject(fault) {
      const { status = 200, times = 1 } = fault;
      // In the answer it would be one more lost connection, which a client tries again.
      if (!(status >= 200 && status <= 599))
        throw new RangeError(`\`status\` is ${status}. Give one from 200 to 599.`);
      if (times > 0) faults.push(fault);
    },
    assignRole: (roleId) => void world.assigned.add(roleId),
    reset() {
      world = newWorld();
      requests.length = faults.length = 0;
    },
    async fetch(url, init) {
      const method = init.method ?? "GET";
      const path = new URL(url).pathname;
      const match = matchOf(method, path);
      if (match === undefined) return refused(new Refusal(404, `There is no ${method} ${path}.`));
      const { operation, ids } = match;
      const fault = take(operation);
      if (fault.delayMs !== undefined) await delay(fault.delayMs, init.signal);
      init.signal?.throwIfAborted();
      const body = parsed(init.body);
      requests.push({ operation, method, path, body });
      if (fault.disconnect) throw new TypeError("fetch failed: the test API was told to disconnect");
      if (fault.status !== undefined) return faultAnswer(fault.status, fault.retryAfter);
      const answer = answerTo(() => {
        if (!new Headers(init.headers).get("confident_api_key"))
          throw new Refusal(401, "The API key is missing or not valid.");
        if (body === undefined && init.body) throw new Refusal(400, "The body is not valid JSON.");
        return operations[operation]({ world, id: (name) => ids[name] ?? "", body });
      });
      return fault.cutBody ? cut(answer) : answer;
    },
  };
}

function matchOf(
  method: string,
  path: string,
): { operation: OperationId; ids: Record<string, string> } | undefined {
  for (const [operation, route] of Object.entries(routes)) {
    const pattern = route.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    const groups = new RegExp(`^${pattern}$`).exec(`${method} ${path}`);
    if (groups === null) continue;
    const ids = Object.entries(groups.groups ?? {}).map(([name, id]) => [name, decodeURIComponent(id)]);
    return { operation: operation as OperationId, ids: Object.fromEntries(ids) as Record<string, string> };
  }
  return undefined;
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === "string" ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}

function answerTo(data: () => unknown): Response {
  try {
    return Response.json({ success: true, data: data() });
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}

const refused = ({ status, message }: Refusal) =>
  Response.json({ success: false, error: message }, { status });

function faultAnswer(status: number, retryAfter = 0): Response {
  if ([204, 205, 304].includes(status)) return new Response(null, { status });
  // What the description gives these two.
  const waits = status === 429 || status === 503;
  const body = { success: false, error: `The test API was told to answer ${status}.` };
  return Response.json(body, { status, ...(waits && { headers: { "retry-after": String(retryAfter) } }) });
}

/** The first half of a body, and then a broken connection. */
function cut(answer: Response): Response {
  const half = new ReadableStream<Uint8Array>({
    async start(stream) {
      const bytes = new Uint8Array(await answer.arrayBuffer());
      stream.enqueue(bytes.slice(0, bytes.length / 2));
    },
    pull: (stream) => stream.error(new TypeError("terminated: the test API was told to cut the body")),
  });
  return new Response(half, { status: answer.status, headers: answer.headers });
}

const delay = (ms: number, signal: AbortSignal | null | undefined) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
