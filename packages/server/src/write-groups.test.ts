import { describe, expect, it } from "vitest";
import { sql } from "./sql.ts";
import { all, query, together, type Unit } from "./store.ts";
import { createGroups, type GroupRunner } from "./write-groups.ts";

/** A unit that locks rows, and answers with their names. */
const locking = (...rows: string[]) =>
  function* (): Unit<string> {
    yield* together(rows.map((row) => query(sql.lockScope, "ORGANIZATION-ID", row)));
    return rows.join("+");
  };

function* lockless(): Unit<string> {
  yield* all(sql.addOrganization, "ORGANIZATION-ID", "Acme", "FREE", "now");
  return "lockless";
}

/** Carries everything out without a database, and writes down what went together. */
function runner(isFailing = false) {
  const log: string[] = [];
  const end = ({ steps }: { steps: Unit<unknown> }) => steps.next([[]]).value;
  const groups: GroupRunner = {
    async alone(unit) {
      const steps = unit();
      steps.next();
      const result = end({ steps });
      log.push(`${result} alone`);
      return result;
    },
    async together(group) {
      const results = group.map(end);
      log.push(results.join(", "));
      return isFailing ? undefined : results.map((result) => ({ result }));
    },
  };
  return { log, write: createGroups(groups) };
}

describe("units that arrive at once", () => {
  it("share a transaction, in the order of the rows that they lock", async () => {
    const { log, write } = runner();
    const results = await Promise.all([write(locking("b")), write(locking("c")), write(locking("a"))]);
    expect(results).toEqual(["b", "c", "a"]);
    expect(log).toEqual(["a, b, c"]);
  });

  it("go one after the other when they lock the same row", async () => {
    const { log, write } = runner();
    await Promise.all([write(locking("a")), write(locking("a")), write(locking("b"))]);
    expect(log).toEqual(["a, b", "a"]);
  });

  it("have transactions of their own when they lock two rows, or none", async () => {
    const { log, write } = runner();
    await Promise.all([write(locking("a", "b")), write(lockless), write(locking("c"))]);
    expect(log.toSorted()).toEqual(["a+b alone", "c", "lockless alone"]);
  });

  it("are each tried alone when their group fails", async () => {
    const { log, write } = runner(true);
    expect(await Promise.all([write(locking("a")), write(locking("b"))])).toEqual(["a", "b"]);
    expect(log).toEqual(["a, b", "a alone", "b alone"]);
  });
});
