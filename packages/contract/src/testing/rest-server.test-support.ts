import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { readAsText } from "../data/text-values.ts";
import type { Operation } from "../description/operation.ts";
import { readDescription } from "../description/read-description.ts";

type Item = Record<string, unknown>;

/** A collection of a test server. */
export interface Collection {
  /** `/books`, or with one parent: `/shelves/{shelfId}/books`. */
  path: string;
  /** The path parameter and the property with the ID. */
  idParameter: string;
  idProperty: string;
  /** The property around an item in responses. */
  wrapper?: string;
  /** The property around a list. */
  listWrapper?: string;
  unique?: string;
  isUniqueIgnoringCase?: boolean;
  /** The number of items with which the unique value is compared, the newest first. Default: all. */
  comparedItems?: number;
  /** The number of items that the collection can have. */
  limit?: number;
  /** The paths of the collections that properties refer to. */
  references?: Record<string, string>;
  /** Whether an item has an entity tag, with which an update compares `If-Match`, or which it ignores. */
  entityTags?: "compared" | "ignored";
  /** Whether only one item can refer to another one, as a copy of a book is lent once. */
  hasExclusiveReferences?: boolean;
  /** Whether a used item cannot be deleted. Otherwise, its references are removed. */
  isProtected?: boolean;
  /** Optional fields that an update omits become `null`. */
  resets?: string[];
  /** The fields that the server adds. */
  computed?: (item: Item) => Item;
  isListed?: (item: Item, query: URLSearchParams) => boolean;
  idFormat?: "uuid" | "number" | "digits";
  /** Whether callers choose the ID. An update must repeat it. */
  hasChosenIds?: boolean;
}

/** Faults and other behavior of a test server. */
export interface RestServerOptions {
  spec: string;
  collections: Collection[];
  /** Returns the tenant of a request, or `undefined` if it is unauthorized. */
  authenticate?: (headers: IncomingMessage["headers"]) => string | undefined;
  invalidStatus?: number;
  mediaTypeStatus?: number;
  error?: (message: string) => unknown;
  errorType?: string;
  /** Malformed paths get a plain text, as from the HTTP server of Go's standard library. */
  hasPlainTextErrors?: boolean;
  /** Handles requests that belong to no collection. */
  other?: (
    operationId: string,
    path: Record<string, string>,
  ) => { status: number; type: string; body: string };
}

interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  raw?: { type: string; body: string };
}

/** Starts a server that stores items in memory, and validates requests against its description. */
export async function startRestServer(
  options: RestServerOptions,
): Promise<{ url: string; close: () => void }> {
  const description = readDescription(options.spec);
  const {
    collections,
    invalidStatus = 400,
    mediaTypeStatus = 415,
    authenticate = () => "one",
    error = (message: string) => ({ detail: message }),
  } = options;
  /** By tenant and filled collection path. */
  const stores = new Map<string, Map<string, Item>>();
  let counter = 1_000;

  const fail = (status: number, message: string, headers: Record<string, string> = {}): Reply => ({
    status,
    body: error(message),
    headers,
  });
  const storeOf = (tenant: string, path: string) => {
    const key = `${tenant} ${path}`;
    const store = stores.get(key) ?? new Map<string, Item>();
    stores.set(key, store);
    return store;
  };
  const storesOf = (tenant: string, { path }: Collection) =>
    [...stores].flatMap(([key, store]) => {
      const pattern = new RegExp(`^${tenant} ${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);
      return pattern.test(key) ? [store] : [];
    });

  const handle = async (request: IncomingMessage): Promise<Reply> => {
    const [rawPath = "", search = ""] = (request.url ?? "").split("?");
    const segments = decodeSegments(rawPath);
    if (segments === undefined && options.hasPlainTextErrors)
      return {
        status: 400,
        headers: { Connection: "close" },
        raw: { type: "text/plain; charset=utf-8", body: "400 Bad Request: malformed path" },
      };
    if (segments === undefined) return fail(invalidStatus, "The path has an invalid escape.");
    const here = description.operations.flatMap((operation) => {
      const path = matchPath(operation.path, segments);
      return path ? [{ operation, path }] : [];
    });
    if (here.length === 0) return fail(404, "No such path.");
    const found = here.find(({ operation }) => operation.method === request.method);
    if (!found)
      return fail(405, "Method not allowed.", {
        Allow: here.map(({ operation }) => operation.method).join(", "),
      });
    const tenant = authenticate(request.headers);
    if (tenant === undefined) return fail(401, "Unauthorized.", { "WWW-Authenticate": "Basic" });
    const { operation, path } = found;
    const query = new URLSearchParams(search);
    const problem = findParameterProblem(operation, path, query);
    if (problem !== undefined) return fail(invalidStatus, problem);
    const body = await readBody(request, operation);
    if ("status" in body) return fail(body.status, body.message);
    return route(tenant, operation, path, query, body.value as Item, request.headers["if-match"]);
  };

  const findParameterProblem = (
    { parameters }: Operation,
    path: Record<string, string>,
    query: URLSearchParams,
  ): string | undefined => {
    for (const { name, in: place, schemaPointer, isRequired } of parameters) {
      const text = place === "path" ? path[name] : place === "query" ? query.get(name) : null;
      if (text === null || text === undefined) {
        if (isRequired && place === "query") return `${name} is missing.`;
        continue;
      }
      const value = readAsText(description, schemaPointer, text);
      if (description.problems(schemaPointer, value).length > 0) return `${name} is invalid.`;
    }
    return undefined;
  };

  const readBody = async (
    request: IncomingMessage,
    { requestBody }: Operation,
  ): Promise<{ value: unknown } | { status: number; message: string }> => {
    const bytes = await buffer(request);
    if (!requestBody) return { value: undefined };
    if (!/^application\/json\s*(?:;|$)/i.test(request.headers["content-type"] ?? ""))
      return { status: mediaTypeStatus, message: "Send application/json." };
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      return { status: invalidStatus, message: "Malformed JSON." };
    }
    const [problem] = description.problems(requestBody.schemaPointer, value);
    if (problem) return { status: invalidStatus, message: `${problem.at} ${problem.message}` };
    return { value };
  };

  const route = (
    tenant: string,
    operation: Operation,
    path: Record<string, string>,
    query: URLSearchParams,
    body: Item,
    ifMatch: string | undefined,
  ): Reply => {
    const collection = collections.find(
      (each) => operation.path === each.path || operation.path === `${each.path}/{${each.idParameter}}`,
    );
    if (!collection) {
      const owner = collections.find((each) => operation.path.startsWith(`${each.path}/{`));
      const id = path[owner?.idParameter ?? ""];
      if (owner && !storeOf(tenant, fill(owner.path, path)).has(id ?? "")) return fail(404, "Not found.");
      const other = options.other?.(operation.operationId, path);
      return other ? { status: other.status, raw: other } : fail(404, "Not found.");
    }
    const parent = collections.find(
      (each) => each !== collection && collection.path.startsWith(`${each.path}/{${each.idParameter}}`),
    );
    if (parent && !storeOf(tenant, fill(parent.path, path)).has(path[parent.idParameter] ?? ""))
      return fail(404, "Not found.");
    const store = storeOf(tenant, fill(collection.path, path));
    const id = path[collection.idParameter];
    if (operation.path === collection.path)
      return operation.method === "GET"
        ? list(collection, store, query)
        : write(tenant, collection, store, undefined, body, operation);
    const item = store.get(id ?? "");
    if (!item) return fail(404, "Not found.");
    const hasChanged = ifMatch !== undefined && ifMatch !== "*" && ifMatch !== toTag(item);
    if (collection.entityTags === "compared" && hasChanged) return fail(412, "The item has changed.");
    if (operation.method === "GET")
      return {
        status: 200,
        body: wrap(collection, item),
        headers: collection.entityTags ? { ETag: toTag(item) } : {},
      };
    if (operation.method === "DELETE") return remove(tenant, collection, store, id ?? "");
    return write(tenant, collection, store, item, body, operation);
  };

  const list = (collection: Collection, store: Map<string, Item>, query: URLSearchParams): Reply => {
    const { isListed = () => true, listWrapper } = collection;
    const all = [...store.values()].filter((item) => isListed(item, query));
    const size = Number(query.get("limit") ?? 10);
    const { parameters = [] } =
      description.operations.find(({ path, method }) => path === collection.path && method === "GET") ?? {};
    const hasParameter = (wanted: string) => parameters.some(({ name }) => name === wanted);
    const isPaged = hasParameter("page");
    if (hasParameter("cursor")) return listFromCursor(collection, all, query.get("cursor"), size);
    if (hasParameter("offset")) {
      const offset = Number(query.get("offset") ?? 0);
      const shown = all.slice(offset, offset + size);
      return { status: 200, body: { [listWrapper ?? "items"]: shown, offset, total: all.length } };
    }
    const page = Number(query.get("page") ?? 1);
    const shown = isPaged ? all.slice((page - 1) * size, page * size) : all;
    return { status: 200, body: listWrapper === undefined ? shown : { [listWrapper]: shown } };
  };

  /** A cursor is the ID of the last item before the page. That of a deleted item is rejected. */
  const listFromCursor = (
    { idProperty, listWrapper = "items" }: Collection,
    all: Item[],
    cursor: string | null,
    size: number,
  ): Reply => {
    const before = all.findIndex((item) => item[idProperty] === cursor);
    if (cursor !== null && before < 0) return fail(invalidStatus, "The cursor is unknown.");
    const shown = all.slice(before + 1, before + 1 + size);
    const hasMore = before + 1 + size < all.length;
    return {
      status: 200,
      body: { [listWrapper]: shown, next: hasMore ? (shown.at(-1)?.[idProperty] ?? null) : null },
    };
  };

  const wrap = ({ wrapper }: Collection, item: Item) => (wrapper === undefined ? item : { [wrapper]: item });

  const write = (
    tenant: string,
    collection: Collection,
    store: Map<string, Item>,
    before: Item | undefined,
    body: Item,
    { method, responses }: Operation,
  ): Reply => {
    const { unique, references = {}, resets = [], idProperty, idFormat = "uuid" } = collection;
    const fold = (value: unknown) =>
      collection.isUniqueIgnoringCase ? String(value).normalize("NFC").trim().toLowerCase() : value;
    for (const [property, target] of Object.entries(references)) {
      const ids = [body[property] ?? []].flat();
      const known = collections.find((each) => each.path === target);
      const exists = (each: unknown) =>
        known !== undefined && storesOf(tenant, known).some((other) => other.has(String(each)));
      if (!ids.every(exists)) return fail(invalidStatus, `${property} is unknown.`);
      const isUsed = [...store.values()].some(
        (item) => item !== before && ids.includes(item[property] as string),
      );
      if (collection.hasExclusiveReferences && isUsed) return fail(409, `${property} is used.`);
    }
    if (unique !== undefined && unique in body) {
      const compared = [...store.values()].slice(-(collection.comparedItems ?? store.size));
      const isTaken = compared.some((item) => item !== before && fold(item[unique]) === fold(body[unique]));
      if (isTaken) return fail(409, `${unique} exists already.`);
    }
    if (!before && store.size >= (collection.limit ?? Infinity)) return fail(409, "The limit is reached.");
    const chosen = collection.hasChosenIds ? body[idProperty] : undefined;
    if (before && chosen !== undefined && chosen !== before[idProperty])
      return fail(invalidStatus, `${idProperty} differs from the path.`);
    if (!before && chosen !== undefined && store.has(String(chosen)))
      return fail(409, `${idProperty} exists already.`);
    counter += 1;
    const ids = { uuid: randomUUID(), number: counter, digits: String(counter) };
    const id = before?.[idProperty] ?? chosen ?? ids[idFormat];
    const reset = method === "PATCH" ? {} : Object.fromEntries(resets.map((name) => [name, null]));
    const item: Item = { ...before, ...reset, ...body, [idProperty]: id };
    Object.assign(item, collection.computed?.(item));
    store.set(String(id), item);
    const success = responses.find(({ status }) => status.startsWith("2"))?.status;
    return { status: Number(success), body: wrap(collection, item) };
  };

  const remove = (tenant: string, collection: Collection, store: Map<string, Item>, id: string): Reply => {
    const users = collections.flatMap((user) =>
      Object.entries(user.references ?? {})
        .filter(([, target]) => target === collection.path)
        .flatMap(([property]) =>
          storesOf(tenant, user).flatMap((items) =>
            [...items.values()].flatMap((item) =>
              [item[property] ?? []].flat().map(String).includes(id) ? [{ item, property }] : [],
            ),
          ),
        ),
    );
    if (collection.isProtected && users.length > 0) return fail(409, "It is used.");
    for (const { item, property } of users)
      item[property] = Array.isArray(item[property])
        ? item[property].filter((each) => String(each) !== id)
        : null;
    store.delete(id);
    for (const key of stores.keys())
      if (key.startsWith(`${tenant} `) && key.includes(`/${id}/`)) stores.delete(key);
    return { status: 204 };
  };

  const typeOf = (status: number) =>
    status >= 400 ? (options.errorType ?? "application/json") : "application/json";

  const server = createServer(async (request, response) => {
    const { status, body, headers = {}, raw } = await handle(request);
    request.resume();
    const documented = body === undefined ? undefined : JSON.stringify(body);
    const text = raw?.body ?? documented;
    response.writeHead(status, {
      ...headers,
      ...(text !== undefined && { "Content-Type": raw?.type ?? typeOf(status) }),
    });
    response.end(request.method === "HEAD" ? undefined : text);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const toTag = (item: Item) => JSON.stringify(createHash("sha1").update(JSON.stringify(item)).digest("hex"));

const fill = (path: string, values: Record<string, string>) =>
  path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => values[name] ?? "");

function decodeSegments(path: string): string[] | undefined {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function matchPath(template: string, segments: string[]): Record<string, string> | undefined {
  const parts = template.split("/");
  const values: Record<string, string> = {};
  if (parts.length !== segments.length) return undefined;
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? "";
    if (part.startsWith("{")) values[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
    if (segment === "" && index > 0) return undefined;
  }
  return values;
}
