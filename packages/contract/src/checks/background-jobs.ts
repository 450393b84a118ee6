import { gunzipSync } from "node:zlib";
import type { Exchange } from "../client/exchange.ts";
import type { Fixtures } from "../client/fixtures.ts";
import type { StartedJob } from "../client/jobs.ts";
import { type TestContext, formatValue } from "../client/test-context.ts";
import type { Job } from "../rules/job.ts";
import type { Task } from "./task.ts";

/** Verifies jobs in the background: their status, their result, and who can see them. */
export const backgroundJobs = (fixtures: Fixtures): Task[] => {
  const { jobs } = fixtures.rules;
  if (jobs.length === 0)
    fixtures.session.settings.findings.skip("background_jobs", "the contract file describes no jobs");
  return jobs.map((job): Task => ({
    name: `jobs: ${job.name}`,
    // No other task may start one.
    phase: "sequential",
    checks: ["background_jobs"],
    run: (ctx) => testJob(fixtures, job, ctx),
  }));
};

type Path = Record<string, string>;

async function testJob(fixtures: Fixtures, job: Job, ctx: TestContext): Promise<void> {
  const scope = job.parent ? (await fixtures.create(job.parent, ctx)).path : {};
  const started = await fixtures.jobs.start(job, ctx, scope);
  const isRunning = started.item[job.statusProperty] === job.running;
  expectNoResult(job, ctx, started);
  if (isRunning) await testRunning(fixtures, job, ctx, scope, started);
  const done = await fixtures.jobs.waitFor(job, ctx, started);
  expectCompleted(job, ctx, started, done);
  await expectResult(fixtures, job, ctx, done);
  await expectForeignHidden(fixtures, job, ctx, done);
  await testPeriods(fixtures, job, ctx, scope);
}

function expectNoResult(
  { create, running, statusProperty, resultProperty }: Job,
  ctx: TestContext,
  { item, exchange }: StartedJob,
): void {
  const violation = { check: "background_jobs" as const, pointer: create.pointer };
  ctx.assert(item[statusProperty] === running, exchange, {
    ...violation,
    message: "a new job does not run",
    expected: `${statusProperty}: ${running}`,
    actual: formatValue(item[statusProperty]),
  });
  if (resultProperty === undefined) return;
  ctx.assert((item[resultProperty] ?? null) === null, exchange, {
    ...violation,
    message: "a job has a result before it is completed",
    expected: `${resultProperty}: null`,
    actual: formatValue(item[resultProperty]),
  });
}

/** While a job runs, there is no result, and perhaps no second job. */
async function testRunning(
  fixtures: Fixtures,
  job: Job,
  ctx: TestContext,
  scope: Path,
  { path }: StartedJob,
): Promise<void> {
  const requests: Promise<Exchange>[] = [];
  if (job.isExclusive)
    requests.push(
      ctx.expectStatus(
        { operation: job.create, path: fixtures.jobs.scopeOf(job, scope), body: {}, summary: "a second job" },
        {
          check: "background_jobs",
          because: "a job is running",
          statuses: [409],
          pointer: job.create.pointer,
        },
      ),
    );
  if (job.result)
    requests.push(
      ctx.expectStatus(
        { operation: job.result, path, summary: "the result of a running job" },
        {
          check: "background_jobs",
          because: "the job is running",
          statuses: [400, 404, 409],
          pointer: job.result.pointer,
        },
      ),
    );
  await Promise.all(requests);
}

function expectCompleted(
  job: Job,
  ctx: TestContext,
  started: StartedJob,
  { item, exchange }: StartedJob,
): void {
  const violation = {
    check: "background_jobs" as const,
    pointer: job.read.pointer,
    after: [started.exchange],
  };
  ctx.assert(item[job.statusProperty] === job.completed, exchange, {
    ...violation,
    message: "a job is not completed",
    expected: `${job.statusProperty}: ${job.completed}`,
    actual: formatValue(item[job.statusProperty]),
  });
  ctx.assert(item[job.idProperty] === started.item[job.idProperty], exchange, {
    ...violation,
    message: "a read returns another job",
    expected: formatValue(started.item[job.idProperty]),
    actual: formatValue(item[job.idProperty]),
  });
  if (job.resultProperty === undefined) return;
  ctx.assert((item[job.resultProperty] ?? null) !== null, exchange, {
    ...violation,
    message: "a completed job has no result",
    expected: `a value of ${job.resultProperty}`,
    actual: "null",
  });
}

/** The result is at another URL, which works without the credentials and does not contain them. */
async function expectResult(
  fixtures: Fixtures,
  { result, resultProperty }: Job,
  ctx: TestContext,
  { path, item, exchange: completed }: StartedJob,
): Promise<void> {
  if (!result) return;
  const exchange = await ctx.expectSuccess(
    { operation: result, path, summary: "the result of a completed job" },
    "background_jobs",
  );
  const { status, headers } = exchange.response;
  if (status < 300 || status >= 400) return;
  const { baseUrl, apiKey } = fixtures.session.settings;
  const violation = { check: "background_jobs" as const, pointer: result.pointer, after: [completed] };
  const location = headers.get("location") ?? "";
  const url = location === "" || !URL.canParse(location, baseUrl) ? undefined : new URL(location, baseUrl);
  ctx.assert(url !== undefined, exchange, {
    ...violation,
    message: "a redirect to a result has no valid Location",
    expected: "a URL in Location",
    actual: formatValue(location),
  });
  ctx.assert(!location.includes(apiKey), exchange, {
    ...violation,
    message: "the URL of a result contains the credentials",
    expected: "a URL without the credentials",
    actual: "the API key in Location",
  });
  if (url === undefined) return;
  const file = await fetchResult(url);
  ctx.assert(file.length > 0, exchange, {
    ...violation,
    message: "the URL of a result does not work without the credentials",
    expected: "a file",
    actual: "no file",
  });
  if (resultProperty === undefined || typeof item[resultProperty] !== "number" || file.length === 0) return;
  const lines = file.trimEnd().split(/\r?\n/).length;
  ctx.assert(lines > (item[resultProperty] as number), exchange, {
    ...violation,
    message: "a result has fewer rows than its job says",
    expected: `a header and ${formatValue(item[resultProperty])} rows`,
    actual: `${lines} lines`,
  });
}

/** Fetches a file without credentials. Returns an empty text if that fails. */
async function fetchResult(url: URL): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (!response.ok) return "";
    const isCompressed = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return new TextDecoder().decode(isCompressed ? gunzipSync(bytes) : bytes);
  } catch {
    return "";
  }
}

/** Another tenant, and another parent, cannot see a job. */
async function expectForeignHidden(
  fixtures: Fixtures,
  job: Job,
  ctx: TestContext,
  { path }: StartedJob,
): Promise<void> {
  const { secondApiKey } = fixtures.options;
  const elsewhere = job.parent ? (await fixtures.create(job.parent, ctx)).path : undefined;
  for (const operation of [job.read, job.result]) {
    if (!operation) continue;
    const expectation = {
      check: "background_jobs" as const,
      ...ctx.errors.unknownId(operation),
    };
    if (secondApiKey !== undefined)
      await ctx.expectStatus(
        { operation, path, key: secondApiKey, summary: `a job of another ${ctx.tenant}` },
        { ...expectation, because: `the job belongs to another ${ctx.tenant}` },
      );
    if (elsewhere)
      await ctx.expectStatus(
        { operation, path: { ...path, ...elsewhere }, summary: `a job of another ${job.parent?.name}` },
        { ...expectation, because: `the job belongs to another ${job.parent?.name}` },
      );
  }
}

/** A period needs both ends in order. A search may select nothing. */
async function testPeriods(fixtures: Fixtures, job: Job, ctx: TestContext, scope: Path): Promise<void> {
  const { create: operation, period, searchProperty, emptyStatuses } = job;
  const path = fixtures.jobs.scopeOf(job, scope);
  const [early, late] = ["2001-01-01T00:00:00.000Z", "2099-12-31T23:59:59.999Z"];
  const pointer = operation.pointer;
  const reject = (body: object, because: string, statuses: readonly number[]) =>
    ctx.expectStatus(
      { operation, path, body, summary: because },
      { check: "background_jobs", because, statuses, pointer },
    );
  if (period) {
    const [start, end] = period;
    await reject({ [start]: early }, "only one end of the period is given", [400, 422]);
    await reject({ [end]: late }, "only one end of the period is given", [400, 422]);
    await reject({ [start]: late, [end]: early }, "the period ends before it starts", [400, 422]);
    await reject({ [start]: early, [end]: early }, "the period ends when it starts", [400, 422]);
    if (emptyStatuses.length > 0)
      await reject(
        { [start]: early, [end]: "2001-01-02T00:00:00.000Z" },
        "the period has nothing",
        emptyStatuses,
      );
    const started = await fixtures.jobs.start(job, ctx, scope, { [start]: early, [end]: late });
    expectNoResult(job, ctx, await fixtures.jobs.waitFor(job, ctx, started).then(() => started));
  }
  if (searchProperty !== undefined && emptyStatuses.length > 0)
    await reject({ [searchProperty]: "nothing-has-this-term" }, "nothing has the search term", emptyStatuses);
}
