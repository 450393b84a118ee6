import { defineConfig } from "vitest/config";

/** The tests for mutation testing: all but those of the command, which runs in a process that is not mutated. */
export default defineConfig({
  test: { exclude: ["src/cli.test.ts", "**/node_modules/**"] },
});
