import { readDescription } from "./description.ts";
import { createEngine } from "./engine.ts";
import { createServer } from "./server.ts";

/** How a mock is started. */
export interface MockOptions {
  /** The port to listen on; 0, the default, takes any free one. */
  port?: number;
  /** The address to listen on. Default `127.0.0.1`: nobody else on the network can reach it. */
  host?: string;
  /** Answers are made up from the schemas instead of taken from the examples. Default `false`. */
  dynamic?: boolean;
  /** Makes dynamic answers the same at every start and for every request. */
  seed?: string;
}

/** A mock that is running. */
export interface Mock {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4010`. */
  url: string;
  /** Stops it; open connections are ended. */
  close(): Promise<void>;
}

/** The port is taken by another process. */
export class PortInUseError extends Error {
  override name = "PortInUseError";
  readonly port: number;

  constructor(port: number, host: string, cause: unknown) {
    super(`Port ${port} on ${host} is already in use. Choose another, or 0 for any free one.`, { cause });
    this.port = port;
  }
}

/**
 * Starts a mock of the roles API on this machine.
 *
 * @throws {PortInUseError} when another process has the port.
 * @example
 * const mock = await startMock({ port: 0 });
 * const answer = await fetch(`${mock.url}/v1/organization/roles`, { headers: { CONFIDENT_API_KEY: "any" } });
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 0, host = "127.0.0.1", dynamic = false, seed } = options;
  const description = await readDescription();
  const engine = await createEngine(description, { dynamic, ...(seed !== undefined && { seed }) });
  const server = createServer(description, engine);
  try {
    return { url: await server.listen({ port, host }), close: () => server.close() };
  } catch (error) {
    await server.close();
    if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") throw new PortInUseError(port, host, error);
    throw error;
  }
}
