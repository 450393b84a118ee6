#!/usr/bin/env node
import { assertNodeVersion } from "@rolewright/node-kit";

// A reader that ends early, such as `head`, must not end `apply` between two requests.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  assertNodeVersion("24.0", "rolewright");
  const { runCommand } = await import("./command.ts");
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  console.error(`rolewright: ${(error as Error).message}`);
  process.exitCode = 2;
}
