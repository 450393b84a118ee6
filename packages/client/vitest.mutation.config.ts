import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Runs quick files first, because the first failure ends the tests of a mutant. Long files are slow, and so is parsing the
 * description.
 */
class QuickestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const costs = new Map(files.map((file) => [file, estimateCost(readFileSync(file.moduleId, "utf8"))]));
    return files.toSorted((left, right) => (costs.get(left) ?? 0) - (costs.get(right) ?? 0));
  }
}

const parsingCost = 1_000_000;

const estimateCost = (text: string) => text.length + (/yaml|fake-setup/.test(text) ? parsingCost : 0);

/** The tests that mutants run. Instrumented code is slower, so none measures time. The lint rule of one test reads no mutant. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // As in the `test` script. Each mutant would otherwise load the modules once for each file of tests.
    isolate: false,
    // Many mutants make a test wait for what never happens. The slowest test needs a second.
    testTimeout: 10_000,
    testNamePattern: /^(?!.*(?:no-floating-promises|in about a second))/,
    sequence: { sequencer: QuickestFirst },
  },
});
