/** What the message of a failed command depends on. */
export interface CommandNames {
  /** The name of the command. */
  command: string;
  /** The environment variable that sets its port. */
  portVariable: string;
}

/** Describes why a command failed, in one line that says what to do. */
export function describeCommandError(error: unknown, { command, portVariable }: CommandNames): string {
  const { name, message, code = "" } = error as Error & { code?: string };
  if (name === "PortInUseError") return `${command}: ${message} Set it with --port or ${portVariable}.`;
  if (!code.startsWith("ERR_PARSE_ARGS")) return `${command}: ${message}`;
  // Node continues with advice about arguments that start with a hyphen, which no command has.
  const [problem] = message.split(/\.(?= |$)/m);
  return `${command}: ${problem}. See ${command} --help.`;
}
