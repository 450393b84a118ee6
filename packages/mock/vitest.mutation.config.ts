import { defineConfig } from "vitest/config";

/** The tests of the rules, for mutation testing. Tests of the command and of ports would take too long. */
export default defineConfig({
  test: { include: ["src/operation-shapes.test.ts", "src/request-rules.test.ts"] },
});
