import { type CreateRequest, type LoadOptions, runLoad } from "./load.ts";
import { readCpuMs, type ServerProcess } from "./server-process.ts";

/** One side of a comparison. */
export interface Side {
  server: ServerProcess;
  createNext: CreateRequest;
}

/** The result of a comparison. */
export interface Comparison {
  /** The responses per second of the subject. */
  rate: number;
  /** The rate of the subject divided by that of the baseline. */
  ratio: number;
  /** The CPU time per response of the baseline divided by that of the subject. It depends less on other load. */
  cpuRatio: number;
  /** The 99th percentile of the subject, in milliseconds. */
  p99: number;
  /** The 99th percentile of the subject divided by that of the baseline. */
  p99Ratio: number;
}

/**
 * Puts two servers under the same load in alternating short rounds, and returns the medians. Other load on the machine slows
 * both sides.
 */
export async function compareServers(
  subject: Side,
  baseline: Side,
  connections: number,
  rounds: number,
  options?: LoadOptions,
): Promise<Comparison> {
  // Warm up first, until the code is compiled: a server runs for days.
  for (const side of [subject, baseline]) await runRound(side, connections, 5, options);
  const rates: number[] = [];
  const ratios: number[] = [];
  const cpuRatios: number[] = [];
  const p99s: number[] = [];
  const p99Ratios: number[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const baselineRound = await runRound(baseline, connections, 0.7, options);
    const subjectRound = await runRound(subject, connections, 0.7, options);
    rates.push(subjectRound.rate);
    ratios.push(subjectRound.rate / baselineRound.rate);
    cpuRatios.push(baselineRound.cpuMs / subjectRound.cpuMs);
    p99s.push(subjectRound.p99);
    p99Ratios.push(subjectRound.p99 / baselineRound.p99);
  }
  return {
    rate: median(rates),
    ratio: median(ratios),
    cpuRatio: median(cpuRatios),
    p99: median(p99s),
    p99Ratio: median(p99Ratios),
  };
}

async function runRound(
  { server, createNext }: Side,
  connections: number,
  seconds: number,
  options?: LoadOptions,
) {
  const before = readCpuMs(server);
  const result = await runLoad(server.url, connections, seconds, createNext, options);
  if (result.failures > 0) {
    throw new Error(`${result.failures} of ${result.responses} responses were not 200.`);
  }
  return { ...result, cpuMs: (readCpuMs(server) - before) / result.responses };
}

/** Returns the median. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
