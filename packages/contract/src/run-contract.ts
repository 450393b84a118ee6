import { randomInt } from "node:crypto";
import { InvalidDescriptionError } from "@rolewright/openapi";
import { checkNames } from "./check-names.ts";
import { CoverageLog } from "./coverage.ts";
import { missingCredentials, readCredentials } from "./credentials.ts";
import { type ContractOptions, ContractSetupError, isLoopback, readBaseUrl } from "./options.ts";
import { requireOtherCredentials } from "./validate-options.ts";
import type { Report, RuleQuestion } from "./report/report.ts";
import { Cleanup } from "./client/cleanup.ts";
import { Findings } from "./client/findings.ts";
import { ExpectedState } from "./client/expected-state.ts";
import { parseSkip, type SkippedCheck } from "./rules/waivers.ts";
import type { Description } from "./description/read-description.ts";
import { type LoadedContract, loadContract } from "./rules/load-contract.ts";
import { InvalidContractError } from "./rules/invalid-contract-error.ts";
import type { Failure } from "./client/connection-failures.ts";
import { type HttpResponse, createHttpConnection, type HttpConnection } from "./client/http-connection.ts";
import type { Exchange } from "./client/exchange.ts";
import { Secrets } from "./client/secrets.ts";
import { runPhases } from "./run-phases.ts";
import { Session } from "./client/session.ts";
import { TimeLimit } from "./client/time-limit.ts";
import { Fixtures } from "./client/fixtures.ts";

/**
 * Tests a server against a description. It sends examples, boundary values, generated requests, and sequences that
 * depend on stored state. At the end it deletes what it created, and restores what it changed.
 *
 * @example
 * const report = await runContract({ baseUrl: "http://127.0.0.1:4020", apiKey });
 * expect(report.findings).toEqual([]);
 *
 * @throws {ContractSetupError} if the run cannot start: no server, a rejected key, an invalid description.
 */
export async function runContract(options: ContractOptions): Promise<Report> {
  validateCheckNames(options.checks ?? []);
  // Reading a large description takes seconds of the time.
  const timeLimit = new TimeLimit(options.maxTimeMs, options.now ?? (() => performance.now()));
  try {
    return await runLoaded(loadContract(options), timeLimit, options);
  } catch (error) {
    if (error instanceof InvalidDescriptionError || error instanceof InvalidContractError)
      throw new ContractSetupError(error.message, { cause: error });
    throw error;
  }
}

async function runLoaded(
  loaded: LoadedContract,
  timeLimit: TimeLimit,
  options: ContractOptions,
): Promise<Report> {
  const url = readBaseUrl({ ...options, baseUrl: options.baseUrl || loaded.contract.server?.url });
  const concurrency = options.concurrency ?? 16;
  const connection = createHttpConnection(url, {
    timeoutMs: options.requestTimeoutMs ?? defaultTimeoutMs,
    sockets: concurrency * 2,
  });
  try {
    return await runAgainst(connection, url, loaded, timeLimit, options);
  } finally {
    connection.close();
  }
}

/** @throws {ContractSetupError} if a check or an operation is unknown. */
function readSkipped(texts: readonly string[], description: Description): SkippedCheck[] {
  const skipped = texts.map(parseSkip);
  validateCheckNames(skipped.map(({ check }) => check));
  const unknown = skipped.find(
    ({ operation }) => operation !== undefined && description.findOperation(operation) === undefined,
  );
  if (unknown)
    throw new ContractSetupError(
      `--skip names the operation "${unknown.operation}", which ${description.file} does not have. Use its operationId.`,
    );
  return skipped;
}

function validateCheckNames(only: readonly string[]): void {
  const unknown = only.filter((name) => !(checkNames as string[]).includes(name));
  if (unknown.length === 0) return;
  throw new ContractSetupError(
    `Unknown check "${unknown.join('", "')}". The checks are ${checkNames.join(", ")}.`,
  );
}

async function runAgainst(
  connection: HttpConnection,
  url: URL,
  { description, rules, contract, waivers }: LoadedContract,
  timeLimit: TimeLimit,
  options: ContractOptions,
): Promise<Report> {
  const seed = options.seed ?? randomInt(2 ** 31);
  const credentials = readCredentials(options, contract.auth);
  const { apiKey, secondApiKey, authScheme } = credentials;
  const secrets = new Secrets(credentials.secrets);
  const findings = new Findings(description, rules.source, {
    seed,
    only: options.checks ?? [],
    skipped: readSkipped(options.skip ?? [], description),
    waivers,
    onViolation: options.onViolation,
    secrets,
  });
  const coverage = new CoverageLog(description);
  if (apiKey === "" && description.operations.some((operation) => operation.credentials.length > 0))
    throw new ContractSetupError(missingCredentials(contract.auth));
  requireOtherCredentials(description, { authScheme, headers: options.headers ?? {} });
  const requestTimeoutMs = options.requestTimeoutMs ?? defaultTimeoutMs;
  const session = new Session({
    description,
    rules,
    connection,
    baseUrl: url.href,
    apiKey,
    authScheme,
    secrets,
    headers: options.headers ?? {},
    requestTimeoutMs,
    timeLimit,
    findings,
    coverage,
    maxResponseTimeMs: options.maxResponseTimeMs ?? 2_000,
    onRequest: options.onRequest,
    onResponse: options.onResponse,
  });
  const stopWatching = watchForStop(session, options);
  try {
    return await runSession(session, url, { ...options, secondApiKey, seed });
  } finally {
    stopWatching();
  }
}

async function runSession(
  session: Session,
  url: URL,
  options: ContractOptions & { seed: number },
): Promise<Report> {
  const startedAt = new Date();
  const { description, rules, findings, coverage, timeLimit } = session.settings;
  const { seed } = options;
  const cleanup = new Cleanup(session, rules.resources);
  const first = await probeTarget(session);
  const responses = first.map(({ response }) => response);
  session.markReachable();
  const fixtures = new Fixtures(session, cleanup, fixtureOptions(options, url, chooseTag(seed, responses)));
  if (!fixtures.options.stateless) {
    for (const response of responses) cleanup.protect(response.body);
    new ExpectedState(session, rules.resources).start();
  }
  let incompleteReason: string | undefined;
  let undeletedResources: string[] = [];
  try {
    incompleteReason = await runPhases(fixtures, first, options, seed);
  } catch (error) {
    // No other task goes on.
    session.stop("an internal error occurred");
    throw error;
  } finally {
    options.onProgress?.({
      phase: "cleaning up",
      done: 0,
      total: 1,
      requests: session.requests,
      get findings() {
        return findings.all().length;
      },
    });
    await session.waitForPending();
    // Even if the server seems to be gone, try to delete.
    undeletedResources = await cleanup.run({ keep: options.cleanup === false });
  }
  if (session.unusableServer) throw describeUnusableServer(session, session.unusableServer);
  if (session.isUnauthorized) throw rejectedCredentials(session);
  const all = findings.all();
  const questions = findings.questions();
  if (questions.length > 0) incompleteReason ??= describeQuestions(questions);
  return {
    baseUrl: url.href.replace(/\/$/, ""),
    notes:
      description.unknownFormats.length === 0
        ? []
        : [
            `Formats that are not validated, because they are unknown: ${description.unknownFormats.join(", ")}.`,
          ],
    description: { file: description.file, title: description.info.title, version: description.info.version },
    seed,
    startedAt: startedAt.toISOString(),
    durationMs: Math.round(timeLimit.elapsedMs),
    requests: session.requests,
    cases: session.cases,
    outcome: all.length > 0 ? "failed" : incompleteReason === undefined ? "passed" : "incomplete",
    ...(incompleteReason !== undefined && { incompleteReason }),
    checks: findings.results(),
    findings: all,
    questions,
    accepted: findings.waivers(),
    coverage: coverage.result(),
    undeletedResources,
    cleanup: options.cleanup !== false,
  };
}

const defaultTimeoutMs = 10_000;

const describeQuestions = (questions: RuleQuestion[]) =>
  `responses contradict ${questions.map(({ rule }) => rule.name).join(", ")}. ${questions.length === 1 ? "Is this rule" : "Are these rules"} right?`;

const fixtureOptions = (options: ContractOptions, url: URL, tag: string) => ({
  project: options.project,
  secondApiKey: options.secondApiKey,
  memberEmail: options.memberEmail,
  assignedRoleIds: options.assignedRoleIds ?? [],
  acceptInvitation: options.acceptInvitation,
  canModifyExisting: isLoopback(url),
  usePreferHeader: options.usePreferHeader ?? false,
  stateless: options.stateless ?? false,
  maxExamples: options.maxExamples ?? 2_000,
  maxFillTimeMs: options.maxFillTimeMs ?? 10_000,
  tag,
});

/** So many first requests without any response tell that nothing responds. Each may take as long as its timeout. */
const maxUnansweredProbes = 3;

/** Verifies that a server is running and accepts the key. Returns the exchanges. */
async function probeTarget(session: Session): Promise<Exchange[]> {
  const readers = session.description.operations.filter(
    ({ method, parameters }) => method === "GET" && !parameters.some(({ isRequired }) => isRequired),
  );
  const exchanges: Exchange[] = [];
  for (const operation of readers) {
    // One response tells whether there is a server, even if the time has elapsed.
    const isLate = session.stopped !== undefined || session.settings.timeLimit.remainingMs <= 0;
    if (exchanges.length > 0 && isLate) break;
    if (exchanges.length >= maxUnansweredProbes && exchanges.every(({ response }) => response.status === 0))
      break;
    exchanges.push(await session.send("probe", { operation, summary: "a first request" }, { always: true }));
  }
  const [first] = exchanges;
  const failure = exchanges.every(({ response }) => response.status === 0) && first?.response.failure;
  if (failure) throw describeUnusableServer(session, failure);
  const statuses = exchanges.map(({ response }) => response.status);
  if (statuses.length > 0 && statuses.every((status) => status === 401 || status === 403)) {
    throw rejectedCredentials(session, statuses);
  }
  if (statuses.length > 0 && statuses.every((status) => status === 404)) {
    throw new ContractSetupError(
      `${session.settings.baseUrl} has none of the description's paths (every request returned 404). Correct --base-url. Does it need a path, or another port?`,
    );
  }
  return exchanges;
}

/** Says why no request gets a response: there is no server, or one whose responses cannot be used. */
function describeUnusableServer({ settings }: Session, { kind, message }: Failure): ContractSetupError {
  const text =
    kind === "unreachable"
      ? `No server responds at ${settings.baseUrl} (${message}). Start the server, or correct --base-url.`
      : `A server accepts connections at ${settings.baseUrl}, but every request fails: ${message}. Correct the server, or --base-url.`;
  return new ContractSetupError(text);
}

function rejectedCredentials({ settings }: Session, statuses = [401]): ContractSetupError {
  const which = settings.authScheme === undefined ? "an API key" : "credentials";
  return new ContractSetupError(
    `Every operation rejects the key (status ${[...new Set(statuses)].join(", ")}). Set ${which} that is valid at ${settings.baseUrl} with --api-key or --auth.`,
  );
}

/** Derives a part of all names from the seed. No existing name contains it. */
function chooseTag(seed: number, responses: HttpResponse[]): string {
  const there = responses.map(({ text }) => text).join("\n");
  const tag = seed.toString(36);
  const tags = [tag, ...Array.from({ length: 1_000 }, (_, index) => `${tag}.${index + 2}`)];
  return tags.find((each) => !there.includes(`contract ${each}-`)) ?? tag;
}

/** Stops the run at its time limit or when the caller aborts it. Returns a function that removes both. */
function watchForStop(session: Session, { signal }: ContractOptions): () => void {
  const { timeLimit } = session.settings;
  const cancel = timeLimit.onElapsed(() => session.stop(timeLimit.reason));
  const interrupt = () => session.stop("it was interrupted");
  if (signal?.aborted) interrupt();
  signal?.addEventListener("abort", interrupt);
  return () => {
    cancel();
    signal?.removeEventListener("abort", interrupt);
  };
}
