import type { CheckName } from "./check-names.ts";
import { markUnreachable } from "./checks/examples-valid.ts";
import { createTasks } from "./checks/index.ts";
import { type Phase, phases, type Task } from "./checks/task.ts";
import { forEachConcurrently } from "./client/concurrency.ts";
import type { Exchange } from "./client/exchange.ts";
import type { Fixtures } from "./client/fixtures.ts";
import { StoppedError } from "./client/session.ts";
import { PrerequisiteError, UntestedOperationError } from "./client/test-context.ts";
import type { ContractOptions } from "./options.ts";
import { stateStatus } from "./rules/tolerated-statuses.ts";
import { validateOptions } from "./validate-options.ts";

/** Runs the phases. Returns why the run did not finish, if it did not. */
export async function runPhases(
  fixtures: Fixtures,
  first: Exchange[],
  options: ContractOptions,
  seed: number,
): Promise<string | undefined> {
  const { findings } = fixtures.session.settings;
  markUnreachable(fixtures);
  const tasks = createTasks(fixtures, seed).filter(
    (task) => isSelected(task, options.checks ?? []) && !isSkipped(fixtures, task),
  );
  const needsState = (phase: Phase) => phase === "state" || phase === "sequential";
  const skipped = tasks.filter(({ phase }) => needsState(phase) && fixtures.options.stateless);
  for (const check of skipped.flatMap((task) => task.checks))
    findings.skip(check, "the server stores nothing (--stateless)");
  try {
    await validateOptions(fixtures, first);
    await fixtures.prepare();
  } catch (error) {
    if (error instanceof StoppedError) return `${error.message} before the first check`;
    if (!(error instanceof PrerequisiteError)) throw error;
    // Tasks that need a missing prerequisite report it. The others can run.
  }
  /** The reasons, by operation ID. */
  const untested = new Map<string, string>();
  let unfinished = 0;
  for (const phase of phases.filter((each) => !needsState(each) || !fixtures.options.stateless)) {
    const own = tasks
      .filter((task) => task.phase === phase)
      .toSorted((one, other) => Number(other.isLong ?? false) - Number(one.isLong ?? false));
    let done = 0;
    const report = () =>
      options.onProgress?.({
        phase,
        done,
        total: own.length,
        requests: fixtures.session.requests,
        get findings() {
          return findings.all().length;
        },
      });
    report();
    const concurrency = phase === "sequential" ? 1 : (options.concurrency ?? 16);
    await forEachConcurrently(own, concurrency, async (task) => {
      if (!(await runTask(fixtures, task, untested))) unfinished += 1;
      done += 1;
      report();
    });
  }
  if (unfinished > 0)
    return `${fixtures.session.stopped ?? ""}; ${unfinished} of ${tasks.length} tasks did not finish`;
  const { full } = fixtures.session.room;
  if (full.size > 0)
    return `${[...full].join(", ")} could not create more resources, because a limit was reached`;
  if (fixtures.session.hasFailedToJoin) return "people could not join with --accept-invitation";
  for (const operation of fixtures.description.operations)
    if (!fixtures.canRequest(operation))
      untested.set(
        operation.operationId,
        operation.unsupported ?? "people join outside of the API: set --accept-invitation",
      );
  for (const operation of fixtures.description.operations)
    if (
      fixtures.session.stateRejections.has(operation.operationId) &&
      !fixtures.session.hasSucceeded(operation)
    )
      untested.set(
        operation.operationId,
        `every valid request returned ${stateStatus(operation)}: the run has no item in the state that it needs`,
      );
  const reasons = [
    ...[...untested].map(([id, reason]) => `${id} was not tested, because ${reason}`),
    ...[...fixtures.session.undecided].map((reason) => `a response was not validated: ${reason}`),
  ];
  return reasons.length === 0 ? undefined : reasons.join("; ");
}

/** Checks of every response need every task. The others need only their own. */
const responseChecks = new Set<CheckName>([
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "max_response_time",
  "body_integrity",
  "api_key_not_exposed",
]);

const isSelected = (task: Task, only: readonly CheckName[]) =>
  only.length === 0 || only.some((check) => responseChecks.has(check) || task.checks.includes(check));

/** A task is not run if its first check is skipped, for all operations or for the one that its name ends with. */
function isSkipped({ session, description }: Fixtures, { name, checks }: Task): boolean {
  const { findings } = session.settings;
  const operationId = name.split(" ").find((word) => description.findOperation(word) !== undefined);
  const [first] = checks;
  return first !== undefined && findings.isSkipped(first, operationId);
}

/** Runs a task. Returns whether it finished. Adds an operation that cannot be tested, with the reason. */
async function runTask(fixtures: Fixtures, task: Task, untested: Map<string, string>): Promise<boolean> {
  const { findings } = fixtures.session.settings;
  try {
    fixtures.session.requireRunning();
    await task.run(fixtures.createContext(task.name));
    // A rule that nobody has confirmed may be wrong. More responses tell.
    for (let again = 2; findings.isDoubtful(task.rule) && again <= 10; again += 1)
      await task.run(fixtures.createContext(`${task.name}, again ${again}`));
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof StoppedError) {
      for (const check of task.checks) findings.skip(check, reason);
      return false;
    }
    if (!(error instanceof PrerequisiteError)) {
      fixtures.session.stop("an internal error occurred");
      throw error;
    }
    if (error instanceof UntestedOperationError) untested.set(error.operationId, error.reason);
    for (const check of task.checks) findings.skip(check, `${task.name}: ${reason}`);
    return true;
  }
}
