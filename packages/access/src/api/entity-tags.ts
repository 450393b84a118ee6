import type { Scope } from "../state/access-state.ts";
import { toResourceKind, type WriteRequest } from "./access-api.ts";

type ResourceKind = ReturnType<typeof toResourceKind>;

/** The `ETag` of the last list of each kind and scope. The vendor's server sends none, and this project's server does. */
export class EntityTags {
  readonly #tags = new Map<string, string>();

  /** Remembers the tag of a list, and returns its items. */
  async read<Data>(
    kind: ResourceKind,
    scope: Scope,
    list: {
      withResponse(): PromiseLike<{
        data: Data;
        response: { headers: { get(name: string): string | null } };
      }>;
    },
  ): Promise<Data> {
    const { data, response } = await list.withResponse();
    const tag = response.headers.get("etag");
    if (tag === null) this.#tags.delete(toKey(kind, scope));
    else this.#tags.set(toKey(kind, scope), tag);
    return data;
  }

  /** Returns the headers that make a write fail with 412 if the list has changed since it was read. */
  toHeaders(request: WriteRequest): { headers?: { "if-match": string } } {
    const tag = this.#tags.get(toKey(toResourceKind(request.action), request.scope));
    return tag === undefined || !("id" in request) ? {} : { headers: { "if-match": tag } };
  }
}

const toKey = (kind: ResourceKind, scope: Scope): string =>
  `${kind} ${scope.kind === "project" ? scope.id : ""}`;
