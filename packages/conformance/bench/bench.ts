/**
 * Measures a run of the kit on the reference server: duration, cases per minute, and throughput relative to the same requests
 * without the kit. Prints the median of three rounds; a round is a run and a replay.
 */
import { type Report, runContract } from "@rolewright/contract";
import { killServerProcesses, runServerCommand, startServerProcess } from "../src/server-process.ts";
import { createTemporaryDatabase } from "@rolewright/test-support";
import { replayRequests, RequestRecorder } from "./replay.ts";

const concurrency = 16;

interface Round {
  report: Report;
  /** The duration of the replay divided by the duration of the run. */
  throughputRatio: number;
  /** The share of replayed requests with the recorded status, from 0 to 1. */
  sameStatusRatio: number;
}

try {
  const rounds = [await measureRound(), await measureRound(), await measureRound()];
  if (rounds.some(({ report }) => report.findings.length > 0)) {
    throw new Error("The kit reports findings on the reference server. Fix them before you measure.");
  }
  const median = (pick: (round: Round) => number) =>
    rounds.map(pick).toSorted((one, other) => one - other)[1] ?? 0;
  const rows: [label: string, value: number, target: string][] = [
    ["run with default settings, seconds", median(({ report }) => report.durationMs / 1_000), "under 30"],
    ["requests", median(({ report }) => report.requests), ""],
    ["cases", median(({ report }) => report.cases), ""],
    [
      "cases per minute",
      median(({ report }) => (report.cases / report.durationMs) * 60_000),
      "3,000 or more",
    ],
    ["throughput relative to the replay", median(({ throughputRatio }) => throughputRatio), "0.5 or more"],
    ["share of replayed requests with the same status", median(({ sameStatusRatio }) => sameStatusRatio), ""],
    ["memory of this process, MB", process.memoryUsage.rss() / 2 ** 20, ""],
  ];
  for (const row of rows) console.log(formatRow(row));
} finally {
  await killServerProcesses();
}

async function measureRound(): Promise<Round> {
  const recorder = new RequestRecorder();
  let recordedApiKey = "";
  const report = await withServer((url, apiKey) => {
    recordedApiKey = apiKey;
    return runContract({
      baseUrl: url,
      apiKey,
      seed: 1,
      concurrency,
      onRequest: (lane, request) => recorder.onRequest(lane, request),
      onResponse: (request, response) => recorder.onResponse(request, response),
    });
  });
  const replay = await withServer((url, apiKey) =>
    replayRequests(recorder.requests, { url, apiKey, recordedApiKey, concurrency }),
  );
  return {
    report,
    throughputRatio: replay.durationMs / report.durationMs,
    sameStatusRatio: replay.sameStatusRatio,
  };
}

/** Starts a server process on a new database, and stops it afterwards. */
async function withServer<Result>(use: (url: string, apiKey: string) => Promise<Result>): Promise<Result> {
  const database = await createTemporaryDatabase("sqlite");
  const apiKey = await runServerCommand(["seed", "demo", "--database", database.name]);
  const { url, child, closed } = await startServerProcess(["--database", database.name]);
  try {
    return await use(url, apiKey);
  } finally {
    child.kill();
    await closed;
    await database.remove();
  }
}

function formatRow([label, value, target]: readonly [string, number, string]): string {
  const text = value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(3);
  return `${label.padEnd(56)} ${text.padStart(8)}   ${target}`;
}
