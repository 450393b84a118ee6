/** The only module that calls Prism. Prism chooses the response; server.ts listens and parses. */
import { getHttpOperationsFromSpec } from "#prism";
import { createClientFromOperations } from "#prism-client";
import type { Description, Operation, Schema } from "@rolewright/openapi";

/** Per-request settings, which override those that the mock was started with. */
export interface Preferences {
  code?: number;
  example?: string;
  dynamic?: boolean;
  seed?: string;
}

export interface EngineRequest {
  /** The operation that the router found. */
  operation: Operation;
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

type Prism = ReturnType<typeof createClientFromOperations>;

/**
 * Creates the engine that produces a response for each operation of the description. Prism prepares an operation when it is
 * first requested: to prepare all of them takes longer than everything else that happens at start.
 */
export function createEngine(
  description: Description,
  defaults: { dynamic: boolean; seed?: string },
): Engine {
  const prepared = new Map<Operation, Promise<Prism>>();

  function prepare(operation: Operation): Promise<Prism> {
    const prism = prepared.get(operation) ?? createPrism(description, operation);
    prepared.set(operation, prism);
    return prism;
  }

  return async ({ operation, url, headers, body, preferences }) => {
    const { example: exampleKey, code, dynamic = defaults.dynamic, seed = defaults.seed } = preferences;
    const input = { method: operation.method.toLowerCase() as "get", headers, body };
    const mock = { dynamic, ...(code && { code }), ...(exampleKey && { exampleKey }), ...(seed && { seed }) };
    const prism = await prepare(operation);
    const response = await prism.request(url, input, { mock });
    return {
      status: response.status,
      headers: response.headers ?? {},
      body: response.data,
      violations: response.violations.input.map(({ path = [], message }) => ({ path, message })),
    };
  };
}

async function createPrism(description: Description, operation: Operation): Promise<Prism> {
  const document = limitGeneratedLists(selectOperation(description.document as Document, operation));
  const operations = await getHttpOperationsFromSpec(document);
  return createClientFromOperations(operations, {
    isProxy: false,
    checkSecurity: true,
    validateRequest: true,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic: false },
    logger: silentLogger,
  });
}

interface Document {
  [key: string]: unknown;
  paths: Record<string, Record<string, unknown>>;
  components: Record<string, Record<string, unknown>> & { schemas?: Record<string, Schema> };
}

/** Copies a document with one operation, and the components that it refers to. */
function selectOperation(document: Document, { path, method }: Operation): Document {
  const { components = {}, paths, ...rest } = document;
  const { parameters = [], [method.toLowerCase()]: operation } = paths[path] ?? {};
  const selected: Document = {
    ...rest,
    paths: { [path]: { parameters, [method.toLowerCase()]: operation } },
    components: { securitySchemes: components["securitySchemes"] ?? {} },
  };
  const pending: unknown[] = [selected.paths];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const [, kind = "", name = ""] of JSON.stringify(node).matchAll(
      /"#\/components\/(\w+)\/([\w.-]+)["/]/g,
    )) {
      const group = (selected.components[kind] ??= {});
      if (name in group) continue;
      group[name] = components[kind]?.[name];
      pending.push(group[name]);
    }
  }
  return structuredClone(selected);
}

/** Shortens the lists in responses. Request schemas keep their limits, which validation needs. */
function limitGeneratedLists(document: Document): Document {
  for (const schema of Object.values(document.components.schemas ?? {})) {
    if (schema.additionalProperties === false) continue;
    for (const property of Object.values(schema.properties ?? {})) {
      if (property.maxItems !== undefined) property.maxItems = Math.min(property.maxItems, maxGeneratedItems);
    }
  }
  return document;
}
