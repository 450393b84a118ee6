/** The only module that calls Prism. Prism chooses the response; server.ts listens and parses. */
import { getHttpOperationsFromSpec } from "#prism";
import { createClientFromOperations } from "#prism-client";
import type { Description, Schema } from "@rolewright/openapi";

/** Per-request settings, which override those that the mock was started with. */
export interface Preferences {
  code?: number;
  example?: string;
  dynamic?: boolean;
  seed?: string;
}

export interface EngineRequest {
  method: string;
  /** Path and query, unchanged. */
  url: string;
  headers: Record<string, string>;
  body: unknown;
  preferences: Preferences;
}

export interface EngineResponse {
  status: number;
  headers: Record<string, string>;
  body: unknown;
  /** Violations that Prism found in the request. */
  violations: Violation[];
}

export interface Violation {
  /** Location in the request: `["body", "policyIds", "0"]`. */
  path: string[];
  message: string;
}

export type Engine = (request: EngineRequest) => Promise<EngineResponse>;

/** Maximum number of items in a generated list. The description has no limit, so Prism would generate long lists. */
const maxGeneratedItems = 5;

/** Discards Prism's log: it has several lines for every request, and the error responses already name the problem. */
const silentLogger = Object.fromEntries(
  ["trace", "debug", "info", "success", "warn", "error", "fatal"].map((level) => [level, () => {}]),
) as never as NonNullable<Parameters<typeof createClientFromOperations>[1]["logger"]>;
Object.assign(silentLogger, { child: () => silentLogger });

/** Creates the engine that produces a response for each operation of the description. */
export async function createEngine(
  description: Description,
  defaults: { dynamic: boolean; seed?: string },
): Promise<Engine> {
  const operations = await getHttpOperationsFromSpec(limitGeneratedLists(description));
  const prism = createClientFromOperations(operations, {
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic: false },
    logger: silentLogger,
  });

  return async ({ method, url, headers, body, preferences }) => {
    const { example: exampleKey, code, dynamic = defaults.dynamic, seed = defaults.seed } = preferences;
    const input = { method: method.toLowerCase() as "get", headers, body };
    const mock = { dynamic, ...(code && { code }), ...(exampleKey && { exampleKey }), ...(seed && { seed }) };
    const response = await prism.request(url, input, { mock });
    return {
      status: response.status,
      headers: response.headers ?? {},
      body: response.data,
      violations: response.violations.input.map(({ path = [], message }) => ({ path, message })),
    };
  };
}

/** Copies the document with shorter lists in responses. Request schemas keep their limits, which validation needs. */
function limitGeneratedLists({ document }: Description): Record<string, unknown> {
  const copy = structuredClone(document) as { components?: { schemas?: Record<string, Schema> } };
  for (const schema of Object.values(copy.components?.schemas ?? {})) {
    if (schema.additionalProperties === false) continue;
    for (const property of Object.values(schema.properties ?? {})) {
      if (property.maxItems !== undefined) property.maxItems = Math.min(property.maxItems, maxGeneratedItems);
    }
  }
  return copy;
}
