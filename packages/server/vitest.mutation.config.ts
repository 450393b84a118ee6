import { defineConfig } from "vitest/config";

/** The tests of the rules, for mutation testing. Tests of transactions and of HTTP would take too long. */
export default defineConfig({ test: { include: ["src/domain/**/*.test.ts"] } });
