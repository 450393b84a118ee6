import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { seedDemo, startServer } from "../index.ts";
import { loadTelemetry } from "./telemetry.ts";

interface Attribute {
  key: string;
  value: Record<string, unknown>;
}

interface SentSpan {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  kind: number;
  attributes: Attribute[];
}

/** Starts a collector that receives OTLP over HTTP, and sets the variables that name it. */
async function startCollector(variables: Record<string, string> = {}) {
  const bodies = new Map<string, Record<string, unknown>[]>();
  const types = new Set<string | undefined>();
  const collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      types.add(request.headers["content-type"]);
      const received = bodies.get(request.url ?? "") ?? [];
      const text = Buffer.concat(chunks).toString();
      received.push(text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {});
      bodies.set(request.url ?? "", received);
      response.setHeader("content-type", request.headers["content-type"] ?? "").end();
    });
  }).listen(0, "127.0.0.1");
  await once(collector, "listening");
  onTestFinished(() => void collector.close());
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
  vi.stubEnv("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json");
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const listSpans = () =>
    (bodies.get("/v1/traces") ?? []).flatMap(({ resourceSpans }) =>
      (resourceSpans as { scopeSpans: { spans: SentSpan[] }[] }[]).flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap(({ spans }) => spans),
      ),
    );
  return { bodies, types, listSpans };
}

const readAttributes = ({ attributes }: SentSpan) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

async function sendRequests(headers: Record<string, string>) {
  const server = await startServer();
  const { apiKey } = await seedDemo(server.store);
  const response = await fetch(`${server.url}/v1/projects?secret=1`, {
    method: "POST",
    body: JSON.stringify({ name: "Traced" }),
    headers: { CONFIDENT_API_KEY: apiKey, "Content-Type": "application/json", ...headers },
  });
  await fetch(`${server.url}/nowhere/confident`);
  await server.close();
  return { apiKey, requestId: response.headers.get("x-request-id") };
}

describe("OpenTelemetry", () => {
  it("is off without its variables, and if it is disabled", async () => {
    expect(await loadTelemetry()).toBeUndefined();
    await startCollector({ OTEL_SDK_DISABLED: "true" });
    expect(await loadTelemetry()).toBeUndefined();
  });

  it("sends a span for each request and transaction, in the trace of the caller", async () => {
    const { listSpans, bodies } = await startCollector();
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const { apiKey, requestId } = await sendRequests({ traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    const spans = listSpans();
    const request = spans.find(({ name }) => name === "POST /v1/projects");
    expect(request).toMatchObject({ traceId, parentSpanId: "b7ad6b7169203331", kind: 2 });
    expect(request && readAttributes(request)).toMatchObject({
      "http.request.method": "POST",
      "http.route": "/v1/projects",
      "url.path": "/v1/projects",
      "http.response.status_code": 200,
      "rolewright.operation_id": "createProject",
      "rolewright.request_id": requestId,
    });
    const write = spans.find(({ name }) => name === "write sqlite");
    expect(write).toMatchObject({ traceId, parentSpanId: request?.spanId, kind: 3 });
    const unknown = spans.find(({ name }) => name === "GET");
    expect(unknown?.traceId).not.toBe(traceId);
    expect(unknown?.parentSpanId).toBeFalsy();
    expect(JSON.stringify([...bodies])).not.toContain(apiKey);
    expect(JSON.stringify([...bodies])).toContain('"rolewright-server"');
  });

  it("sends the duration of requests and transactions as metrics", async () => {
    const { bodies } = await startCollector();
    await sendRequests({});
    const text = JSON.stringify(bodies.get("/v1/metrics"));
    for (const name of [
      "http.server.request.duration",
      "http.server.active_requests",
      "db.client.operation.duration",
    ]) {
      expect(text).toContain(`"${name}"`);
    }
  });

  it("sends protobuf by default, and only what is enabled", async () => {
    const { bodies, types } = await startCollector({
      OTEL_EXPORTER_OTLP_PROTOCOL: "",
      OTEL_METRICS_EXPORTER: "none",
    });
    await sendRequests({});
    expect([...bodies.keys()]).toEqual(["/v1/traces"]);
    expect([...types]).toEqual(["application/x-protobuf"]);
  });

  it.each([
    ["OTEL_TRACES_EXPORTER", "zipkin", /OTEL_TRACES_EXPORTER is "zipkin"\. Give otlp or none/],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", /OTEL_EXPORTER_OTLP_PROTOCOL is "grpc"\. Give http\/protobuf/],
    ["OTEL_TRACES_SAMPLER", "sometimes", /OTEL_TRACES_SAMPLER is "sometimes"/],
  ])("rejects %s=%s", async (name, value, message) => {
    await startCollector({ [name]: value });
    await expect(startServer()).rejects.toThrow(message);
  });

  it("does not keep the server from responding if the collector does not", async () => {
    await startCollector({
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9",
      OTEL_BSP_EXPORT_TIMEOUT: "500",
    });
    const { requestId } = await sendRequests({});
    expect(requestId).toMatch(/\S/);
  });
});
