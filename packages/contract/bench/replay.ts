/** Sends what a run has sent once more, bare: in the same order, so much at once, with nothing looked at. */
import { Agent, request } from "node:http";
import type { Answer, Sent } from "../src/session/send.ts";

/** What a run has sent, as it was sent and answered. */
export class Recording {
  readonly all: Recorded[] = [];
  readonly #bySent = new Map<Sent, Recorded>();
  readonly #lastOf = new Map<string, Recorded>();
  /** By what the server made up: the request whose answer showed it first. */
  readonly #makers = new Map<string, Recorded>();

  onRequest(lane: string, sent: Sent): void {
    const text = [sent.path, ...Object.values(sent.headers), String(sent.body ?? "")].join("\n");
    const named = [...new Set(text.match(madeUp) ?? [])].filter((each) => this.#makers.has(each));
    const makers = named.flatMap((each) => this.#makers.get(each) ?? []);
    const last = this.#lastOf.get(lane);
    const after = [...new Set([...makers, ...(last ? [last] : [])])];
    const recorded = { lane, sent, named, after, status: 0, made: [] };
    this.#bySent.set(sent, recorded);
    this.all.push(recorded);
  }

  onAnswer(sent: Sent, { status, text }: Answer): void {
    const recorded = this.#bySent.get(sent);
    if (!recorded) return;
    recorded.status = status;
    this.#lastOf.set(recorded.lane, recorded);
    if (sent.method !== "POST" || status >= 300) return;
    recorded.made = text.match(madeUp) ?? [];
    for (const each of recorded.made) if (!this.#makers.has(each)) this.#makers.set(each, recorded);
  }
}

interface Recorded {
  lane: string;
  sent: Sent;
  /** What it names that the server made up. */
  named: string[];
  /** What had been answered before it was sent, and has to be again. */
  after: Recorded[];
  status: number;
  made: string[];
}

/** Ids and keys of the reference server's making. */
const madeUp = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}|confident_\w+?_[\w-]{40,}/g;

/** How far it looks ahead for requests that wait for no other. */
const ahead = 64;

/**
 * Sends everything again as fast as `node:http` does. Ids are those that this server makes, so that it does the same work.
 * Answers with the time that it took, and with how many of the answers had the same status.
 */
export async function replay(
  url: string,
  apiKeys: { before: string; now: string },
  { all }: Recording,
  concurrency: number,
): Promise<{ ms: number; same: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const now = new Map([[apiKeys.before, apiKeys.now]]);
  const done = new Map<Recorded, Promise<void>>();
  let same = 0;
  const since = performance.now();
  const send = async (each: Recorded) => {
    await Promise.all(each.after.map((before) => done.get(before)));
    const answer = await once(url, agent, withIds(each, now), each.made.length > 0);
    if (answer.status === each.status) same += 1;
    const made = answer.text.match(madeUp) ?? [];
    // An answer that is another than before names none of them.
    for (const [index, id] of each.made.entries()) now.set(id, made[index] ?? now.get(id) ?? id);
  };
  let next = 0;
  const worker = async () => {
    for (let each = all[next]; each !== undefined; each = all[next]) {
      next += 1;
      const sent = send(each);
      done.set(each, sent);
      await sent;
    }
  };
  await Promise.all(Array.from({ length: ahead }, worker));
  agent.destroy();
  return { ms: performance.now() - since, same: same / all.length };
}

function withIds({ sent, named }: Recorded, now: ReadonlyMap<string, string>): Sent {
  const swap = (text: string) => named.reduce((each, id) => each.replaceAll(id, now.get(id) ?? id), text);
  const headers = Object.fromEntries(
    Object.entries(sent.headers).map(([name, value]) => [name, now.get(value) ?? value]),
  );
  if (named.length === 0) return { ...sent, headers };
  const body = typeof sent.body === "string" ? swap(sent.body) : sent.body;
  return { ...sent, headers, path: swap(sent.path), ...(body !== undefined && { body }) };
}

function once(
  url: string,
  agent: Agent,
  { method, path, headers, body }: Sent,
  isWanted: boolean,
): Promise<{ status: number; text: string }> {
  return new Promise((done) => {
    const isMeasured = body !== undefined && headers["Transfer-Encoding"] === undefined;
    const length = isMeasured ? { "Content-Length": Buffer.byteLength(body) } : {};
    const outgoing = request(
      url + path,
      { method, agent, headers: { ...headers, ...length } },
      (response) => {
        const status = response.statusCode ?? 0;
        const chunks: Buffer[] = [];
        if (isWanted) response.on("data", (chunk: Buffer) => chunks.push(chunk));
        else response.resume();
        response.once("close", () => done({ status, text: Buffer.concat(chunks).toString() }));
      },
    );
    outgoing.once("error", () => done({ status: 0, text: "" })).end(body);
  });
}
