import type { CheckName } from "../check-names.ts";
import { type Operation, type Pointer, responseTo } from "../description/operation.ts";
import { excerpt } from "./answer-problems.ts";
import type { Exchange, Request, Session, Wrong } from "./session.ts";

/** What a check cannot go on without was refused; what was refused is a finding of its own. */
export class CannotRunError extends Error {
  override name = "CannotRunError";
}

/** Which answer a request calls for. */
export interface Expectation {
  /** What fails when the answer is another one. */
  check: CheckName;
  /** The statuses that are right. */
  statuses: number[];
  /** Why, for a person: `what was deleted is gone`. */
  because: string;
  /** Where the description says so. */
  pointer: Pointer;
  /** What fails when a request that has to be refused is accepted, where that is another check. */
  accepted?: CheckName;
}

/** One line of requests, each after the one before; lanes run beside one another. */
export class Lane {
  readonly name: string;
  readonly #session: Session;
  readonly #tag: string;
  readonly #key: string | undefined;
  #names = 0;
  /** What was written, or refused, so far; the newest last. */
  readonly #writes: Exchange[] = [];

  /** `key` is whose requests these are, where it is not the run's own. */
  constructor(session: Session, name: string, tag: string, key?: string) {
    this.#session = session;
    this.name = name;
    this.#tag = tag;
    this.#key = key;
  }

  get session(): Session {
    return this.#session;
  }

  /** A name that nothing else has, the same in every run with the same seed. */
  unique(): string {
    this.#names += 1;
    return `contract ${this.#tag}-${this.#names}`;
  }

  /** A name of so many code points that nothing else has. */
  uniqueOf(length: number, fill: string): string {
    const [start] = [this.unique()];
    if (length >= [...start].length) return start + fill.repeat(length - [...start].length);
    this.#names += 1;
    const number = hash(`${this.#tag}-${this.#names}`);
    return Array.from({ length }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((number >>> (index * 4)) % 20_000)),
    ).join("");
  }

  async ask(request: Request): Promise<Exchange> {
    const { key = this.#key } = request;
    const exchange = await this.#session.ask(this.name, { ...request, ...(key !== undefined && { key }) });
    if (exchange.sent.method !== "GET") this.#writes.push(exchange);
    return exchange;
  }

  /** Asks for something that has to succeed. */
  async accept(request: Request, check: CheckName = "positive_data_acceptance"): Promise<Exchange> {
    const exchange = await this.ask(request);
    const { operation } = request;
    const { status, failure } = exchange.answer;
    this.#session.cases += 1;
    this.#session.looked(check);
    if (failure || (status >= 200 && status < 300)) {
      if (!failure) this.#cover(request);
      return exchange;
    }
    await this.expectRoom(exchange);
    // Something that no status of the operation's own stands for is a wrong status, whatever was sent.
    const named = operation.responses.some((response) => response.status === String(status));
    const pointer = operation.responses.find((response) => response.status.startsWith("2"))?.pointer;
    if (status >= 500 && status !== 503) return exchange;
    if (status < 400) return exchange;
    this.wrong(exchange, {
      check: named && status !== 429 && status !== 503 ? check : "status_code_conformance",
      what: `refuses what it has to accept, with ${status}`,
      expected: `${successOf(operation)}, for what the description allows`,
      actual: `status ${status}`,
      pointer: request.covers?.[0]?.pointer ?? pointer ?? operation.pointer,
    });
    return exchange;
  }

  /** Asks for something that the check needs; without it there is nothing to look at. */
  async given(request: Request): Promise<Exchange> {
    const exchange = await this.accept({ ...request, isNeeded: true });
    const { status, failure, body } = exchange.answer;
    if (status >= 200 && status < 300 && body !== undefined) return exchange;
    const came = failure?.message ?? `status ${status}`;
    throw new CannotRunError(`${request.operation.operationId}, which it needs, did not succeed: ${came}`);
  }

  /** Asks for something that has to be answered in one way. */
  async expect(request: Request, expectation: Expectation): Promise<Exchange> {
    const exchange = await this.ask(request);
    const { check, statuses, because, pointer, accepted = check } = expectation;
    const { status, failure } = exchange.answer;
    this.#session.cases += 1;
    this.#session.looked(check);
    if (accepted !== check) this.#session.looked(accepted);
    if (failure) return exchange;
    if (statuses.includes(status)) {
      this.#cover(request);
      return exchange;
    }
    await this.expectRoom(exchange);
    // A 5xx is reported for what it is, whatever was asked.
    if (status >= 500 && status !== 503) return exchange;
    const isAccepted = status >= 200 && status < 300;
    this.wrong(exchange, {
      check: isAccepted ? accepted : check,
      what: isAccepted ? `accepts what it has to refuse: ${because}` : `answers ${status}: ${because}`,
      expected: `status ${statuses.join(" or ")}: ${because}`,
      actual: `status ${status}`,
      pointer,
    });
    return exchange;
  }

  /**
   * That there is no room for more is no failure: nothing can be found out.
   *
   * @throws {CannotRunError} when a creation was refused because its place is full.
   */
  async expectRoom(exchange: Exchange): Promise<void> {
    const { room } = this.#session;
    const body = room.bodyToTry(exchange);
    if (body === undefined) return;
    const { operation, path = {}, key } = exchange.request;
    // Others make and delete beside it, so that there may be room for a moment.
    for (let round = 0; round < 5 && !room.full.has(operation.operationId); round += 1) {
      const another = { operation, path, body: { ...body, name: this.unique() }, tried: "looking for room" };
      const { answer } = await this.ask({ ...another, ...(key !== undefined && { key }) });
      if (answer.status === exchange.answer.status) room.full.add(operation.operationId);
    }
    if (room.full.has(operation.operationId))
      throw new CannotRunError(
        `${operation.operationId} has no room for more (status ${exchange.answer.status})`,
      );
  }

  /** Files a finding about an exchange, with the writes that led to it. */
  wrong(exchange: Exchange, wrong: Wrong): void {
    const { sent, request } = exchange;
    const before = this.#writesBefore(exchange, wrong.check);
    const last = wrong.atOnce?.at(-1) ?? (wrong.after ?? before).at(-1);
    const tried =
      sent.method === "GET" && last ? `${request.tried}, after ${last.request.tried}` : request.tried;
    this.#session.wrong({ ...exchange, request: { ...request, tried } }, { after: before, ...wrong });
  }

  /** Files a finding when something does not hold. */
  holds(isSo: boolean, exchange: Exchange, wrong: Wrong): void {
    this.#session.looked(wrong.check);
    if (!isSo) this.wrong(exchange, wrong);
  }

  /** What was written before, where it may be why; a key is refused whatever was. */
  #writesBefore(exchange: Exchange, check: CheckName): Exchange[] {
    if (check === "ignored_auth") return [];
    if (exchange.sent.method === "GET") return this.#writes.slice(-3);
    return ofWhatIsThere.has(check) ? this.#madeBefore(exchange) : [];
  }

  #madeBefore({ sent }: Exchange): Exchange[] {
    return this.#writes.filter((each) => each.sent !== sent && succeeded(each)).slice(-3);
  }

  #cover({ covers = [] }: Request): void {
    for (const { pointer, side } of covers) this.#session.settings.coverage.side(pointer, side);
  }
}

/** What these find depends on what was made before. */
const ofWhatIsThere = new Set<CheckName>([
  "uniqueness",
  "in_use",
  "use_after_free",
  "unknown_policies",
  "scope_isolation",
  "tenant_isolation",
]);

/** What an answer has at a place; `undefined` where it has nothing. */
export const valueAt = (body: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .filter((key) => key !== "")
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | null | undefined)?.[key], body);

/** The status of success that an operation documents. */
export const successOf = ({ responses }: Operation): string =>
  responses.find(({ status }) => status.startsWith("2"))?.status ?? "2XX";

/** Whether an answer is a success that is documented. */
export const succeeded = ({ answer, request }: Exchange): boolean =>
  answer.status >= 200 && answer.status < 300 && responseTo(request.operation, answer.status) !== undefined;

/** A value as far as a person wants to read it. */
export const shown = (value: unknown): string => excerpt(JSON.stringify(value) ?? "nothing", 200);

/** The same number for the same text, on every machine (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
