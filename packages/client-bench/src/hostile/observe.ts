/** Runs one probe on one client and records the observed behavior. */
import { inspect } from "node:util";
import { apiKey, type Observation, type Probe } from "./probe.ts";
import { startServer } from "./server.ts";
import type { Caller, Subject } from "./subjects.ts";

export type Verdict = "passed" | "failed" | "not offered";

/** Longer than the default timeout of every measured client. */
const patienceMs = 35_000;

export async function verdictOf(probe: Probe, subject: Subject): Promise<Verdict> {
  if (probe.needsRegions && !subject.knowsRegions) return "not offered";
  const elsewhere = await startServer([{ status: 200, body: '{"success":true,"data":{"roles":[]}}' }]);
  const server = await startServer(
    typeof probe.deeds === "function" ? probe.deeds(elsewhere.url) : (probe.deeds ?? []),
  );
  try {
    const seen = await observe(probe, subject, server.url);
    return probe.passes({ ...seen, got: server.got, elsewhere: elsewhere.got }) ? "passed" : "failed";
  } finally {
    await Promise.all([server.close(), elsewhere.close()]);
  }
}

async function observe(probe: Probe, subject: Subject, baseUrl: string) {
  const started = performance.now();
  const patience = new AbortController();
  const setup = { apiKey, baseUrl, ...probe.setup };
  let caller: Caller | undefined;
  try {
    caller = subject.connect(setup);
    const call = Promise.resolve(probe.act?.(caller));
    const value = await Promise.race([call, impatient(patience.signal)]);
    return {
      value,
      rejectedBeforeSending: false,
      ms: performance.now() - started,
      shown: show([caller, value]),
    };
  } catch (thrown) {
    const error = Object(thrown) as Observation["error"] & object;
    const shown = show([caller, error, error.cause, error.stack]) + String(thrown);
    return { error, rejectedBeforeSending: caller === undefined, ms: performance.now() - started, shown };
  } finally {
    patience.abort();
  }
}

const impatient = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error("The probe's patience ended.")), patienceMs);
    signal.addEventListener("abort", () => clearTimeout(timer));
  });

function show(values: unknown[]): string {
  const printed = inspect(values, {
    depth: 12,
    showHidden: true,
    maxArrayLength: 1000,
    maxStringLength: 100_000,
  });
  try {
    return printed + JSON.stringify(values);
  } catch {
    return printed;
  }
}
