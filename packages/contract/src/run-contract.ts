import { randomInt } from "node:crypto";
import { allTasks } from "./checks/index.ts";
import { noteUnreachable } from "./checks/examples.ts";
import { phases, type Task } from "./checks/task.ts";
import { type CheckName, checkNames } from "./check-names.ts";
import { CoverageLog } from "./coverage-of.ts";
import { readDescription } from "./description/read-description.ts";
import { UnreadableDescriptionError } from "./description/unreadable.ts";
import { type ContractOptions, CouldNotRunError, isLoopback, readBaseUrl } from "./options.ts";
import { refuseWrongOptions } from "./options-in-use.ts";
import type { Report } from "./report/report.ts";
import { beside } from "./session/beside.ts";
import { Cleanup } from "./session/cleanup.ts";
import { Findings } from "./session/findings.ts";
import { CannotRunError } from "./session/lane.ts";
import { Ledger } from "./session/ledger.ts";
import { resourcesOf } from "./session/resources.ts";
import { type Answer, createWire, type Wire } from "./session/send.ts";
import { type Exchange, Session, StoppedError } from "./session/session.ts";
import { World } from "./session/world.ts";

/**
 * Holds an implementation to a description: asks for its examples, for what is at the limits, for what is made up, and for what
 * it keeps. What it creates it deletes, what it changes it changes back, whatever happens.
 *
 * @example
 * const report = await runContract({ baseUrl: "http://127.0.0.1:4020", apiKey });
 * expect(report.findings).toEqual([]);
 *
 * @throws {CouldNotRunError} when nothing could be found out: no server, a refused key, a description that cannot be read.
 */
export async function runContract(options: ContractOptions): Promise<Report> {
  const url = readBaseUrl(options);
  refuseUnknownChecks(options.only ?? []);
  if (options.apiKey === "")
    throw new CouldNotRunError("The key is empty. Give one with --api-key or ROLEWRIGHT_API_KEY.");
  const concurrency = options.concurrency ?? 16;
  const wire = createWire(url, { timeoutMs: options.requestTimeoutMs ?? 10_000, sockets: concurrency * 2 });
  try {
    return await runOn(wire, url, options);
  } catch (error) {
    if (error instanceof UnreadableDescriptionError)
      throw new CouldNotRunError(error.message, { cause: error });
    throw error;
  } finally {
    wire.close();
  }
}

function refuseUnknownChecks(only: readonly string[]): void {
  const unknown = only.filter((name) => !(checkNames as string[]).includes(name));
  if (unknown.length === 0) return;
  throw new CouldNotRunError(
    `There is no check "${unknown.join('", "')}". There are ${checkNames.join(", ")}.`,
  );
}

async function runOn(wire: Wire, url: URL, options: ContractOptions): Promise<Report> {
  const startedAt = new Date();
  const since = performance.now();
  const description = readDescription(options.spec);
  const seed = options.seed ?? randomInt(2 ** 31);
  const findings = new Findings(description, seed, options.only ?? []);
  const coverage = new CoverageLog(description);
  const secrets = new Map([[options.apiKey, "ROLEWRIGHT_API_KEY"]]);
  if (options.secondKey) secrets.set(options.secondKey, "ROLEWRIGHT_SECOND_KEY");
  const session = new Session({
    description,
    wire,
    baseUrl: url.href,
    apiKey: options.apiKey,
    secrets,
    findings,
    coverage,
    maxResponseTimeMs: options.maxResponseTimeMs ?? 2_000,
    onRequest: options.onRequest,
    onAnswer: options.onAnswer,
  });
  const resources = resourcesOf(description);
  const cleanup = new Cleanup(session, resources);
  const first = await knock(session);
  const answers = first.map(({ answer }) => answer);
  session.begin();
  const world = new World(session, cleanup, worldOptions(options, url, freeTag(seed, answers)), resources);
  if (!world.options.stateless) {
    for (const answer of answers) cleanup.protect(answer.body);
    new Ledger(session, resources).open();
  }
  const stop = stopping(session, options);
  let incomplete: string | undefined;
  let left: string[] = [];
  try {
    incomplete = await runPhases(world, first, options, seed);
  } finally {
    stop();
    options.onProgress?.({
      phase: "cleaning up",
      done: 0,
      total: 1,
      requests: session.requests,
      findings: findings.all().length,
    });
    await session.quiet();
    // A server that is gone took with it whether anything could be deleted: it is worth a try.
    left = await cleanup.run({ keep: options.keep ?? false });
  }
  const all = findings.all();
  return {
    baseUrl: url.href.replace(/\/$/, ""),
    description: { file: description.file, title: description.title, version: description.version },
    seed,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(performance.now() - since),
    requests: session.requests,
    cases: session.cases,
    outcome: all.length > 0 ? "broken" : "kept",
    ...(incomplete !== undefined && { incomplete }),
    checks: findings.results(),
    findings: all,
    coverage: coverage.result(),
    left,
    ...(options.keep === true && { keep: true as const }),
  };
}

const worldOptions = (options: ContractOptions, url: URL, tag: string) => ({
  project: options.project,
  secondKey: options.secondKey,
  member: options.member,
  assignedRoles: options.assignedRoles ?? [],
  mayChangeWhatIsThere: isLoopback(url),
  prefer: options.prefer ?? false,
  stateless: options.stateless ?? false,
  fuzz: options.fuzz ?? 2_000,
  tag,
});

/** Makes sure that somebody is there who takes the key; answers with what is there. */
async function knock(session: Session): Promise<Exchange[]> {
  const readers = session.description.operations.filter(
    ({ method, parameters }) => method === "GET" && !parameters.some(({ required }) => required),
  );
  const exchanges: Exchange[] = [];
  for (const operation of readers)
    exchanges.push(await session.ask("knock", { operation, tried: "a first look" }));
  const [first] = exchanges;
  if (exchanges.length > 0 && exchanges.every(({ answer }) => answer.status === 0)) {
    const why = first?.answer.failure?.message ?? "";
    throw new CouldNotRunError(
      `Nothing answers at ${session.settings.baseUrl} (${why}). Start the server, or mend --base-url.`,
    );
  }
  const answered = exchanges.map(({ answer }) => answer.status);
  if (answered.length > 0 && answered.every((status) => status === 401 || status === 403)) {
    throw new CouldNotRunError(
      `The key is refused by everything (status ${[...new Set(answered)].join(", ")}). Give an organization key that is valid at ${session.settings.baseUrl}.`,
    );
  }
  if (answered.length > 0 && answered.every((status) => status === 404)) {
    throw new CouldNotRunError(
      `${session.settings.baseUrl} has none of the description's paths (all answered 404). Mend --base-url: does it need a path, or another port?`,
    );
  }
  return exchanges;
}

/** A part of all names of the run, from the seed, that no name there has yet. */
function freeTag(seed: number, answers: Answer[]): string {
  const there = answers.map(({ text }) => text).join("\n");
  const tag = seed.toString(36);
  const tags = [tag, ...Array.from({ length: 1_000 }, (_, index) => `${tag}.${index + 2}`)];
  return tags.find((each) => !there.includes(`contract ${each}-`)) ?? tag;
}

/** Ends the run when its time is over or its caller wants it; answers with how to stop watching. */
function stopping(session: Session, { maxTimeMs, signal }: ContractOptions): () => void {
  const timer =
    maxTimeMs === undefined
      ? undefined
      : setTimeout(() => session.stop(`the time was over (--max-time, ${maxTimeMs / 1_000} s)`), maxTimeMs);
  const interrupt = () => session.stop("it was interrupted");
  if (signal?.aborted) interrupt();
  signal?.addEventListener("abort", interrupt);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
  };
}

/** Runs what was asked for, phase by phase; answers with why it ended early, if it did. */
async function runPhases(
  world: World,
  first: Exchange[],
  options: ContractOptions,
  seed: number,
): Promise<string | undefined> {
  const { findings } = world.session.settings;
  noteUnreachable(world);
  const tasks = allTasks(world, seed).filter((task) => isWanted(task, options.only ?? []));
  const leavesOut = tasks.filter(({ phase }) => phase === "state" && world.options.stateless);
  for (const check of leavesOut.flatMap((task) => task.checks))
    findings.notRun(check, "the implementation keeps nothing (--stateless)");
  try {
    await refuseWrongOptions(world, first);
    await world.prepare();
  } catch (error) {
    if (error instanceof StoppedError) return `${error.message} before anything was looked at`;
    if (!(error instanceof CannotRunError)) throw error;
    // What needs it says so itself; the rest can be looked at.
  }
  let leftOut = 0;
  for (const phase of phases.filter((each) => each !== "state" || !world.options.stateless)) {
    const own = tasks
      .filter((task) => task.phase === phase)
      .toSorted((one, other) => Number(other.isLong ?? false) - Number(one.isLong ?? false));
    let done = 0;
    const report = () =>
      options.onProgress?.({
        phase,
        done,
        total: own.length,
        requests: world.session.requests,
        findings: findings.all().length,
      });
    report();
    await beside(own, options.concurrency ?? 16, async (task) => {
      if (!(await runTask(world, task))) leftOut += 1;
      done += 1;
      report();
    });
  }
  if (leftOut > 0)
    return `${world.session.stopped ?? ""}: ${leftOut} of ${tasks.length} parts were not finished`;
  const { full } = world.session.room;
  return full.size === 0
    ? undefined
    : `${[...full].join(", ")} had no room for more; the README says how much a run needs`;
}

/** Checks that look at every answer need every task; the others only their own. */
const everywhere = new Set<CheckName>([
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "max_response_time",
  "body_integrity",
  "key_not_echoed",
]);

const isWanted = (task: Task, only: readonly CheckName[]) =>
  only.length === 0 || only.some((check) => everywhere.has(check) || task.checks.includes(check));

/** Whether the task was finished. */
async function runTask(world: World, task: Task): Promise<boolean> {
  const { findings } = world.session.settings;
  try {
    await task.run(world.lane(task.name));
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof StoppedError) {
      for (const check of task.checks) findings.notRun(check, reason);
      return false;
    }
    if (!(error instanceof CannotRunError)) throw error;
    for (const check of task.checks) findings.notRun(check, `${task.name}: ${reason}`);
    return true;
  }
}
