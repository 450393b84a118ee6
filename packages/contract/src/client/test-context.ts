import { findResponse, type Pointer } from "@rolewright/openapi";
import type { CheckName } from "../check-names.ts";
import type { Operation } from "../description/operation.ts";
import type { DocumentedErrors } from "./documented-errors.ts";
import { nameOperation } from "./finding-texts.ts";
import { readItem } from "./list-items.ts";
import { truncate } from "./response-problems.ts";
import { canUseUpReferences } from "../rules/resource.ts";
import { isAction, listToleratedStatuses, stateStatus } from "../rules/tolerated-statuses.ts";
import type { Exchange, Request, Violation } from "./exchange.ts";
import type { Session } from "./session.ts";

/** A prerequisite request failed. That failure is reported separately. */
export class PrerequisiteError extends Error {
  override name = "PrerequisiteError";
}

/** The run cannot build a valid request for an operation, so that it is incomplete. */
export class UntestedOperationError extends PrerequisiteError {
  override name = "UntestedOperationError";
  readonly operationId: string;
  /** The reason, to follow "because". */
  readonly reason: string;

  constructor({ operationId }: Operation, reason: string) {
    super(`${operationId} is not tested: ${reason}`);
    this.operationId = operationId;
    this.reason = reason;
  }
}

/** The response that a request calls for. */
export interface Expectation {
  /** The check that fails if the response differs. */
  check: CheckName;
  /** The expected statuses. */
  statuses: readonly number[];
  /** The reason, for people: `the resource was deleted`. */
  because: string;
  /** Where the description states it. */
  pointer: Pointer;
  /** The check that fails if the server accepts the request, if it is another one. */
  accepted?: CheckName;
  /** The rule of the contract file that calls for it: `resources.book.unique`. */
  rule?: string | undefined;
}

/** A sequence of requests. Contexts run concurrently. */
export class TestContext {
  readonly name: string;
  readonly #session: Session;
  readonly #tag: string;
  readonly #key: string | undefined;
  #names = 0;
  /** The last invalid request that the server accepted. */
  #accepted: Pick<Violation, "check" | "message" | "rule"> | undefined;
  /** The writes so far, the newest last. */
  readonly #writes: Exchange[] = [];
  /** The creations whose resources were deleted, so that others can use their references. */
  readonly #freed = new Set<Exchange>();

  /** `key` is the API key, if it differs from the run's. */
  constructor(session: Session, name: string, tag: string, key?: string) {
    this.#session = session;
    this.name = name;
    this.#tag = tag;
    this.#key = key;
  }

  get session(): Session {
    return this.#session;
  }

  /** The expected error of an operation, by its kind. */
  get errors(): DocumentedErrors {
    return this.#session.errors;
  }

  /** What each API key belongs to: `organization`. */
  get tenant(): string {
    return this.#session.settings.rules.tenant;
  }

  /** Returns a unique name, which is the same in every run with the same seed. */
  uniqueName(): string {
    this.#names += 1;
    return `contract ${this.#tag}-${this.#names}`;
  }

  /** Returns a number that is the same in every run with the same seed. */
  uniqueNumber(): number {
    this.#names += 1;
    return hash(`${this.#tag}-${this.#names}`);
  }

  /** Returns a unique name of a length in code points. */
  uniqueNameOfLength(length: number, fill: string): string {
    const [start] = [this.uniqueName()];
    if (length >= [...start].length) return start + fill.repeat(length - [...start].length);
    this.#names += 1;
    const number = hash(`${this.#tag}-${this.#names}`);
    return Array.from({ length }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((number >>> (index * 4)) % 20_000)),
    ).join("");
  }

  async send(request: Request): Promise<Exchange> {
    const { key = this.#key } = request;
    const exchange = await this.#session.send(this.name, { ...request, ...(key !== undefined && { key }) });
    if (exchange.sent.method !== "GET") this.#writes.push(exchange);
    return exchange;
  }

  /**
   * Sends a valid request. Some resources can be used only once, such as the copy of a book that is lent: if the state does not allow
   * another creation with the same references, earlier ones of this context are deleted first.
   */
  async #sendValid(request: Request): Promise<Exchange> {
    const exchange = await this.send(request);
    const removals = this.#findUsersOfReferences(exchange);
    for (const removal of removals) await this.send(removal);
    return removals.length === 0 ? exchange : this.send(request);
  }

  /** Whether what a creation created was deleted, so that another one could use its references. */
  isFreed(creation: Exchange): boolean {
    return this.#freed.has(creation);
  }

  #findUsersOfReferences({ request, response }: Exchange): Request[] {
    const { operation, path, key } = request;
    if (response.status !== 409 || !findResponse(operation, 409)) return [];
    const { resources } = this.#session.settings.rules;
    const resource = resources.find(({ create }) => create === operation);
    if (!resource?.remove || !canUseUpReferences(resource)) return [];
    const { remove, idParameter, idProperty } = resource;
    const earlier = this.#writes.filter(
      (each) => each.request.operation === operation && !this.#freed.has(each) && isDocumentedSuccess(each),
    );
    return earlier.flatMap((each) => {
      this.#freed.add(each);
      const id = (readItem(resource, each.response.body) as Record<string, unknown> | undefined)?.[
        idProperty
      ];
      const removal = {
        operation: remove,
        path: { ...path, [idParameter]: String(id) },
        summary: "freeing what it uses",
      };
      return id === undefined ? [] : [{ ...removal, ...(key !== undefined && { key }) }];
    });
  }

  /** Sends a request that must succeed. */
  async expectSuccess(request: Request, check: CheckName = "positive_data_acceptance"): Promise<Exchange> {
    const exchange = await this.#sendValid(request);
    const { operation } = request;
    const { status, failure } = exchange.response;
    this.#session.cases += 1;
    if (failure) return exchange;
    if (this.isAccepted(exchange)) {
      this.#session.countEvaluation(check);
      this.#cover(request);
      return exchange;
    }
    await this.skipIfFull(exchange);
    // An undocumented status is a violation, whatever the request.
    const named = operation.responses.some((response) => response.status === String(status));
    const pointer = operation.responses.find((response) => response.status.startsWith("2"))?.pointer;
    if (status >= 500 && status !== 503) return exchange;
    if (status < 400) return exchange;
    this.#session.countEvaluation(check);
    this.fail(exchange, {
      check: named && status !== 429 && status !== 503 ? check : "status_code_conformance",
      message: `rejects a valid request with ${status}`,
      expected: `${successStatus(operation)} for a valid request`,
      actual: `status ${status}`,
      pointer: request.covers?.[0]?.pointer ?? pointer ?? operation.pointer,
    });
    return exchange;
  }

  /** Whether a response means that the request was valid: a success, a documented redirect, or a rejection because of the state. */
  isAccepted({ request: { operation }, response: { status } }: Exchange): boolean {
    if (status >= 200 && status < 300) return true;
    const isRedirect = status >= 300 && status < 400 && findResponse(operation, status) !== undefined;
    const isTolerated = listToleratedStatuses(this.#session.settings.rules, operation).includes(status);
    return isRedirect || isTolerated || this.#isStateMissing(operation, status);
  }

  /** Whether no request brought an item into the state that an action needs. What could be read before cannot be missing. */
  #isStateMissing(operation: Operation, status: number): boolean {
    const { rules } = this.#session.settings;
    if (status !== stateStatus(operation) || !findResponse(operation, status)) return false;
    if (!isAction(rules, operation)) return false;
    this.#session.stateRejections.add(operation.operationId);
    return status === 409 || !this.#session.hasSucceeded(operation);
  }

  /**
   * Sends a request that the check requires.
   *
   * @throws {PrerequisiteError} if it does not succeed.
   */
  async require(request: Request): Promise<Exchange> {
    const exchange = await this.expectSuccess({ ...request, isPrerequisite: true });
    const { status, failure, body } = exchange.response;
    if (status >= 200 && status < 300 && body !== undefined) return exchange;
    const actual = failure?.message ?? `status ${status}`;
    throw new PrerequisiteError(`${request.operation.operationId}, a prerequisite, failed: ${actual}`);
  }

  /** Sends a request that must have one of the expected statuses. */
  async expectStatus(request: Request, expectation: Expectation): Promise<Exchange> {
    const { check, statuses, because, pointer, accepted = check, rule } = expectation;
    const isSuccessExpected = statuses.some((each) => each >= 200 && each < 300);
    const exchange = await (isSuccessExpected ? this.#sendValid(request) : this.send(request));
    const { status, failure } = exchange.response;
    this.#session.cases += 1;
    if (failure) return exchange;
    this.#session.countEvaluation(check);
    // A redirect neither accepts nor rejects the request.
    if (accepted !== check && (status < 300 || status >= 400)) this.#session.countEvaluation(accepted);
    const { findings } = this.#session.settings;
    if (statuses.includes(status) || (isSuccessExpected && this.isAccepted(exchange))) {
      this.#cover(request);
      if (status >= 400) findings.recordRejection(accepted, nameOperation(request, exchange.sent), because);
      findings.countRule(rule, true);
      return exchange;
    }
    await this.skipIfFull(exchange);
    // A 5xx is reported as such, whatever the request.
    if (status >= 500 && status !== 503) return exchange;
    const isAccepted = status >= 200 && status < 300;
    const violation = {
      check: isAccepted ? accepted : check,
      message: isAccepted ? `accepts an invalid request: ${because}` : `returns ${status}: ${because}`,
      expected: `status ${statuses.join(" or ")}: ${because}`,
      actual: `status ${status}`,
      pointer,
      rule,
    };
    // What is wrong with the response to an invalid request follows from its acceptance.
    const others = [...exchange.violations];
    this.fail(exchange, violation);
    if (isAccepted) for (const other of others) findings.addCause(other, violation);
    if (isAccepted && exchange.sent.method !== "GET") this.#accepted = violation;
    return exchange;
  }

  /**
   * Ends the check if the collection is full, which is not a violation.
   *
   * @throws {PrerequisiteError} if a creation failed because its collection is full.
   */
  async skipIfFull(exchange: Exchange): Promise<void> {
    const { room } = this.#session;
    const body = room.probeBody(exchange);
    if (body === undefined) return;
    const { operation, path = {}, key } = exchange.request;
    const { unique } =
      this.#session.settings.rules.resources.find(({ create }) => create === operation) ?? {};
    if (!unique) return;
    // Other tasks create and delete concurrently, so that there may be capacity for a moment.
    for (let round = 0; round < 5 && !room.full.has(operation.operationId); round += 1) {
      const another = {
        operation,
        path,
        body: { ...body, [unique.property]: this.uniqueName() },
        summary: "probing the capacity",
      };
      const { response } = await this.send({ ...another, ...(key !== undefined && { key }) });
      if (response.status === exchange.response.status) room.full.add(operation.operationId);
    }
    if (room.full.has(operation.operationId))
      throw new PrerequisiteError(
        `the collection of ${operation.operationId} is full (status ${exchange.response.status})`,
      );
  }

  /** Adds a finding about an exchange, with the writes that led to it. */
  fail(exchange: Exchange, violation: Violation): void {
    const { sent, request } = exchange;
    const before = this.#writesBefore(exchange, violation.check);
    const last = violation.concurrent?.at(-1) ?? (violation.after ?? before).at(-1);
    const summary =
      sent.method === "GET" && last ? `${request.summary}, after ${last.request.summary}` : request.summary;
    this.#session.report({ ...exchange, request: { ...request, summary } }, { after: before, ...violation });
    // An accepted request changes what the next ones find.
    if (this.#accepted && !violation.message.startsWith("accepts"))
      this.#session.settings.findings.addCause(violation, this.#accepted);
  }

  /** Adds a finding if the condition is false. */
  assert(isSo: boolean, exchange: Exchange, violation: Violation): void {
    this.#session.countEvaluation(violation.check);
    if (isSo) this.#session.settings.findings.countRule(violation.rule, true);
    if (!isSo && !this.#isConsequence(violation)) this.fail(exchange, violation);
  }

  /** An accepted request has effects. They belong to the finding about the acceptance. */
  #isConsequence({ check, message }: Violation): boolean {
    if (check !== "rejected_request_has_no_effect" || this.#accepted === undefined) return false;
    return this.#session.settings.findings.addConsequence(this.#accepted, message);
  }

  /** The previous writes that may have caused the violation. Invalid keys are rejected independently of them. */
  #writesBefore(exchange: Exchange, check: CheckName): Exchange[] {
    if (check === "ignored_auth") return [];
    if (exchange.sent.method === "GET") return this.#writes.slice(-3);
    return ofWhatIsThere.has(check) ? this.#madeBefore(exchange) : [];
  }

  #madeBefore({ sent }: Exchange): Exchange[] {
    return this.#writes.filter((each) => each.sent !== sent && isDocumentedSuccess(each)).slice(-3);
  }

  #cover({ covers = [] }: Request): void {
    for (const { pointer, side } of covers) this.#session.settings.coverage.recordSide(pointer, side);
  }
}

/** Violations of these checks depend on existing resources. */
const ofWhatIsThere = new Set<CheckName>([
  "name_uniqueness",
  "referential_integrity",
  "use_after_free",
  "unknown_references_rejected",
  "scope_isolation",
  "tenant_isolation",
]);

/** Returns the documented success status of an operation. */
export const successStatus = ({ responses }: Operation): string =>
  responses.find(({ status }) => status.startsWith("2"))?.status ?? "2XX";

/** Whether a response has a documented success status. */
export const isDocumentedSuccess = ({ response, request }: Exchange): boolean =>
  response.status >= 200 &&
  response.status < 300 &&
  findResponse(request.operation, response.status) !== undefined;

/** Formats a value for display. */
export const formatValue = (value: unknown): string => truncate(JSON.stringify(value) ?? "nothing", 200);

/** Hashes a text to the same number on every machine (FNV-1a). */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}
