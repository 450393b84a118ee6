#!/usr/bin/env node
import { assertNodeVersion } from "@rolewright/node-kit";

// A full disk, or a reader that ends early, must not end `apply` between two requests. Other commands report the error.
process.stdout.on("error", () => {});

try {
  assertNodeVersion("24");
  const { runCommand } = await import("./command.ts");
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
