import { defineConfig } from "vitest/config";

/** The tests that mutants run. Instrumented code is slower, and the lint rule of one test reads no mutant. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    // As in the `test` script. Each mutant would otherwise load the modules once for each file of tests.
    isolate: false,
    // Many mutants make a test wait for what never happens. The slowest test needs a second.
    testTimeout: 10_000,
    testNamePattern: /^(?!.*no-floating-promises)/,
  },
});
