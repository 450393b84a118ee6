import { setTimeout } from "node:timers/promises";
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { getNumberFromEnv, getStringFromEnv, W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPMetricExporter as JsonMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtobufMetricExporter } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as JsonTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Telemetry } from "./telemetry.ts";

/** What is sent. */
interface Signals {
  traces: boolean;
  metrics: boolean;
}

const scopeName = "@rolewright/server";

/** How long the last spans and metrics may take to be sent, in milliseconds. */
const closeTimeoutMs = 1_000;

/** Starts OpenTelemetry as its environment variables say. Nothing is registered globally, so that several servers can run. */
export function startOpenTelemetry(signals: Signals): Telemetry {
  const resource = defaultResource()
    .merge(resourceFromAttributes({ "service.name": "rolewright-server" }))
    .merge(detectResources({ detectors: [envDetector] }));
  const tracerProvider = new TracerProvider({
    resource,
    sampler: createSampler(),
    spanProcessors: signals.traces ? [createSpanProcessor()] : [],
  });
  const meterProvider = new MeterProvider({
    resource,
    readers: signals.metrics ? [createMetricReader()] : [],
  });
  const tracer = tracerProvider.getTracer(scopeName);
  const meter = meterProvider.getMeter(scopeName);
  const contexts = new AsyncLocalStorageContextManager().enable();
  const propagator = new W3CTraceContextPropagator();
  const requestDuration = meter.createHistogram("http.server.request.duration", {
    description: "Duration of HTTP server requests.",
    unit: "s",
    advice: { explicitBucketBoundaries: durationBoundaries },
  });
  const transactionDuration = meter.createHistogram("db.client.operation.duration", {
    description: "Duration of database client operations.",
    unit: "s",
    advice: { explicitBucketBoundaries: durationBoundaries },
  });
  const activeRequests = meter.createUpDownCounter("http.server.active_requests", {
    description: "Number of active HTTP server requests.",
    unit: "{request}",
  });

  return {
    startRequest({ method = "", url = "", headers }) {
      const startedAt = performance.now();
      const parent = propagator.extract(ROOT_CONTEXT, headers, headerGetter);
      const common = { "http.request.method": method, "url.scheme": "http" };
      const attributes = { ...common, "url.path": url.split("?", 1)[0] ?? "" };
      const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
      activeRequests.add(1, common);
      return {
        run: (work) => contexts.with(trace.setSpan(parent, span), work),
        end({ requestId, operationId, route, statusCode }) {
          const outcome = {
            "http.response.status_code": statusCode,
            ...(route !== "none" && { "http.route": route }),
          };
          span.setAttributes({
            ...outcome,
            "rolewright.request_id": requestId,
            ...(operationId !== "none" && { "rolewright.operation_id": operationId }),
          });
          if (route !== "none") span.updateName(`${method} ${route}`);
          if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
          activeRequests.add(-1, common);
          requestDuration.record((performance.now() - startedAt) / 1_000, { ...common, ...outcome });
        },
      };
    },
    async traceTransaction(system, operation, run) {
      const attributes = { "db.system.name": system, "db.operation.name": operation };
      const startedAt = performance.now();
      const options = { kind: SpanKind.CLIENT, attributes };
      const span = tracer.startSpan(`${operation} ${system}`, options, contexts.active());
      try {
        return await run();
      } catch (error) {
        recordError(span, error);
        throw error;
      } finally {
        span.end();
        transactionDuration.record((performance.now() - startedAt) / 1_000, attributes);
      }
    },
    async close() {
      contexts.disable();
      const sent = Promise.allSettled([tracerProvider.shutdown(), meterProvider.shutdown()]);
      // The exporters retry for longer than a process may take to stop.
      await Promise.race([sent, setTimeout(closeTimeoutMs, undefined, { ref: false })]);
    },
  };
}

/** The boundaries that the semantic conventions recommend, in seconds. */
const durationBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

const headerGetter = {
  get: (headers: Record<string, string | string[] | undefined>, key: string) => headers[key],
  keys: (headers: object) => Object.keys(headers),
};

function recordError(span: Span, error: unknown): void {
  span.setAttribute("error.type", (error as Error).name);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Returns undefined for an option that no variable sets, so that it has its default. */
const omitUndefined = <Options extends object>(options: Options) =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Options]: NonNullable<Options[Key]>;
  };

function createSpanProcessor(): BatchSpanProcessor {
  const options = omitUndefined({
    scheduledDelayMillis: getNumberFromEnv("OTEL_BSP_SCHEDULE_DELAY"),
    exportTimeoutMillis: getNumberFromEnv("OTEL_BSP_EXPORT_TIMEOUT"),
    maxQueueSize: getNumberFromEnv("OTEL_BSP_MAX_QUEUE_SIZE"),
    maxExportBatchSize: getNumberFromEnv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE"),
  });
  const exporter = isJson("TRACES") ? new JsonTraceExporter() : new ProtobufTraceExporter();
  return new BatchSpanProcessor({ exporter, ...options });
}

function createMetricReader(): PeriodicExportingMetricReader {
  const options = omitUndefined({
    exportIntervalMillis: getNumberFromEnv("OTEL_METRIC_EXPORT_INTERVAL"),
    exportTimeoutMillis: getNumberFromEnv("OTEL_METRIC_EXPORT_TIMEOUT"),
  });
  const exporter = isJson("METRICS") ? new JsonMetricExporter() : new ProtobufMetricExporter();
  return new PeriodicExportingMetricReader({ exporter, ...options });
}

/** Whether a signal is sent as JSON. The default is protobuf. */
function isJson(signal: "TRACES" | "METRICS"): boolean {
  const variable = [`OTEL_EXPORTER_OTLP_${signal}_PROTOCOL`, "OTEL_EXPORTER_OTLP_PROTOCOL"].find((each) =>
    getStringFromEnv(each),
  );
  const protocol = variable === undefined ? "http/protobuf" : getStringFromEnv(variable);
  if (protocol === "http/json" || protocol === "http/protobuf") return protocol === "http/json";
  throw new Error(`${variable} is "${protocol}". Give http/protobuf or http/json.`);
}

function createSampler(): Sampler {
  const name = getStringFromEnv("OTEL_TRACES_SAMPLER") ?? "parentbased_always_on";
  const ratio = getNumberFromEnv("OTEL_TRACES_SAMPLER_ARG") ?? 1;
  const samplers: Record<string, () => Sampler> = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio),
    parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
    parentbased_traceidratio: () => new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
  };
  const create = samplers[name];
  if (create) return create();
  throw new Error(`OTEL_TRACES_SAMPLER is "${name}". Give one of ${Object.keys(samplers).join(", ")}.`);
}
