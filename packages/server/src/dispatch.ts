import type { OperationId } from "@rolewright/types";
import { type Operation, operations } from "./description.ts";
import type { CallOf, Handlers } from "./handlers/call.ts";
import { newId } from "./ids.ts";
import { Refusal } from "./refusals.ts";
import type { Store, Unit } from "./store.ts";

/** What an operation comes to: the body of a success, serialised, or why it is refused. */
type Outcome = Buffer | string | Refusal;

/** Carries out one operation, at once where the answer is remembered. */
export type Run = (organizationId: string, params: unknown, body: unknown) => Outcome | Promise<Outcome>;

/**
 * Ties the handlers to the store. The compiler has seen that there is one for every operation that it knew of; this sees
 * that the description, which is read when the server starts, has the same.
 *
 * @throws {Error} naming the operations without handler, and the handlers without operation.
 */
export function dispatcher(handlers: Handlers, store: Store): (operation: Operation) => Run {
  const described = new Set<string>(operations.map(({ operationId }) => operationId));
  const handled = new Set(Object.keys(handlers));
  const missing = [...described.difference(handled)];
  const extra = [...handled.difference(described)];
  if (missing.length + extra.length > 0) {
    throw new Error(
      `The handlers are not those of the description: missing ${missing.join(", ") || "none"}, unknown ${extra.join(", ") || "none"}. ` +
        "Install versions of @rolewright/spec and @rolewright/server that belong together.",
    );
  }
  return ({ operationId, method }) => {
    // One of the 25 types of handlers; the description that gave the id has also checked the call.
    const handler = handlers[operationId] as (call: CallOf<OperationId>) => Unit<object>;
    const begin = (organizationId: string, params: unknown, body: unknown) =>
      handler({ organizationId, params, body, now: timeNow(), newId } as CallOf<OperationId>);
    return method === "GET" ? reader(operationId, begin, store) : writer(begin, store);
  };
}

let moment = 0;
let text = "";

/** When it is, as it is written into answers; all calls of a millisecond share the text, which takes long to make. */
function timeNow(): string {
  const now = Date.now();
  if (now !== moment) text = new Date(now).toISOString();
  moment = now;
  return text;
}

type Begin = (organizationId: string, params: unknown, body: unknown) => Unit<object>;

function reader(operationId: OperationId, begin: Begin, { memory, read }: Store): Run {
  return (organizationId, params, body) => {
    const name = `${operationId} ${(params as { projectId?: string } | null)?.projectId ?? ""}`;
    const known = memory?.answer(organizationId, name);
    if (known) return known;
    return read(function* (): Unit<Outcome> {
      const result = yield* begin(organizationId, params, body);
      if (result instanceof Refusal) return result;
      const answer = Buffer.from(serialised(result));
      memory?.rememberAnswer(organizationId, name, answer);
      return answer;
    });
  };
}

const writer =
  (begin: Begin, store: Store): Run =>
  async (organizationId, params, body) => {
    const result = await store.write(organizationId, () => begin(organizationId, params, body));
    return result instanceof Refusal ? result : serialised(result);
  };

const serialised = (data: object): string => JSON.stringify({ success: true, data });
