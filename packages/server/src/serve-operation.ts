import { declaredTooLarge, readBody } from "./body.ts";
import type { Operation } from "./description.ts";
import type { Run } from "./dispatch.ts";
import type { Exchange } from "./exchange.ts";
import { findKey, type Key } from "./keys.ts";
import type { InFlightLimit, RateLimit } from "./limits.ts";
import { preferredAnswer } from "./preferences.ts";
import { Refusal, refusals } from "./refusals.ts";
import type { Store } from "./store.ts";
import { bodyJudge, idJudge } from "./validation.ts";

/** How the callers of operations are treated. */
export interface CallSettings {
  store: Store;
  /** The largest body that is read, in bytes. */
  bodyLimit: number;
  /** `Prefer` may ask for a documented answer. */
  mockPreferences: boolean;
  /** How long every answer is held back, in milliseconds. */
  delayMs: number;
  /** The part of calls, from 0 to 1, that is answered with 503 and not carried out. */
  faultRate: number;
}

/** What all operations of a server share. */
export interface Gate {
  inFlight: InFlightLimit;
  rateLimit: RateLimit | undefined;
  isDraining(): boolean;
}

type Params = Record<string, string>;

/** Answers a request whose path and method are an operation's; at once, where nothing has to be waited for. */
export type ServeOperation = (exchange: Exchange, params: Params) => void | Promise<void>;

/** Makes the way of one operation's requests: the gate, the key, the ids, the body, and what the operation does. */
export function operationServer(
  operation: Operation,
  run: Run,
  settings: CallSettings,
  gate: Gate,
): ServeOperation {
  const { store, bodyLimit } = settings;
  const idRefusal = idJudge(operation);
  const bodyRefusal = operation.body === undefined ? undefined : bodyJudge(operation.body);

  const pretends = settings.mockPreferences || settings.delayMs > 0 || settings.faultRate > 0;

  /** The rest of the way, from the key on. */
  const proceed = (exchange: Exchange, params: Params, key: Caller): void | Promise<void> => {
    if (key instanceof Refusal) return exchange.refuse(key);
    const refusal =
      gate.rateLimit?.(key.hash) ?? idRefusal(params) ?? declaredTooLarge(exchange.incoming, bodyLimit);
    if (refusal) return exchange.refuse(refusal);
    if (!bodyRefusal && !pretends) return answer(exchange, run(key.organizationId, params, undefined));
    return withBody(exchange, params, key);
  };

  const withBody = async (exchange: Exchange, params: Params, key: Key): Promise<void> => {
    const body = bodyRefusal && (await readBody(exchange.incoming, bodyLimit));
    if (body instanceof Refusal) return exchange.refuse(body);
    const invalid = bodyRefusal?.(body?.value);
    if (invalid) return exchange.refuse(invalid);
    if (pretends && (await pretended(exchange, operation, settings))) return;
    return answer(exchange, run(key.organizationId, params, body?.value));
  };

  return (exchange, params) => {
    exchange.operation = operation.operationId;
    const busy = admit(exchange, gate);
    if (busy) return exchange.refuse(busy);
    const key = authenticate(exchange.incoming.headers["confident_api_key"], store);
    return key instanceof Promise
      ? key.then((found) => proceed(exchange, params, found))
      : proceed(exchange, params, key);
  };
}

function answer(exchange: Exchange, outcome: ReturnType<Run>): void | Promise<void> {
  if (outcome instanceof Promise) return outcome.then((found) => answer(exchange, found));
  return outcome instanceof Refusal ? exchange.refuse(outcome) : exchange.send(200, outcome);
}

/** Counts a request among those that are worked on, or says why it is not taken. */
function admit(exchange: Exchange, { inFlight, isDraining }: Gate): Refusal<503> | undefined {
  if (isDraining()) return closing(refusals.unavailable(5));
  const busy = inFlight.enter();
  exchange.isCounted = !busy;
  return busy;
}

/** The same refusal, after which the connection is closed. */
export const closing = <Status extends number>({ status, message, headers }: Refusal<Status>) =>
  new Refusal(status, message, { ...headers, connection: "close" });

type Caller = Key | Refusal<401 | 403>;

function authenticate(sent: string | string[] | undefined, store: Store): Caller | Promise<Caller> {
  if (typeof sent !== "string" || sent.trim() === "") return refusals.invalidApiKey();
  const found = findKey(store, sent.trim());
  return found instanceof Promise ? found.then(allowed) : allowed(found);
}

function allowed(key: Key | undefined): Caller {
  if (!key) return refusals.invalidApiKey();
  return key.isProjectKey ? refusals.projectKey() : key;
}

/** What is answered on purpose instead of the truth, for those who test a client; false when nothing is. */
async function pretended(
  exchange: Exchange,
  operation: Operation,
  { mockPreferences, delayMs, faultRate }: CallSettings,
): Promise<boolean> {
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  if (Math.random() < faultRate) {
    exchange.refuse(refusals.unavailable(1));
    return true;
  }
  const preferred = mockPreferences
    ? preferredAnswer(exchange.incoming.headers["prefer"]?.toString(), operation)
    : undefined;
  if (preferred instanceof Refusal) exchange.refuse(preferred);
  else if (preferred) {
    const { status, body } = preferred;
    if (status === 429 || status === 503) exchange.header("retry-after", "30");
    exchange.send(status, JSON.stringify(body));
  }
  return preferred !== undefined;
}
