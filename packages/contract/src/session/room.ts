import { fillPath } from "../description/operation.ts";
import { documentsRefusal, refusalOf } from "./refusal.ts";
import type { Exchange, Request } from "./session.ts";

/** Tells a place that is full from a name that is taken: both may be refused with one status. */
export class Room {
  /** The operations that had no room for more. */
  readonly full = new Set<string>();
  /** What was taken last, by place. */
  readonly #taken = new Map<string, Record<string, unknown>>();

  /** Notes what was taken. */
  note({ request, answer }: Exchange): void {
    if (!isCreation(request) || answer.status < 200 || answer.status >= 300) return;
    this.#taken.set(placeOf(request), emptied(request));
  }

  /** What has to be taken where there is room, but for its name; `undefined` when something else was refused. */
  bodyToTry({ request, answer }: Exchange): Record<string, unknown> | undefined {
    const isFull =
      isCreation(request) &&
      documentsRefusal(request.operation, "limitReached") &&
      refusalOf(request.operation, ["limitReached"], []).statuses.includes(answer.status);
    return isFull ? (this.#taken.get(placeOf(request)) ?? emptied(request)) : undefined;
  }
}

const isCreation = ({ operation, method, raw, rawPath, body }: Request): boolean =>
  operation.method === "POST" &&
  method === undefined &&
  raw === undefined &&
  rawPath === undefined &&
  typeof body === "object" &&
  body !== null;

const placeOf = ({ operation, path = {}, key }: Request) => `${key ?? ""} ${fillPath(operation.path, path)}`;

/** What a body refers to may be gone by then. */
const emptied = ({ body }: Request): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body as object).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
  );
