import { Call } from "./call.ts";
import { type Bind, bindOperations, type Operations } from "./generated/operations.ts";
import type { CallOptions, ClientOptions } from "./options.ts";
import { type Outgoing, outgoingOf } from "./outgoing.ts";
import { encodedId } from "./path.ts";
import { planOf } from "./plan.ts";
import type { RawClient, RawInit } from "./raw.ts";
import { baseUrlOf, environment } from "./region.ts";
import { retryBudget } from "./retry.ts";
import { checkedKey, redactorOf } from "./secret.ts";
import { type Connection, send } from "./send.ts";

/**
 * A client of the roles API. A method answers with the thing itself, unwrapped; what it throws is a `RolewrightError`.
 * Nothing is sent until a call is awaited.
 */
export interface Client extends Operations {
  /** Each path of the description as it is: `{ data, error, response }`, where an error answer is a value. */
  raw: RawClient;
}

/**
 * Makes a client. What the options leave out comes from the variables `CONFIDENT_ORG_API_KEY`, `CONFIDENT_REGION` and
 * `CONFIDENT_BASE_URL`. Nothing is sent until a call is awaited.
 *
 * @throws {ConfigurationError} when an option cannot be right, or options contradict each other; the key is not shown.
 * @example
 * const client = createClient({ apiKey: process.env.CONFIDENT_ORG_API_KEY, region: "EU" });
 * const role = await client.organization.roles.create({ name: "Billing Manager", policyIds: ["policy-uuid-2"] });
 */
export function createClient(options: ClientOptions = {}): Client {
  const connection = connect(options);
  return { ...bindOperations(binder(connection, {}), scope(connection)), raw: raw(connection) };
}

function connect({ apiKey, region, baseUrl, transport, schemas, ...options }: ClientOptions): Connection {
  const key = checkedKey(apiKey ?? environment("CONFIDENT_ORG_API_KEY"));
  // A bad option shows now, not at the first call.
  planOf(options, {}, key, "GET");
  return {
    baseUrl: baseUrlOf(key, region, baseUrl),
    apiKey: key,
    redact: redactorOf(key),
    budget: retryBudget(),
    options,
    transport,
    schemas,
  };
}

/** Makes the methods of what an id names. */
const scope =
  (connection: Connection) =>
  <Methods>(name: string, make: (bind: Bind) => Methods) =>
  (id: string): Methods => {
    encodedId(name, id);
    return make(binder(connection, { [name]: id }));
  };

/** Makes the method of an operation: it takes the ids that its path still lacks, the input if it has one, and options. */
function binder(connection: Connection, ids: Record<string, string>): Bind {
  const bind =
    (method: string, template: string, field?: string) =>
    (...args: unknown[]) => {
      const next = () => args.shift();
      let request: Outgoing | undefined;
      let problem: unknown;
      try {
        // Now: what the caller changes later is not sent.
        request = outgoingOf(method, template, field, (name) => ids[name] ?? next(), next);
      } catch (error) {
        problem = error;
      }
      const options = (next() ?? {}) as CallOptions;
      return new Call(async () => {
        // Only when awaited, so that `.safe()` never throws.
        if (request === undefined) throw problem;
        return send(connection, request, options);
      });
    };
  // The description that gives a method its type also gives its path: both are generated from it.
  return bind as Bind;
}

/** The raw methods over a connection. `openapi-fetch` is loaded at the first call: few programs need it. */
function raw(connection: Connection): RawClient {
  const rawMethod = (method: string) => async (template: string, init?: RawInit) =>
    (await import("./raw.ts")).answerOf(outgoingOf, send, connection, method, template, init);
  // The types are the description's; the names in it are what the methods take.
  return Object.fromEntries(
    ["GET", "POST", "PUT", "DELETE"].map((method) => [method, rawMethod(method)]),
  ) as unknown as RawClient;
}
