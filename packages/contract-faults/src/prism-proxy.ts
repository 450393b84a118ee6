import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createClientFromOperations } from "@stoplight/prism-http/dist/client.js";
import { listen, writeResponse } from "./fault-proxy.ts";
import type { ProxyRequest, ProxyResponse } from "./fault.ts";

/** A request and its response. */
export interface RecordedExchange {
  request: ProxyRequest;
  response: ProxyResponse;
}

const silentLogger = Object.fromEntries(
  ["trace", "debug", "info", "success", "warn", "error", "fatal"].map((level) => [level, () => {}]),
) as never as NonNullable<Parameters<typeof createClientFromOperations>[1]["logger"]>;
Object.assign(silentLogger, { child: () => silentLogger });

const operations = await getHttpOperationsFromSpec(
  fileURLToPath(import.meta.resolve("@rolewright/spec/openapi.yaml")),
);

/** Carries the index of an exchange through Prism to the upstream server. */
const indexHeader = "x-exchange";

/**
 * Replays recorded requests through Prism's proxy to a server that returns the recorded responses. Returns the violations
 * that Prism reports, each with the operation and status.
 */
export async function findPrismViolations(exchanges: RecordedExchange[]): Promise<Set<string>> {
  const upstream = createServer((input, output) => {
    const exchange = exchanges[Number(input.headers[indexHeader])];
    input.resume();
    if (exchange) void writeResponse(exchange.response, output);
  });
  const prism = createPrismProxy(await listen(upstream));
  const violations = new Set<string>();
  for (const [index, { request, response }] of exchanges.entries()) {
    const subject = `${request.operationId ?? request.method} ${response.status}`;
    for (const message of await replayThroughPrism(prism, request, index)) {
      violations.add(`${subject}: ${message}`);
    }
  }
  upstream.closeAllConnections();
  await new Promise((resolve) => void upstream.close(resolve));
  return violations;
}

type PrismProxy = ReturnType<typeof createClientFromOperations>;

const createPrismProxy = (upstream: string): PrismProxy =>
  createClientFromOperations(operations, {
    isProxy: true,
    upstream: new URL(upstream),
    upstreamProxy: undefined,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    mock: { dynamic: false },
    logger: silentLogger,
  });

/** Returns Prism's violations of one response. A failure to forward it counts as a violation. */
async function replayThroughPrism(
  prism: PrismProxy,
  { method, url, headers, body }: ProxyRequest,
  index: number,
): Promise<string[]> {
  const { "content-length": _, connection: __, ...forwarded } = headers;
  const input = {
    method: method.toLowerCase() as "get",
    headers: { ...(forwarded as Record<string, string>), [indexHeader]: String(index) },
    body: parseBody(body.toString()),
  };
  try {
    const output = await Promise.race([prism.request(url, input), createTimeout()]);
    return output?.violations.output.map(({ message, path = [] }) => `${path.join("/")} ${message}`) ?? [];
  } catch (error) {
    return [error instanceof Error ? error.name : "failure"];
  }
}

/** Prism has no timeout of its own. */
const createTimeout = () =>
  new Promise<undefined>((resolve) => void setTimeout(() => resolve(undefined), 1_000));

/** Parses a body as Prism's server does: invalid JSON stays a string. */
function parseBody(body: string): unknown {
  try {
    return body === "" ? undefined : JSON.parse(body);
  } catch {
    return body;
  }
}
