import { PortInUseError as MockPortInUseError, startMock } from "@rolewright/mock";
import { PortInUseError as ServerPortInUseError, seedDemo, startServer } from "@rolewright/server";

/** Something that `pnpm start` serves. */
export interface Service {
  /** One word; `--NAME-port` and `ROLEWRIGHT_NAME_PORT` choose its port. */
  name: string;
  /** Its port when nobody chooses one. */
  port: number;
  /** What it is, in a few words. */
  about: string;
  /** @throws {Error} whose message says what to do, when the port is taken. */
  start(port: number): Promise<RunningService>;
}

/** A service that is running. */
export interface RunningService {
  /** Without a slash at the end. */
  url: string;
  /** Commands that work when they are pasted. */
  examples: string[];
  close(): Promise<void>;
}

const mock: Service = {
  name: "mock",
  port: 4010,
  about: "answers with the description's examples, keeps nothing",
  async start(port) {
    const { url, close } = await startMock({ port }).catch(explainPort("mock", MockPortInUseError));
    return { url, close, examples: [`curl ${url}/v1/organization/roles -H "CONFIDENT_API_KEY: any"`] };
  },
};

const server: Service = {
  name: "server",
  port: 4020,
  about: "keeps what you send, in memory, until it stops; begins with the demo organization",
  async start(port) {
    const { url, store, close } = await startServer({ port }).catch(
      explainPort("server", ServerPortInUseError),
    );
    const { apiKey } = await seedDemo(store);
    const create = (name: string, comment: string) =>
      `curl ${url}/v1/organization/roles -H "CONFIDENT_API_KEY: ${apiKey}" -H "Content-Type: application/json" ` +
      `-d '{"name": "${name}", "policyIds": ["policy-uuid-2"]}'  # ${comment}`;
    return {
      url,
      close,
      examples: [
        create("Auditor", "creates a role"),
        create("admin", "409: the name of a system-defined role"),
      ],
    };
  },
};

export const services: Service[] = [mock, server];

/** Says how to choose another port, to whom `pnpm start` says that one is taken. */
const explainPort =
  (name: string, PortInUseError: abstract new (...args: never[]) => Error & { port: number }) =>
  (error: unknown): never => {
    if (!(error instanceof PortInUseError)) throw error;
    const { port } = error;
    throw new Error(
      `Port ${port}, for the ${name}, is already in use. Choose another: pnpm start --${name}-port ${port + 1}, or set ROLEWRIGHT_${name.toUpperCase()}_PORT.`,
      { cause: error },
    );
  };
