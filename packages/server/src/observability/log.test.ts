import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";

/** Writes the line of a failed request in a process of its own, whose standard output is the log. */
function logError(error: string): Record<string, unknown> {
  const program = `
    import { createLog } from ${JSON.stringify(new URL("log.ts", import.meta.url))};
    createLog("error").error({ requestId: "one", err: ${error} }, "request failed");
  `;
  const line = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
  });
  return JSON.parse(line) as Record<string, unknown>;
}

it("writes an error with its cause, and each message once", () => {
  const line = logError(
    'new Error("The disk is full.", { cause: Object.assign(new Error("database or disk is full"), { errcode: 13 }) })',
  );
  expect(line).toMatchObject({
    requestId: "one",
    msg: "request failed",
    err: {
      message: "The disk is full.",
      stack: expect.not.stringContaining("database or disk is full"),
      cause: { message: "database or disk is full", errcode: 13 },
    },
  });
  expect(line).not.toHaveProperty("cause");
});

it("writes an error without a cause", () => {
  expect(logError('new Error("lost")')["err"]).toEqual({
    type: "Error",
    message: "lost",
    stack: expect.stringContaining("Error: lost"),
  });
});
