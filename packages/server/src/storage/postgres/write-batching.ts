import type { TransactionScript } from "../store.ts";

/** A script that has started and waits for the rows of its first queries. */
export interface StartedTransaction {
  steps: TransactionScript<unknown>;
  step: ReturnType<TransactionScript<unknown>["next"]>;
}

/** The result or the error of one script of a batch. */
export type Outcome = { result: unknown } | { error: unknown };

interface Job {
  script: () => TransactionScript<unknown>;
  started: StartedTransaction;
  /** The row that the script locks. */
  lockKey: string;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Runs the transactions of a batcher. */
export interface BatchRunner {
  /** Runs one script in its own transaction. */
  runAlone(script: () => TransactionScript<unknown>): Promise<unknown>;
  /** Runs several scripts in one transaction. Returns `undefined` if it failed, and each script must be retried alone. */
  runBatch(batch: StartedTransaction[]): Promise<Outcome[] | undefined>;
}

/** The number of concurrent batches. Fewer batches are larger, and a larger batch costs less for each script. */
const maxConcurrentBatches = 3;
const maxBatchSize = 32;

/**
 * Creates the function that runs writes. Scripts that arrive at the same time share a transaction, since round trips are
 * most of the cost of a write, and a batch makes as many as one script. The scripts of a batch lock one row each, all
 * different and sorted, so that batches of several processes cannot deadlock. Any other script runs in its own transaction.
 */
export function createWriteBatcher({ runAlone, runBatch }: BatchRunner) {
  let queue: Job[] = [];
  let isScheduled = false;
  let runningBatches = 0;
  const lockedKeys = new Set<string>();

  function schedule(): void {
    if (isScheduled || queue.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      while (runningBatches < maxConcurrentBatches) {
        const batch = takeBatch();
        if (batch.length === 0) return;
        void runJobs(batch);
      }
    });
  }

  /** Takes the oldest jobs whose rows no running batch has locked. */
  function takeBatch(): Job[] {
    const batch: Job[] = [];
    queue = queue.filter((job) => {
      if (batch.length === maxBatchSize || lockedKeys.has(job.lockKey)) return true;
      lockedKeys.add(job.lockKey);
      batch.push(job);
      return false;
    });
    return batch.toSorted((a, b) => (a.lockKey < b.lockKey ? -1 : 1));
  }

  async function runJobs(batch: Job[]): Promise<void> {
    runningBatches += 1;
    try {
      const outcomes = await runBatch(batch.map(({ started }) => started));
      if (outcomes) batch.forEach((job, index) => settleJob(job, outcomes[index] as Outcome));
      else for (const job of batch) settleJob(job, await toOutcome(runAlone(job.script)));
    } catch (error) {
      for (const job of batch) job.reject(error);
    }
    runningBatches -= 1;
    for (const { lockKey } of batch) lockedKeys.delete(lockKey);
    schedule();
  }

  return function write<Result>(script: () => TransactionScript<Result>): Promise<Result> {
    const steps = script();
    const started = { steps, step: steps.next() };
    const lockKey = findLockKey(started);
    if (lockKey === undefined) return runAlone(script) as Promise<Result>;
    return new Promise((resolve, reject) => {
      // The result of a job has the type of its script's result.
      queue.push({ script, started, lockKey, resolve: resolve as (result: unknown) => void, reject });
      schedule();
    });
  };
}

/** Returns the key of the row that a script locks, or `undefined` if it does not lock exactly one. */
function findLockKey({ step }: StartedTransaction): string | undefined {
  const [lock, ...others] = step.done ? [] : step.value.filter(({ statement }) => statement.locksRows);
  return lock && others.length === 0 ? JSON.stringify(lock.values) : undefined;
}

const toOutcome = (promise: Promise<unknown>): Promise<Outcome> =>
  promise.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );

function settleJob(job: Job, outcome: Outcome): void {
  if ("error" in outcome) job.reject(outcome.error);
  else job.resolve(outcome.result);
}
