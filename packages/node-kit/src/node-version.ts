/** Node is older than a command or a function requires. */
export class NodeVersionError extends Error {
  override name = "NodeVersionError";
}

/**
 * Fails if Node is older than a command or a function requires. Call it before other modules are imported, since an older Node fails to
 * import them with the name of a built-in module that it does not have.
 *
 * @param minimum The lowest version: `24` or `24.18`.
 * @param subject What requires it, at the start of the message.
 * @throws {NodeVersionError} The message has both versions.
 */
export function assertNodeVersion(
  minimum: string,
  subject = "This command",
  actual = process.versions.node,
): void {
  if (compareVersions(actual, minimum) >= 0) return;
  throw new NodeVersionError(
    `${subject} requires Node ${minimum} or newer, and this is Node ${actual}. Update Node.`,
  );
}

function compareVersions(left: string, right: string): number {
  const [leftParts, rightParts] = [left, right].map((version) => version.split(".").map(Number));
  const difference = rightParts
    ?.map((part, index) => (leftParts?.[index] ?? 0) - part)
    .find((each) => each !== 0);
  return difference ?? 0;
}
