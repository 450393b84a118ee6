import { statSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Runs small files first. The first failure ends the tests of a mutant, and the slowest tests are in the largest files. */
class SmallestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sizes = new Map(files.map((file) => [file, statSync(file.moduleId).size]));
    return files.toSorted((left, right) => (sizes.get(left) ?? 0) - (sizes.get(right) ?? 0));
  }
}

/** The tests that mutants run. Instrumented code is slower, and the lint rule of one test reads no mutant. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // As in the `test` script. Each mutant would otherwise load the modules once for each file of tests.
    isolate: false,
    // Many mutants make a test wait for what never happens. The slowest test needs a second.
    testTimeout: 10_000,
    testNamePattern: /^(?!.*no-floating-promises)/,
    sequence: { sequencer: SmallestFirst },
  },
});
