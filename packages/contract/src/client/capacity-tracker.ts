import { fillPath } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { Resource } from "../rules/resource.ts";
import type { DocumentedErrors } from "./documented-errors.ts";
import type { Exchange, Request } from "./exchange.ts";

/** Distinguishes a full collection from a name conflict. Both may have the same status. */
export class CapacityTracker {
  /** The operations whose collection is full. */
  readonly full = new Set<string>();
  /** The last accepted body by collection, and by operation. */
  readonly #acceptedBodies = new Map<string, Record<string, unknown>>();

  readonly #limited: ReadonlySet<Operation>;

  readonly #errors: DocumentedErrors;

  constructor(resources: Resource[], errors: DocumentedErrors) {
    this.#errors = errors;
    this.#limited = new Set(resources.filter(({ hasLimit }) => hasLimit).map(({ create }) => create));
  }

  /** Records an accepted creation. */
  record({ request, response }: Exchange): void {
    if (!isCreation(request) || response.status < 200 || response.status >= 300) return;
    const body = withoutReferences(request);
    if (!body) return;
    this.#acceptedBodies.set(collectionOf(request), body);
    this.#acceptedBodies.set(request.operation.operationId, body);
  }

  /**
   * Returns a body that must be accepted unless the collection is full, or `undefined` if the error has another cause.
   */
  probeBody({ request, response }: Exchange): Record<string, unknown> | undefined {
    const isFull =
      isCreation(request) &&
      this.#limited.has(request.operation) &&
      this.#errors.limitExceeded(request.operation).statuses.includes(response.status);
    return isFull
      ? (this.#acceptedBodies.get(collectionOf(request)) ??
          withoutReferences(request) ??
          this.#acceptedBodies.get(request.operation.operationId))
      : undefined;
  }
}

const isCreation = ({ operation, method, rawPath }: Request): boolean =>
  operation.method === "POST" && method === undefined && rawPath === undefined;

const collectionOf = ({ operation, path = {}, key }: Request) =>
  `${key ?? ""} ${fillPath(operation.path, path)}`;

/** References may be deleted by then, so they are removed. Raw bodies are not parsed. */
const withoutReferences = ({ body, raw }: Request): Record<string, unknown> | undefined =>
  typeof body !== "object" || body === null || raw !== undefined
    ? undefined
    : Object.fromEntries(
        Object.entries(body).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
      );
