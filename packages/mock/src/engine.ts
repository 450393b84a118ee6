/** The one file that knows Prism. It asks Prism for answers; listening and parsing are done in server.ts. */
import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { createClientFromOperations } from "@stoplight/prism-http/dist/client.js";
import type { Description } from "./description.ts";

/** What Prism shall do about one request, beside what the mock was started with. */
export interface Preferences {
  code?: number;
  example?: string;
  dynamic?: boolean;
  seed?: string;
}

export interface EngineRequest {
  method: string;
  /** Path and query, as they were sent. */
  url: string;
  headers: Record<string, string>;
  body: unknown;
  preferences: Preferences;
}

export interface EngineAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  /** What Prism found wrong with the request. */
  violations: Violation[];
}

export interface Violation {
  /** The part of the request and the way into it: `["body", "policyIds", "0"]`. */
  path: string[];
  message: string;
}

export type Engine = (request: EngineRequest) => Promise<EngineAnswer>;

/** As many things as a made-up list has at the most. Prism would go up to the limit: 10,000 roles of 100 policies. */
const longestMadeUpList = 5;

/** Prism logs every step of every request; nobody reads that. Our own answers say what was wrong. */
const silent = Object.fromEntries(
  ["trace", "debug", "info", "success", "warn", "error", "fatal"].map((level) => [level, () => {}]),
) as never as NonNullable<Parameters<typeof createClientFromOperations>[1]["logger"]>;
Object.assign(silent, { child: () => silent });

/** Makes the engine that answers for the operations of the description. */
export async function createEngine(
  description: Description,
  defaults: { dynamic: boolean; seed?: string },
): Promise<Engine> {
  const operations = await getHttpOperationsFromSpec(withShortLists(description));
  const prism = createClientFromOperations(operations, {
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic: false },
    logger: silent,
  });

  return async ({ method, url, headers, body, preferences }) => {
    const { example: exampleKey, code, dynamic = defaults.dynamic, seed = defaults.seed } = preferences;
    const input = { method: method.toLowerCase() as "get", headers, body };
    const mock = { dynamic, ...(code && { code }), ...(exampleKey && { exampleKey }), ...(seed && { seed }) };
    const answer = await prism.request(url, input, { mock });
    return {
      status: answer.status,
      headers: answer.headers ?? {},
      body: answer.data,
      violations: answer.violations.input.map(({ path = [], message }) => ({ path, message })),
    };
  };
}

/** The same description with short lists in the answers. Requests keep their limits, by which they are checked. */
function withShortLists(description: Description): Description {
  const copy = structuredClone(description);
  for (const schema of Object.values(copy.components.schemas)) {
    if (schema.additionalProperties === false) continue;
    for (const property of Object.values(schema.properties ?? {})) {
      if (property.maxItems !== undefined) property.maxItems = Math.min(property.maxItems, longestMadeUpList);
    }
  }
  return copy;
}
