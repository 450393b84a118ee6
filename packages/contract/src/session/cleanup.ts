import { fillPath, type Operation } from "../description/operation.ts";
import { valueAt } from "./lane.ts";
import type { Resource } from "./resources.ts";
import type { Exchange, Request, Session } from "./session.ts";
import { beside } from "./beside.ts";

/** So many deletions at once; when as many in a row got no answer, nobody is there to answer the rest. */
const atOnce = 8;

/** Notes what a run makes and changes, and takes it back at the end. */
export class Cleanup {
  readonly #session: Session;
  readonly #resources: Resource[];
  /** By what is sent to take it back; the newest last. */
  readonly #undo = new Map<string, Request>();
  /** Ids of what was there before. */
  readonly #protected = new Set<string>();
  /** How many things were made. */
  made = 0;
  /** How many deletions in a row got no answer. */
  #unanswered = 0;

  constructor(session: Session, resources: Resource[]) {
    this.#session = session;
    this.#resources = resources;
    session.observers.push((exchange) => this.#observe(exchange));
  }

  /** Notes every id in an answer as one of what was there before: nothing shall be done to it. */
  protect(body: unknown): void {
    if (typeof body !== "object" || body === null) return;
    if ("id" in body && typeof body.id === "string") this.#protected.add(body.id);
    for (const value of Object.values(body)) this.protect(value);
  }

  isProtected(id: string): boolean {
    return this.#protected.has(id);
  }

  /** Notes a request that brings something back to what it was. */
  restoring(request: Request): void {
    this.#undo.set(keyOf(request), request);
  }

  /**
   * Deletes what was made, the newest first. What is gone already answers 404, which is as good; what something else still has
   * is tried again when the rest is gone. A server that answers nothing any more is not waited for each time. Answers with
   * what could not be taken back.
   */
  async run({ keep }: { keep: boolean }): Promise<string[]> {
    if (keep)
      for (const [key, { operation }] of this.#undo)
        if (operation.method === "DELETE") this.#undo.delete(key);
    const places = new Set(this.#places());
    const isInside = ({ operation, path = {} }: Request) =>
      placesAbove(fillPath(operation.path, path)).some((above) => places.has(above));
    let pending = [...this.#undo.values()].toReversed().filter((request) => !isInside(request));
    for (let before = Infinity; pending.length > 0 && pending.length < before;) {
      before = pending.length;
      const refused: Request[] = [];
      await beside(pending, atOnce, async (request) => {
        if (await this.#isRefused(request)) refused.push(request);
      });
      pending = refused;
    }
    return pending.map(
      (request) =>
        `${request.method ?? request.operation.method} ${fillPath(request.operation.path, request.path ?? {})}`,
    );
  }

  async #isRefused(request: Request): Promise<boolean> {
    if (this.#unanswered >= atOnce) return true;
    const { answer } = await this.#session.ask("clean up", request, { always: true });
    this.#unanswered = answer.status === 0 ? this.#unanswered + 1 : 0;
    return !(answer.status >= 200 && answer.status < 300) && answer.status !== 404 && answer.status !== 401;
  }

  /** The start of the paths of what is in something that will be deleted: it goes with it. */
  #places(): string[] {
    const places = new Set(this.#resources.flatMap(({ parent }) => parent?.remove ?? []));
    return [...this.#undo.values()]
      .filter(({ operation }) => places.has(operation))
      .map(({ operation, path = {} }) => `${fillPath(operation.path, path)}/`);
  }

  #observe({ request, answer }: Exchange): void {
    if (answer.status < 200 || answer.status >= 300 || request.rawPath !== undefined) return;
    // An example that Prefer asked for names what is there.
    if (request.headers?.["Prefer"] !== undefined) return;
    const { operation } = request;
    if (operation.method === "DELETE" && request.method === undefined) this.#undo.delete(keyOf(request));
    if (request.method !== undefined && request.method !== operation.method) return;
    const resource = this.#resources.find(({ create }) => create === operation);
    const remove = resource?.remove;
    const id = resource && valueAt(answer.body, `${resource.itemPointer}/${resource.idProperty}`);
    if (remove === undefined || typeof id !== "string" || this.isProtected(id)) return;
    this.made += 1;
    this.#note(remove, { ...request.path, [resource?.idParameter ?? ""]: id }, request.key);
  }

  #note(operation: Operation, path: Record<string, string>, key: string | null | undefined): void {
    const request: Request = {
      operation,
      path,
      tried: "cleaning up",
      ...(typeof key === "string" && { key }),
    };
    this.#undo.set(keyOf(request), request);
  }
}

const keyOf = ({ operation, path = {}, key }: Request) =>
  `${operation.method} ${fillPath(operation.path, path)} ${key ?? ""}`;

/** `/a/`, `/a/b/` of `/a/b/c`. */
const placesAbove = (path: string): string[] =>
  Array.from(path.matchAll(/\//g), ({ index }) => path.slice(0, index + 1)).slice(1);
