import { listPathParameterNames } from "@rolewright/openapi";
import { sampleValue } from "../data/sample.ts";
import { flatRequestSchema } from "../data/flat-schema.ts";
import type { Operation } from "../description/operation.ts";
import type { Description } from "../description/read-description.ts";
import { forEachConcurrently } from "./concurrency.ts";
import type { Cleanup } from "./cleanup.ts";
import type {
  CreatedResource,
  CreateOptions,
  FixtureOptions,
  FixtureSource,
  ResourceUsage,
} from "./fixture-source.ts";
import { JobFixtures } from "./jobs.ts";
import { ReferenceFixtures } from "./references.ts";
import { SingletonFixtures } from "./singletons.ts";
import { repeatPathId } from "./repeat-id.ts";
import { listResources, readItem } from "./list-items.ts";
import { MembershipFixtures } from "./memberships.ts";
import { readWholeList } from "./pages.ts";
import { ValueFixtures } from "./values.ts";
import { PrerequisiteError, hash, TestContext, UntestedOperationError } from "./test-context.ts";
import type { DocumentedErrors } from "./documented-errors.ts";
import { canUseUpReferences, type Resource, toItemPath } from "../rules/resource.ts";
import type { Rules } from "../rules/rules.ts";
import type { Exchange, Request } from "./exchange.ts";
import type { Session } from "./session.ts";

/** Creates the resources that checks need, and maps operations to resources. */
export class Fixtures implements FixtureSource {
  readonly session: Session;
  readonly cleanup: Cleanup;
  readonly options: FixtureOptions;
  readonly resources: Resource[];
  readonly rules: Rules;
  /** Shared path parameters: `{ projectId }`. */
  readonly shared: Record<string, string> = {};
  /** Whether the shared parent is not the one of the run. */
  isInOtherParent = false;
  readonly memberships = new MembershipFixtures(this);
  readonly jobs = new JobFixtures(this);
  readonly references = new ReferenceFixtures(this, this.memberships);
  readonly singletons = new SingletonFixtures(this);
  readonly values: ValueFixtures;
  #secondOrganization: Promise<Fixtures> | undefined;
  readonly #createdMany = new Map<string, Promise<string[]>>();

  constructor(session: Session, cleanup: Cleanup, options: FixtureOptions) {
    this.session = session;
    this.cleanup = cleanup;
    this.options = options;
    this.rules = session.settings.rules;
    this.resources = this.rules.resources;
    this.values = new ValueFixtures(this);
  }

  get description(): Description {
    return this.session.description;
  }

  /** The expected error of an operation, by its kind. */
  get errors(): DocumentedErrors {
    return this.session.errors;
  }

  /** Creates a context with a unique name. */
  createContext(name: string): TestContext {
    return new TestContext(
      this.session,
      name,
      `${this.options.tag}-${hash(name).toString(36)}`,
      this.options.key,
    );
  }

  /** Returns the fixtures of the second organization, if its API key is known. They are shared. */
  secondOrganization(): Promise<Fixtures> | undefined {
    const { secondApiKey } = this.options;
    if (secondApiKey !== undefined) this.#secondOrganization ??= this.#createSecondOrganization(secondApiKey);
    return this.#secondOrganization;
  }

  async #createSecondOrganization(key: string): Promise<Fixtures> {
    const options = {
      ...this.options,
      key,
      project: undefined,
      secondApiKey: undefined,
      assignedRoleIds: [],
    };
    const other = new Fixtures(this.session, this.cleanup, options);
    await other.prepare();
    return other;
  }

  /** Returns the same fixtures in another parent: `{ projectId }`. */
  inParent(place: Record<string, string>): Fixtures {
    const fixtures = new Fixtures(this.session, this.cleanup, this.options);
    Object.assign(fixtures.shared, this.shared, place);
    fixtures.isInOtherParent = true;
    return fixtures;
  }

  /** Creates the shared parents, and records the existing state. */
  async prepare(): Promise<void> {
    const ctx = this.createContext("prepare");
    await this.memberships.findMember(ctx);
    for (const parent of new Set(this.resources.flatMap(({ parent: each }) => each ?? []))) {
      this.shared[parent.idParameter] = this.options.project ?? (await this.create(parent, ctx)).id;
    }
    if (this.options.project !== undefined) {
      if (!this.options.stateless) await this.#protectContents(ctx);
    }
    await this.singletons.recordBodies(ctx);
  }

  /** The contents of a project that existed before the run are not deleted. */
  async #protectContents(ctx: TestContext): Promise<void> {
    const lists = this.resources.flatMap(({ parent, list }) => (parent && list ? [list] : []));
    for (const list of lists) {
      const { response } = await ctx.send({
        operation: list,
        path: this.pathParams(list),
        summary: "listing existing resources",
      });
      this.cleanup.protect(response.body);
    }
  }

  /** Finds the resource of an operation, and the operation's role. */
  findUsage(operation: Operation): ResourceUsage | undefined {
    for (const resource of this.resources) {
      for (const does of ["create", "list", "read", "update", "remove"] as const) {
        if (resource[does] === operation) return { resource, does };
      }
    }
    return undefined;
  }

  /** Finds the resource that an operation belongs to by its path, such as `/tickets/{ticketId}/qr`. */
  #findItemOf(operation: Operation): Resource | undefined {
    if (this.findUsage(operation)) return undefined;
    const [owner] = this.resources
      .filter((resource) => `${operation.path}/`.startsWith(`${toItemPath(resource)}/`))
      .toSorted((one, other) => toItemPath(other).length - toItemPath(one).length);
    // A shared parent can be read. An action would change its state, such as that of an ordered cart.
    const isShared = owner !== undefined && owner.idParameter in this.shared;
    return isShared && operation.method === "GET" ? undefined : owner;
  }

  /** Returns the path parameters of a resource's parents. */
  parentPath(resource: Resource): Record<string, string> {
    return this.pathParams(resource.create);
  }

  /** Returns values for path parameters: shared ones, or else examples. */
  pathParams(operation: Operation): Record<string, string> {
    return Object.fromEntries(
      operation.parameters
        .filter((parameter) => parameter.in === "path")
        .map(({ name, schemaPointer }) => [
          name,
          this.shared[name] ?? String(sampleValue(this.description, schemaPointer)),
        ]),
    );
  }

  /** Builds a request that must succeed, and creates what it needs. */
  async request(operation: Operation, ctx: TestContext): Promise<Request> {
    if (operation.unsupported !== undefined)
      throw new UntestedOperationError(operation, operation.unsupported);
    const membership = this.memberships.find(operation);
    if (membership) return this.memberships.request(membership, operation, ctx);
    const job = this.jobs.find(operation);
    if (job) return this.jobs.request(job, operation, ctx);
    const about = this.findUsage(operation);
    const summary = "a valid request";
    const path = this.pathParams(operation);
    const existing =
      about && ["read", "update", "remove"].includes(about.does)
        ? about.resource
        : this.#findItemOf(operation);
    if (existing && !this.options.stateless) Object.assign(path, (await this.create(existing, ctx)).path);
    const body = await this.#requestBody(operation, ctx, path);
    return { operation, summary, path, ...(body !== undefined && { body }) };
  }

  /** Builds an object that the operation must accept. */
  async body(
    operation: Operation,
    ctx: TestContext,
    path: Record<string, string>,
  ): Promise<Record<string, unknown> | undefined> {
    const body = await this.#requestBody(operation, ctx, path);
    if (body === undefined || isPlainObject(body)) return body;
    throw new PrerequisiteError(`the body of ${operation.operationId} is not an object, unlike a resource`);
  }

  /** Builds a body that the operation must accept. */
  async #requestBody(operation: Operation, ctx: TestContext, path: Record<string, string>): Promise<unknown> {
    if (operation.unsupported !== undefined)
      throw new UntestedOperationError(operation, operation.unsupported);
    if (!operation.requestBody) return undefined;
    const current = this.singletons.findBody(operation);
    if (current) return current;
    const { schemaPointer, examples } = operation.requestBody;
    const { schema, properties } = flatRequestSchema(this.description, schemaPointer);
    const isValid = (each: unknown) => this.description.problems(schemaPointer, each).length === 0;
    const example = Object.values(examples).find(({ value }) => isValid(value));
    const start = example ? example.value : sampleValue(this.description, schemaPointer);
    if (!isPlainObject(start)) {
      if (isValid(start)) return start;
      throw new UntestedOperationError(operation, noValidBody);
    }
    const body: Record<string, unknown> = {};
    for (const name of properties.keys()) {
      const isWanted =
        schema.required?.includes(name) || (name in start && !this.values.isServerDefined(operation, name));
      if (!isWanted) continue;
      const ids = await this.references.ids(operation, name, ctx, path);
      body[name] = ids
        ? this.references.toValue(operation, name, ids)
        : this.values.isUnique(name)
          ? this.values.createUnique(operation, name, ctx)
          : start[name];
    }
    const named = [...properties.keys()].filter((name) => this.values.isUnique(name));
    if (schema.required === undefined)
      for (const name of named) body[name] = this.values.createUnique(operation, name, ctx);
    const repeated = repeatPathId(this.description, this.resources, operation, path, body);
    if (isValid(repeated)) return repeated;
    if (isValid(start)) return { ...start };
    throw new UntestedOperationError(operation, noValidBody);
  }

  /** Whether the run can build a valid request for an operation. */
  canRequest(operation: Operation): boolean {
    const isRemoval = this.memberships.find(operation)?.remove === operation;
    const canRemove = this.memberships.canJoin || this.options.stateless;
    return operation.unsupported === undefined && (!isRemoval || canRemove);
  }

  /** Creates a resource with a unique name. */
  async create(
    resource: Resource,
    ctx: TestContext,
    { path = this.parentPath(resource), key, body: own, mayDisappear = false }: CreateOptions = {},
  ): Promise<CreatedResource> {
    // A caller's own fields replace the generated body, so that no references are created.
    const body = own ? { ...own } : { ...(await this.body(resource.create, ctx, path)) };
    const request: Request = {
      operation: resource.create,
      path,
      body,
      summary: "creating a prerequisite",
      ...(mayDisappear && { mayDisappear }),
    };
    return this.toCreatedResource(
      resource,
      await ctx.require({ ...request, ...(key !== undefined && { key }) }),
    );
  }

  /** Returns the IDs of many resources in one parent, which are created once and shared. */
  createMany(resource: Resource, path: Record<string, string>, count: number): Promise<string[]> {
    const place = `${resource.name} in ${Object.values(path).join("/") || "the root"}`;
    const known =
      this.#createdMany.get(place) ?? this.#createMany(resource, path, count, `many of ${resource.name}`);
    this.#createdMany.set(place, known);
    return known;
  }

  async #createMany(
    resource: Resource,
    path: Record<string, string>,
    count: number,
    name: string,
  ): Promise<string[]> {
    const first = await this.create(resource, this.createContext(name), { path });
    const ids = Array.from({ length: count }, () => "");
    // Each in its own context, so that names are the same in every run.
    await forEachConcurrently(ids, 8, async (_, index) => {
      const own = this.createContext(`${name} ${index}`);
      ids[index] = (await this.createAnother(resource, own, path, first.body)).id;
    });
    return ids;
  }

  /** Creates a resource like another one. What that one refers to may be used only once. */
  createAnother(
    resource: Resource,
    ctx: TestContext,
    path: Record<string, string>,
    first: CreatedResource["body"],
  ): Promise<CreatedResource> {
    if (canUseUpReferences(resource)) return this.create(resource, ctx, { path });
    const named = Object.keys(first).filter(
      (name) =>
        this.values.isUniqueList(name) || (this.values.isUnique(name) && typeof first[name] !== "object"),
    );
    const values = named.map((property) => [
      property,
      this.values.createUnique(resource.create, property, ctx),
    ]);
    return this.create(resource, ctx, { path, body: { ...first, ...Object.fromEntries(values) } });
  }

  /** Reads the created resource from a response. */
  toCreatedResource(resource: Resource, exchange: Exchange): CreatedResource {
    const item = readItem(resource, exchange.response.body);
    const id = (item as Record<string, unknown> | undefined)?.[resource.idProperty];
    if (typeof id !== "string") {
      throw new PrerequisiteError(
        `The response of ${resource.create.operationId} has no ID of the created resource.`,
      );
    }
    if (this.cleanup.isProtected(id)) {
      this.session.report(exchange, {
        check: "read_your_writes",
        message: "a creation returns the ID of an existing resource",
        expected: "a new ID",
        actual: id,
        pointer: resource.create.pointer,
      });
      throw new PrerequisiteError(
        `${resource.create.operationId} returns the ID of an existing resource, which must not change. For a mock, use --stateless.`,
      );
    }
    const path = { ...exchange.request.path, [resource.idParameter]: id };
    return {
      id,
      path,
      body: exchange.request.body as CreatedResource["body"],
      item: item as CreatedResource["item"],
      exchange,
    };
  }

  /** Finds an item in its list, or reads it. Returns `undefined` if no operation does either. */
  async findItem(
    resource: Resource,
    ctx: TestContext,
    { id, path }: Pick<CreatedResource, "id" | "path">,
    options: { key?: string; newConnection?: boolean } = {},
  ): Promise<{ item: Record<string, unknown> | undefined; exchange: Exchange } | undefined> {
    if (resource.list) {
      const place = Object.fromEntries(
        listPathParameterNames(resource.list.path).map((name) => [name, path[name] ?? ""]),
      );
      const { items, exchange } = await this.readList(resource, ctx, { ...options, path: place });
      return { item: items.find((each) => each[resource.idProperty] === id), exchange };
    }
    if (!resource.read) return undefined;
    const exchange = await ctx.send({
      operation: resource.read,
      path,
      summary: "reading the resource",
      ...options,
    });
    const { status, body } = exchange.response;
    const item = status >= 200 && status < 300 ? readItem(resource, body) : undefined;
    return { item: item as Record<string, unknown> | undefined, exchange };
  }

  /** Reads the list of a resource. */
  async readList(
    resource: Resource,
    ctx: TestContext,
    {
      path = this.parentPath(resource),
      ...options
    }: {
      path?: Record<string, string>;
      query?: Record<string, unknown>;
      key?: string;
      newConnection?: boolean;
    } = {},
  ): Promise<{ items: Record<string, unknown>[]; exchange: Exchange }> {
    if (!resource.list)
      throw new PrerequisiteError(
        `The description has no list for the resources of ${resource.create.operationId}.`,
      );
    const request = { operation: resource.list, path, summary: "listing resources", ...options };
    const { list, pages, idProperty } = resource;
    const read = (body: unknown) => listResources(this.description, list, resource, body);
    const { items, exchange } = await readWholeList(ctx, request, pages, read, idProperty);
    const hasId = (item: Record<string, unknown>) => resource.idProperty in item;
    if (items.length > 0 && !items.some(hasId)) {
      throw new PrerequisiteError(
        `${resource.list.operationId} returns no ${resource.idProperty}, so that resources cannot be found in it.`,
      );
    }
    return { items, exchange };
  }
}

const noValidBody = "no valid request body was found, and it has no valid example";

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
