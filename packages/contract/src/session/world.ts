import { sampleOf } from "../data/sample.ts";
import { flatSchema } from "../data/flat-schema.ts";
import { type Operation, pathNames } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import { beside } from "./beside.ts";
import type { Cleanup } from "./cleanup.ts";
import { itemsOf, thingsOf } from "./items-of.ts";
import { CannotRunError, hash, Lane, valueAt } from "./lane.ts";
import { documentsRefusal } from "./refusal.ts";
import { parentPathOf, type Resource } from "./resources.ts";
import type { Exchange, Request, Session } from "./session.ts";

/** Something that was made for a check. */
export interface Made {
  id: string;
  /** What its own operations take: `{ projectId, roleId }`. */
  path: Record<string, string>;
  /** What was sent. */
  body: Record<string, unknown>;
  /** What came back, as the answer shows it. */
  item: Record<string, unknown>;
  exchange: Exchange;
}

/** What a run was given beside the key. */
export interface WorldOptions {
  /** A project to use instead of one of the run's own. */
  project?: string | undefined;
  /** The key of another organization. */
  secondKey?: string | undefined;
  /** The key of whoever asks, where it is not the run's own. */
  key?: string | undefined;
  /** The address of a member. */
  member?: string | undefined;
  /** Roles that members have: `ROLE`, or `PROJECT/ROLE`. */
  assignedRoles: readonly string[];
  /** Whether what was there may be changed and changed back. */
  mayChangeWhatIsThere: boolean;
  /** How many made-up requests. */
  fuzz: number;
  /** The implementation keeps nothing. */
  stateless: boolean;
  /** `Prefer` chooses documented answers. */
  prefer: boolean;
  tag: string;
}

/** Makes what a check needs to be there, and knows what the description's operations are about. */
export class World {
  readonly session: Session;
  readonly cleanup: Cleanup;
  readonly options: WorldOptions;
  readonly resources: Resource[];
  /** Values for path parameters that everything shares: `{ projectId }`. */
  readonly shared: Record<string, string> = {};
  #other: Promise<World> | undefined;
  readonly #fixed = new Map<string, Promise<string[]>>();
  readonly #many = new Map<string, Promise<string[]>>();
  /** What operations that change what was there take, to leave it as it is. */
  readonly #usual = new Map<string, Record<string, unknown>>();

  constructor(session: Session, cleanup: Cleanup, options: WorldOptions, resources: Resource[]) {
    this.session = session;
    this.cleanup = cleanup;
    this.options = options;
    this.resources = resources;
  }

  get description(): Description {
    return this.session.description;
  }

  /** A lane by a name that tells it from all others. */
  lane(name: string): Lane {
    return new Lane(this.session, name, `${this.options.tag}-${hash(name).toString(36)}`, this.options.key);
  }

  /** The world as another organization sees it, where its key is known: one for all who look at it. */
  other(): Promise<World> | undefined {
    const { secondKey } = this.options;
    if (secondKey !== undefined) this.#other ??= this.#asOther(secondKey);
    return this.#other;
  }

  async #asOther(key: string): Promise<World> {
    const options = { ...this.options, key, project: undefined, secondKey: undefined, assignedRoles: [] };
    const other = new World(this.session, this.cleanup, options, this.resources);
    await other.prepare();
    return other;
  }

  /** The same world, in another place of what things are in: `{ projectId }`. */
  within(place: Record<string, string>): World {
    const world = new World(this.session, this.cleanup, this.options, this.resources);
    Object.assign(world.shared, this.shared, place);
    return world;
  }

  /** Makes what all checks share: whatever other things are in, and a note of what was there. */
  async prepare(): Promise<void> {
    const lane = this.lane("prepare");
    for (const parent of new Set(this.resources.flatMap(({ parent: each }) => each ?? []))) {
      this.shared[parent.idParameter] = this.options.project ?? (await this.make(parent, lane)).id;
    }
    if (this.options.project !== undefined) {
      this.shared["projectId"] ??= this.options.project;
      if (!this.options.stateless) await this.#protectContents(lane);
    }
    for (const operation of this.description.operations) {
      if (this.isSingleton(operation)) await this.#noteUsual(operation, lane);
    }
  }

  /** What is in a project that is not the run's own is not the run's own either. */
  async #protectContents(lane: Lane): Promise<void> {
    const lists = this.resources.flatMap(({ parent, list }) => (parent && list ? [list] : []));
    for (const list of lists) {
      const { answer } = await lane.ask({
        operation: list,
        path: this.pathOf(list),
        tried: "looking at what is there",
      });
      this.cleanup.protect(answer.body);
    }
  }

  /** Whether an operation changes the one thing of its kind, which nobody creates. */
  isSingleton({ method, path, requestBody }: Operation): boolean {
    return (
      (method === "PUT" || method === "PATCH") &&
      requestBody !== undefined &&
      pathNames(path).length === 0 &&
      this.description.operations.some((other) => other.path === path && other.method === "GET")
    );
  }

  async #noteUsual(operation: Operation, lane: Lane): Promise<void> {
    const read = this.description.operations.find(
      ({ path, method }) => path === operation.path && method === "GET",
    );
    if (!read || !operation.requestBody) return;
    const { answer } = await lane.ask({ operation: read, tried: "reading what is there" });
    const { properties } = flatSchema(this.description, operation.requestBody.schemaPointer);
    const item = objectWith(answer.body, [...properties.keys()]);
    if (item === undefined) return;
    const body = Object.fromEntries(
      [...properties.keys()].flatMap((name) => (name in item ? [[name, item[name]]] : [])),
    );
    this.#usual.set(operation.operationId, body);
    if (this.options.mayChangeWhatIsThere) {
      const { key } = this.options;
      const tried = "bringing back what was there";
      this.cleanup.restoring({ operation, body, tried, ...(key !== undefined && { key }) });
    }
  }

  /** The resource that an operation is about, and what it does with it. */
  about(
    operation: Operation,
  ): { resource: Resource; does: "create" | "list" | "read" | "update" | "remove" } | undefined {
    for (const resource of this.resources) {
      for (const does of ["create", "list", "read", "update", "remove"] as const) {
        if (resource[does] === operation) return { resource, does };
      }
    }
    return undefined;
  }

  /** The path values of what a resource is in. */
  scopeOf(resource: Resource): Record<string, string> {
    return this.pathOf(resource.create);
  }

  /** Values for an operation's path parameters: what is shared, else its example. */
  pathOf(operation: Operation): Record<string, string> {
    return Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === "path")
        .map(({ name, pointer }) => [
          name,
          this.shared[name] ?? String(sampleOf(this.description, `${pointer}/schema`)),
        ]),
    );
  }

  /** A request that has to succeed. What it needs is made for it. */
  async request(operation: Operation, lane: Lane): Promise<Request> {
    const about = this.about(operation);
    const tried = "a usual request";
    const path = this.pathOf(operation);
    if (about && ["read", "update", "remove"].includes(about.does)) {
      Object.assign(path, (await this.make(about.resource, lane)).path);
    }
    const body = await this.body(operation, lane, path);
    return { operation, tried, path, query: this.#queryOf(operation), ...(body && { body }) };
  }

  #queryOf({ parameters }: Operation): Record<string, string> {
    const wanted = parameters.filter((parameter) => parameter.in === "query" && parameter.required);
    return Object.fromEntries(
      wanted.map(({ name, pointer }) => [name, String(sampleOf(this.description, `${pointer}/schema`))]),
    );
  }

  /** A body that an operation has to accept. */
  async body(
    operation: Operation,
    lane: Lane,
    path: Record<string, string>,
  ): Promise<Record<string, unknown> | undefined> {
    if (!operation.requestBody) return undefined;
    const usual = this.#usual.get(operation.operationId);
    if (usual) return { ...usual };
    const { schema, properties } = flatSchema(this.description, operation.requestBody.schemaPointer);
    const [example] = Object.values(operation.requestBody.examples);
    const start = (example?.value ??
      sampleOf(this.description, operation.requestBody.schemaPointer)) as object;
    const body: Record<string, unknown> = {};
    for (const name of properties.keys()) {
      const isWanted =
        schema.required?.includes(name) || (name in start && !this.isUnknowable(operation, name));
      if (!isWanted) continue;
      const ids = await this.ids(operation, name, lane, path);
      body[name] = ids ?? (this.isUnique(name) ? lane.unique() : (start as Record<string, unknown>)[name]);
    }
    if (schema.required === undefined && this.isUnique("name") && properties.has("name"))
      body["name"] = lane.unique();
    return this.description.problems(operation.requestBody.schemaPointer, body).length > 0
      ? { ...start }
      : body;
  }

  /** Whether a property's value has to be unlike any other's. */
  isUnique(property: string): boolean {
    return /^(?:name|title|slug|label|handle|username)$/i.test(property);
  }

  /** Whether only the implementation knows which values there are, so that none can be made up. */
  isUnknowable(operation: Operation, property: string): boolean {
    return property === "email" && documentsRefusal(operation, "unknownMember");
  }

  /** Ids for a property such as `policyIds`: of things that are there, or are made; `undefined` where it names nothing. */
  async ids(
    operation: Operation,
    property: string,
    lane: Lane,
    path: Record<string, string>,
    count = 1,
  ): Promise<string[] | undefined> {
    const target = this.referred(operation, property);
    if (target === undefined) return undefined;
    const scope = Object.fromEntries(
      pathNames(target.list.path).map((name) => [name, path[name] ?? this.shared[name] ?? ""]),
    );
    if (target.resource) {
      const ids: string[] = [];
      for (let made = 0; made < count; made += 1)
        ids.push((await this.make(target.resource, lane, { path: scope })).id);
      return ids;
    }
    const place = `${target.list.path} ${Object.values(scope).join("/")}`;
    const known = this.#fixed.get(place) ?? this.#idsIn(target.list, scope);
    this.#fixed.set(place, known);
    return (await known).slice(0, count + 1);
  }

  /** The ids of what nobody makes: the same all the time. */
  async #idsIn(list: Operation, path: Record<string, string>): Promise<string[]> {
    // In a lane of its own: who needs them first is the machine's affair.
    const lane = this.lane(`finding ${list.operationId}`);
    const { answer } = await lane.given({ operation: list, path, tried: "finding what can be named" });
    return itemsOf(this.description, list, answer.body).map(({ id }) => String(id));
  }

  /** What a property such as `policyIds` refers to: the collection beside the operation's own. */
  referred({ path }: Operation, property: string): { list: Operation; resource?: Resource } | undefined {
    const stem = /^(\w+)Ids$/.exec(property)?.[1];
    if (stem === undefined) return undefined;
    const above = parentPathOf(path.replace(/\/\{[^}]+\}$/, ""));
    const names = [`${stem}s`, `${stem.replace(/y$/, "ie")}s`];
    const list = this.description.operations.find(
      (operation) =>
        operation.method === "GET" && names.some((name) => operation.path === `${above}/${name}`),
    );
    const resource = this.resources.find((each) => each.list === list);
    return list && { list, ...(resource && { resource }) };
  }

  /** Makes something, under a name that nobody else has. */
  async make(
    resource: Resource,
    lane: Lane,
    {
      path = this.scopeOf(resource),
      key,
      body: own,
    }: { path?: Record<string, string>; key?: string; body?: object } = {},
  ): Promise<Made> {
    // With fields of the caller's own, what the body would refer to is not made.
    const body = own ? { ...own } : { ...(await this.body(resource.create, lane, path)) };
    const request: Request = { operation: resource.create, path, body, tried: "making what the check needs" };
    return this.madeBy(resource, await lane.given({ ...request, ...(key !== undefined && { key }) }));
  }

  /** The ids of many things in one place, made once for all who need them. */
  many(resource: Resource, path: Record<string, string>, count: number): Promise<string[]> {
    const place = `${resource.name} in ${Object.values(path).join("/") || "the organization"}`;
    const known = this.#many.get(place) ?? this.#makeMany(resource, path, count, `many of ${resource.name}`);
    this.#many.set(place, known);
    return known;
  }

  async #makeMany(
    resource: Resource,
    path: Record<string, string>,
    count: number,
    name: string,
  ): Promise<string[]> {
    const first = await this.make(resource, this.lane(name), { path });
    const ids = Array.from({ length: count }, () => "");
    // Each in a lane of its own, so that their names are the same in every run.
    await beside(ids, 8, async (_, index) => {
      const own = this.lane(`${name} ${index}`);
      const named = Object.keys(first.body).filter((property) => this.isUnique(property));
      const body = {
        ...first.body,
        ...Object.fromEntries(named.map((property) => [property, own.unique()])),
      };
      ids[index] = (await this.make(resource, own, { path, body })).id;
    });
    return ids;
  }

  /** What a request that created something made. */
  madeBy(resource: Resource, exchange: Exchange): Made {
    const item = valueAt(exchange.answer.body, resource.itemPointer);
    const id = (item as Record<string, unknown> | undefined)?.[resource.idProperty];
    if (typeof id !== "string") {
      throw new CannotRunError(`${resource.create.operationId} answered without the id of what it created.`);
    }
    if (this.cleanup.isProtected(id)) {
      this.session.wrong(exchange, {
        check: "read_your_writes",
        what: "answers a creation with the id of something that was there before",
        expected: "the id of something new",
        actual: id,
        pointer: resource.create.pointer,
      });
      throw new CannotRunError(
        `${resource.create.operationId} answers with the id of something that was there before, which has to stay as it is. For a mock, use --stateless.`,
      );
    }
    // The more keys are known, the longer is looked for them.
    if (this.session.secrets.size < mostSecrets) this.keyOf(exchange);
    const path = { ...exchange.request.path, [resource.idParameter]: id };
    return { id, path, body: exchange.request.body as Made["body"], item: item as Made["item"], exchange };
  }

  /** The key that came with what was created: from now on it is a secret. */
  keyOf({ request, answer }: Exchange): string | undefined {
    if (request.operation.operationId !== "createProject") return undefined;
    const key = valueAt(answer.body, "/data/apiKey/value");
    if (typeof key !== "string" || key === "") return undefined;
    this.session.settings.secrets.set(key, "ROLEWRIGHT_PROJECT_KEY");
    return key;
  }

  /** What a resource's list shows. */
  async listed(
    resource: Resource,
    lane: Lane,
    {
      path = this.scopeOf(resource),
      ...options
    }: { path?: Record<string, string>; key?: string; fresh?: boolean } = {},
  ): Promise<{ items: Record<string, unknown>[]; exchange: Exchange }> {
    if (!resource.list)
      throw new CannotRunError(`The description has no list of what ${resource.create.operationId} creates.`);
    const exchange = await lane.given({
      operation: resource.list,
      path,
      tried: "looking at the list",
      ...options,
    });
    const items = thingsOf(this.description, resource.list, resource, exchange.answer.body);
    const hasId = (item: Record<string, unknown>) => resource.idProperty in item;
    if (items.length > 0 && !items.some(hasId)) {
      throw new CannotRunError(
        `${resource.list.operationId} shows no ${resource.idProperty} by which things could be found in it.`,
      );
    }
    return { items, exchange };
  }
}

const mostSecrets = 12;

/** The first object in an answer that has all of these properties. */
function objectWith(body: unknown, names: string[]): Record<string, unknown> | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  if (names.length > 0 && names.every((name) => name in body)) return body as Record<string, unknown>;
  return Object.values(body)
    .map((value) => objectWith(value, names))
    .find((found) => found !== undefined);
}
