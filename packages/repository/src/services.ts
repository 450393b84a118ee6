import { startDocs } from "@rolewright/docs";
import { startMock } from "@rolewright/mock";
import { restoreDemoProjects, seedDemo, startServer } from "@rolewright/server";
import type { ServiceName } from "./start-options.ts";

/** A service that `pnpm start` runs. */
export interface Service {
  name: ServiceName;
  /** One-line description, for the printed overview. */
  summary: string;
  /**
   * Starts the service. The services before it in the list are already running.
   *
   * @throws {PortInUseError} if another process uses the port.
   */
  start(port: number, running: Running[]): Promise<RunningService>;
}

/** A started service, as `start` returns it. */
export interface RunningService {
  /** Base URL without a trailing slash. */
  url: string;
  /** An API key that the service accepts, if it implements the API. The documentation's try form fills it in. */
  apiKey?: string;
  /** The variables that the clients read, for programs that use the service. The key is of the local demo only. */
  environment?: Record<string, string>;
  /** Adds the demo data that was deleted. */
  restoreDemo?(): Promise<void>;
  /** Commands to paste into any shell. No trailing comments: zsh passes them to the command as arguments. */
  examples: Example[];
  close(): Promise<void>;
}

/** A command to try. */
export interface Example {
  /** What the command does, in a few words. */
  summary: string;
  command: string;
}

/** A running service, with its definition. */
export interface Running extends RunningService {
  service: Service;
}

const mock: Service = {
  name: "mock",
  summary: "returns the description's examples; stores nothing",
  async start(port) {
    const { url, close } = await startMock({ port });
    const apiKey = "any";
    return {
      url,
      apiKey,
      close,
      examples: [
        {
          summary: "list roles on the mock; any key works",
          command: `curl ${url}/v1/organization/roles -H "CONFIDENT_API_KEY: ${apiKey}"`,
        },
      ],
    };
  },
};

const server: Service = {
  name: "server",
  summary: "implements the API with a demo organization, in memory until it stops",
  async start(port) {
    const { url, store, close } = await startServer({ port, corsOrigin: "*" });
    const { apiKey } = await seedDemo(store);
    const create = (name: string, summary: string): Example => ({
      summary: summary,
      command:
        `curl ${url}/v1/organization/roles -H "CONFIDENT_API_KEY: ${apiKey}" -H "Content-Type: application/json" ` +
        `-d '{"name": "${name}", "policyIds": ["policy-uuid-2"]}'`,
    });
    return {
      url,
      apiKey,
      environment: { CONFIDENT_ORG_API_KEY: apiKey, CONFIDENT_BASE_URL: url },
      restoreDemo: () => restoreDemoProjects(store),
      close,
      examples: [
        // Not a name that the quickstart creates.
        create("Reviewer", "create a role on the server"),
        create("admin", "get a 409 from the server: the name belongs to a built-in role"),
      ],
    };
  },
};

const docs: Service = {
  name: "docs",
  summary: "the documentation, with a form to try each operation on the server above",
  async start(port, running) {
    // The try form calls the reference server, which follows the API's rules. It is later in the list than the mock.
    const api = running.findLast(({ apiKey }) => apiKey !== undefined);
    const { restoreDemo } = api ?? {};
    const tryIt =
      api?.apiKey === undefined
        ? {}
        : { tryItServer: { url: api.url, apiKey: api.apiKey, ...(restoreDemo && { restoreDemo }) } };
    const { url, close } = await startDocs({ port, ...tryIt });
    const examples = [{ summary: "read the documentation as an agent", command: `curl ${url}/llms.txt` }];
    return { url, close, examples };
  },
};

/** All services, in start order. */
export const services: Service[] = [mock, server, docs];
