import { fillPath } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import { valueAt } from "./value-at.ts";
import { type Resource, toTextId } from "../rules/resource.ts";
import type { Exchange, Request } from "./exchange.ts";
import type { Session } from "./session.ts";
import { forEachConcurrently } from "./concurrency.ts";

/** The number of concurrent deletions. After as many consecutive failures the server counts as gone. */
const concurrency = 8;

/** How long after `--max-time` resources are deleted. */
const maxTimeMs = 10_000;

/** Records what a run creates and changes, and reverts it at the end. */
export class Cleanup {
  readonly #session: Session;
  readonly #resources: Resource[];
  /** By request, the newest last. */
  readonly #undo = new Map<string, Request>();
  /** The paths of parents that were deleted, with everything in them. */
  readonly #deletedPlaces = new Set<string>();
  /** IDs that existed before the run. */
  readonly #protected = new Set<string>();
  /** The number of created resources. */
  created = 0;
  /** The number of consecutive deletions without a response. */
  #unanswered = 0;

  constructor(session: Session, resources: Resource[]) {
    this.#session = session;
    this.#resources = resources;
    session.onComplete.push((exchange) => this.#observe(exchange));
  }

  /** Protects every ID in a response. The run does not delete these resources. */
  protect(body: unknown): void {
    if (typeof body !== "object" || body === null) return;
    const id = "id" in body ? toTextId(body.id) : undefined;
    if (typeof id === "string") this.#protected.add(id);
    for (const value of Object.values(body)) this.protect(value);
  }

  isProtected(id: string): boolean {
    return this.#protected.has(id);
  }

  /** Records a request that restores a previous state. */
  restoreWith(request: Request): void {
    this.#undo.set(requestKey(request), request);
  }

  /**
   * Deletes the created resources, the newest first. A 404 means that the resource is gone already. Deletions that
   * fail are retried after the others. If the server stops responding, or `--max-time` elapsed long ago, it gives up. Returns the
   * requests that failed.
   */
  async run({ keep }: { keep: boolean }): Promise<string[]> {
    if (keep)
      for (const [key, { operation }] of this.#undo)
        if (operation.method === "DELETE") this.#undo.delete(key);
    const places = new Set([...this.#deletedPlaces, ...this.#places()]);
    const isInside = ({ operation, path = {} }: Request) =>
      ancestorPaths(fillPath(operation.path, path)).some((above) => places.has(above));
    let pending = [...this.#undo.values()].toReversed().filter((request) => !isInside(request));
    for (let before = Infinity; pending.length > 0 && pending.length < before;) {
      before = pending.length;
      const rejected: Request[] = [];
      await forEachConcurrently(pending, concurrency, async (request) => {
        if (await this.#isRejected(request)) rejected.push(request);
      });
      pending = rejected;
    }
    return pending.map(
      (request) =>
        `${request.method ?? request.operation.method} ${fillPath(request.operation.path, request.path ?? {})}`,
    );
  }

  async #isRejected(request: Request): Promise<boolean> {
    const isLate = this.#session.settings.timeLimit.remainingMs < -maxTimeMs;
    if (isLate || this.#unanswered >= concurrency) return true;
    const { response } = await this.#session.send("clean up", request, { always: true });
    this.#unanswered = response.status === 0 ? this.#unanswered + 1 : 0;
    return (
      !(response.status >= 200 && response.status < 300) && response.status !== 404 && response.status !== 401
    );
  }

  /** Returns the paths of parents that will be deleted. Their children are deleted with them. */
  #places(): string[] {
    const places = new Set(this.#resources.flatMap(({ parent }) => parent?.remove ?? []));
    return [...this.#undo.values()]
      .filter(({ operation }) => places.has(operation))
      .map(({ operation, path = {} }) => `${fillPath(operation.path, path)}/`);
  }

  #observe({ request, response }: Exchange): void {
    if (response.status < 200 || response.status >= 300 || request.rawPath !== undefined) return;
    // Examples that Prefer requests have IDs of existing resources.
    if (request.headers?.["Prefer"] !== undefined) return;
    const { operation } = request;
    if (operation.method === "DELETE" && request.method === undefined) {
      this.#undo.delete(requestKey(request));
      if (this.#resources.some(({ parent }) => parent?.remove === operation))
        this.#deletedPlaces.add(`${fillPath(operation.path, request.path ?? {})}/`);
    }
    if (request.method !== undefined && request.method !== operation.method) return;
    const resource = this.#resources.find(({ create }) => create === operation);
    if (resource?.remove === undefined) return;
    for (const item of listCreatedItems(resource, response.body)) {
      const id = toTextId(item?.[resource.idProperty]);
      if (typeof id !== "string" || this.isProtected(id)) continue;
      this.created += 1;
      this.#note(resource.remove, { ...request.path, [resource.idParameter]: id }, request.key);
    }
  }

  #note(operation: Operation, path: Record<string, string>, key: string | null | undefined): void {
    const request: Request = {
      operation,
      path,
      summary: "cleaning up",
      ...(typeof key === "string" && { key }),
    };
    this.#undo.set(requestKey(request), request);
  }
}

/** Returns the created item, or all of them if the response has a list. */
function listCreatedItems({ itemPointer }: Resource, body: unknown): (Record<string, unknown> | undefined)[] {
  const list = itemPointer.endsWith("/0") ? valueAt(body, itemPointer.slice(0, -2)) : undefined;
  return Array.isArray(list)
    ? (list as Record<string, unknown>[])
    : [valueAt(body, itemPointer) as Record<string, unknown> | undefined];
}

const requestKey = ({ operation, path = {}, key }: Request) =>
  `${operation.method} ${fillPath(operation.path, path)} ${key ?? ""}`;

/** `/a/`, `/a/b/` of `/a/b/c`. */
const ancestorPaths = (path: string): string[] =>
  Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index + 1)).slice(1);
