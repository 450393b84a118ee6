import { load, type NextRequest } from "./load.ts";
import { processorTimeOf, type Served } from "./processes.ts";

/** One side of a comparison. */
export interface Side {
  server: Served;
  next: NextRequest;
  /** What its answers begin with; default 200. */
  status?: number;
}

/** How one side compares with another. */
export interface Duel {
  /** Answers a second of the first. */
  rate: number;
  /** What the first answers in the time in which the other answers one. */
  ratio: number;
  /** The same by what an answer costs the processor: less depends on who else uses the machine. */
  processorRatio: number;
  /** The 99th percentile of the first, in milliseconds, and as a part of the other's. */
  p99: number;
  p99Ratio: number;
}

/**
 * Puts two servers under the same load in turns, one short round each, and answers with the median of the rounds: whatever
 * else slows the machine down for a while slows both.
 */
export async function duel(first: Side, other: Side, connections: number, rounds: number): Promise<Duel> {
  // Before that, each runs until its code is compiled as well as it will be: a server runs for days.
  for (const side of [first, other]) await round(side, connections, 5);
  const rates: number[] = [];
  const ratios: number[] = [];
  const processorRatios: number[] = [];
  const p99s: number[] = [];
  const p99Ratios: number[] = [];
  for (let index = 0; index < rounds; index += 1) {
    const theirs = await round(other, connections, 0.7);
    const ours = await round(first, connections, 0.7);
    rates.push(ours.rate);
    ratios.push(ours.rate / theirs.rate);
    processorRatios.push(theirs.processorMs / ours.processorMs);
    p99s.push(ours.p99);
    p99Ratios.push(ours.p99 / theirs.p99);
  }
  return {
    rate: median(rates),
    ratio: median(ratios),
    processorRatio: median(processorRatios),
    p99: median(p99s),
    p99Ratio: median(p99Ratios),
  };
}

async function round({ server, next, status = 200 }: Side, connections: number, seconds: number) {
  const before = processorTimeOf(server);
  const result = await load(server.url, connections, seconds, next, status);
  if (result.failures > 0) {
    throw new Error(`${result.failures} of ${result.answers} answers were not ${status}.`);
  }
  return { ...result, processorMs: (processorTimeOf(server) - before) / result.answers };
}

/** The one in the middle. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}
