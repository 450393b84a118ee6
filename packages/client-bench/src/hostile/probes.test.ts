import { describe, expect, it } from "vitest";
import { verdictOf } from "./observe.ts";
import { probes } from "./probes.ts";
import { subjects } from "./subjects.ts";

const rolewrightSubjects = subjects.filter(({ name }) => name.startsWith("@rolewright/"));

describe.for(rolewrightSubjects)("$name, against a hostile server", (subject) => {
  it("runs at least 60 probes, each with a unique title", () => {
    expect(probes.length).toBeGreaterThanOrEqual(60);
    expect(new Set(probes.map(({ title }) => title)).size).toBe(probes.length);
  });

  // Probes that wait for a default timeout run in `node src/hostile/run.ts`.
  it.concurrent.for(probes.filter(({ slow }) => !slow))(
    "$group: $title",
    async (probe, { expect: expects }) => {
      expects(await verdictOf(probe, subject)).toBe("passed");
    },
  );
});
