import { describe, expect, it } from "vitest";
import { verdictOf } from "./observe.ts";
import { probes } from "./probes.ts";
import { subjects } from "./subjects.ts";

const ours = subjects.filter(({ name }) => name.startsWith("@rolewright/"));

describe.for(ours)("$name, against a hostile server", (subject) => {
  it("meets 60 probes or more, each once", () => {
    expect(probes.length).toBeGreaterThanOrEqual(60);
    expect(new Set(probes.map(({ title }) => title)).size).toBe(probes.length);
  });

  // Those that wait for a default time-out run in `node src/hostile/run.ts`.
  it.concurrent.for(probes.filter(({ slow }) => !slow))(
    "$group: $title",
    async (probe, { expect: expects }) => {
      expects(await verdictOf(probe, subject)).toBe("passed");
    },
  );
});
