import { createServer } from "node:http";
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createClientFromOperations } from "@stoplight/prism-http/dist/client.js";
import type { Answer, Call } from "./fault.ts";
import { listen, write } from "./front.ts";

/** A request, and what a server answered to it. */
export interface Exchange {
  call: Call;
  answer: Answer;
}

const silent = Object.fromEntries(
  ["trace", "debug", "info", "success", "warn", "error", "fatal"].map((level) => [level, () => {}]),
) as never as NonNullable<Parameters<typeof createClientFromOperations>[1]["logger"]>;
Object.assign(silent, { child: () => silent });

const operations = await getHttpOperationsFromSpec(
  new URL(import.meta.resolve("@rolewright/spec/openapi.yaml")).pathname,
);

/** The header by which a request that has come through Prism is known again. */
const exchangeHeader = "x-exchange";

/**
 * Sends recorded requests through Prism's proxy to a server that gives the recorded answers, and collects each kind of thing
 * that Prism says about the answers: the operation, the status, and Prism's words.
 */
export async function prismSays(exchanges: Exchange[]): Promise<Set<string>> {
  const upstream = createServer((request, response) => {
    const exchange = exchanges[Number(request.headers[exchangeHeader])];
    request.resume();
    if (exchange) void write(exchange.answer, response);
  });
  const prism = proxyTo(await listen(upstream));
  const said = new Set<string>();
  for (const [index, { call, answer }] of exchanges.entries()) {
    const about = `${call.operationId ?? call.method} ${answer.status}`;
    for (const message of await violations(prism, call, index)) said.add(`${about}: ${message}`);
  }
  upstream.closeAllConnections();
  await new Promise((resolve) => void upstream.close(resolve));
  return said;
}

type Prism = ReturnType<typeof createClientFromOperations>;

const proxyTo = (upstream: string): Prism =>
  createClientFromOperations(operations, {
    isProxy: true,
    upstream: new URL(upstream),
    upstreamProxy: undefined,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: true,
    errors: false,
    mock: { dynamic: false },
    logger: silent,
  });

/** What Prism has against one answer. That it could not pass it on at all counts as well. */
async function violations(
  prism: Prism,
  { method, url, headers, body }: Call,
  index: number,
): Promise<string[]> {
  const { "content-length": _, connection: __, ...kept } = headers;
  const input = {
    method: method.toLowerCase() as "get",
    headers: { ...(kept as Record<string, string>), [exchangeHeader]: String(index) },
    body: parsed(body.toString()),
  };
  try {
    const answer = await Promise.race([prism.request(url, input), tooLate()]);
    return answer?.violations.output.map(({ message, path = [] }) => `${path.join("/")} ${message}`) ?? [];
  } catch (error) {
    return [error instanceof Error ? error.name : "failure"];
  }
}

/** Prism waits for ever; nobody looks at its answers for longer than this. */
const tooLate = () => new Promise<undefined>((resolve) => void setTimeout(() => resolve(undefined), 1_000));

/** As Prism's own server parses a body; what is no JSON is passed on as it is. */
function parsed(body: string): unknown {
  try {
    return body === "" ? undefined : JSON.parse(body);
  } catch {
    return body;
  }
}
