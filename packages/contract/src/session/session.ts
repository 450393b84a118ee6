import type { CheckName } from "../check-names.ts";
import type { CoverageLog } from "../coverage-of.ts";
import type { Description } from "../description/read-description.ts";
import { fillPath, type Operation, type Pointer, responseTo } from "../description/operation.ts";
import { answerProblems, excerpt } from "./answer-problems.ts";
import { curlOf, redact, type Secrets } from "./curl.ts";
import type { Findings } from "./findings.ts";
import { Room } from "./room.ts";
import type { Answer, Sent, Wire } from "./send.ts";

/** What is asked. */
export interface Request {
  /** Whose documentation the answer has to keep. */
  operation: Operation;
  /** What is being tried, as a person would say it: `a name of 256 characters`. */
  tried: string;
  /** Path parameters, not yet encoded. */
  path?: Record<string, string>;
  query?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, instead of `body`. */
  raw?: string | Uint8Array;
  /** The path as it goes over the wire, instead of the operation's. */
  rawPath?: string;
  /** Instead of the operation's. */
  method?: string;
  /** A header that is `undefined` is left out. */
  headers?: Record<string, string | undefined>;
  /** The key to send; `null` for none; the run's own if left out. */
  key?: string | null;
  /** On a connection of its own. */
  fresh?: boolean;
  /** Which sides of which rules it shows when it is answered as expected. */
  covers?: Covered[];
  /** Without its success a check cannot go on: what is wrong with it is reported, whatever was asked for. */
  isNeeded?: boolean;
  /** The server may hang up before it has read everything, as HTTP allows it with 413. */
  mayBreakOff?: boolean;
  /** The answer is not held to the operation's documentation: the path is none of the description's. */
  isElsewhere?: boolean;
}

/** One side of one rule: `#/components/schemas/Name/maxLength`, broken. */
export interface Covered {
  pointer: Pointer;
  side: "valid" | "invalid";
}

/** A request and its answer. */
export interface Exchange {
  request: Request;
  sent: Sent;
  answer: Answer;
  /** What was found wrong with it, and whether it was the first of its kind. */
  wrongs: { check: CheckName; what: string; isFirst: boolean }[];
}

/** What is found wrong beside what every answer is held to. */
export interface Wrong {
  check: CheckName;
  what: string;
  expected: string;
  actual: string;
  pointer: Pointer;
  /** What led to it, in order. */
  after?: Exchange[];
  /** What was asked at once after that, where it takes more than one to show it. */
  atOnce?: Exchange[];
  /** The smallest body that shows it. */
  smallest?: unknown;
  /** It is reported even when other checks were asked for: they cannot go on. */
  isNeeded?: boolean;
}

/** The run was ended from outside: its time is over, or Ctrl-C. */
export class StoppedError extends Error {
  override name = "StoppedError";
}

/** What all requests of a run share. */
export interface SessionSettings {
  description: Description;
  wire: Wire;
  baseUrl: string;
  apiKey: string;
  secrets: Map<string, string>;
  findings: Findings;
  coverage: CoverageLog;
  maxResponseTimeMs: number;
  /** Called with every request before it is sent. */
  onRequest?: ((lane: string, sent: Sent) => void) | undefined;
  /** Called with every answer. */
  onAnswer?: ((sent: Sent, answer: Answer) => void) | undefined;
}

/** The one way to the implementation: every request goes through here, and every answer is held to the description. */
export class Session {
  readonly settings: SessionSettings;
  /** How many requests were sent. */
  requests = 0;
  /** How many were held to an expectation. */
  cases = 0;
  #stopped: string | undefined;
  #hasBegun = false;
  readonly #silent = new Map<string, number>();
  readonly #slow = new Map<string, Exchange[]>();
  readonly #busy = new Set<string>();
  readonly #right = new Set<string>();
  readonly #underWay = new Set<Exchange>();
  readonly #broken: Exchange[] = [];
  readonly room = new Room();
  /** Called with every exchange before it is sent. */
  readonly starters: ((exchange: Exchange) => void)[] = [];
  /** Called with every exchange; what was created is noted there. */
  readonly observers: ((exchange: Exchange) => void)[] = [];

  constructor(settings: SessionSettings) {
    this.settings = settings;
  }

  /** From here on somebody is there: when nobody answers any more, that is a finding. */
  begin(): void {
    this.#hasBegun = true;
  }

  /** Waits for the answers that are still to come: a check that ended early does not. */
  async quiet(): Promise<void> {
    while (this.#underWay.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  get description(): Description {
    return this.settings.description;
  }

  get secrets(): Secrets {
    return this.settings.secrets;
  }

  /** Ends the run: from now on nothing is sent but to clean up. */
  stop(reason: string): void {
    this.#stopped ??= reason;
  }

  get stopped(): string | undefined {
    return this.#stopped;
  }

  /** Sends a request; its answer is held to the operation's documentation. */
  async ask(lane: string, request: Request, { always = false } = {}): Promise<Exchange> {
    if (this.#stopped !== undefined && !always) throw new StoppedError(this.#stopped);
    const { operation } = request;
    const sent = this.#toSent(request);
    if ((this.#silent.get(operation.operationId) ?? 0) >= 2 && !always) {
      const failure = { kind: "stopped" as const, message: "left out: the operation did not answer twice" };
      return { request, sent, answer: noAnswer(failure), wrongs: [] };
    }
    this.settings.onRequest?.(lane, sent);
    const exchange: Exchange = {
      request,
      sent,
      answer: noAnswer({ kind: "stopped", message: "under way" }),
      wrongs: [],
    };
    this.#underWay.add(exchange);
    for (const start of this.starters) start(exchange);
    exchange.answer = await this.#sendPatiently(operation, sent, request);
    this.#underWay.delete(exchange);
    this.settings.onAnswer?.(sent, exchange.answer);
    this.room.note(exchange);
    for (const observe of this.observers) observe(exchange);
    this.#judge(exchange);
    return exchange;
  }

  /** Files a finding about an exchange. */
  wrong(exchange: Exchange, wrong: Wrong): void {
    const { request, sent, answer } = exchange;
    const { baseUrl, findings } = this.settings;
    const commandOf = (step: Exchange) => redact(curlOf(baseUrl, step.sent, this.secrets), this.secrets);
    const isFirst = findings.add({
      ...wrong,
      isNeeded: wrong.isNeeded === true || request.isNeeded === true,
      operation: isNowhere(request) ? `${sent.method} ${sent.path}` : request.operation.operationId,
      actual: redact(wrong.actual, this.secrets),
      tried: redact(request.tried, this.secrets),
      curl: stepsTo(exchange, wrong).map((step) =>
        Array.isArray(step) ? together(step.map(commandOf)) : commandOf(step),
      ),
      answer: redact(shownAnswer(answer), this.secrets),
      smallest: smallestOf(wrong, sent, this.secrets),
    });
    exchange.wrongs.push({ check: wrong.check, what: wrong.what, isFirst });
  }

  /** Counts that a check looked at something. */
  looked(check: CheckName): void {
    this.settings.findings.looked(check);
  }

  #toSent(request: Request): Sent {
    const { operation, path = {}, query, headers, key = this.settings.apiKey } = request;
    const search = query && new URLSearchParams(query).toString();
    const body = request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
    const all: Record<string, string> = {};
    if (operation.keyHeader && key !== null) all[operation.keyHeader] = keyValue(operation.keyHeader, key);
    if (body !== undefined) all["Content-Type"] = operation.requestBody?.name ?? "application/json";
    for (const [name, value] of Object.entries(headers ?? {})) {
      if (value === undefined) delete all[name];
      else all[name] = value;
    }
    return {
      method: request.method ?? operation.method,
      path: (request.rawPath ?? fillPath(operation.path, path)) + (search ? `?${search}` : ""),
      headers: all,
      ...(body !== undefined && { body }),
    };
  }

  /** Waits as long as a busy implementation asks for, a few times: to be busy is no fault. */
  async #sendPatiently(operation: Operation, sent: Sent, { fresh, headers }: Request): Promise<Answer> {
    for (let tries = 0; ; tries += 1) {
      this.requests += 1;
      const answer = await this.settings.wire.send(sent, { fresh: fresh === true });
      const seconds = Number(answer.headers.get("retry-after") ?? Number.NaN);
      const isBusy = (answer.status === 429 || answer.status === 503) && headers?.["Prefer"] === undefined;
      if (!isBusy || !(seconds <= 10) || this.#busy.has(operation.operationId)) return answer;
      if (tries >= 3) {
        this.#busy.add(operation.operationId);
        return answer;
      }
      await new Promise((resolve) => setTimeout(resolve, Math.max(seconds, 0.05) * 1_000));
    }
  }

  #judge(exchange: Exchange): void {
    const { request, answer } = exchange;
    const { operation } = request;
    if (answer.failure) return this.#judgeFailure(exchange);
    this.#judgeTime(exchange);
    this.#judgeSecrets(exchange);
    if (request.isElsewhere === true) return;
    for (const check of generic) this.looked(check);
    this.settings.coverage.answered(operation, responseTo(operation, answer.status)?.status);
    for (const problem of answerProblems(
      this.description,
      operation,
      answer,
      exchange.sent.method,
      this.#right,
    )) {
      // A documented 500 that was asked for by Prefer is what was asked for.
      const wasAsked = problem.check === "not_a_server_error" && request.headers?.["Prefer"] !== undefined;
      if (!wasAsked) this.wrong(exchange, problem);
    }
  }

  #judgeFailure(exchange: Exchange): void {
    const { operation } = exchange.request;
    const { kind, message } = exchange.answer.failure ?? { kind: "broken", message: "" };
    const pointer = isNowhere(exchange.request) ? "#/info/description" : operation.pointer;
    if (kind === "stopped" || !this.#hasBegun) return;
    if (kind === "unreachable") return this.#judgeGone(exchange);
    if (kind === "broken" && exchange.request.mayBreakOff === true) return;
    if (kind === "broken") this.#broken.push(exchange);
    if (kind === "timeout")
      this.#silent.set(operation.operationId, (this.#silent.get(operation.operationId) ?? 0) + 1);
    const isTime = kind === "timeout";
    this.wrong(exchange, {
      check: isTime ? "max_response_time" : "body_integrity",
      what: isTime ? "gets no whole answer in time" : "gets no whole answer",
      expected: "a whole answer",
      actual: message,
      pointer,
    });
  }

  /** Nothing listens any more: one of the last requests took it down, most likely the least usual of them. */
  #judgeGone(exchange: Exchange): void {
    if (this.#stopped !== undefined) return;
    const suspects = [...this.#underWay, exchange, ...this.#broken.slice(-8)].toSorted(
      (one, other) => this.#oddity(one) - this.#oddity(other),
    );
    const last = suspects.pop() ?? exchange;
    this.stop("the implementation is gone: nothing listens there any more");
    this.wrong(
      { ...last, answer: exchange.answer },
      {
        check: "not_a_server_error",
        what: "ends the server, or another of the last requests does",
        isNeeded: true,
        expected: "a server that is still there, whatever it was asked",
        actual: `${exchange.answer.failure?.message}: nothing listens there any more`,
        pointer: last.request.operation.pointer,
        after: suspects.slice(-4),
      },
    );
  }

  /** How unlikely it is that the server was ever sent such a request. A body that is another type is the least usual one. */
  #oddity({ request: { rawPath, raw, body, covers = [], operation } }: Exchange): number {
    const { requestBody } = operation;
    const problems = requestBody ? this.description.problems(requestBody.schemaPointer, body) : [];
    const isBroken = problems.length > 0 || covers.some(({ side }) => side === "invalid");
    const isAnotherType = problems.some(({ at, keyword }) => at === "" && keyword === "type");
    return (
      (rawPath === undefined ? 0 : 4) +
      (raw === undefined ? 0 : 2) +
      (isAnotherType ? 2 : 0) +
      (isBroken ? 1 : 0)
    );
  }

  /** One slow answer may be the machine's; the second of an operation is not. */
  #judgeTime(exchange: Exchange): void {
    const { operation } = exchange.request;
    const { maxResponseTimeMs } = this.settings;
    this.looked("max_response_time");
    if (exchange.answer.durationMs <= maxResponseTimeMs) return;
    const slow = [...(this.#slow.get(operation.operationId) ?? []), exchange];
    this.#slow.set(operation.operationId, slow);
    if (slow.length < 2) return;
    this.wrong(exchange, {
      check: "max_response_time",
      what: `takes longer than ${maxResponseTimeMs} ms`,
      expected: `an answer within ${maxResponseTimeMs} ms (--max-response-time)`,
      actual: `${Math.round(exchange.answer.durationMs)} ms, and ${slow.length - 1} more like it`,
      pointer: operation.pointer,
    });
  }

  #judgeSecrets(exchange: Exchange): void {
    this.looked("key_not_echoed");
    const { answer, request, sent } = exchange;
    const isIn = (secret: string) =>
      answer.text.includes(secret) ||
      [...answer.headers.keys()].some((name) => answer.headers.get(name)?.includes(secret));
    const sentKey = request.operation.keyHeader && sent.headers[request.operation.keyHeader];
    for (const [secret, name] of [
      ...this.secrets,
      ...(sentKey && !this.secrets.has(sentKey) ? [[sentKey, "a wrong key"] as const] : []),
    ]) {
      // A key of the implementation's own making is shown once, by what made it.
      const isItsOwn = name === "ROLEWRIGHT_PROJECT_KEY" && request.operation.operationId === "createProject";
      if (secret.length < 12 || isItsOwn || !isIn(secret)) continue;
      this.wrong(exchange, {
        check: "key_not_echoed",
        what: "answers with an API key",
        expected: "no API key in an answer, least of all in an error, which goes to logs",
        actual: `the value of ${name} in the answer`,
        pointer: request.operation.keyPointer ?? request.operation.pointer,
      });
      return;
    }
  }
}

/** What led to a finding, and what shows it; what was asked at once is one step. */
function stepsTo(exchange: Exchange, { after = [], atOnce = [] }: Wrong): (Exchange | Exchange[])[] {
  if (atOnce.length === 0) return [...after, exchange].slice(-5);
  const isOneOfThem = atOnce.some(({ sent }) => sent === exchange.sent);
  return [...after.slice(-3), atOnce, ...(isOneOfThem ? [] : [exchange])];
}

/** One command that runs some at once, as many as a person wants to read. */
const together = (commands: string[]) => `${commands.slice(0, 4).join(" &\n")} &\nwait`;

/** The path is none of the description's, so that nobody shall look for it at an operation. */
const isNowhere = ({ isElsewhere, rawPath }: Request) => isElsewhere === true && rawPath !== undefined;

const generic = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "body_integrity",
] as const;

/** What a header has for a key: under `Authorization` a key that names no scheme is a bearer token. */
export const keyValue = (header: string, key: string) =>
  header === "Authorization" && !/^\w+ /.test(key) && key !== "" ? `Bearer ${key}` : key;

const noAnswer = (failure: NonNullable<Answer["failure"]>): Answer => ({
  status: 0,
  headers: { get: () => null, keys: () => [] },
  text: "",
  body: undefined,
  durationMs: 0,
  failure,
});

function shownAnswer({ status, headers, text, body, failure, before }: Answer): string {
  if (failure) return failure.message;
  // What is no JSON may belong to the request before: the connection is out of step.
  const step = body === undefined && text !== "" && before !== undefined;
  const shown = [...headers.keys()]
    .filter((name) => ["content-type", "allow", "retry-after", "location", "x-request-id"].includes(name))
    .map((name) => `${name}: ${headers.get(name)}`);
  const last = step ? ["", `(the answer before on this connection was ${before})`] : [];
  return [`HTTP ${status}`, ...shown, "", excerpt(text), ...last].join("\n").trimEnd();
}

function smallestOf({ smallest }: Wrong, { body }: Sent, secrets: Secrets): string | undefined {
  const text = smallest === undefined ? body : JSON.stringify(smallest);
  if (text === undefined) return undefined;
  return redact(
    excerpt(typeof text === "string" ? text : Buffer.from(text).toString("latin1"), 400),
    secrets,
  );
}
