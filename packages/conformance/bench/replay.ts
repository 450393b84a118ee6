/** Records the requests of a run, and replays them without the kit in the same order and concurrency. */
import { Agent, request as httpRequest } from "node:http";
import type { HttpRequest, HttpResponse } from "@rolewright/contract/internal";

export interface RecordedRequest {
  lane: string;
  request: HttpRequest;
  /** Generated ids and keys that the request contains. */
  usedIds: string[];
  /** Requests whose responses must arrive first. */
  dependencies: RecordedRequest[];
  status: number;
  /** Generated ids and keys that the response introduced. */
  createdIds: string[];
}

export class RequestRecorder {
  readonly requests: RecordedRequest[] = [];
  readonly #byRequest = new Map<HttpRequest, RecordedRequest>();
  readonly #lastInLane = new Map<string, RecordedRequest>();
  /** The request whose response first contained an id. */
  readonly #creators = new Map<string, RecordedRequest>();

  onRequest(lane: string, request: HttpRequest): void {
    const text = [request.path, ...Object.values(request.headers), String(request.body ?? "")].join("\n");
    const usedIds = [...new Set(text.match(generatedId) ?? [])].filter((id) => this.#creators.has(id));
    const creators = usedIds.flatMap((id) => this.#creators.get(id) ?? []);
    const last = this.#lastInLane.get(lane);
    const dependencies = [...new Set([...creators, ...(last ? [last] : [])])];
    const recorded = { lane, request, usedIds, dependencies, status: 0, createdIds: [] };
    this.#byRequest.set(request, recorded);
    this.requests.push(recorded);
  }

  onResponse(request: HttpRequest, { status, text }: HttpResponse): void {
    const recorded = this.#byRequest.get(request);
    if (!recorded) return;
    recorded.status = status;
    this.#lastInLane.set(recorded.lane, recorded);
    if (request.method !== "POST" || status >= 300) return;
    recorded.createdIds = text.match(generatedId) ?? [];
    for (const id of recorded.createdIds) if (!this.#creators.has(id)) this.#creators.set(id, recorded);
  }
}

/** Ids and API keys that the reference server generates. */
const generatedId = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|confident_\w+?_[\w-]{40,}/g;

/** How many requests can wait for their dependencies. */
const lookahead = 64;

/**
 * Replays requests as fast as `node:http` allows. Recorded ids are replaced with those of this server, so that it does the
 * same work.
 */
export async function replayRequests(
  requests: readonly RecordedRequest[],
  {
    url,
    apiKey,
    recordedApiKey,
    concurrency,
  }: { url: string; apiKey: string; recordedApiKey: string; concurrency: number },
): Promise<{ durationMs: number; sameStatusRatio: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const currentIds = new Map([[recordedApiKey, apiKey]]);
  const completed = new Map<RecordedRequest, Promise<void>>();
  let sameStatusCount = 0;
  const startedAt = performance.now();
  const replay = async (recorded: RecordedRequest) => {
    await Promise.all(recorded.dependencies.map((dependency) => completed.get(dependency)));
    const request = replaceIds(recorded, currentIds);
    const response = await send(url, agent, request, recorded.createdIds.length > 0);
    if (response.status === recorded.status) sameStatusCount += 1;
    const ids = response.text.match(generatedId) ?? [];
    // A response with another status has no ids; later requests then use the recorded ones.
    for (const [index, id] of recorded.createdIds.entries()) {
      currentIds.set(id, ids[index] ?? currentIds.get(id) ?? id);
    }
  };
  let next = 0;
  const work = async () => {
    for (let recorded = requests[next]; recorded !== undefined; recorded = requests[next]) {
      next += 1;
      const replayed = replay(recorded);
      completed.set(recorded, replayed);
      await replayed;
    }
  };
  await Promise.all(Array.from({ length: lookahead }, work));
  agent.destroy();
  return { durationMs: performance.now() - startedAt, sameStatusRatio: sameStatusCount / requests.length };
}

function replaceIds(
  { request, usedIds }: RecordedRequest,
  currentIds: ReadonlyMap<string, string>,
): HttpRequest {
  const replaceIn = (text: string) =>
    usedIds.reduce((replaced, id) => replaced.replaceAll(id, currentIds.get(id) ?? id), text);
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, currentIds.get(value) ?? value]),
  );
  if (usedIds.length === 0) return { ...request, headers };
  const body = typeof request.body === "string" ? replaceIn(request.body) : request.body;
  return { ...request, headers, path: replaceIn(request.path), ...(body !== undefined && { body }) };
}

function send(
  url: string,
  agent: Agent,
  { method, path, headers, body }: HttpRequest,
  needsBody: boolean,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve) => {
    const hasLength = body !== undefined && headers["Transfer-Encoding"] === undefined;
    const length = hasLength ? { "Content-Length": Buffer.byteLength(body) } : {};
    const options = { method, agent, headers: { ...headers, ...length } };
    const outgoing = httpRequest(url + path, options, (incoming) => {
      const status = incoming.statusCode ?? 0;
      const chunks: Buffer[] = [];
      if (needsBody) incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      else incoming.resume();
      incoming.once("close", () => resolve({ status, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.once("error", () => resolve({ status: 0, text: "" })).end(body);
  });
}
