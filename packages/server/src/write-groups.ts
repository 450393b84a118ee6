import type { Unit } from "./store.ts";

/** A unit that has begun: it waits for the rows of its first queries. */
export interface Begun {
  steps: Unit<unknown>;
  step: ReturnType<Unit<unknown>["next"]>;
}

/** What a unit of a group has come to. */
export type Outcome = { result: unknown } | { error: unknown };

interface Job {
  unit: () => Unit<unknown>;
  begun: Begun;
  /** The row that it locks. */
  key: string;
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** How groups are carried out. */
export interface GroupRunner {
  /** One unit as a transaction of its own. */
  alone(unit: () => Unit<unknown>): Promise<unknown>;
  /** Several units as one transaction; `undefined` when it has failed, and each has to be tried alone. */
  together(group: Begun[]): Promise<Outcome[] | undefined>;
}

/** How many groups are under way at once: fewer are larger, and a transaction costs less the more share it. */
const groupsAtOnce = 3;
const groupSize = 32;

/**
 * Joins units that arrive at the same time to transactions: what most of a create costs is round trips, and a group makes
 * as many as one. Units of a group lock one row each, different ones, in the same order everywhere, so that groups of
 * several processes never wait for each other in a circle. Any other unit has a transaction of its own.
 */
export function createGroups({ alone, together }: GroupRunner) {
  let waiting: Job[] = [];
  let isScheduled = false;
  let underWay = 0;
  const locked = new Set<string>();

  function schedule(): void {
    if (isScheduled || waiting.length === 0) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      while (underWay < groupsAtOnce) {
        const group = takeGroup();
        if (group.length === 0) return;
        void carryOut(group);
      }
    });
  }

  /** The oldest units that wait, none for a row that is locked already. */
  function takeGroup(): Job[] {
    const group: Job[] = [];
    waiting = waiting.filter((job) => {
      if (group.length === groupSize || locked.has(job.key)) return true;
      locked.add(job.key);
      group.push(job);
      return false;
    });
    return group.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  }

  async function carryOut(group: Job[]): Promise<void> {
    underWay += 1;
    try {
      const outcomes = await together(group.map(({ begun }) => begun));
      if (outcomes) group.forEach((job, index) => settle(job, outcomes[index] as Outcome));
      else for (const job of group) settle(job, await attempt(alone(job.unit)));
    } catch (error) {
      for (const job of group) job.reject(error);
    }
    underWay -= 1;
    for (const { key } of group) locked.delete(key);
    schedule();
  }

  return function write<Result>(unit: () => Unit<Result>): Promise<Result> {
    const steps = unit();
    const begun = { steps, step: steps.next() };
    const key = lockedBy(begun);
    if (key === undefined) return alone(unit) as Promise<Result>;
    return new Promise((resolve, reject) => {
      // A job's result is its unit's.
      waiting.push({ unit, begun, key, resolve: resolve as (result: unknown) => void, reject });
      schedule();
    });
  };
}

/** What stands for the only row that a unit locks, where it is only one. */
function lockedBy({ step }: Begun): string | undefined {
  const [first, ...others] = step.done ? [] : step.value.filter(({ statement }) => statement.locks);
  return first && others.length === 0 ? JSON.stringify(first.values) : undefined;
}

const attempt = (work: Promise<unknown>): Promise<Outcome> =>
  work.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );

function settle(job: Job, outcome: Outcome): void {
  if ("error" in outcome) job.reject(outcome.error);
  else job.resolve(outcome.result);
}
