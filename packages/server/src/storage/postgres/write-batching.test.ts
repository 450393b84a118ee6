import { describe, expect, it } from "vitest";
import { sql } from "../statements.ts";
import { bindValues, queryAll, queryBatch, type TransactionScript } from "../store.ts";
import { type BatchRunner, createWriteBatcher } from "./write-batching.ts";

/** Returns a script that locks rows and returns their names. */
const lockRows = (...rows: string[]) =>
  function* (): TransactionScript<string> {
    yield* queryBatch(rows.map((row) => bindValues(sql.lockScope, "ORGANIZATION-ID", row)));
    return rows.join("+");
  };

function* writeWithoutLock(): TransactionScript<string> {
  yield* queryAll(sql.addOrganization, "ORGANIZATION-ID", "Acme", "FREE", "now");
  return "no lock";
}

/** Runs scripts without a database, and records which of them shared a transaction. */
function createRecorder(isFailing = false) {
  const log: string[] = [];
  const finish = ({ steps }: { steps: TransactionScript<unknown> }) => steps.next([[]]).value;
  const runner: BatchRunner = {
    async runAlone(script) {
      const steps = script();
      steps.next();
      const result = finish({ steps });
      log.push(`${result} alone`);
      return result;
    },
    async runBatch(batch) {
      const results = batch.map(finish);
      log.push(results.join(", "));
      return isFailing ? undefined : results.map((result) => ({ result }));
    },
  };
  return { log, write: createWriteBatcher(runner) };
}

describe("scripts that arrive at the same time", () => {
  it("share a transaction, sorted by the rows that they lock", async () => {
    const { log, write } = createRecorder();
    const results = await Promise.all([write(lockRows("b")), write(lockRows("c")), write(lockRows("a"))]);
    expect(results).toEqual(["b", "c", "a"]);
    expect(log).toEqual(["a, b, c"]);
  });

  it("run one after the other if they lock the same row", async () => {
    const { log, write } = createRecorder();
    await Promise.all([write(lockRows("a")), write(lockRows("a")), write(lockRows("b"))]);
    expect(log).toEqual(["a, b", "a"]);
  });

  it("run in their own transactions if they lock two rows or none", async () => {
    const { log, write } = createRecorder();
    await Promise.all([write(lockRows("a", "b")), write(writeWithoutLock), write(lockRows("c"))]);
    expect(log.toSorted()).toEqual(["a+b alone", "c", "no lock alone"]);
  });

  it("are each retried alone if their batch fails", async () => {
    const { log, write } = createRecorder(true);
    expect(await Promise.all([write(lockRows("a")), write(lockRows("b"))])).toEqual(["a", "b"]);
    expect(log).toEqual(["a, b", "a alone", "b alone"]);
  });
});
