import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What `/metrics` shows, in Prometheus' words. */
export interface Metrics {
  /** Counts an answer; `seconds` is how long it took. */
  answered(operation: string, status: number, seconds: number): void;
  text(): Promise<string>;
  contentType: string;
}

/** Metrics of one server, apart from those of others in the same process. */
export function createMetrics(inFlight: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Counter({
    name: "rolewright_answers_total",
    help: "Answers, by operation and status.",
    labelNames: ["operation", "status"],
    registers: [registry],
  });
  const duration = new Histogram({
    name: "rolewright_answer_duration_seconds",
    help: "How long answers took, by operation.",
    labelNames: ["operation"],
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5],
    registers: [registry],
  });
  const working: Gauge = new Gauge({
    name: "rolewright_in_flight_requests",
    help: "Requests that are being worked on.",
    registers: [registry],
    collect: () => working.set(inFlight()),
  });
  return {
    answered(operation, status, seconds) {
      answers.inc({ operation, status });
      duration.observe({ operation }, seconds);
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
