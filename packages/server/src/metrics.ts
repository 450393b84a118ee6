import type * as Prometheus from "prom-client";

/** What `/metrics` shows, in Prometheus' words. */
export interface Metrics {
  /** Counts an answer; `seconds` is how long it took. */
  answered(operation: string, status: number, seconds: number): void;
  /** All of it as text, and what type of text that is. */
  text(): Promise<{ text: string; type: string }>;
  /** Ends what is under way. */
  close(): void;
}

/** How long the answers of a server that has just started are kept until they are counted, in milliseconds. */
const loadAfterMs = 1_000;

/** Metrics of one server, apart from those of others in the same process. */
export function createMetrics(inFlight: () => number): Metrics {
  // The first second is for the first answers: the library, which takes longer to load than all the rest, comes after it.
  let early: Parameters<Metrics["answered"]>[] = [];
  let registry: Promise<Prometheus.Registry> | undefined;
  const metrics: Metrics = {
    answered: (...answer) => void early.push(answer),
    text: async () => {
      const loaded = await load();
      return { text: await loaded.metrics(), type: loaded.contentType };
    },
    close: () => clearTimeout(timer),
  };
  const load = () =>
    (registry ??= import("prom-client").then((library) => {
      const loaded = createRegistry(library, inFlight);
      metrics.answered = loaded.answered;
      for (const answer of early) loaded.answered(...answer);
      early = [];
      return loaded.registry;
    }));
  const timer = setTimeout(load, loadAfterMs).unref();
  return metrics;
}

function createRegistry(
  { collectDefaultMetrics, Counter, Gauge, Histogram, Registry }: typeof Prometheus,
  inFlight: () => number,
) {
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
  const working: Prometheus.Gauge = new Gauge({
    name: "rolewright_in_flight_requests",
    help: "Requests that are being worked on.",
    registers: [registry],
    collect: () => working.set(inFlight()),
  });
  // To find a row by its labels takes the library longer than to count in it.
  const rows = new Map<
    string,
    { answers: Prometheus.Counter.Internal; duration: Prometheus.Histogram.Internal<"operation"> }
  >();
  const answered: Metrics["answered"] = (operation, status, seconds) => {
    const name = `${operation} ${status}`;
    let row = rows.get(name);
    if (!row) {
      row = { answers: answers.labels(operation, String(status)), duration: duration.labels(operation) };
      rows.set(name, row);
    }
    row.answers.inc();
    row.duration.observe(seconds);
  };
  return { registry, answered };
}
