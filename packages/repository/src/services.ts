import { PortInUseError as DocsPortInUseError, startDocs } from "@rolewright/docs";
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
  /**
   * Starts it, when those before it in the list are running.
   *
   * @throws {Error} whose message says what to do, when the port is taken.
   */
  start(port: number, running: Running[]): Promise<RunningService>;
}

/** A service that is running. */
export interface RunningService {
  /** Without a slash at the end. */
  url: string;
  /** The API key that it takes, if it is an implementation of the API. The documentation fills it in. */
  apiKey?: string;
  /** Commands that work when they are pasted into any shell: zsh passes a comment at the end of one on, word by word. */
  examples: Example[];
  close(): Promise<void>;
}

/** A command to try. */
export interface Example {
  /** What it does, in a few words. */
  about: string;
  command: string;
}

/** A service that was started. */
export interface Running extends RunningService {
  service: Service;
}

const mock: Service = {
  name: "mock",
  port: 4010,
  about: "answers with the description's examples, keeps nothing",
  async start(port) {
    const { url, close } = await startMock({ port }).catch(explainPort("mock", MockPortInUseError));
    const apiKey = "any";
    return {
      url,
      apiKey,
      close,
      examples: [
        {
          about: "the mock lists roles; any key will do",
          command: `curl ${url}/v1/organization/roles -H "CONFIDENT_API_KEY: ${apiKey}"`,
        },
      ],
    };
  },
};

const server: Service = {
  name: "server",
  port: 4020,
  about: "keeps what you send, in memory, until it stops; begins with the demo organization",
  async start(port) {
    const { url, store, close } = await startServer({ port, allowOrigin: "*" }).catch(
      explainPort("server", ServerPortInUseError),
    );
    const { apiKey } = await seedDemo(store);
    const create = (name: string, about: string): Example => ({
      about,
      command:
        `curl ${url}/v1/organization/roles -H "CONFIDENT_API_KEY: ${apiKey}" -H "Content-Type: application/json" ` +
        `-d '{"name": "${name}", "policyIds": ["policy-uuid-2"]}'`,
    });
    return {
      url,
      apiKey,
      close,
      examples: [
        create("Auditor", "the server creates a role, once"),
        create("admin", "the server answers 409: it is the name of a system-defined role"),
      ],
    };
  },
};

const docs: Service = {
  name: "docs",
  port: 4030,
  about: "the documentation, whose operations can be tried on the server above",
  async start(port, running) {
    // The reference server knows the rules, the mock does not: it comes later in the list, and is the one to try.
    const api = running.findLast(({ apiKey }) => apiKey !== undefined);
    const local = api?.apiKey === undefined ? {} : { local: { url: api.url, apiKey: api.apiKey } };
    const { url, close } = await startDocs({ port, ...local }).catch(explainPort("docs", DocsPortInUseError));
    const examples = [{ about: "the documentation, for an agent", command: `curl ${url}/llms.txt` }];
    return { url, close, examples };
  },
};

/** Everything that is served, in the order in which it starts. */
export const services: Service[] = [mock, server, docs];

/** Says how to choose another port, to whom `pnpm start` says that one is taken. */
function explainPort(
  name: string,
  PortInUseError: abstract new (...args: never[]) => Error & { port: number },
) {
  return (error: unknown): never => {
    if (!(error instanceof PortInUseError)) throw error;
    const { port } = error;
    throw new Error(
      `Port ${port}, for the ${name}, is already in use. Choose another: npx -y pnpm@12 start --${name}-port ${port + 1}, or set ROLEWRIGHT_${name.toUpperCase()}_PORT.`,
      { cause: error },
    );
  };
}
