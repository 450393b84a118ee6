import { assertNodeVersion, toListenError } from "@rolewright/node-kit";
import { readDescription } from "@rolewright/openapi";
import { createEngine } from "./engine.ts";
import { createServer, type MockedApi } from "./server.ts";

/** Options of `startMock`. */
export interface MockOptions {
  /** Port to listen on. Default `0`: any free port. */
  port?: number;
  /** Address to listen on. Default `127.0.0.1`: unreachable from the network. */
  host?: string;
  /** Generates responses from the schemas instead of returning the examples. Default `false`. */
  dynamic?: boolean;
  /** Seed for generated responses: the same seed gives the same response to every request. */
  seed?: string;
}

/** A running mock. */
export interface MockServer {
  /** Base URL without a trailing slash: `http://127.0.0.1:4010`. */
  url: string;
  /** Stops the mock and closes open connections. */
  close(): Promise<void>;
}

/**
 * Starts a mock of both versions of the API on this machine.
 *
 * @throws {NodeVersionError} if Node is older than 24.18.
 * @throws {PortInUseError} if another process uses the port.
 * @example
 * const mock = await startMock({ port: 0 });
 * const response = await fetch(`${mock.url}/v1/organization/roles`, { headers: { CONFIDENT_API_KEY: "any" } });
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}): Promise<MockServer> {
  assertNodeVersion("24.18", "startMock");
  const { port = 0, host = "127.0.0.1", dynamic = false, seed } = options;
  const defaults = { dynamic, ...(seed !== undefined && { seed }) };
  const server = createServer([
    createMockedApi(import.meta.resolve("@rolewright/spec/openapi.json"), defaults),
    createMockedApi(import.meta.resolve("@rolewright/spec/openapi-v2.json"), defaults),
  ]);
  try {
    return { url: await server.listen({ port, host }), close: () => server.close() };
  } catch (error) {
    await server.close();
    throw toListenError(error, { port, host });
  }
}

function createMockedApi(url: string, defaults: { dynamic: boolean; seed?: string }): MockedApi {
  const description = readDescription(new URL(url));
  return { description, engine: createEngine(description, defaults) };
}
