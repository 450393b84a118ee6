import type { IncomingMessage } from "node:http";

/** What a finished request was. */
export interface RequestOutcome {
  requestId: string;
  /** `none` if the request is to no operation. */
  operationId: string;
  /** The path of the route, `none` if there is no such route. */
  route: string;
  statusCode: number;
}

/** A request that is traced and measured. */
export interface TracedRequest {
  /** Runs a function, and what it starts, in the context of the request. */
  run(work: () => void): void;
  end(outcome: RequestOutcome): void;
}

/** Sends traces and metrics to a collector. */
export interface Telemetry {
  /** Starts the span of a request. It continues the trace of the caller if there is a valid `traceparent`. */
  startRequest(request: IncomingMessage): TracedRequest;
  /**
   * Runs a transaction of the current request in a span, and measures it.
   *
   * @param system The database, as in the semantic conventions: `sqlite`, `postgresql`.
   */
  traceTransaction<Result>(
    system: string,
    operation: "read" | "write",
    run: () => Promise<Result>,
  ): Promise<Result>;
  /** Sends what has not been sent yet, for at most a second. */
  close(): Promise<void>;
}

/**
 * Starts OpenTelemetry if one of its standard environment variables asks for it. Without them, its packages are not loaded.
 *
 * @throws {Error} if a variable has a value that is not supported. The message names it.
 */
export async function loadTelemetry(): Promise<Telemetry | undefined> {
  const signals = { traces: isEnabled("TRACES"), metrics: isEnabled("METRICS") };
  if (!signals.traces && !signals.metrics) return undefined;
  const { startOpenTelemetry } = await import("./open-telemetry.ts");
  return startOpenTelemetry(signals);
}

/** A signal is sent if there is an address for it, or if its exporter is `otlp`, which has a default address. */
function isEnabled(signal: "TRACES" | "METRICS"): boolean {
  const { env } = process;
  if (env["OTEL_SDK_DISABLED"]?.toLowerCase() === "true") return false;
  const exporter = env[`OTEL_${signal}_EXPORTER`];
  if (exporter && exporter !== "otlp" && exporter !== "none") {
    throw new Error(`OTEL_${signal}_EXPORTER is "${exporter}". Give otlp or none.`);
  }
  if (exporter) return exporter === "otlp";
  return Boolean(env["OTEL_EXPORTER_OTLP_ENDPOINT"] || env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`]);
}
