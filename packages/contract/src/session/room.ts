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
    const body = emptied(request);
    if (body) this.#taken.set(placeOf(request), body);
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

const isCreation = ({ operation, method, rawPath }: Request): boolean =>
  operation.method === "POST" && method === undefined && rawPath === undefined;

const placeOf = ({ operation, path = {}, key }: Request) => `${key ?? ""} ${fillPath(operation.path, path)}`;

/** What a body refers to may be gone by then. One that was written by hand is not read. */
const emptied = ({ body, raw }: Request): Record<string, unknown> | undefined =>
  typeof body !== "object" || body === null || raw !== undefined
    ? undefined
    : Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
      );
