import { setTimeout } from "node:timers/promises";
import { listPathParameterNames } from "@rolewright/openapi";
import type { Operation } from "../description/operation.ts";
import type { Job } from "../rules/job.ts";
import type { FixtureSource } from "./fixture-source.ts";
import { PrerequisiteError, type TestContext } from "./test-context.ts";
import { valueAt } from "./value-at.ts";
import type { Exchange, Request } from "./exchange.ts";

type Path = Record<string, string>;

/** A job that was started. */
export interface StartedJob {
  path: Path;
  item: Record<string, unknown>;
  exchange: Exchange;
}

/** Starts jobs and waits for them. */
export class JobFixtures {
  readonly #fixtures: FixtureSource;
  readonly #completed = new Map<string, Promise<StartedJob>>();

  constructor(fixtures: FixtureSource) {
    this.#fixtures = fixtures;
  }

  /** Finds the job of an operation. */
  find(operation: Operation): Job | undefined {
    return this.#fixtures.rules.jobs.find(
      ({ create, read, result }) => create === operation || read === operation || result === operation,
    );
  }

  /** Builds a request that must succeed. */
  async request(job: Job, operation: Operation, ctx: TestContext): Promise<Request> {
    const summary = "a valid request";
    if (operation !== job.create) return { operation, summary, path: (await this.completed(job)).path };
    return {
      operation,
      summary,
      path: this.scopeOf(job, {}),
      body: await this.#fixtures.body(operation, ctx, {}),
    };
  }

  /** Returns a completed job, which all tasks share. */
  completed(job: Job): Promise<StartedJob> {
    const known = this.#completed.get(job.name) ?? this.#complete(job);
    this.#completed.set(job.name, known);
    return known;
  }

  async #complete(job: Job): Promise<StartedJob> {
    const ctx = this.#fixtures.createContext(`completing ${job.name}`);
    return this.waitFor(job, ctx, await this.start(job, ctx, {}));
  }

  /** Starts a job, after those that run. */
  async start(job: Job, ctx: TestContext, path: Path, body: object = {}): Promise<StartedJob> {
    const scope = this.scopeOf(job, path);
    const request = { operation: job.create, path: scope, body, summary: "starting a job" };
    const deadline = performance.now() + maxWaitMs;
    let exchange = await ctx.send(request);
    if (job.emptyStatuses.includes(exchange.response.status)) {
      await this.#addContent(job, ctx, scope);
      exchange = await ctx.send(request);
    }
    while (exchange.response.status === 409 && performance.now() < deadline) {
      await setTimeout(pollMs);
      exchange = await ctx.send(request);
    }
    const item = valueAt(exchange.response.body, job.itemPointer) as Record<string, unknown> | undefined;
    const id = item?.[job.idProperty];
    const { status } = exchange.response;
    if (item === undefined || status >= 300 || (typeof id !== "string" && typeof id !== "number"))
      throw new PrerequisiteError(`${job.create.operationId}, a prerequisite, failed: status ${status}`);
    return { path: { ...scope, [job.idParameter]: String(id) }, item, exchange };
  }

  /** A new parent has nothing that a job could select. */
  async #addContent({ parent }: Job, ctx: TestContext, path: Path): Promise<void> {
    const child = this.#fixtures.resources.find((resource) => resource.parent === parent);
    if (child) await this.#fixtures.create(child, ctx, { path });
  }

  /** Waits until a job has ended. */
  async waitFor(job: Job, ctx: TestContext, started: StartedJob): Promise<StartedJob> {
    if (this.#fixtures.options.stateless) return started;
    const deadline = performance.now() + maxWaitMs;
    for (;;) {
      const exchange = await ctx.require({
        operation: job.read,
        path: started.path,
        summary: "waiting for a job",
      });
      const item = valueAt(exchange.response.body, job.itemPointer) as Record<string, unknown> | undefined;
      if (item?.[job.statusProperty] !== job.running) return { ...started, item: item ?? {}, exchange };
      if (performance.now() > deadline)
        throw new PrerequisiteError(
          `a job of ${job.create.operationId} runs for longer than ${maxWaitMs / 1_000} s`,
        );
      await setTimeout(pollMs);
    }
  }

  /** Returns the path parameters of the scope. */
  scopeOf({ create }: Job, path: Path): Path {
    return Object.fromEntries(
      listPathParameterNames(create.path).map((name) => [
        name,
        path[name] ?? this.#fixtures.shared[name] ?? "",
      ]),
    );
  }
}

const maxWaitMs = 15_000;
const pollMs = 50;
