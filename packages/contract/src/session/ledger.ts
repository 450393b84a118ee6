import { fillPath } from "../description/operation.ts";
import { thingsOf } from "./items-of.ts";
import { succeeded, valueAt } from "./lane.ts";
import type { Resource } from "./resources.ts";
import type { Exchange, Session } from "./session.ts";

/** Something that was made. */
interface Entry {
  id: string;
  /** Of itself, as it goes over the wire. */
  path: string;
  /** Whose it is, and in which list it stands. */
  list: string;
  made: Exchange;
  /** How much had begun and ended when it was made. */
  madeAt: number;
  /** How many deletions of it, or of what it is in, are under way. */
  threats: number;
  goneAt?: number;
}

/**
 * What every list has to show, whoever asks for it, and for what: all that was there when it was asked for, and nothing that
 * was gone by then. What is being made or deleted meanwhile may be in it or not.
 */
export class Ledger {
  readonly #session: Session;
  readonly #resources: Resource[];
  /** The paths of things that others are in, by segment. */
  readonly #places: string[][];
  readonly #entries = new Map<string, Entry>();
  readonly #startedAt = new WeakMap<Exchange, number>();
  readonly #ids = new Map<string, Exchange>();
  #now = 0;

  constructor(session: Session, resources: Resource[]) {
    this.#session = session;
    this.#resources = resources;
    this.#places = resources.flatMap(({ parent }) => (parent?.remove ? [parent.remove.path.split("/")] : []));
  }

  /** Keeps the ledger from now on. */
  open(): void {
    this.#session.starters.push((exchange) => this.#begin(exchange));
    this.#session.observers.push((exchange) => this.#end(exchange));
  }

  #begin(exchange: Exchange): void {
    this.#now += 1;
    this.#startedAt.set(exchange, this.#now);
    for (const entry of this.#threatened(exchange)) entry.threats += 1;
    this.#forgetOddlyNamed(exchange);
  }

  #end(exchange: Exchange): void {
    this.#now += 1;
    for (const entry of this.#threatened(exchange)) this.#survive(entry, exchange);
    if (!succeeded(exchange) || isOdd(exchange)) return;
    const { operation } = exchange.request;
    for (const resource of this.#resources) {
      if (resource.create === operation) this.#note(resource, exchange);
      if (resource.list === operation) this.#hold(resource, exchange);
    }
  }

  /** What a request deletes if it succeeds: a thing, and all that is in it. */
  #threatened({ sent }: Exchange): Entry[] {
    if (sent.method !== "DELETE") return [];
    const path = sent.path.split("?", 1)[0] ?? "";
    const own = this.#entries.get(path);
    const inside = this.#places.some((place) => isAt(place, path))
      ? [...this.#entries.values()].filter((entry) => entry.path.startsWith(`${path}/`))
      : [];
    return [...(own ? [own] : []), ...inside].filter(({ goneAt }) => goneAt === undefined);
  }

  #survive(entry: Entry, exchange: Exchange): void {
    const { status } = exchange.answer;
    const isDone = status >= 200 && status < 300;
    entry.threats -= 1;
    if (isDone && !isOdd(exchange)) entry.goneAt = this.#now;
    // What failed may have been done all the same; what `Prefer` asked for may have been said alone.
    else if (isDone || status < 400 || status >= 500) this.#entries.delete(entry.path);
  }

  /** A path that is written in another way may be understood, and name the same thing. */
  #forgetOddlyNamed({ request, sent }: Exchange): void {
    if (request.rawPath === undefined || sent.method === "GET") return;
    for (const { path, id } of this.#entries.values()) {
      if (sent.path.includes(id) || unescaped(sent.path).includes(id)) this.#entries.delete(path);
    }
  }

  #note(resource: Resource, made: Exchange): void {
    const { list, remove, itemPointer, idProperty, idParameter } = resource;
    const id = valueAt(made.answer.body, `${itemPointer}/${idProperty}`);
    if (!list || !remove || typeof id !== "string") return;
    const path = fillPath(remove.path, { ...made.request.path, [idParameter]: id });
    this.#holdUnique(resource, id, made);
    const entry = { id, path, list: this.#listOf(resource, made), made, madeAt: this.#now, threats: 0 };
    this.#entries.set(path, entry);
  }

  /** Ids of the roles API are unique within their kind; elsewhere each place may count for itself. */
  #holdUnique(resource: Resource, id: string, made: Exchange): void {
    const place = this.#session.description.operation("createProjectRole")
      ? ""
      : this.#listOf(resource, made);
    const name = `${resource.name} ${place} ${id}`;
    const before = this.#ids.get(name);
    this.#ids.set(name, made);
    this.#session.looked("scope_isolation");
    if (before)
      this.#session.wrong(made, {
        check: "scope_isolation",
        what: "gives an id that another thing of the kind has, or had",
        expected: "an id that is unique within its kind",
        actual: id,
        pointer: resource.create.pointer,
        after: [before],
      });
  }

  #listOf({ list }: Resource, { request }: Exchange): string {
    return `${request.key ?? ""} ${fillPath(list?.path ?? "", request.path ?? {})}`;
  }

  #hold(resource: Resource, exchange: Exchange): void {
    const { list, remove, idProperty } = resource;
    const since = this.#startedAt.get(exchange) ?? 0;
    if (!list || !remove) return;
    const shown = new Set(
      thingsOf(this.#session.description, list, resource, exchange.answer.body).map(
        (item) => item[idProperty],
      ),
    );
    const place = this.#listOf(resource, exchange);
    const here = [...this.#entries.values()].filter((entry) => entry.list === place);
    this.#session.looked("read_your_writes");
    this.#session.looked("use_after_free");
    const lost = here.find(
      ({ id, madeAt, threats, goneAt }) =>
        madeAt < since && threats === 0 && goneAt === undefined && !shown.has(id),
    );
    if (lost)
      this.#session.wrong(exchange, {
        check: "read_your_writes",
        what: "the list lacks what is there",
        expected: `${lost.id}, which was created before and not deleted`,
        actual: `${shown.size} others`,
        pointer: list.pointer,
        after: [lost.made],
      });
    const back = here.find(({ id, goneAt = Infinity }) => goneAt < since && shown.has(id));
    if (back)
      this.#session.wrong(exchange, {
        check: "use_after_free",
        what: "the list has what was deleted before",
        expected: `no ${back.id} in the list`,
        actual: "it is there",
        pointer: remove.pointer,
        after: [back.made],
      });
  }
}

function isAt(template: string[], path: string): boolean {
  const segments = path.split("/");
  return (
    segments.length === template.length &&
    template.every((each, index) => each.startsWith("{") || each === segments[index])
  );
}

/** It is not sent as it is meant to be, so that what it does is open. */
const isOdd = ({ request }: Exchange) =>
  request.rawPath !== undefined ||
  request.method !== undefined ||
  request.headers !== undefined ||
  request.key === null;

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
