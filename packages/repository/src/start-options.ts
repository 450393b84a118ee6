import { parseArgs } from "node:util";

/** The services that `pnpm start` runs, in start order, with their default ports. */
export const defaultPorts = { mock: 4010, server: 4020, docs: 4030 };

/** A service's name: `--NAME-port` and `ROLEWRIGHT_NAME_PORT` choose its port. */
export type ServiceName = keyof typeof defaultPorts;

export const serviceNames = Object.keys(defaultPorts) as ServiceName[];

export const usage = `Builds and runs the mock, the reference server and the documentation on 127.0.0.1, until Ctrl-C.

Usage: npx -y pnpm@12 start [options]

${serviceNames.map((name) => `  --${name}-port PORT`.padEnd(22) + `(default ${defaultPorts[name]}, or ROLEWRIGHT_${name.toUpperCase()}_PORT)`).join("\n")}
  --help              Show this help

Port 0 is any free port.`;

/** The options of `pnpm start`. A port is text until it is used, because the parser of ports may not be built yet. */
export interface StartOptions {
  isHelp: boolean;
  ports: Record<ServiceName, string>;
}

/**
 * Reads the port of each service from its flag, its environment variable, or its default, in this order.
 *
 * @throws {Error} if an option is unknown.
 */
export function parseStartOptions(args: string[]): StartOptions {
  // pnpm passes the `--` of `pnpm start -- --mock-port 4011` on.
  const { values } = parseArgs({
    args: args[0] === "--" ? args.slice(1) : args,
    options: {
      "mock-port": { type: "string" },
      "server-port": { type: "string" },
      "docs-port": { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  const readPort = (name: ServiceName) =>
    values[`${name}-port`] ??
    process.env[`ROLEWRIGHT_${name.toUpperCase()}_PORT`] ??
    String(defaultPorts[name]);
  return {
    isHelp: values.help,
    ports: { mock: readPort("mock"), server: readPort("server"), docs: readPort("docs") },
  };
}
