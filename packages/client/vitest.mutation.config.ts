import { defineConfig } from "vitest/config";

/** The tests that mutants run. Instrumented code is slower, and the lint rule of one test reads no mutant. */
export default defineConfig({
  test: {
    include: ["src/**/*.test.ts"],
    testTimeout: 60_000,
    testNamePattern: /^(?!.*no-floating-promises)/,
  },
});
