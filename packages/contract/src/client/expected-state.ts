import { fillPath } from "@rolewright/openapi";
import { listResources } from "./list-items.ts";
import { isDocumentedSuccess } from "./test-context.ts";
import { valueAt } from "./value-at.ts";
import { hasChosenId, type Resource, toTextId } from "../rules/resource.ts";
import type { Exchange } from "./exchange.ts";
import type { Session } from "./session.ts";

/** A created resource. */
interface TrackedResource {
  id: string;
  /** Its path, encoded. */
  path: string;
  /** The API key and the list of the resource. */
  list: string;
  created: Exchange;
  /** The logical time of its creation. */
  madeAt: number;
  /** The number of pending deletions of it or of its parents. */
  pendingDeletions: number;
  deletedAt?: number;
}

/**
 * Tracks which resources each list must contain: those that existed when the request was sent, and none that were
 * deleted by then. A resource whose creation or deletion is pending may be in the list or not.
 */
export class ExpectedState {
  readonly #session: Session;
  readonly #resources: Resource[];
  /** The paths of parents, by segment. */
  readonly #parentPaths: string[][];
  readonly #entries = new Map<string, TrackedResource>();
  /** The same resources by their list. */
  readonly #lists = new Map<string, Set<TrackedResource>>();
  readonly #startedAt = new WeakMap<Exchange, number>();
  readonly #ids = new Map<string, Exchange>();
  #now = 0;

  constructor(session: Session, resources: Resource[]) {
    this.#session = session;
    this.#resources = resources;
    this.#parentPaths = resources.flatMap(({ parent }) =>
      parent?.remove ? [parent.remove.path.split("/")] : [],
    );
  }

  /** Starts tracking. */
  start(): void {
    this.#session.onStart.push((exchange) => this.#start(exchange));
    this.#session.onComplete.push((exchange) => this.#complete(exchange));
  }

  #start(exchange: Exchange): void {
    this.#now += 1;
    this.#startedAt.set(exchange, this.#now);
    for (const entry of this.#findDeletable(exchange)) entry.pendingDeletions += 1;
    this.#forgetUnusualPaths(exchange);
  }

  #complete(exchange: Exchange): void {
    this.#now += 1;
    for (const entry of this.#findDeletable(exchange)) this.#completeDeletion(entry, exchange);
    if (!isDocumentedSuccess(exchange) || isUnusual(exchange)) return;
    const { operation } = exchange.request;
    for (const resource of this.#resources) {
      if (resource.create === operation) this.#track(resource, exchange);
      if (resource.list === operation) this.#expectList(resource, exchange);
    }
  }

  /** Returns the resources that a request deletes if it succeeds: the resource and everything in it. */
  #findDeletable({ sent }: Exchange): TrackedResource[] {
    if (sent.method !== "DELETE") return [];
    const path = sent.path.split("?", 1)[0] ?? "";
    const own = this.#entries.get(path);
    const inside = this.#parentPaths.some((place) => isAt(place, path))
      ? [...this.#lists].flatMap(([list, entries]) => (list.includes(` ${path}/`) ? [...entries] : []))
      : [];
    return [...(own ? [own] : []), ...inside].filter(({ deletedAt }) => deletedAt === undefined);
  }

  #completeDeletion(entry: TrackedResource, exchange: Exchange): void {
    const { status } = exchange.response;
    const isDone = status >= 200 && status < 300;
    entry.pendingDeletions -= 1;
    if (isDone && !isUnusual(exchange)) entry.deletedAt = this.#now;
    // A failed request may have taken effect. A response to `Prefer` may omit the resource's state.
    else if (isDone || status < 400 || status >= 500) this.#forget(entry);
  }

  #forget(entry: TrackedResource): void {
    this.#entries.delete(entry.path);
    this.#lists.get(entry.list)?.delete(entry);
  }

  /** An unusual notation of a path may still address the resource. */
  #forgetUnusualPaths({ request, sent }: Exchange): void {
    if (request.rawPath === undefined || sent.method === "GET") return;
    for (const entry of this.#entries.values()) {
      if (sent.path.includes(entry.id) || decodePath(sent.path).includes(entry.id)) this.#forget(entry);
    }
  }

  #track(resource: Resource, created: Exchange): void {
    const { list, remove, itemPointer, idProperty, idParameter } = resource;
    const id = toTextId(valueAt(created.response.body, `${itemPointer}/${idProperty}`));
    if (typeof id !== "string") return;
    this.#expectUniqueId(resource, id, created);
    if (!list || !remove) return;
    const path = fillPath(remove.path, { ...created.request.path, [idParameter]: id });
    const entry = {
      id,
      path,
      list: this.#listKey(resource, created),
      created,
      madeAt: this.#now,
      pendingDeletions: 0,
    };
    const earlier = this.#entries.get(path);
    if (earlier) this.#forget(earlier);
    this.#entries.set(path, entry);
    this.#lists.set(entry.list, (this.#lists.get(entry.list) ?? new Set()).add(entry));
  }

  /** IDs are unique within their kind, or only within their collection. */
  #expectUniqueId(resource: Resource, id: string, created: Exchange): void {
    if (hasChosenId(resource, created.request.body)) return;
    const place = this.#session.settings.rules.hasUniqueIdsPerKind ? "" : this.#listKey(resource, created);
    const name = `${resource.name} ${place} ${id}`;
    const before = this.#ids.get(name);
    this.#ids.set(name, created);
    this.#session.countEvaluation("scope_isolation");
    if (before)
      this.#session.report(created, {
        check: "scope_isolation",
        message: "reuses an ID of the same kind",
        expected: "an ID that is unique within its kind",
        actual: id,
        pointer: resource.create.pointer,
        after: [before],
      });
  }

  #listKey({ list, create }: Resource, { request }: Exchange): string {
    return `${request.key ?? ""} ${fillPath((list ?? create).path, request.path ?? {})}`;
  }

  #expectList(resource: Resource, exchange: Exchange): void {
    const { list, remove, pages, idProperty } = resource;
    const since = this.#startedAt.get(exchange) ?? 0;
    // A page does not show everything, and a parameter may select items.
    if (!list || !remove || pages || Object.keys(exchange.request.query ?? {}).length > 0) return;
    const shown = new Set(
      listResources(this.#session.description, list, resource, exchange.response.body).map(
        (item) => item[idProperty],
      ),
    );
    const place = this.#listKey(resource, exchange);
    const here = [...(this.#lists.get(place) ?? [])];
    this.#session.countEvaluation("read_your_writes");
    this.#session.countEvaluation("use_after_free");
    const lost = here.find(
      ({ id, madeAt, pendingDeletions, deletedAt }) =>
        madeAt < since && pendingDeletions === 0 && deletedAt === undefined && !shown.has(id),
    );
    if (lost)
      this.#session.report(exchange, {
        check: "read_your_writes",
        message: "the list lacks an existing resource",
        expected: `${lost.id}, which was created and not deleted`,
        actual: `${shown.size} other resources`,
        pointer: list.pointer,
        after: [lost.created],
      });
    const back = here.find(({ id, deletedAt = Infinity }) => deletedAt < since && shown.has(id));
    if (back)
      this.#session.report(exchange, {
        check: "use_after_free",
        message: "the list has a deleted resource",
        expected: `no ${back.id} in the list`,
        actual: "it is there",
        pointer: remove.pointer,
        after: [back.created],
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

/** Whether a request is unusual, so that its effect is open. */
const isUnusual = ({ request }: Exchange) =>
  request.rawPath !== undefined ||
  request.method !== undefined ||
  request.headers !== undefined ||
  request.mayDisappear === true ||
  request.key === null;

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
