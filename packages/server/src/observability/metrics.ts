import type * as Prometheus from "prom-client";

/** The labels of a request. */
export interface RequestLabels {
  method: string;
  /** The path as in the description, `none` if there is no such route. */
  route: string;
  /** `none` if the request is to no operation. */
  operationId: string;
  statusCode: number;
}

/** The Prometheus metrics of a server. */
export interface Metrics {
  /** Records a request and its duration. */
  recordRequest(labels: RequestLabels, durationSeconds: number): void;
  /** Returns all metrics in the text format, with its content type. */
  export(): Promise<{ text: string; contentType: string }>;
  /** Stops loading the library. */
  close(): void;
}

/** How long after the start the library is loaded, in milliseconds. Until then, requests are buffered. */
const loadDelayMs = 1_000;

/** Creates the metrics of one server, separate from those of other servers in the process. */
export function createMetrics(countInFlight: () => number): Metrics {
  // Loading the library takes longer than everything else at start, so the first requests come before it.
  let buffered: Parameters<Metrics["recordRequest"]>[] = [];
  let registry: Promise<Prometheus.Registry> | undefined;
  const metrics: Metrics = {
    recordRequest: (...request) => void buffered.push(request),
    export: async () => {
      const loaded = await loadRegistry();
      return { text: await loaded.metrics(), contentType: loaded.contentType };
    },
    close: () => clearTimeout(timer),
  };
  const loadRegistry = () =>
    (registry ??= import("prom-client").then((library) => {
      const loaded = createRegistry(library, countInFlight);
      metrics.recordRequest = loaded.recordRequest;
      for (const request of buffered) loaded.recordRequest(...request);
      buffered = [];
      return loaded.registry;
    }));
  const timer = setTimeout(loadRegistry, loadDelayMs).unref();
  return metrics;
}

type LabelName = "method" | "route" | "operation_id" | "status_code";

function createRegistry(
  { collectDefaultMetrics, Counter, Gauge, Histogram, Registry }: typeof Prometheus,
  countInFlight: () => number,
) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const labelNames: LabelName[] = ["method", "route", "operation_id", "status_code"];
  const requests = new Counter({
    name: "http_requests_total",
    help: "Number of HTTP requests.",
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duration of HTTP requests in seconds.",
    labelNames,
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  });
  const inFlight: Prometheus.Gauge = new Gauge({
    name: "http_requests_in_flight",
    help: "Number of HTTP requests that are being processed.",
    registers: [registry],
    collect: () => inFlight.set(countInFlight()),
  });
  // Finding a series by its labels costs the library more than incrementing it.
  const seriesByKey = new Map<
    string,
    { requests: Prometheus.Counter.Internal; duration: Prometheus.Histogram.Internal<LabelName> }
  >();
  const recordRequest: Metrics["recordRequest"] = (
    { method, route, operationId, statusCode },
    durationSeconds,
  ) => {
    const key = `${method} ${route} ${statusCode}`;
    let series = seriesByKey.get(key);
    if (!series) {
      const labels = [method, route, operationId, String(statusCode)] as const;
      series = { requests: requests.labels(...labels), duration: duration.labels(...labels) };
      seriesByKey.set(key, series);
    }
    series.requests.inc();
    series.duration.observe(durationSeconds);
  };
  return { registry, recordRequest };
}
